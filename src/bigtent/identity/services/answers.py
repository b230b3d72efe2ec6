"""Verbs: keep what somebody says of herself, and erase it. The history names the question, never the answer."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.identity.errors import AnswerError
from bigtent.identity.models import Answer
from bigtent.identity.questions import VERSIONS, Question, question_of
from bigtent.identity.questions.question import DECLINED
from bigtent.ledger.services import record
from bigtent.people.erasing.gathering import records_of
from bigtent.people.merging.forgetting import forget_ended
from bigtent.people.models import Person
from bigtent.people.services import set_consents

MOST_WORDS = 200
UPSERT = {"update_conflicts": True, "unique_fields": ["person", "question"], "batch_size": 500}
Allowed = tuple[str, bool, str]


class Said(NamedTuple):
    """What one person said to one question; `answer` is a raw answer, see `questions.Question`."""

    person_id: int
    question: str
    answer: dict


@transaction.atomic
def save_answer(*, question: str, answer: dict, by, allows: Iterable[Allowed] = ()) -> None:
    """Keep what `by` says of herself, in place of what she said before, with the version she was shown.

    `allows` is what she said in the same form about its use: (purpose, yes or no, datum), where the datum is that of
    the question, or empty for the purpose as a whole. Without a yes to both it is kept, and counted nowhere.
    """
    asked = _asked(question)
    _check(asked, answer)
    person = by.person
    _keep([Said(person.pk, question, answer)])
    record(by=by, verb="save_answer", about=person, changes={asked.datum: []})
    set_consents(choices=[(person, *allowed) for allowed in allows], by=by)


@transaction.atomic
def take_down_answers(*, said: Sequence[Said], by, reason: str) -> int:
    """Keep what many people answered on forms of their own; the number of answers. `reason` names the forms.

    What somebody said here herself is never replaced by a form: such answers are left out.
    """
    if not reason.strip():
        raise AnswerError(_("Say on which forms these answers were given."), field="reason")
    for one in said:
        _check(_asked(one.question), one.answer)
    held = set(Answer.objects.filter(question__in={one.question for one in said}).values_list("person", "question"))
    new = [one for one in said if (one.person_id, one.question) not in held]
    _keep(new)
    if new:
        names = {_asked(one.question).datum: [] for one in new}
        record(by=by, verb="take_down_answers", about=Person(), changes=names, count=len(new), reason=reason)
    return len(new)


@transaction.atomic
def remove_answers(*, by, questions: Iterable[str] = ()) -> int:
    """Erase what `by` said to these questions, or to all of them; the number of answers erased.

    What records merged into hers say goes too, so that undoing a merge brings nothing back. What she allowed ends with
    it: nothing said later is read by an old yes.
    """
    held = Answer.objects.filter(person__in=records_of(by.person))
    if questions := list(questions):
        held = held.filter(question__in=[_asked(name).name for name in questions])
    data = sorted({f"identity.{name}" for name in held.values_list("question", flat=True)})
    if not data:
        return 0
    held.delete()
    forget_ended(by.person.consents.filter(datum__in=data, given=True))
    record(by=by, verb="remove_answers", about=by.person, changes={datum: [] for datum in data}, count=len(data))
    allowed = by.person.consents.in_force().filter(datum__in=data, given=True)
    set_consents(choices=[(by.person, one.purpose, False, one.datum) for one in allowed], by=by)
    return len(data)


def _keep(said: Sequence[Said]) -> None:
    rows = [
        Answer(person_id=one.person_id, question=one.question, version=_asked(one.question).version, answer=one.answer)
        for one in said
    ]
    Answer.objects.bulk_create(rows, update_fields=["version", "answer", "answered_at"], **UPSERT)


def _asked(name: str) -> Question:
    if name not in VERSIONS:
        words = _("“%(name)s” is not a question here. There are: %(known)s.")
        raise AnswerError(words % {"name": name, "known": ", ".join(VERSIONS)})
    return question_of(name)


def _check(question: Question, answer: dict) -> None:
    """Refuse what the question cannot mean; how much is said, and whether anything, is for her to say."""
    if answer == DECLINED:
        return
    chosen, written = answer.get("chosen"), answer.get("written")
    if answer.keys() != {"chosen", "written"} or not isinstance(chosen, list) or not isinstance(written, dict):
        raise AnswerError(_("An answer is what was chosen and what was written, or that nothing is said."))
    _check_chosen(question, chosen)
    _check_written(question, written)
    if not chosen and not any(written.values()):
        words = _(
            "Nothing is chosen and nothing is written. Choose something, skip the question, or prefer not to say."
        )
        raise AnswerError(words)


def _check_chosen(question: Question, chosen: list[str]) -> None:
    for code in chosen:
        if code not in question.labels:
            words = _("“%(code)s” cannot be chosen for “%(question)s”.")
            raise AnswerError(words % {"code": code, "question": question.label}, field="chosen")
    alone = [choice.label for choice in question.choices if choice.alone and choice.code in chosen]
    if len(chosen) > 1 and not question.many:
        raise AnswerError(_("Choose one answer; more can be said in your own words."), field="chosen")
    if alone and len(chosen) > 1:
        words = _("“%(alone)s” and another answer cannot both be. Take one of them away.")
        raise AnswerError(words % {"alone": alone[0]}, field="chosen")


def _check_written(question: Question, written: dict[str, str]) -> None:
    places = {choice.code for choice in question.choices if choice.writes} | ({""} if question.writes else set())
    for place, words in written.items():
        if place not in places or not isinstance(words, str):
            said = _("There is no line “%(place)s” to write on for “%(question)s”.")
            raise AnswerError(said % {"place": place, "question": question.label}, field="written")
        if len(words) > MOST_WORDS:
            said = _("%(count)s characters are too many. Up to %(most)s are kept.")
            raise AnswerError(said % {"count": len(words), "most": MOST_WORDS}, field="written")
