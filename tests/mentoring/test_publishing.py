"""Publishing writes to both sides, and to nobody twice."""

import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection

from bigtent.mentoring import services
from bigtent.mentoring.errors import NoticeError, RoundError
from bigtent.mentoring.models import MatchRound, Notice, Pairing
from bigtent.people.models import ContactPoint
from tests.factories import make_consent, make_contact_point
from tests.mentoring.making import make_round, proposed, published

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """The process ends here."""


class Backend(EmailBackend):
    """A mail backend that does what `then` says with the letter of number `at`, before or after handing it over."""

    then: BaseException | None = None
    at, before, seen = 1, True, 0

    def send_messages(self, messages):
        Backend.seen += 1
        if Backend.then and Backend.seen == Backend.at and Backend.before:
            raise Backend.then
        count = super().send_messages(messages)
        if Backend.then and Backend.seen == Backend.at:
            raise Backend.then
        return count


@pytest.fixture
def backend(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Backend"
    for name, value in {"then": None, "at": 1, "before": True, "seen": 0}.items():
        monkeypatch.setattr(Backend, name, value)
    return Backend


@pytest.fixture
def fall(network):
    """Two students with one mentor who takes both; everybody has an address."""
    match_round = make_round(mentees=2, mentors=1, capacity=2)
    for one in (*match_round.program.mentees.all(), match_round.program.mentors.get()):
        make_contact_point(person=one.person, value=f"p{one.person_id}@example.org")
    proposed(match_round)
    return match_round


def publish(match_round, **values):
    return services.publish_round(match_round=match_round.key, by=None, **values)["letters"]


def test_it_works(fall):
    letters = publish(fall)
    fall.refresh_from_db()
    assert fall.state == MatchRound.State.PUBLISHED
    assert letters["sent"] == len(mail.outbox) == 3
    assert Pairing.objects.current().count() == 2


def test_a_mentor_gets_one_letter_about_all_students(fall):
    publish(fall)
    mentor = fall.program.mentors.get().person
    (letter,) = [one for one in mail.outbox if one.to == [f"p{mentor.pk}@example.org"]]
    for mentee in fall.program.mentees.all():
        assert mentee.person.name in letter.body and f"p{mentee.person_id}@example.org" in letter.body
    assert "2 students are paired with you" in letter.body


def test_subjects_tell_nothing(fall):
    publish(fall)
    assert {one.subject for one in mail.outbox} == {"A message for you from Lantern Fellows Foundation"}


def test_the_address_people_gave_themselves_is_used(fall):
    mentor = fall.program.mentors.get().person
    ContactPoint.objects.filter(person=mentor).update(source="registry")
    make_contact_point(person=mentor, value="own@example.org", source="self")
    publish(fall)
    assert "own@example.org" in [one.to[0] for one in mail.outbox]


def test_who_has_no_address_is_listed_and_the_others_are_written_to(fall):
    ContactPoint.objects.filter(person=fall.program.mentors.get().person).delete()
    letters = publish(fall)
    assert (letters["sent"], letters["failed"]) == (2, 1)
    assert "no e-mail address" in Notice.objects.get(state="failed").error


@pytest.mark.django_db(transaction=True)
def test_each_letter_is_committed_before_it_is_handed_over(fall, backend, monkeypatch):
    def send(_self, messages):
        assert not connection.in_atomic_block
        noted = Notice.objects.get(state=Notice.State.HANDING_OVER)
        assert messages[0].extra_headers["Message-ID"] == noted.message_id
        return 1

    monkeypatch.setattr(Backend, "send_messages", send)
    assert publish(fall)["sent"] == 3


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_what_is_cut_off_stays_uncertain_and_nobody_gets_a_letter_twice(fall, backend, at, before):
    backend.then, backend.at, backend.before = Killed(), at, before
    with pytest.raises(Killed):
        publish(fall)
    assert Notice.objects.counts()["handing_over"] == 1

    backend.then = None
    letters = publish(fall)

    assert (letters["uncertain"], letters["sent"], letters["waiting"]) == (1, 2, 0)
    to = [one.to[0] for one in mail.outbox]
    assert len(to) == len(set(to)) == (2 if before else 3)
    publish(fall)
    assert [one.to[0] for one in mail.outbox] == to


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (smtplib.SMTPRecipientsRefused({}), "failed"),
        (smtplib.SMTPDataError(554, b"no"), "failed"),
        (smtplib.SMTPServerDisconnected("gone"), "uncertain"),
        (TimeoutError("silence"), "uncertain"),
    ],
)
def test_a_no_of_the_server_is_not_sent_and_silence_is_uncertain(fall, backend, error, state):
    backend.then = error
    letters = publish(fall)
    assert (letters[state], letters["sent"]) == (1, 2)


def test_without_a_mail_server_nothing_is_handed_over_and_the_letters_wait(fall, backend, monkeypatch):
    def refuse(_self):
        raise ConnectionRefusedError("connection refused")

    with monkeypatch.context() as broken:
        broken.setattr(Backend, "open", refuse)
        with pytest.raises(RoundError, match="cannot be reached"):
            publish(fall)
    assert Notice.objects.counts()["waiting"] == 3
    assert publish(fall)["sent"] == 3


def test_a_person_settles_what_is_uncertain(fall, backend):
    backend.then, backend.before = Killed(), False
    with pytest.raises(Killed):
        publish(fall)
    backend.then = None
    publish(fall)
    uncertain = Notice.objects.get(state="uncertain")
    services.settle_notices(notices=[uncertain], arrived=True, by=None)
    assert Notice.objects.counts()["sent"] == 3
    with pytest.raises(NoticeError, match="uncertain or not sent"):
        services.settle_notices(notices=[uncertain], arrived=False, by=None)


def test_sending_again_is_a_decision_and_keeps_the_message_id(fall, backend):
    backend.then = TimeoutError("silence")
    publish(fall)
    backend.then = None
    uncertain = Notice.objects.get(state="uncertain")
    services.settle_notices(notices=[uncertain], arrived=False, by=None)
    assert publish(fall)["sent"] == 3
    assert mail.outbox[-1].extra_headers["Message-ID"] == uncertain.message_id


def test_a_newer_proposal_than_the_one_looked_at_is_not_published(fall):
    proposed(fall)
    with pytest.raises(RoundError, match="Proposal 2 was made after"):
        publish(fall, proposal=1)
    assert publish(fall, proposal=2)["sent"] == 3


def test_who_left_since_the_proposal_is_named_and_nothing_is_published(fall):
    mentee = fall.program.mentees.first()
    services.withdraw_wishes(mentees=[mentee], by=None)
    with pytest.raises(RoundError, match=f"{mentee.person}. Propose again"):
        publish(fall)
    assert not mail.outbox and not Pairing.objects.current().exists()


def test_lowered_places_are_noticed(fall):
    mentor = fall.program.mentors.get()
    mentor.capacity = 1
    services.apply_as_mentor(mentors=[mentor], program=fall.program, by=None)
    with pytest.raises(RoundError, match="Propose again, then publish"):
        publish(fall)


def test_there_must_be_something_to_publish(network):
    match_round = make_round(mentees=1, mentors=1)
    with pytest.raises(RoundError, match="no proposal to publish"):
        publish(match_round)
    services.block_pairing(
        match_round=match_round,
        mentee=match_round.program.mentees.get(),
        mentor=match_round.program.mentors.get(),
        by=None,
    )
    proposed(match_round)
    with pytest.raises(RoundError, match="pairs nobody"):
        publish(match_round)
    with pytest.raises(RoundError, match="no such round"):
        services.publish_round(match_round="nosuchround2", by=None)


def test_published_once(network):
    match_round = published(make_round(mentees=1, mentors=1))
    moment = match_round.published_at
    publish(match_round)
    match_round.refresh_from_db()
    assert match_round.published_at == moment and Notice.objects.count() == 2


def test_nobody_is_written_to_who_has_since_said_no(fall, network):
    student, mentor = fall.program.mentees.first().person, fall.program.mentors.get().person
    services.publish_round(match_round=fall.key, by=None)
    mail.outbox.clear()
    Notice.objects.update(state="waiting")
    student.consents.update(given=False)
    publish(fall)
    assert student.name not in "".join(f"{letter.to} {letter.body}" for letter in mail.outbox)
    assert len(mail.outbox) == 2
    assert "since said no" in Notice.objects.get(person=student).error
    mentor.consents.update(given=False)
    mail.outbox.clear()
    Notice.objects.update(state="waiting")
    publish(fall)
    assert mail.outbox == []


def test_a_letter_names_nothing_that_is_withheld_from_mentoring(fall, network):
    mentor = fall.program.mentors.get().person
    publish(fall)
    assert "Family medicine" in "".join(letter.body for letter in mail.outbox if mentor.name in letter.body)
    make_consent(person=mentor, purpose="mentoring", datum="people.specialty", given=False)
    mail.outbox.clear()
    Notice.objects.update(state="waiting")
    publish(fall)
    to_students = [letter.body for letter in mail.outbox if mentor.name in letter.body]
    assert len(to_students) == 2
    assert "Family medicine" not in "".join(to_students)
