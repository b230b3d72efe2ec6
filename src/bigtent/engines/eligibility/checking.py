"""Checking clauses against what somebody stated."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from bigtent.engines.eligibility.clauses import KINDS, Clause
from bigtent.engines.eligibility.facts import LANGUAGE_LEVELS, Degree, Facts, Month, folded, read_month

# True, False, or None where it cannot be said.
Truth = bool | None


@dataclass(frozen=True)
class Finding:
    """A clause, and the names of the facts on which it was decided or, where it stays open, on which it waits."""

    clause: Clause
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Fit:
    """How clauses and stated facts go together. Each clause that is asked stands in exactly one of the first three.

    `why`: fulfilled. `missing`: open, because something is not stated. `not_met`: not fulfilled by what was stated.
    `not_checked`: what the sponsor says and nobody is asked.
    """

    why: tuple[Finding, ...]
    missing: tuple[Finding, ...]
    not_met: tuple[Finding, ...]
    not_checked: tuple[Clause, ...]

    @property
    def is_whole(self) -> bool:
        """Everything that is asked is fulfilled."""
        return not self.missing and not self.not_met

    @property
    def may_be(self) -> bool:
        """Nothing that was stated speaks against it."""
        return not self.not_met


def check(clauses: Iterable[Clause], facts: Facts, on: date) -> Fit:
    """Say which clauses somebody fulfills by what she stated, which stay open, and which she does not fulfill.

    Each clause is true, false or open; "all_of" and "any_of" join them in the three-valued logic of Kleene (1938, "On
    notation for ordinal numbers", strong tables): all of them is false as soon as one is false, any of them is true as
    soon as one is true, whatever is open. Stating more therefore never takes a fulfilled clause away. A statement not
    confirmed is open, never false.

    Args:
        clauses: what is asked; their order changes nothing but the order of the findings.
        facts: what was stated; what was not stated leaves a clause open.
        on: the day for which degrees count as held; they are compared by their month.

    Returns:
        A `Fit`. Without clauses all four parts are empty and it is whole: nothing is asked.

    Example:
        >>> student = Clause("stage", "Open to students", values=("student",))
        >>> check([student], Facts(), date(2026, 11, 22)).missing[0].facts
        ('stage',)
        >>> check([student], Facts(stage="student"), date(2026, 11, 22)).is_whole
        True
    """
    month = on.year, on.month
    found: dict[Truth, list[Finding]] = {True: [], None: [], False: []}
    aside = []
    for clause in clauses:
        if clause.kind == "not_checked":
            aside.append(clause)
            continue
        truth = _truth(clause, facts, month)
        found[truth].append(Finding(clause, _deciding(clause, truth, facts, month)))
    return Fit(tuple(found[True]), tuple(found[None]), tuple(found[False]), tuple(aside))


def _truth(clause: Clause, facts: Facts, now: Month) -> Truth:
    if clause.kind == "any_of":
        inner = [_truth(one, facts, now) for one in clause.clauses]
        return True if True in inner else None if None in inner else False
    if clause.kind == "all_of":
        inner = [_truth(one, facts, now) for one in clause.clauses]
        return False if False in inner else None if None in inner else True
    if clause.kind == "statement":
        return True if folded(clause.words) in _folded(facts.statements) else None
    if getattr(facts, KINDS[clause.kind][0]) is None:
        return None
    return _CHECKS[clause.kind](clause, facts, now)


def _deciding(clause: Clause, truth: Truth, facts: Facts, now: Month) -> tuple[str, ...]:
    """The facts of those parts that are as the whole is: a fulfilled one of several, the open ones, the false ones."""
    if not clause.clauses:
        return clause.facts()
    same = [one for one in clause.clauses if _truth(one, facts, now) is truth]
    return tuple(sorted({name for one in same for name in _deciding(one, truth, facts, now)}))


def _folded(texts: Iterable[str]) -> set[str]:
    return {folded(text) for text in texts}


def _one_of(name: str) -> Callable[[Clause, Facts, Month], bool]:
    """Whether a stated code, or one of several, is among those of the clause."""

    def checked(clause: Clause, facts: Facts, now: Month) -> bool:
        stated = getattr(facts, name)
        return bool(_folded([stated] if isinstance(stated, str) else stated) & _folded(clause.values))

    return checked


def _is_of(degree: Degree, clause: Clause) -> bool:
    of_level = not clause.levels or degree.level in clause.levels
    return of_level and (not clause.fields or folded(degree.field) in _folded(clause.fields))


def _latest(clause: Clause, now: Month) -> Month:
    """The month up to which a degree counts: this one, or the later one by which it may still be expected."""
    return max(now, read_month(clause.by) or now)


def _degree(clause: Clause, facts: Facts, now: Month) -> bool:
    return any(_is_of(one, clause) and one.month <= _latest(clause, now) for one in facts.degrees or ())


def _degree_within_years(clause: Clause, facts: Facts, now: Month) -> bool:
    earliest = _months(now) - clause.years * 12
    return any(
        _is_of(one, clause) and _months(one.month) >= earliest and one.month <= _latest(clause, now)
        for one in facts.degrees or ()
    )


def _months(month: Month) -> int:
    return month[0] * 12 + month[1]


def _graduates_in(clause: Clause, facts: Facts, now: Month) -> bool:
    return any(
        _is_of(one, clause) and clause.from_year <= one.month[0] <= clause.to_year for one in facts.degrees or ()
    )


def _language(clause: Clause, facts: Facts, now: Month) -> bool:
    least = LANGUAGE_LEVELS.index(clause.level or LANGUAGE_LEVELS[0])
    spoken = {folded(name): LANGUAGE_LEVELS.index(level) for name, level in (facts.languages or {}).items()}
    return any(spoken.get(name, -1) >= least for name in _folded(clause.values))


def _hours_per_week(clause: Clause, facts: Facts, now: Month) -> bool:
    return (facts.hours_per_week or 0) >= clause.hours


_CHECKS: dict[str, Callable[[Clause, Facts, Month], bool]] = {
    "stage": _one_of("stage"),
    "profession": _one_of("profession"),
    "specialty": _one_of("specialties"),
    "degree": _degree,
    "degree_within_years": _degree_within_years,
    "graduates_in": _graduates_in,
    "citizenship": _one_of("citizenship"),
    "lives_in": _one_of("lives_in"),
    "studies_in": _one_of("studies_in"),
    "language": _language,
    "licensed_in": _one_of("licensed_in"),
    "hours_per_week": _hours_per_week,
    "member_of": _one_of("member_of"),
}
