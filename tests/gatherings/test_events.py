"""Events: planned, looked at, published, changed, taken back, canceled, held after all, recorded."""

from datetime import datetime, timedelta

import pytest

from bigtent.gatherings.errors import EventError
from bigtent.gatherings.models import Event
from bigtent.gatherings.services.planning import Speaker, Time, change_event
from bigtent.gatherings.services.publishing import (
    add_recording,
    cancel_event,
    cancel_slot,
    hold_event_after_all,
    take_back_event,
)
from bigtent.ledger.clock import now
from bigtent.ledger.models import AuditEntry
from bigtent.outreach.models import ServiceLetter
from tests.factories import make_organization, make_topic
from tests.gatherings.announced import registered
from tests.gatherings.planning import EVENING, FORM, JOIN, as_planned, drafted, published

pytestmark = pytest.mark.django_db


def read(client, address):
    return client.get(address).content.decode()


def told():
    return sorted(ServiceLetter.objects.values_list("kind", flat=True))


def test_it_works(manager, client):
    address = manager.client.post("/events/new/", FORM | {"panel-0-name": "Ada Example"}).url
    assert "Only those who run it see it" in read(manager.client, address)
    assert client.get(address).status_code == 404
    manager.client.post(f"{address}publish/")
    page = read(client, address)
    assert "Thursday, December 3, 2026, 8:00 PM to 9:00 PM (EST, New York)" in page and "Ada Example" in page
    assert "Saving the small clinics" in read(client, "/events/")


def test_the_link_to_join_is_on_no_page_of_a_visitor(manager, client):
    event = published(manager)
    for address in (event.get_absolute_url(), "/events/", "/events/calendar.ics", f"/events/{event.key}.ics"):
        assert JOIN not in read(client, address), address


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"title": ""}, "This field is required"),
        ({"day": ""}, "This field is required"),
        ({"day": "2027-03-14", "hour": "02:30"}, "leap over 02:30"),
        ({"day": "2126-12-03"}, "more than five years away"),
        ({"zone": "Mars/Olympus"}, "Select a valid choice"),
        ({"registering": "elsewhere"}, "Give the address of that page"),
        ({"capacity": "0"}, "greater than or equal to 1"),
        ({"time-0-day": "2026-12-03", "time-0-hour": "20:00"}, "is there twice"),
        ({"time-0-day": "2026-12-10"}, "At which hour"),
        ({"repeat-count": "1"}, "greater than or equal to 2"),
        ({"repeat-until": "2026-12-01"}, "would end before it begins"),
        ({"panel-TOTAL_FORMS": "many"}, "ManagementForm"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(manager, answers, words):
    answer = manager.client.post("/events/new/", FORM | answers)
    assert words.lower() in answer.content.decode().lower() and not Event.objects.exists()


def test_an_hour_that_clocks_show_twice_is_the_first(manager):
    event = drafted(manager, at=datetime(2027, 11, 7, 1, 30))
    assert event.slots.get().starts_at.hour == 5


def test_organizations_that_are_kept_here_are_linked_by_their_name(manager):
    kept = make_organization(name="Invented Alliance")
    event = drafted(manager, host="invented alliance", cohosts=["Another body"])
    panel = [Speaker("Ada Example", "MD", organization="Invented Alliance")]
    change_event(event=event, by=manager, **as_planned(event, host="Invented Alliance", panel=panel))
    event.refresh_from_db()
    assert event.host == kept and event.panel.get().organization == kept
    assert event.host_name == ""


def test_whoever_registered_is_told_of_another_time_and_of_nothing_else(manager, member):
    event = published(manager)
    registered(event, member.person)
    change_event(event=event, by=manager, **as_planned(event, title="Saving all clinics"))
    assert told() == []
    later = [Time(EVENING + timedelta(hours=1), slot=event.slots.get().pk)]
    change_event(event=event, by=manager, **as_planned(event, times=later))
    event.refresh_from_db()
    assert told() == ["event-changed"] and event.sequence == 2


def test_a_time_with_registrations_is_moved_and_not_left_out(manager, member):
    event = published(manager, times=[Time(EVENING), Time(EVENING + timedelta(days=1))])
    row = registered(event, member.person)
    later = [Time(slot.local + timedelta(days=1), slot=slot.pk) for slot in event.slots.all()]
    change_event(event=event, by=manager, **as_planned(event, times=later))
    row.slot.refresh_from_db()
    assert row.slot.local == EVENING + timedelta(days=1)
    with pytest.raises(EventError, match="Cancel that time instead"):
        change_event(event=event, by=manager, **as_planned(event, times=later[1:]))


def test_nobody_who_has_a_place_loses_it_by_fewer_places(manager, member, stranger):
    event = published(manager, capacity=5)
    for account in (member, stranger):
        registered(event, account.person)
    change_event(event=event, by=manager, **as_planned(event, capacity=2))
    with pytest.raises(EventError, match="2 people have a place"):
        change_event(event=event, by=manager, **as_planned(event, capacity=1))


def test_the_audit_names_the_link_and_does_not_repeat_it(manager):
    event = drafted(manager)
    change_event(event=event, by=manager, **as_planned(event, join_link="https://meet.example.org/other"))
    entry = AuditEntry.objects.get(verb="change_event")
    assert entry.changes == {"join_link": []}


def test_it_is_a_draft_again_as_long_as_nobody_registered(manager, member):
    event = published(manager)
    take_back_event(event=event, by=manager)
    manager.client.post(f"/events/{event.key}/publish/")
    registered(event, member.person)
    with pytest.raises(EventError, match="Somebody registered"):
        take_back_event(event=event, by=manager)


def test_a_canceled_event_stays_to_be_read_with_its_reason(manager, member, client):
    event = published(manager)
    registered(event, member.person)
    manager.client.post(f"/events/{event.key}/cancel/", {"because": "The speaker is ill."})
    page = read(client, event.get_absolute_url())
    assert "The speaker is ill." in page and "EventCancelled" in page and "Register" not in page
    assert told() == ["event-canceled"] and event.title not in read(client, "/events/")
    hold_event_after_all(event=event, by=manager)
    assert told() == ["event-canceled", "event-changed"] and event.title in read(client, "/events/")


def test_without_a_reason_nothing_is_canceled(manager):
    event = published(manager)
    with pytest.raises(EventError, match="Say why"):
        cancel_event(event=event, because="  ", by=manager)


def test_one_of_several_times_is_canceled(manager, member):
    event = published(manager, times=[Time(EVENING), Time(EVENING + timedelta(days=7))])
    registered(event, member.person)
    first, other = event.slots.all()
    cancel_slot(slot=first, because="The room is taken.", by=manager)
    assert told() == ["event-canceled"] and list(event.slots.open()) == [other]
    with pytest.raises(EventError, match="the only time"):
        cancel_slot(slot=other, because="The room is taken.", by=manager)


def test_a_recording_is_shown_when_the_event_has_begun_and_told_once(manager, member, client, settings):
    event = published(manager)
    registered(event, member.person)
    with pytest.raises(EventError, match="has begun"):
        add_recording(event=event, link="https://video.example.org/1", by=manager)
    settings.NOW = now() + timedelta(days=20)
    for words in ("first", "second"):
        add_recording(event=event, link="https://video.example.org/1", transcript=f"The {words} word.", by=manager)
    assert told() == ["event-recorded"]
    assert "The second word." in read(client, event.get_absolute_url())


def test_the_form_shows_what_was_answered(manager):
    topic = make_topic()
    event = drafted(manager, topics=[topic], languages=["en", "es"], capacity=40, panel=[Speaker("Ada Example")])
    page = read(manager.client, f"/events/{event.key}/change/")
    for words in ('value="Saving the small clinics"', 'value="2026-12-03"', 'value="20:00"', 'value="40"', JOIN):
        assert words in page, words
    assert page.count("checked") >= 5 and "Ada Example" in page


def test_a_draft_is_thrown_away_and_a_published_event_is_not(manager):
    event = drafted(manager)
    manager.client.post(f"/events/{event.key}/discard/")
    assert not Event.objects.exists()
    kept = published(manager)
    manager.client.post(f"/events/{kept.key}/discard/")
    assert Event.objects.get() == kept
