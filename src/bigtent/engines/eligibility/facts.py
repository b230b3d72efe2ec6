"""What somebody chose to state of herself."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from bigtent.engines.eligibility.errors import FactError
from bigtent.engines.eligibility.protected import names_protected

LEVELS = ("certificate", "associate", "bachelor", "master", "doctorate", "professional")
LANGUAGE_LEVELS = ("basic", "conversational", "fluent")
MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
Month = tuple[int, int]


def folded(text: str) -> str:
    """A code or a sentence without what does not make it another one: capitals, blanks, a full stop."""
    return " ".join(text.casefold().split()).rstrip(".")


def read_month(value: str) -> Month | None:
    """A month such as "2027-06" as (2027, 6); None for anything else."""
    found = MONTH.fullmatch(value)
    if found is None or not 1 <= int(found[2]) <= 12 or int(found[1]) < 1900:
        return None
    return int(found[1]), int(found[2])


@dataclass(frozen=True)
class Degree:
    """A degree held, or expected.

    Args:
        level: one of `LEVELS`.
        field: the code of its field, such as "public-health"; empty where it was not said.
        month: when it was or will be conferred, as (year, month).
    """

    level: str
    field: str
    month: Month

    @classmethod
    def read(cls, row: Any) -> "Degree":
        """A degree from `{"level": ..., "field": ..., "month": "2027-06"}`."""
        if not isinstance(row, Mapping) or row.keys() - {"level", "field", "month"}:
            raise FactError(f"degrees: {row!r} is no degree. Give level, field and month.")
        level, month = str(row.get("level", "")), read_month(str(row.get("month", "")))
        if level not in LEVELS:
            raise FactError(f"degrees: the level {level!r} is not known. Give one of {', '.join(LEVELS)}.")
        if month is None:
            raise FactError(f"degrees: {row.get('month')!r} is no month. Write it as 2027-06.")
        return cls(level, str(row.get("field", "")), month)

    def as_dict(self) -> dict[str, str]:
        """The same as JSON can hold it."""
        return {"level": self.level, "field": self.field, "month": f"{self.month[0]:04d}-{self.month[1]:02d}"}


@dataclass(frozen=True)
class Facts:
    """What somebody chose to state. What is None was not stated: a clause about it stays open.

    Args:
        stage: code of where she stands, such as "student".
        profession: code of the profession.
        specialties: codes of specialties and of their families.
        degrees: degrees held and expected; each is a `Degree`.
        citizenship: code of what she is before the law of work, such as "citizen"; never a country or an origin.
        lives_in, studies_in: codes of the state and of the larger parts it lies in, such as {"CO", "mountain"}.
        languages: code of each language with one of `LANGUAGE_LEVELS`.
        licensed_in: codes of states.
        hours_per_week: hours a week she can give, 0 to 168.
        member_of: names of organizations.
        statements: sentences of sponsors that she confirmed.

    Raises:
        FactError: a level, a number or a name is not possible.

    Example:
        >>> Facts(stage="student", licensed_in=frozenset()).stated()
        ('licensed_in', 'stage')
    """

    stage: str | None = None
    profession: str | None = None
    specialties: frozenset[str] | None = None
    degrees: tuple[Degree, ...] | None = None
    citizenship: str | None = None
    lives_in: frozenset[str] | None = None
    studies_in: frozenset[str] | None = None
    languages: Mapping[str, str] | None = None
    licensed_in: frozenset[str] | None = None
    hours_per_week: float | None = None
    member_of: frozenset[str] | None = None
    statements: frozenset[str] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        for language, level in (self.languages or {}).items():
            if level not in LANGUAGE_LEVELS:
                raise FactError(
                    f"languages: the level {level!r} of {language!r} is not known. Give one of "
                    f"{', '.join(LANGUAGE_LEVELS)}."
                )
        if self.hours_per_week is not None and not 0 <= self.hours_per_week <= 168:
            raise FactError(f"hours_per_week: {self.hours_per_week!r} is not possible. A week has 0 to 168 hours.")

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> "Facts":
        """Facts from a mapping as JSON holds it; empty values count as not stated.

        Args:
            values: fact by name; lists for what may be several, degrees as `Degree.as_dict` gives them.

        Raises:
            FactError: a name is not known, names a protected attribute, or its value is of another kind.

        Example:
            >>> Facts.read({"stage": "student", "lives_in": ["CO", "mountain"], "profession": ""}).stated()
            ('lives_in', 'stage')
        """
        given: dict[str, Any] = {}
        for name, value in values.items():
            read = _READERS.get(name)
            if read is None:
                raise FactError(_unknown(name))
            if value not in ("", None):
                given[name] = read(name, value)
        return cls(**given)

    def as_dict(self) -> dict[str, Any]:
        """What was stated, as JSON can hold it; `read` gives the same facts back."""
        found: dict[str, Any] = {}
        for name in self.stated():
            value = getattr(self, name)
            if name == "degrees":
                value = [degree.as_dict() for degree in value]
            elif isinstance(value, frozenset):
                value = sorted(value)
            found[name] = dict(sorted(value.items())) if isinstance(value, Mapping) else value
        return found

    def stated(self) -> tuple[str, ...]:
        """The names of what was stated, in order."""
        names = [one.name for one in fields(self) if getattr(self, one.name) is not None]
        return tuple(sorted(name for name in names if name != "statements" or self.statements))


def _unknown(name: str) -> str:
    if names_protected(name):
        return f"{name!r} is a protected attribute. It is no criterion here and cannot be stated."
    return f"{name!r} is no fact that can be stated here. Known are {', '.join(sorted(_READERS))}."


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise FactError(f"{name}: {value!r} is no text.")
    return value


def _texts(name: str, value: Any) -> frozenset[str]:
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        raise FactError(f"{name}: {value!r} is no list of texts.")
    return frozenset(_text(name, one) for one in value)


def _degrees(name: str, value: Any) -> tuple[Degree, ...]:
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        raise FactError(f"{name}: {value!r} is no list of degrees.")
    return tuple(Degree.read(one) for one in value)


def _languages(name: str, value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise FactError(f"{name}: {value!r} does not say a level for each language.")
    return {_text(name, language): _text(name, level) for language, level in value.items()}


def _number(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise FactError(f"{name}: {value!r} is no number.")
    return value


_READERS = {
    "stage": _text,
    "profession": _text,
    "specialties": _texts,
    "degrees": _degrees,
    "citizenship": _text,
    "lives_in": _texts,
    "studies_in": _texts,
    "languages": _languages,
    "licensed_in": _texts,
    "hours_per_week": _number,
    "member_of": _texts,
    "statements": _texts,
}
