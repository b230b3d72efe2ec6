"""Meetings: planned, held, written up, approved, published, taken back."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from bigtent.groups.due import meetings_due
from bigtent.groups.errors import MeetingError
from bigtent.groups.models import Meeting
from bigtent.groups.services.meetings import AgendaPoint, cancel_meeting, plan_meeting, set_agenda, take_attendance
from bigtent.groups.services.minutes import approve_minutes, publish_minutes, unpublish_minutes, write_minutes
from bigtent.ledger.models import AuditEntry
from bigtent.outreach.models import Notification
from tests.factories import make_consent, make_person
from tests.groups.councils import decided, held, later, make_group, officer, past, planned, sit

pytestmark = pytest.mark.django_db
PLAN = {"title": "Fall meeting", "day": "2026-12-03", "hour": "18:30", "zone": "America/Denver", "minutes_long": "90"}


@pytest.fixture
def group(network):
    return make_group()


@pytest.fixture
def chair(group):
    return officer(group, given_name="Pilar", family_name="Anaya")


@pytest.fixture
def secretary(group):
    return officer(group, "secretary")


@pytest.fixture
def published(chair):
    """A meeting with a decision, its minutes published."""
    meeting = held(past(chair.person.group_memberships.get().group, chair), chair)
    decided(meeting, chair)
    write_minutes(meeting=meeting, minutes="We talked *long*.", by=chair)
    approve_minutes(meeting=meeting, by=chair)
    return publish_minutes(meeting=meeting, by=chair)


def page(name, thing):
    return reverse(f"groups:{name}", args=[thing.key])


def text(client, address):
    return client.get(address).content.decode()


def test_it_works(group, chair):
    answer = chair.client.post(page("plan_meeting", group), PLAN)
    meeting = Meeting.objects.get()
    assert answer.url == meeting.get_absolute_url()
    assert meeting.local == datetime(2026, 12, 3, 18, 30)
    shown = text(chair.client, answer.url)
    assert "December 3, 2026, 6:30 PM" in shown and "on the clocks of Denver" in shown


def test_members_are_told_but_not_whoever_planned_it(group, chair):
    member = sit(group)
    meeting = planned(group, chair)
    told = Notification.objects.get()
    assert (told.person, told.url) == (member, meeting.get_absolute_url())
    assert told.title == "Council of the West: a meeting is planned"


def test_a_meeting_that_is_over_is_written_down_and_nobody_is_told(group, chair):
    sit(group)
    chair.client.post(page("plan_meeting", group), PLAN | {"day": "2026-10-03"})
    assert "Note who came" in text(chair.client, Meeting.objects.get().get_absolute_url())
    assert not Notification.objects.exists()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"day": "2019-03-03"}, "was founded on January 1, 2020"),
        ({"day": "2206-12-03"}, "more than five years away"),
        ({"day": "2027-03-14", "hour": "02:30"}, "leap over 02:30"),
        ({"minutes_long": "0"}, "greater than or equal to 1"),
        ({"zone": "Mars/Olympus"}, "not one of the available choices"),
        ({"day": "soon"}, "Enter a valid date"),
    ],
)
def test_a_plan_that_cannot_be_says_what_is_wrong(group, chair, changed, words):
    answer = chair.client.post(page("plan_meeting", group), PLAN | changed)
    assert words in answer.content.decode()
    assert not Meeting.objects.exists()


def test_an_ended_group_does_not_meet(chair, group):
    group.ended_on = group.founded_on
    with pytest.raises(MeetingError, match="has ended"):
        planned(group, chair)


def test_only_officers_and_managers_run_meetings(group, chair, manager, member, stranger):
    meeting, plain = planned(group, chair), officer(group, "member")
    answers = [one.client.get(page("change_meeting", meeting)).status_code for one in (chair, manager, plain)]
    assert answers == [200, 200, 403]
    assert [one.client.get(page("meeting", meeting)).status_code for one in (plain, member, stranger)] == [
        200,
        404,
        404,
    ]
    assert Client().get(page("change_meeting", meeting)).url.startswith("/accounts/login/")


def test_a_moved_meeting_is_told_a_new_title_is_not(group, chair):
    meeting, _member = planned(group, chair), sit(group)
    chair.client.post(page("change_meeting", meeting), PLAN | {"day": "2026-11-22", "hour": "18:00", "title": "New"})
    assert not Notification.objects.exists()
    chair.client.post(page("change_meeting", meeting), PLAN)
    assert "another time or place" in Notification.objects.get().title


def test_a_canceled_meeting_says_why_and_can_be_planned_again(group, chair):
    meeting = planned(group, chair)
    assert "required" in chair.client.post(page("cancel_meeting", meeting), {}).content.decode()
    chair.client.post(page("cancel_meeting", meeting), {"reason": "Snow"})
    assert "Snow" in text(chair.client, page("meeting", meeting))
    chair.client.post(page("plan_again", meeting))
    assert Meeting.objects.get().state == "planned"


def test_a_held_meeting_cannot_be_canceled(group, chair):
    with pytest.raises(MeetingError, match="held"):
        cancel_meeting(meeting=held(planned(group, chair), chair), reason="Snow", by=chair)


def rows_of_agenda(*rows):
    """A form of an agenda as a browser sends it: (place, title)."""
    sent = {"point-TOTAL_FORMS": len(rows), "point-INITIAL_FORMS": 0, "done": "1"}
    for number, (place, title) in enumerate(rows):
        sent |= {f"point-{number}-place": place, f"point-{number}-title": title}
    return sent


def test_an_agenda_stands_in_the_order_of_its_numbers_without_empty_rows(group, chair):
    meeting = planned(group, chair)
    chair.client.post(page("agenda", meeting), rows_of_agenda((2, "Money"), (1, "Welcome"), ("", "")))
    assert [item.title for item in meeting.agenda.all()] == ["Welcome", "Money"]


def test_points_that_change_places_stay_the_same_points(group, chair):
    meeting = planned(group, chair)
    first, second = set_agenda(meeting=meeting, points=[AgendaPoint("A"), AgendaPoint("B")], by=chair)
    set_agenda(meeting=meeting, points=[AgendaPoint("B", pk=second.pk), AgendaPoint("A", pk=first.pk)], by=chair)
    assert list(meeting.agenda.values_list("pk", flat=True)) == [second.pk, first.pk]


def test_a_point_of_another_meeting_is_not_taken_over(group, chair):
    other = set_agenda(meeting=planned(group, chair), points=[AgendaPoint("A")], by=chair)[0]
    mine = planned(group, chair, "Winter meeting")
    set_agenda(meeting=mine, points=[AgendaPoint("B", pk=other.pk)], by=chair)
    other.refresh_from_db()
    assert (other.title, mine.agenda.count()) == ("A", 1)


def test_who_came_is_asked_of_the_members_of_that_day(group, chair):
    meeting = planned(group, chair)
    gone, coming = sit(group, until=datetime(2026, 11, 21)), sit(group, since=datetime(2026, 11, 23))
    here = sit(group)
    shown = text(chair.client, page("attendance", meeting))
    assert here.name in shown and gone.name not in shown and coming.name not in shown
    sent = {f"came-{here.key}": "absent", f"came-{chair.person.key}": "present"}
    chair.client.post(page("attendance", meeting), sent)
    assert {row.person: row.came for row in meeting.attendances.all()} == {here: "absent", chair.person: "present"}
    assert Meeting.objects.get().state == "held"


@pytest.mark.parametrize(
    ("came", "words"),
    [
        ({}, "Not yet of"),
        ({"chair": "absent"}, "Nobody came"),
        ({"chair": "present", "other": "present"}, "no member of the group on that day"),
        ({"chair": "late"}, "not known here"),
    ],
)
def test_attendance_that_cannot_be_is_refused(group, chair, came, words):
    people = {"chair": chair.person_id, "other": make_person().pk}
    with pytest.raises(MeetingError, match=words):
        take_attendance(meeting=planned(group, chair), came={people[n]: w for n, w in came.items()}, by=chair)


def test_who_came_is_not_noted_before_the_day(group, chair):
    with pytest.raises(MeetingError, match="from that day on"):
        held(planned(group, chair, at=datetime(2026, 12, 3, 18, 0)), chair)


def test_minutes_are_looked_at_without_being_saved(group, chair):
    meeting = held(planned(group, chair), chair)
    shown = chair.client.post(page("minutes", meeting), {"minutes": "We **met**.", "look": "1"}).content.decode()
    assert "<strong>met</strong>" in shown
    meeting.refresh_from_db()
    assert meeting.minutes == ""


@pytest.mark.parametrize(
    ("written", "never"),
    [
        ("<script>alert(1)</script>", "<script>alert"),
        ("[here](javascript:alert(1))", 'href="javascript'),
        ("![](https://example.org/p.png)", "<img"),
        ("[x](data:text/html,hi)", 'href="data'),
    ],
)
def test_minutes_hold_nothing_that_a_browser_would_carry_out(group, chair, written, never):
    meeting = write_minutes(meeting=held(planned(group, chair), chair), minutes=written, by=chair)
    assert never not in text(chair.client, page("meeting", meeting))


def test_the_chair_approves_alone_a_secretary_names_the_meeting(group, chair, secretary):
    first = write_minutes(meeting=held(past(group, chair, 30), chair), minutes="We met.", by=chair)
    with pytest.raises(MeetingError, match="Only the chair"):
        approve_minutes(meeting=first, by=secretary)
    second = held(past(group, chair, 1, "Winter meeting"), chair)
    secretary.client.post(page("approve_minutes", first), {"approved_in": second.pk})
    first.refresh_from_db()
    assert (first.minutes_state, first.approved_in) == ("approved", second)
    assert "approved at “Winter meeting”" in text(chair.client, page("meeting", first))


def test_an_earlier_meeting_approves_nothing(group, chair, secretary):
    first = held(past(group, chair, 30), chair)
    second = write_minutes(meeting=held(past(group, chair, 1), chair), minutes="We met.", by=chair)
    with pytest.raises(MeetingError, match="not a later meeting"):
        approve_minutes(meeting=second, approved_in=first, by=secretary)


def test_approved_minutes_stand_fast_until_they_are_opened_again(group, chair):
    meeting = write_minutes(meeting=held(past(group, chair), chair), minutes="We met.", by=chair)
    approve_minutes(meeting=meeting, by=chair)
    for act in (held, decided, lambda one, by: write_minutes(meeting=one, minutes="x", by=by)):
        with pytest.raises(MeetingError, match="approved"):
            act(meeting, chair)
    chair.client.post(page("open_minutes_again", meeting), {"reason": "A decision is missing"})
    assert decided(meeting, chair).pk


def test_a_visitor_reads_what_was_published_and_nothing_else(group, chair, published):
    draft = held(past(group, chair, 3, "Spring meeting"), chair)
    visitor = Client()
    shown = text(visitor, page("meeting", published))
    assert "<em>long</em>" in shown and "We write to the schools" in shown
    assert visitor.get(page("meeting", draft)).status_code == 404
    assert "Spring meeting" not in text(visitor, reverse("groups:meetings"))
    assert published.title in text(visitor, reverse("groups:meetings"))


def test_what_a_group_without_a_public_page_publishes_stays_in_the_network(group, published, member):
    type(group).objects.update(is_public=False)
    assert Client().get(page("meeting", published)).status_code == 404
    assert member.client.get(page("meeting", published)).status_code == 200


def test_the_public_page_names_only_who_agreed_to_be_named(group, chair, published):
    silent = sit(group)
    held_again = held(past(group, chair, 2, "Spring meeting"), chair)
    make_consent(person=chair.person, purpose="press")
    write_minutes(meeting=held_again, minutes="We met.", by=chair)
    approve_minutes(meeting=held_again, by=chair)
    publish_minutes(meeting=held_again, by=chair)
    shown = text(Client(), page("meeting", held_again))
    assert "Pilar Anaya" in shown and "other members" in shown
    assert silent.name not in shown and silent.name in text(chair.client, page("meeting", held_again))
    assert "Pilar Anaya" in text(chair.client, page("preview", held_again))
    assert silent.name not in text(chair.client, page("preview", held_again))


def test_published_minutes_are_taken_back_at_once_or_later_with_a_reason(chair, published, settings):
    unpublish_minutes(meeting=published, by=chair)
    assert Client().get(page("meeting", published)).status_code == 404
    publish_minutes(meeting=published, by=chair)
    later(settings, hours=25)
    with pytest.raises(MeetingError, match="more than a day"):
        unpublish_minutes(meeting=published, by=chair)
    chair.client.post(page("unpublish_minutes", published), {"reason": "A name was wrong"})
    assert Client().get(page("meeting", published)).status_code == 404
    assert AuditEntry.objects.filter(verb="unpublish_minutes").latest("pk").reason == "A name was wrong"


def test_the_history_says_that_minutes_changed_and_not_what_they_say(group, chair):
    meeting = write_minutes(meeting=held(past(group, chair), chair), minutes="A hard matter.", by=chair)
    assert AuditEntry.objects.get(verb="write_minutes").changes == {"minutes": []}
    shown = text(chair.client, reverse("ledger:history", args=["groups.meeting", meeting.key]))
    assert "Minutes of “Fall meeting” were written" in shown and "A hard matter" not in shown


def test_a_group_plans_no_meeting_of_endless_length(group, chair):
    with pytest.raises(MeetingError, match="not the length of a meeting"):
        plan_meeting(group=group, title="X", starts_at=datetime(2027, 1, 1, 9), zone="UTC", minutes_long=7000, by=chair)


def test_a_page_of_a_meeting_asks_as_much_for_many_as_for_few(group, chair, django_assert_max_num_queries):
    for _ in range(12):
        sit(group)
    meeting = held(past(group, chair), chair)
    for n in range(6):
        decided(meeting, chair, f"Decision {n}")
    with django_assert_max_num_queries(30):
        chair.client.get(page("meeting", meeting))


def test_what_is_to_be_done_about_a_meeting_waits_for_its_officers_one_thing_at_a_time(group, chair):
    meeting = past(group, chair, 3)
    assert [item.button for item in meetings_due(chair)] == ["Note who came"]
    held(meeting, chair)
    assert [item.button for item in meetings_due(chair)] == ["Write the minutes"]
    write_minutes(meeting=meeting, minutes="We met.", by=chair)
    assert [item.button for item in meetings_due(chair)] == ["Approve them"]
    assert "Approve them" in text(chair.client, page("inside", group))
    approve_minutes(meeting=meeting, by=chair)
    assert list(meetings_due(chair)) == []


def test_nothing_waits_for_a_member_without_an_office(group, chair):
    past(group, chair, 3)
    assert list(meetings_due(officer(group, "member"))) == []
