"""A meeting of a group stands in calendars as an event, where members say that they come."""

from datetime import datetime, timedelta

import pytest

from bigtent.gatherings.models import Event
from bigtent.gatherings.services.registering import register
from bigtent.groups.models import Meeting
from bigtent.groups.services.meetings import cancel_meeting, change_meeting, plan_again, plan_meeting
from bigtent.ledger.clock import now
from bigtent.outreach.models import ServiceLetter
from tests.cast import signed_in
from tests.factories import make_account
from tests.groups.councils import make_group, officer, planned, sit

pytestmark = pytest.mark.django_db
AT = datetime(2026, 12, 3, 18, 30)


@pytest.fixture
def group(network):
    return make_group()


@pytest.fixture
def chair(group):
    return officer(group, given_name="Pilar", family_name="Anaya")


@pytest.fixture
def fellow(group):
    return signed_in(make_account(person=sit(group), roles=["member"]))


@pytest.fixture
def meeting(group, chair):
    return planned(group, chair, at=AT)


def read(client, thing):
    return client.get(thing.get_absolute_url()).content.decode()


def comes(meeting, account, **said):
    person = account.person
    slot = meeting.event.slots.get()
    return register(slot=slot, name=person.name, email=account.email, person=person, by=account, **said)


def moved(meeting, by, **changes):
    plan = {"title": meeting.title, "starts_at": meeting.local, "zone": meeting.zone}
    return change_meeting(meeting=meeting, by=by, **plan | changes)


def test_it_works(meeting, fellow):
    event = meeting.event
    assert (event.title, event.hosted_by) == ("Fall meeting", "Council of the West")
    page = read(fellow.client, event)
    assert "Thursday, December 3, 2026, 6:30 PM" in page and meeting.get_absolute_url() in page
    assert event.get_absolute_url() in read(fellow.client, meeting)


def test_only_those_inside_see_it(meeting, fellow, member, client):
    address = meeting.event.get_absolute_url()
    assert fellow.client.get(address).status_code == 200
    assert member.client.get(address).status_code == client.get(address).status_code == 404
    assert "Fall meeting" in fellow.client.get("/events/").content.decode()
    assert "Fall meeting" not in client.get("/events/").content.decode()


def test_the_page_of_the_meeting_says_who_comes_and_what_was_asked(meeting, chair, fellow):
    comes(meeting, fellow, question="Who writes the letter?")
    page = read(chair.client, meeting)
    assert fellow.person.name in page and "Who writes the letter?" in page


@pytest.mark.parametrize(
    ("where", "link", "mode"),
    [
        ("Hall 1", "", "in_person"),
        ("", "https://meet.example.org/1", "online"),
        ("Online", "", "online"),
        ("Hall 1", "https://meet.example.org/1", "hybrid"),
    ],
)
def test_how_one_takes_part_is_what_was_planned(group, chair, where, link, mode):
    plan = {"title": "Spring", "starts_at": AT, "zone": "America/Denver", "where": where, "link": link}
    meeting = plan_meeting(group=group, by=chair, **plan)
    assert meeting.event.mode == mode and meeting.event.join_link == link


def test_it_moves_with_the_meeting_and_whoever_comes_gets_a_letter(meeting, chair, fellow):
    comes(meeting, fellow)
    moved(meeting, chair, starts_at=AT + timedelta(days=1), title="Winter meeting")
    event = Event.objects.get()
    assert (event.title, event.slots.get().local) == ("Winter meeting", AT + timedelta(days=1))
    assert ServiceLetter.objects.filter(kind="event-changed").count() == 1


def test_it_is_canceled_and_held_with_the_meeting(meeting, chair):
    cancel_meeting(meeting=meeting, reason="Too few could come.", by=chair)
    event = Event.objects.get()
    assert (event.state, event.cancelled_because) == ("cancelled", "Too few could come.")
    plan_again(meeting=meeting, by=chair)
    assert Event.objects.get().state == "published"


def test_a_meeting_written_down_afterwards_stands_in_no_calendar(group, chair):
    meeting = planned(group, chair, at=datetime(2026, 10, 1, 18, 0))
    assert meeting.event is None and "Who comes" not in read(chair.client, meeting)


def test_one_moved_into_the_future_is_announced(group, chair):
    meeting = planned(group, chair, at=datetime(2026, 10, 1, 18, 0))
    moved(meeting, chair, starts_at=AT)
    assert Meeting.objects.get().event.slots.get().local == AT


def test_a_meeting_that_was_over_is_canceled_and_planned_again(meeting, chair, settings):
    settings.NOW = now() + timedelta(days=30)
    cancel_meeting(meeting=meeting, reason="Nobody came.", by=chair)
    plan_again(meeting=meeting, by=chair)
    assert Event.objects.get().state == "published"


def test_time_and_place_are_changed_where_the_meeting_is_planned(meeting, chair):
    for act in ("change", "cancel", "hold-after-all"):
        address = f"/events/{meeting.event.key}/{act}/"
        assert chair.client.post(address, {"because": "x"}).url == meeting.get_absolute_url()
    assert Event.objects.get().state == "published"
