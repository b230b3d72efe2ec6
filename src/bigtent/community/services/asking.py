"""Verbs: ask a question, bring it to people, answer it, pass it on, thank, close it, take it back."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bigtent.community.choosing import AT_ONCE, Candidate, candidates
from bigtent.community.errors import AskError
from bigtent.community.models import Ask, AskAnswer, Asked, KeptApart
from bigtent.community.models.asking import GRACE
from bigtent.ledger.clock import now
from bigtent.ledger.services import record
from bigtent.outreach.models import ServiceLetter
from bigtent.outreach.services import ask_for_letters
from bigtent.people.models import Account, ContactPoint, Network, Person
from bigtent.people.states import division_of

MOST_OPEN, MOST_A_DAY, LONGEST, LONGEST_ANSWER = 3, 10, 1_000, 10_000
QUESTION, ANSWER, THANKS, CLOSED = "quick-ask", "quick-ask-answer", "quick-ask-thanks", "quick-ask-closed"
MOST_ANSWERS = 10
# A letter that could not go out for so long brings no question any more.
OVER = timedelta(days=14)


@transaction.atomic
def ask_question(
    *, text: str, kind: str, by, name_shown: str = Ask.Name.GIVEN, profession=None, specialty=None, topic=None,
    state: str = "", division: str = "",
) -> Ask:  # fmt: skip
    """Ask those who fit best, in ten minutes: until then the question can be taken back unread."""
    text = text.strip()
    if not text or len(text) > LONGEST:
        words = _("A question has between 1 and %(most)s signs; this one has %(count)s.")
        raise AskError(words % {"most": f"{LONGEST:,}", "count": f"{len(text):,}"}, field="text")
    if Ask.objects.unanswered().filter(person=by.person_id).count() >= MOST_OPEN:
        words = _("Three questions of yours wait for an answer. Close one, or wait for an answer, then ask the next.")
        raise AskError(words, field="text")
    if Ask.objects.filter(person=by.person_id, made_at__gt=now() - timedelta(days=1)).count() >= MOST_A_DAY:
        words = _("You asked %(n)s questions in a day, which is the most. Go on tomorrow.")
        raise AskError(words % {"n": MOST_A_DAY}, field="text")
    ask = draft_of(by, text=text, kind=kind, name_shown=name_shown, profession=profession, specialty=specialty,
                   topic=topic, state=state, division=division)  # fmt: skip
    ask.save()
    count = _bring(ask, AT_ONCE, by)
    record(by=by, verb="ask_question", about=ask, count=count)
    return ask


def draft_of(by, *, state: str = "", division: str = "", **values) -> Ask:
    """The question as it would be asked, not yet kept; a state stands for its part of the country as well."""
    division = division_of(state) if state else division
    language = by.person.language or (get_language() or "en")[:2]
    return Ask(person=by.person, state_code=state, division=division, language=language, **values)


@transaction.atomic
def bring_to_more(*, ask: Ask, by) -> int:
    """Ask the next five that fit; how many there were."""
    ask = _open(ask)
    count = _bring(ask, AT_ONCE, by)
    if not count:
        raise AskError(_("Nobody else who offers to answer can be asked now. Answer it yourself, or close it kindly."))
    record(by=by, verb="bring_to_more", about=ask, count=count)
    return count


@transaction.atomic
def give_answer(*, asked: Asked, text: str, by=None, by_mail: bool = False) -> AskAnswer:
    """Keep what somebody asked answers, and tell the asker. The same words twice are one answer."""
    text = text.strip()
    if not text:
        raise AskError(_("The answer is empty. Write what you would like to say."), field="text")
    if len(text) > LONGEST_ANSWER:
        words = _("An answer has at most %(most)s signs; this one has %(count)s.")
        raise AskError(words % {"most": f"{LONGEST_ANSWER:,}", "count": f"{len(text):,}"}, field="text")
    ask = _held(asked.ask)
    if ask.state == Ask.State.TAKEN_BACK:
        raise AskError(_("Who asked has taken this question back meanwhile. Thank you for wanting to help."))
    for earlier in asked.answers.all():
        if earlier.text == text:
            return earlier
    # Each goes out by letter: whoever holds the link cannot fill the mailbox of who asked.
    if asked.answers.count() >= MOST_ANSWERS:
        words = _("You answered this question %(n)s times, which is the most. Who asked reads all of it.")
        raise AskError(words % {"n": MOST_ANSWERS}, field="text")
    answer = AskAnswer.objects.create(asked=asked, text=text, by_mail=by_mail)
    Asked.objects.filter(pk=asked.pk).update(state=Asked.State.ANSWERED)
    record(by=by, verb="answer_question", about=ask, changes={"answer": []})
    _write(ask.person, ANSWER, f"answer:{answer.pk}", answer.pk, by=by)
    return answer


def answer_as_coordinator(*, ask: Ask, text: str, by) -> AskAnswer:
    """Whoever looks after waiting questions answers one herself."""
    with transaction.atomic():
        values = {"why": ["coordinator"], "by_coordinator": True}
        asked, _made = Asked.objects.get_or_create(ask=_open(ask), person=by.person, defaults=values)
        return give_answer(asked=asked, text=text, by=by)


@transaction.atomic
def pass_on(*, asked: Asked) -> bool:
    """She is not the one for it: the next that fits is asked. Nobody is told who passed it on, nor does the audit say.
    She may still answer."""
    return _moved_on(asked, [Asked.State.ASKED, Asked.State.AWAY], Asked.State.PASSED_ON, "pass_question_on")


@transaction.atomic
def note_away(*, asked: Asked) -> bool:
    """Her program answered by itself: the next that fits is asked too."""
    return _moved_on(asked, [Asked.State.ASKED], Asked.State.AWAY, "note_away")


@transaction.atomic
def note_lost(*, asked: Asked) -> bool:
    """The letter did not reach her: the next that fits is asked."""
    return _moved_on(asked, [Asked.State.ASKED, Asked.State.AWAY], Asked.State.LOST, "note_lost_question")


def _moved_on(asked: Asked, states, state: str, verb: str) -> bool:
    """Once for each person asked; somebody else is asked only while nobody has answered."""
    ask = _held(asked.ask)
    if not Asked.objects.filter(pk=asked.pk, state__in=states).update(state=state):
        return False
    if ask.is_open and not AskAnswer.objects.filter(asked__ask=ask).exists() and asked.state == Asked.State.ASKED:
        _bring(ask, 1, None)
    record(by=None, verb=verb, about=ask)
    return True


@transaction.atomic
def thank(*, answer: AskAnswer, by=None, words: str = "") -> bool:
    """Thank whoever answered, once, with words or without; False where she was thanked already."""
    unthanked = AskAnswer.objects.filter(pk=answer.pk, thanked_at__isnull=True)
    if not unthanked.update(thanked_at=now(), thanks=words.strip()[:LONGEST_ANSWER] or None):
        return False
    record(by=by, verb="thank_for_answer", about=answer.asked.ask)
    _write(answer.asked.person, THANKS, f"thanks:{answer.pk}", answer.pk, by=by)
    return True


@transaction.atomic
def close_ask(*, ask: Ask, by, words: str = "") -> None:
    """End a question: the asker herself, or a coordinator with a kind word that is told to the asker."""
    ask = _open(ask)
    ask.state, ask.ended_at, ask.closing_words = Ask.State.CLOSED, now(), words.strip()[:LONGEST] or None
    ask.save(update_fields=["state", "ended_at", "closing_words"])
    record(by=by, verb="close_question", about=ask, changes={"state": [Ask.State.OPEN, Ask.State.CLOSED]})
    if by.person_id != ask.person_id:
        _write(ask.person, CLOSED, f"closed:{ask.key}:{ask.ended_at:%y%m%d%H%M%S}", ask.pk, by=by)


@transaction.atomic
def open_again(*, ask: Ask, by) -> None:
    """A closed question waits for answers again; nobody new is asked by that."""
    closed = Ask.objects.filter(pk=ask.pk, state=Ask.State.CLOSED)
    if not closed.update(state=Ask.State.OPEN, ended_at=None, closing_words=None):
        raise AskError(_("Only a question that was closed can be opened again."))
    record(by=by, verb="open_question_again", about=ask, changes={"state": [Ask.State.CLOSED, Ask.State.OPEN]})


@transaction.atomic
def take_back_ask(*, ask: Ask, by) -> None:
    """Nobody new reads it, and it takes no more answers. What was sent already cannot be called back."""
    ask = _open(ask)
    ask.state, ask.ended_at = Ask.State.TAKEN_BACK, now()
    ask.save(update_fields=["state", "ended_at"])
    record(by=by, verb="take_back_question", about=ask, changes={"state": [Ask.State.OPEN, Ask.State.TAKEN_BACK]})


@transaction.atomic
def keep_apart(*, person: Person, other: Person, by=None) -> bool:
    """No questions of the other to her, none of hers to the other, and neither is shown to the other as somebody near.
    The other is not told."""
    if person.pk == other.pk:
        raise AskError(_("Nobody can be kept apart from herself."))
    row, made = KeptApart.objects.get_or_create(person=person, other=other)
    if made:
        record(by=by, verb="keep_apart", about=row)
    return made


@transaction.atomic
def let_together(*, row: KeptApart, by) -> None:
    record(by=by, verb="let_together", about=row)
    row.delete()


def _held(ask: Ask) -> Ask:
    """The row as it is now, which nobody else changes meanwhile."""
    found = Ask.objects.select_for_update(of=("self",)).select_related("specialty", "person").filter(pk=ask.pk).first()
    if found is None:
        raise AskError(_("This question is no longer here."))
    return found


def _open(ask: Ask) -> Ask:
    ask = _held(ask)
    if not ask.is_open:
        raise AskError(_("This question was closed or taken back meanwhile. Look at it again."))
    return ask


def _bring(ask: Ask, count: int, by) -> int:
    """Ask so many more. One question at a time is brought to people, so that nobody is asked more often than agreed."""
    Network.objects.select_for_update().filter(pk=1).first()
    moment = now()
    found = candidates(ask, moment, count)
    rows = Asked.objects.bulk_create(_asked(ask, one, moment) for one in found)
    not_before = max(moment, ask.made_at + GRACE)
    ask_for_letters(
        letters=[
            ServiceLetter(
                kind=QUESTION, about=f"ask:{ask.key}:{one.person}", of=row.pk, person_id=one.person,
                address=one.address, language=one.language or ask.language, not_before=not_before, until=moment + OVER,
            )
            for row, one in zip(rows, found, strict=True)
        ],
        by=by,
    )  # fmt: skip
    return len(found)


def _asked(ask: Ask, one: Candidate, moment) -> Asked:
    return Asked(ask=ask, person_id=one.person, why=list(one.why), at=moment)


def letter_to(person: Person, *, kind: str, about: str, of: int) -> ServiceLetter:
    """A letter to somebody who takes part, at her best address or the one she signs in with."""
    known = ContactPoint.objects.in_use().filter(person=person.pk).best_addresses().get(person.pk, "")
    address = known or Account.objects.filter(person=person.pk).values_list("email", flat=True).first() or ""
    language = person.language or settings.LANGUAGE_CODE[:2]
    return ServiceLetter(kind=kind, about=about, of=of, person=person, address=address, language=language)


def _write(person: Person, kind: str, about: str, of: int, *, by) -> None:
    ask_for_letters(letters=[letter_to(person, kind=kind, about=about, of=of)], by=by)
