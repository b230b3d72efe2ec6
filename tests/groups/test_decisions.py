"""Decisions: recorded with those who were there, corrected with a reason, followed until they are done."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from bigtent.groups.due import meetings_due
from bigtent.groups.errors import MeetingError
from bigtent.groups.models import Decision, Recommendation
from bigtent.groups.services.decisions import Vote, correct_decision, note_step, take_back_step
from bigtent.groups.services.meetings import AgendaPoint, set_agenda
from bigtent.groups.services.minutes import approve_minutes, publish_minutes, write_minutes
from bigtent.ledger.models import AuditEntry
from tests.factories import make_consent
from tests.groups.councils import decided, held, make_group, officer, past, sit

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(network):
    return make_group()


@pytest.fixture
def chair(group):
    return officer(group, given_name="Pilar", family_name="Anaya")


@pytest.fixture
def meeting(group, chair):
    """Held with the chair and two members present."""
    for _ in range(2):
        sit(group)
    return held(past(group, chair), chair)


def page(name, thing):
    return reverse(f"groups:{name}", args=[thing.key])


def text(client, address):
    return client.get(address).content.decode()


def published(decision, chair):
    meeting = write_minutes(meeting=decision.meeting, minutes="We met.", by=chair)
    approve_minutes(meeting=meeting, by=chair)
    publish_minutes(meeting=meeting, by=chair)


def test_it_works(meeting, chair):
    item = set_agenda(meeting=meeting, points=[AgendaPoint("Schools")], by=chair)[0]
    sent = {"text": "We write to the schools", "reasons": "Few know of us.", "how": "vote", "agenda_item": item.pk}
    sent |= {"votes_for": 2, "votes_against": 0, "abstained": 1, "proposed_by": chair.person_id}
    chair.client.post(page("record_decision", meeting), sent | {"due_on": "2027-01-31"})
    shown = text(chair.client, Decision.objects.get().get_absolute_url())
    for words in ("Few know of us.", "2 for, 0 against, 1 abstained", "Pilar Anaya (chair)", "by January 31, 2027"):
        assert words in shown
    assert Decision.objects.get().present.count() == 3


@pytest.mark.parametrize(
    ("vote", "words"),
    [
        (Vote(2, 1, 1), "3 with a vote were present, but 4 are counted"),
        (Vote(2, 0, 0), "but 2 are counted"),
        (Vote(1, 1, 1), "decide nothing"),
        (Vote(3, None, None), "all three numbers"),
        (Vote(), "all three numbers"),
    ],
)
def test_votes_fit_those_who_were_there(meeting, chair, vote, words):
    with pytest.raises(MeetingError, match=words):
        decided(meeting, chair, how="vote", vote=vote)


def test_a_staff_liaison_is_present_and_has_no_vote(group, meeting, chair, manager):
    sit(group, manager.person, "liaison")
    held(meeting, chair)
    decision = decided(meeting, chair, how="vote", vote=Vote(3, 0, 0))
    assert decision.present.count() == 4


def test_consensus_has_no_votes(meeting, chair):
    with pytest.raises(MeetingError, match="no votes"):
        decided(meeting, chair, vote=Vote(3, 0, 0))


def test_nothing_is_decided_at_a_meeting_that_was_not_held(group, chair):
    with pytest.raises(MeetingError, match="Note first who came"):
        decided(past(group, chair), chair)


def test_a_point_of_another_meeting_is_refused(group, meeting, chair):
    item = set_agenda(meeting=past(group, chair, 3), points=[AgendaPoint("Schools")], by=chair)[0]
    with pytest.raises(MeetingError, match="another meeting"):
        decided(meeting, chair, agenda_item=item)


def test_who_was_excused_or_absent_did_not_decide(group, meeting, chair):
    away = sit(group)
    held(meeting, chair, {away.pk: "excused"})
    assert away.pk not in decided(meeting, chair).present.values_list("person", flat=True)


def test_correcting_who_came_does_not_change_who_decided(meeting, chair):
    decision = decided(meeting, chair)
    away = meeting.attendances.exclude(person=chair.person).first().person
    held(meeting, chair, {away.pk: "absent"})
    assert decision.present.filter(person=away).exists()
    assert away.name in text(chair.client, page("decision", decision))


def test_a_correction_is_a_deed_of_its_own_with_its_reason_beside_the_decision(meeting, chair):
    decision = decided(meeting, chair, how="vote", vote=Vote(2, 1, 0))
    away = meeting.attendances.exclude(person=chair.person).first().person
    there = [pk for pk in decision.present.values_list("person", flat=True) if pk != away.pk]
    sent = {"text": decision.text, "how": "vote", "votes_for": 2, "votes_against": 0, "abstained": 0}
    chair.client.post(page("correct_decision", decision), sent | {"present": there, "reason": "Came later"})
    shown = text(chair.client, page("decision", decision))
    assert "corrected on November 22, 2026" in shown and "Came later" in shown and away.name not in shown
    entry = AuditEntry.objects.get(verb="correct_decision")
    assert (entry.reason, entry.changes) == ("Came later", {"votes_against": [1, 0], "present": [3, 2]})


@pytest.mark.parametrize("reason", ["", "   "])
def test_nothing_is_corrected_without_a_reason(meeting, chair, reason):
    decision = decided(meeting, chair)
    with pytest.raises(MeetingError, match="what was wrong"):
        correct_decision(decision=decision, text="Other", how="consensus", present=set(), reason=reason, by=chair)


def test_only_members_of_that_day_can_have_been_there(meeting, chair, member):
    decision = decided(meeting, chair)
    with pytest.raises(MeetingError, match="members of that day"):
        correct_decision(
            decision=decision, text="Other", how="consensus", present={member.person_id}, reason="x", by=chair
        )


def test_steps_say_what_happened_since_and_the_latest_can_be_taken_back(meeting, chair):
    decision = decided(meeting, chair)
    for words, state in (("The letter is written", "under_way"), ("The letter went out", "done")):
        sent = {"text": words, "on": "2026-11-22", "state": state}
        chair.client.post(page("note_step", decision), sent)
    shown = text(chair.client, page("decision", decision))
    assert "The letter is written" in shown and "The letter went out" in shown
    take_back_step(decision=decision, by=chair)
    decision.refresh_from_db()
    assert (decision.state, decision.steps.count()) == ("under_way", 1)


@pytest.mark.parametrize(
    ("on", "words"), [(date(2026, 11, 23), "has not come yet"), (date(2026, 1, 1), "before it was decided")]
)
def test_a_step_is_noted_of_a_day_between_the_decision_and_today(meeting, chair, on, words):
    with pytest.raises(MeetingError, match=words):
        note_step(decision=decided(meeting, chair), on=on, text="x", state="done", by=chair)


def test_a_decision_past_its_time_waits_for_the_officers(meeting, chair):
    Decision.objects.filter(pk=decided(meeting, chair).pk).update(due_on=date(2026, 11, 1))
    assert "Past its time" in text(chair.client, Decision.objects.get().get_absolute_url())
    assert [item.due_on for item in meetings_due(chair) if item.due_on] == [date(2026, 11, 1)]
    note_step(decision=Decision.objects.get(), on=date(2026, 11, 22), text="Done", state="done", by=chair)
    assert [item for item in meetings_due(chair) if item.due_on] == []


def test_a_visitor_reads_a_decision_once_it_is_published(meeting, chair):
    decision = decided(meeting, chair, how="vote", vote=Vote(3, 0, 0), proposed_by=chair.person)
    assert Client().get(page("decision", decision)).status_code == 404
    published(decision, chair)
    shown = text(Client(), page("decision", decision))
    assert "members who are not named here" in shown
    assert "Anaya" not in shown and "3 for" not in shown


def test_who_agreed_to_be_named_is_named_as_having_proposed(meeting, chair):
    make_consent(person=chair.person, purpose="press")
    decision = decided(meeting, chair, proposed_by=chair.person)
    published(decision, chair)
    shown = text(Client(), page("decision", decision))
    assert shown.count("Pilar Anaya") == 2 and "other members" in shown


def test_recommendations_made_from_it_stand_beside_it(meeting, chair):
    decision = decided(meeting, chair)
    Recommendation.objects.create(group=meeting.group, decision=decision, title="Write to the deans", text="All.")
    assert "Write to the deans" in text(chair.client, page("decision", decision))


def test_the_list_shows_members_theirs_and_visitors_what_is_published(meeting, chair):
    first, second = decided(meeting, chair, "We write"), decided(meeting, chair, "We call")
    published(first, chair)
    Decision.objects.filter(pk=second.pk).update(published_at=None)
    address = reverse("groups:decisions")
    assert "We call" in text(chair.client, address) and "We call" not in text(Client(), address)
    assert "We write" in text(Client(), address) and "We write" not in text(Client(), address + "?only=done")
