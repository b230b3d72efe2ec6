"""What a sponsor asks for, as clauses that can be checked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bigtent.engines.eligibility.errors import ClauseError
from bigtent.engines.eligibility.facts import LANGUAGE_LEVELS, LEVELS, folded, read_month
from bigtent.engines.eligibility.protected import asks_belonging, names_protected

# For each kind: the fact that decides it, what it must be given, and what it may be given.
KINDS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "stage": ("stage", ("values",), ()),
    "profession": ("profession", ("values",), ()),
    "specialty": ("specialties", ("values",), ()),
    "degree": ("degrees", (), ("levels", "fields", "by")),
    "degree_within_years": ("degrees", ("years",), ("levels", "fields", "by")),
    "graduates_in": ("degrees", ("from_year", "to_year"), ("levels", "fields")),
    "citizenship": ("citizenship", ("values",), ()),
    "lives_in": ("lives_in", ("values",), ()),
    "studies_in": ("studies_in", ("values",), ()),
    "language": ("languages", ("values",), ("level",)),
    "licensed_in": ("licensed_in", ("values",), ()),
    "hours_per_week": ("hours_per_week", ("hours",), ()),
    "member_of": ("member_of", ("values",), ()),
    "statement": ("statements", (), ()),
    "all_of": ("", ("clauses",), ()),
    "any_of": ("", ("clauses",), ()),
    "not_checked": ("", (), ()),
}
DEEPEST, MOST = 3, 40
LISTS = ("values", "levels", "fields")


@dataclass(frozen=True)
class Clause:
    """One thing a sponsor asks for, with the sponsor's own words.

    Args:
        kind: one of `KINDS`. "statement" asks somebody to confirm the sentence `words`; "not_checked" is shown and
            never checked, such as belonging to a group; "all_of" and "any_of" join others.
        words: the sponsor's words. They are what is shown.
        values: codes of which one will do (stage, profession, specialty, citizenship, lives_in, studies_in, language,
            licensed_in, member_of).
        levels, fields: levels and fields of a degree of which one will do; empty for any.
        by: month by which an expected degree counts too, such as "2027-06"; empty where it must be held.
        years: how many years ago the degree may have been conferred at most, counted in months.
        from_year, to_year: the years in which a degree is conferred, both included.
        level: of a language, one of `LANGUAGE_LEVELS`.
        hours: hours a week at least.
        clauses: what "all_of" and "any_of" join.

    Raises:
        ClauseError: the kind is not known, something is missing or not possible, or it asks for a protected attribute.

    Example:
        >>> Clause("stage", "Open to students", values=("student",)).facts()
        ('stage',)
    """

    kind: str
    words: str = ""
    values: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    by: str = ""
    years: float = 0
    from_year: int = 0
    to_year: int = 0
    level: str = ""
    hours: float = 0
    clauses: tuple["Clause", ...] = ()

    def __post_init__(self) -> None:
        _refuse_kind(self.kind)
        _fact, needed, possible = KINDS[self.kind]
        for name in GIVEN:
            if getattr(self, name) and name not in (*needed, *possible):
                raise ClauseError(f"{self.kind}: {name} has no meaning here. Leave it out.")
        for name in needed:
            if not getattr(self, name):
                raise ClauseError(f"{self.kind}: {name} is missing.")
        _refuse_amounts(self)
        _refuse_protected(self)
        _refuse_joining(self)

    @classmethod
    def read(cls, row: Any) -> "Clause":
        """A clause from a mapping as JSON holds it.

        Raises:
            ClauseError: a name is not known or a value is of another kind.

        Example:
            >>> Clause.read({"kind": "hours_per_week", "words": "10 hours a week", "hours": 10}).hours
            10
        """
        if not isinstance(row, Mapping):
            raise ClauseError(f"{row!r} is no clause. Give at least its kind and its words.")
        values = {str(name): value for name, value in row.items()}
        for name in values:
            _refuse_name(name)
        _refuse_kind(values.get("kind", ""))
        for name in LISTS:
            if name in values:
                values[name] = _texts(name, values[name])
        for name in ("words", "by", "level"):
            if not isinstance(values.get(name, ""), str):
                raise ClauseError(f"{name}: {values[name]!r} is no text.")
        for name in ("years", "hours", "from_year", "to_year"):
            if isinstance(values.get(name), bool) or not isinstance(values.get(name, 0), int | float):
                raise ClauseError(f"{name}: {values[name]!r} is no number.")
        if "clauses" in values:
            values["clauses"] = read_clauses(values["clauses"])
        return cls(**values)

    def as_dict(self) -> dict[str, Any]:
        """The same as JSON can hold it; `read` gives the same clause back."""
        found: dict[str, Any] = {"kind": self.kind, "words": self.words}
        for name in GIVEN:
            if value := getattr(self, name):
                found[name] = list(value) if name in LISTS else value
        if self.clauses:
            found["clauses"] = [clause.as_dict() for clause in self.clauses]
        return found

    def parts(self) -> Iterator["Clause"]:
        """The clause itself, or what it joins, however deep."""
        if not self.clauses:
            yield self
        for clause in self.clauses:
            yield from clause.parts()

    def facts(self) -> tuple[str, ...]:
        """The names of the facts that decide it, in order."""
        return tuple(sorted({KINDS[part.kind][0] for part in self.parts()} - {""}))


GIVEN = ("values", "levels", "fields", "by", "years", "from_year", "to_year", "level", "hours", "clauses")


def read_clauses(rows: Any) -> tuple[Clause, ...]:
    """Clauses from a list of mappings as JSON holds it; the message of a refusal counts them from 1.

    Args:
        rows: at most 40 mappings, as `Clause.read` takes them.

    Raises:
        ClauseError: one of them cannot be read, or they are too many.

    Example:
        >>> read_clauses([]) == ()
        True
    """
    if isinstance(rows, str | Mapping) or not isinstance(rows, Iterable):
        raise ClauseError(f"{rows!r} is no list of clauses.")
    found = []
    for number, row in enumerate(rows, start=1):
        if number > MOST:
            raise ClauseError(f"More than {MOST} clauses. Put together what belongs together.")
        try:
            found.append(row if isinstance(row, Clause) else Clause.read(row))
        except ClauseError as refusal:
            raise ClauseError(f"Clause {number}: {refusal}") from None
    return tuple(found)


def alternative(first: Clause, other: Clause) -> Clause:
    """A clause that is fulfilled by either of the two.

    Example:
        >>> one, two = Clause("statement", "I am an ally"), Clause("stage", "a student", values=("student",))
        >>> alternative(alternative(one, two), one).words
        'I am an ally; or a student; or I am an ally'
    """
    words = "; or ".join(filter(None, (first.words, other.words)))
    if first.kind == "any_of":
        return replace(first, words=words, clauses=(*first.clauses, other))
    return Clause("any_of", words, clauses=(first, other))


def _refuse_kind(kind: Any) -> None:
    if not isinstance(kind, str) or kind not in KINDS:
        if isinstance(kind, str) and names_protected(kind):
            raise ClauseError(
                f"{kind!r} is a protected attribute and no criterion. What a sponsor says of it is shown in its own "
                "words as “not_checked”."
            )
        raise ClauseError(f"The kind {kind!r} is not known. Known are {', '.join(KINDS)}.")


def _refuse_name(name: str) -> None:
    if name in ("kind", "words", *GIVEN):
        return
    if names_protected(name):
        raise ClauseError(f"{name!r} is a protected attribute and no criterion. Leave it out.")
    raise ClauseError(f"{name!r} is nothing a clause can say. It can say kind, words, {', '.join(GIVEN)}.")


def _refuse_amounts(clause: Clause) -> None:
    for level in clause.levels:
        if level not in LEVELS:
            raise ClauseError(f"{clause.kind}: the level {level!r} is not known. Give one of {', '.join(LEVELS)}.")
    if clause.level and clause.level not in LANGUAGE_LEVELS:
        raise ClauseError(f"language: the level {clause.level!r} is not known. Give {', '.join(LANGUAGE_LEVELS)}.")
    if clause.by and read_month(clause.by) is None:
        raise ClauseError(f"{clause.kind}: {clause.by!r} is no month. Write it as 2027-06.")
    if clause.kind == "degree_within_years" and not 0 < clause.years <= 60:
        raise ClauseError(f"degree_within_years: {clause.years!r} years are not possible. Give up to 60.")
    if clause.kind == "hours_per_week" and not 0 < clause.hours <= 168:
        raise ClauseError(f"hours_per_week: {clause.hours!r} hours are not possible. Give up to 168.")
    if clause.from_year > clause.to_year or (clause.to_year and not 1900 <= clause.from_year <= 2200):
        raise ClauseError(f"graduates_in: {clause.from_year} to {clause.to_year} are no years in this order.")


def _refuse_protected(clause: Clause) -> None:
    for code in (*clause.values, *clause.fields):
        if names_protected(code) and len(code.split()) == 1:
            raise ClauseError(f"{clause.kind}: {code!r} names a protected attribute, which is no criterion.")
    if clause.kind in ("statement", "not_checked") and not folded(clause.words):
        raise ClauseError(f"{clause.kind}: the sentence is missing. Give the sponsor’s words.")
    if clause.kind == "statement" and asks_belonging(clause.words):
        raise ClauseError(
            f"“{clause.words}” would have somebody say to which group she belongs. Nobody is asked that. Keep the "
            "sentence as “not_checked”: it is shown and never asked."
        )


def _refuse_joining(clause: Clause, depth: int = 0) -> None:
    if depth > DEEPEST:
        raise ClauseError(f"Clauses lie more than {DEEPEST} deep in one another. Write them side by side.")
    for inner in clause.clauses:
        if inner.kind == "not_checked":
            raise ClauseError(f"{clause.kind}: what is not checked stands by itself, not inside another clause.")
        _refuse_joining(inner, depth + 1)


def _texts(name: str, value: Any) -> tuple[str, ...]:
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        raise ClauseError(f"{name}: {value!r} is no list of texts.")
    found = tuple(value)
    for one in found:
        if not isinstance(one, str) or not one.strip():
            raise ClauseError(f"{name}: {one!r} is no text.")
    return found
