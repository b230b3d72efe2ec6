"""Between the yes to a proposal and its letters lie ten minutes in which it can be taken back."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from bigtent.ledger.clock import now
from bigtent.ledger.jobs import look_after, work
from bigtent.ledger.models import AuditEntry, Job
from bigtent.mentoring import services
from bigtent.mentoring.errors import RoundError
from bigtent.mentoring.models import MatchRound, Pairing
from bigtent.people.services import end_role
from tests.cast import signed_in
from tests.factories import make_account, make_contact_point
from tests.mentoring.making import make_mentee, make_mentor, make_round, proposed
from tests.outreach.going import later

pytestmark = pytest.mark.django_db
PUBLISH = "bigtent.mentoring.services.publish_round"


@pytest.fixture
def fall(manager):
    """Two students, one mentor with one place, all with an address; the first proposal is good."""
    match_round = make_round(by=manager, mentees=2, mentors=1)
    for one in (*match_round.program.mentees.all(), match_round.program.mentors.get()):
        make_contact_point(person=one.person, value=f"p{one.person_id}@example.org")
    proposed(match_round, manager)
    return match_round


@pytest.fixture
def scheduled(fall, manager):
    services.schedule_publishing(match_round=fall, proposal=1, by=manager)
    fall.refresh_from_db()
    return fall


def jobs():
    return Job.objects.filter(verb=PUBLISH)


def letters():
    """Mails to students and mentors; who loses a role is written to about that."""
    return [one for one in mail.outbox if one.to[0].startswith("p")]


def is_untouched(match_round):
    """Proposed as before, nobody written to, nothing in line."""
    match_round.refresh_from_db()
    started = jobs().exists() or Pairing.objects.current().exists() or letters()
    return match_round.state == MatchRound.State.PROPOSED and match_round.publish_at is None and not started


def test_it_works(fall, manager):
    assert services.schedule_publishing(match_round=fall, proposal=1, by=manager) == now() + timedelta(minutes=10)
    entry = AuditEntry.objects.get(verb="schedule_publishing")
    assert (entry.by, entry.count) == (manager, 1)


def test_before_the_ten_minutes_are_over_nothing_starts(scheduled, settings):
    later(settings, minutes=9, seconds=59)
    look_after()
    assert not jobs().exists()


def test_taken_back_nobody_is_written_to(scheduled, manager, settings):
    later(settings, minutes=9)
    services.take_back_publishing(match_round=scheduled, by=manager)
    later(settings, minutes=30)
    look_after()
    assert is_untouched(scheduled)
    assert AuditEntry.objects.get(verb="take_back_publishing").changes["publish_at"][1] == ""


@pytest.mark.django_db(transaction=True)
def test_afterwards_it_is_published_once_although_two_workers_look(scheduled, manager, settings):
    later(settings, minutes=11)
    look_after()
    look_after()
    work(until_idle=True)
    look_after()
    assert jobs().get().state == Job.State.DONE and jobs().get().permission == "mentoring.run_rounds"
    scheduled.refresh_from_db()
    assert (scheduled.state, scheduled.published_by) == (MatchRound.State.PUBLISHED, manager)
    assert len(letters()) == 2


def test_what_has_begun_cannot_be_taken_back(scheduled, manager, settings):
    later(settings, minutes=11)
    look_after()
    with pytest.raises(RoundError, match="publishing has begun"):
        services.take_back_publishing(match_round=scheduled, by=manager)
    with pytest.raises(RoundError, match="asked for already"):
        services.schedule_publishing(match_round=scheduled, proposal=1, by=manager)


def test_once_is_enough(scheduled, manager, settings):
    moment = scheduled.publish_at
    later(settings, minutes=5)
    with pytest.raises(RoundError, match="asked for already"):
        services.schedule_publishing(match_round=scheduled, proposal=1, by=manager)
    scheduled.refresh_from_db()
    assert scheduled.publish_at == moment


def pair(match_round, by):
    one = match_round.proposals.first().pairings.get()
    return {"match_round": match_round, "mentee": one.mentee, "mentor": one.mentor, "by": by}


DECISIONS = {
    "propose": lambda fall, by: proposed(fall, by),
    "lock_pairing": lambda fall, by: services.lock_pairing(**pair(fall, by)),
    "block_pairing": lambda fall, by: services.block_pairing(**pair(fall, by)),
    "withdraw_round": lambda fall, by: services.withdraw_round(match_round=fall, by=by),
}


@pytest.mark.parametrize("verb", DECISIONS)
def test_what_is_decided_meanwhile_takes_it_back_and_says_so(verb, scheduled, manager, settings):
    moment = scheduled.publish_at
    DECISIONS[verb](scheduled, manager)
    later(settings, minutes=11)
    look_after()
    scheduled.refresh_from_db()
    assert (scheduled.publish_at, scheduled.publish_proposal, scheduled.publish_by) == (None, None, None)
    assert not jobs().exists() and not letters()
    assert AuditEntry.objects.filter(verb=verb).latest("pk").changes["publish_at"] == [moment.isoformat(), ""]


@pytest.mark.parametrize("verb", ["unlock_pairing", "unblock_pairing"])
def test_so_does_a_decision_taken_back(verb, fall, manager):
    one = pair(fall, manager)
    services.lock_pairing(**one) if verb == "unlock_pairing" else services.block_pairing(**one)
    services.schedule_publishing(match_round=fall, proposal=1, by=manager)
    if verb == "unlock_pairing":
        del one["mentor"]
    getattr(services, verb)(**one)
    assert is_untouched(fall)


def test_a_proposal_nobody_looked_at_is_not_scheduled(fall, manager):
    proposed(fall, manager)
    with pytest.raises(RoundError, match="Proposal 2 was made after the one you looked at"):
        services.schedule_publishing(match_round=fall, proposal=1, by=manager)
    assert is_untouched(fall)


def test_who_left_before_is_said_at_once(fall, manager):
    services.end_offers(mentors=list(fall.program.mentors.all()), by=None)
    with pytest.raises(RoundError, match="Propose again, then publish"):
        services.schedule_publishing(match_round=fall, proposal=1, by=manager)
    assert is_untouched(fall)


@pytest.mark.django_db(transaction=True)
def test_who_left_within_the_minutes_is_said_by_the_work(scheduled, settings):
    services.end_offers(mentors=list(scheduled.program.mentors.all()), by=None)
    later(settings, minutes=11)
    look_after()
    work(until_idle=True)
    later(settings, minutes=30)
    look_after()
    assert jobs().get().state == Job.State.REFUSED and "Propose again" in jobs().get().error
    assert not Pairing.objects.current().exists() and not letters()


def test_for_who_lost_the_right_nothing_is_published(scheduled, manager, administrator, settings):
    end_role(account=manager, role="program_manager", by=administrator)
    later(settings, minutes=11)
    look_after()
    assert is_untouched(scheduled)
    assert AuditEntry.objects.get(verb="take_back_publishing").reason.startswith("Who asked for it")


@pytest.mark.django_db(transaction=True)
def test_nor_for_who_loses_it_while_the_work_waits(scheduled, manager, administrator, settings):
    later(settings, minutes=11)
    look_after()
    end_role(account=manager, role="program_manager", by=administrator)
    work(until_idle=True)
    assert jobs().get().state == Job.State.REFUSED
    assert not Pairing.objects.current().exists() and not letters()


def test_the_round_says_when_and_has_one_button(scheduled, manager, reviewer):
    page = manager.client.get(scheduled.get_absolute_url()).text
    assert "Will be published at 7:10 AM (New York time)" in page and "Take back" in page
    assert reverse("mentoring:publish", args=[scheduled.key]) + '"' not in page
    seen = reviewer.client.get(scheduled.get_absolute_url()).text
    assert "Will be published at 7:10 AM" in seen and "Take back" not in seen


def test_taken_back_from_the_page(scheduled, manager):
    address = reverse("mentoring:take-back-publishing", args=[scheduled.key])
    page = manager.client.post(address, follow=True).text
    assert "Nothing is published and nobody was written to" in page and "Will be published" not in page
    assert "There is nothing to take back" in manager.client.post(address, follow=True).text
    assert manager.client.get(address).status_code == 405
    assert is_untouched(scheduled)


def test_another_manager_may_take_it_back_a_reviewer_may_not(scheduled, reviewer):
    address = reverse("mentoring:take-back-publishing", args=[scheduled.key])
    assert reviewer.client.post(address).status_code == 403
    other = signed_in(make_account(roles=["program_manager"]))
    other.client.post(address)
    assert is_untouched(scheduled)


def test_a_refusal_stands_on_the_round(fall, manager):
    services.end_offers(mentors=list(fall.program.mentors.all()), by=None)
    address = reverse("mentoring:publish", args=[fall.key])
    assert "Propose again, then publish" in manager.client.post(address, {"proposal": 1}, follow=True).text


def test_what_is_scheduled_is_nobodys_next_act(scheduled, manager):
    assert "is ready to publish" not in manager.client.get("/monday/").text


def test_two_rounds_do_not_wait_for_one_another(scheduled, manager, settings):
    other = services.set_up_standard_program(by=None, name="Another")
    make_mentor(other)
    make_mentee(other)
    second = services.open_round(name="Spring", program=other, by=manager)
    proposed(second, manager)
    services.schedule_publishing(match_round=second, proposal=1, by=manager)
    later(settings, minutes=11)
    look_after()
    assert {job.arguments["match_round"] for job in jobs()} == {scheduled.key, second.key}
