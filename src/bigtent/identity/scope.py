"""The only place where answers are read.

A row goes to the person herself and to nobody else. For everybody else there are counts, protected, of people who said
yes to the purpose as a whole and to this one datum; and pronouns, beside the name, where she agreed to that.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from bigtent.identity import derived
from bigtent.identity.errors import ReadingError
from bigtent.identity.models import Answer, Definition
from bigtent.identity.protection import Protected, Tally, protect
from bigtent.identity.questions import VERSIONS, Question, question_of
from bigtent.identity.questions.question import DECLINED
from bigtent.ledger.clock import now
from bigtent.people.models import Person, Purpose

COUNTED_FOR = (Purpose.REPORTING, Purpose.RESEARCH)
VIEWS = ("alone", "alone_or_in_combination", "in_combination", "as_in_1997")
AT_ONCE = 500


@dataclass(frozen=True)
class Own:
    """An answer as its giver reads it."""

    question: Question
    answer: dict
    answered_at: datetime

    @property
    def is_declined(self) -> bool:
        return self.answer == DECLINED

    @property
    def words(self) -> str:
        return self.question.in_words(self.answer)


@dataclass(frozen=True)
class Row:
    """One line of a breakdown. `count` is None where it is hidden; `share` is percent of those who answered."""

    code: str
    label: str
    count: int | None
    share: float | None = None


@dataclass(frozen=True)
class Breakdown:
    """How a population answers one question. `groups` is empty where nothing may be shown (`is_refused`).

    `people` were there to be asked. `answering` of them answered and agreed to be counted; `declined` prefer not to
    say and agreed that this is counted; `silent` are all the others. `several` chose two groups or more.
    """

    question: Question
    versions: tuple[int, ...]
    view: str
    purpose: str
    people: int
    answering: int | None
    groups: tuple[Row, ...]
    several: int | None
    declined: int | None
    silent: int | None
    at: datetime

    @property
    def is_refused(self) -> bool:
        return not self.groups

    @property
    def breaks_on(self) -> date | None:
        """The day across which no line may be drawn: before it the categories were others."""
        return derived.BROKEN_SINCE if self.question.name == "race_ethnicity" else None


def own_answers(account) -> dict[str, Own]:
    """What the account's own person answered, by question, in one query."""
    if not account.is_authenticated or not account.is_active:
        return {}
    return _answers_of(account.person_id)


def lines_of(person: Person, account) -> Iterator[tuple[Question, Own]]:
    """The answers of a person for the account: all for herself; for others at most what she shows to all members."""
    if not account.is_authenticated or not account.is_active:
        return
    if account.person_id == person.pk:
        yield from ((own.question, own) for own in _answers_of(person.pk).values())
        return
    pronouns = question_of("pronouns")
    agreeing = Person.objects.consenting_to(Purpose.DIRECTORY, pronouns.datum)
    visible = Person.objects.visible_to(account, Purpose.DIRECTORY).filter(pk=person.pk, pk__in=agreeing.values("pk"))
    if visible.exists():
        shown = _answers_of(person.pk, "pronouns").get("pronouns")
        if shown and not shown.is_declined:
            yield pronouns, shown


def answered_at(person: Person, question: str) -> datetime | None:
    """When a person answered a question, for the page of what is known of her; what she said is not read."""
    return Answer.objects.filter(person=person, question=question).values_list("answered_at", flat=True).first()


def breakdown(
    question: str, *, by, purpose: str, people: Iterable[int] | None = None, view: str = VIEWS[0]
) -> Breakdown:
    """Count how `people` (their ids, or a QuerySet of them; the whole network when not given) answer a question.

    `view` is alone, alone_or_in_combination, in_combination or as_in_1997 (race and ethnicity only). Refuses purposes
    for which nobody is counted, and accounts that may not read totals. Counts are protected over all views at once,
    see `protection`; a population with too few answers is refused whole (`is_refused`).

    What was released before is not looked at: two populations that differ by a few people, the same one for two
    purposes or on two days can be subtracted from one another. Callers must take populations that readers cannot choose
    freely and one purpose, until a log of releases checks this.
    """
    asked = _countable(question, by, purpose, view)
    known = Person.objects.current()
    known = known if people is None else known.filter(pk__in=people)
    population = known.count()
    agreeing = Person.objects.consenting_to(purpose, asked.datum).values("pk")
    tally, versions = _tally(question, known.filter(pk__in=agreeing).values("pk"), population)
    shown = protect(tally, asked.groups)
    facts = {"question": asked, "versions": versions, "view": view, "purpose": str(purpose), "people": population}
    if shown is None:
        return Breakdown(**facts, answering=None, groups=(), several=None, declined=None, silent=None, at=now())
    return Breakdown(
        **facts, answering=shown.answering, groups=tuple(_rows(asked, shown, view)),
        several=shown.several, declined=shown.declined, silent=shown.silent, at=now(),
    )  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """One group of a definition: its share of those who answered here, and of the reference population, in percent."""

    code: str
    label: str
    share: float | None
    reference: float


def standing(definition: Definition, *, by, purpose: str = Purpose.REPORTING) -> tuple[Breakdown, list[Standing]]:
    """Where the groups of a definition stand in the network, protected as every breakdown is."""
    found = breakdown(definition.question, by=by, purpose=purpose, view=definition.view)
    shares = {row.code: row.share for row in found.groups}
    labels = question_of(definition.question, definition.version).groups
    return found, [
        Standing(code, str(labels[code]), shares.get(code), reference) for code, reference in definition.shares.items()
    ]


def _answers_of(person_id: int, *names: str) -> dict[str, Own]:
    held = Answer.objects.filter(person=person_id)
    held = held.filter(question__in=names) if names else held
    found = {one.question: Own(question_of(one.question, one.version), one.answer, one.answered_at) for one in held}
    return {name: found[name] for name in VERSIONS if name in found}


def _countable(question: str, by, purpose: str, view: str) -> Question:
    if purpose not in COUNTED_FOR:
        words = _("Answers are counted for %(known)s only, not for “%(purpose)s”.")
        raise ReadingError(words % {"known": ", ".join(COUNTED_FOR), "purpose": purpose})
    if not by.has_perm("identity.read_totals"):
        raise ReadingError(_("Totals of what people say of themselves are read by those who manage the network."))
    if question not in VERSIONS or view not in views_of(question):
        words = _("There is no breakdown by “%(question)s” in the view “%(view)s”.")
        raise ReadingError(words % {"question": question, "view": view})
    return question_of(question)


def views_of(question: str) -> tuple[str, ...]:
    """The views in which answers to a question may be counted."""
    if not question_of(question).many:
        return ("alone",)
    return VIEWS if question == "race_ethnicity" else VIEWS[:3]


def _tally(question: str, people, population: int) -> tuple[Tally, tuple[int, ...]]:
    """What those who agreed to be counted said; nobody's answer outlives this function."""
    held = Answer.objects.filter(question=question, person__in=people)
    chosen: Counter = Counter()
    versions, declined = set(), 0
    for version, answer in held.values_list("version", "answer").iterator(chunk_size=AT_ONCE):
        versions.add(version)
        if answer == DECLINED:
            declined += 1
        else:
            chosen[derived.groups(answer, question_of(question, version))] += 1
    answering = sum(chosen.values())
    return Tally(chosen, declined, population - answering - declined), tuple(sorted(versions))


def _rows(question: Question, shown: Protected, view: str) -> Iterator[Row]:
    for code, label in _labels(question, view):
        count = _count(shown, code, view)
        share = None if count is None else 100 * count / shown.answering
        yield Row(code, str(label), count, share)


def _labels(question: Question, view: str):
    if view != "as_in_1997":
        return question.groups.items()
    labels = {code: label for code, label in question.groups.items() if code not in ("mena", "hispanic")}
    return [
        ("hispanic", _("Hispanic or Latino, of any race")),
        *labels.items(),
        ("two_or_more", _("Two or more races")),
    ]


def _count(shown: Protected, code: str, view: str) -> int | None:
    by_view = {"alone": shown.alone, "in_combination": shown.together, "as_in_1997": shown.in_1997}
    return by_view[view][code] if view in by_view else shown.either(code)
