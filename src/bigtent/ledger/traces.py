"""How somebody who is being erased is known again in other words: in a reason, a file, an error."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

ERASED = "an erased person"
PLAIN_RUN = re.compile(r"[A-Za-z0-9]+")
NUMBER = re.compile(r"\+?[\d\s().-]{7,}(x\s*\d+)?")
DIGITS_OF_A_NUMBER, SHORTEST = 10, 2


@dataclass(frozen=True)
class Traces:
    """Who is erased: her records, the rows that go with her and those that stay, and what she is known by.

    `values` are names, addresses and numbers that nobody else here has: they are taken out wherever they stand.
    `names` are her pairs of given and family name, folded. `rows` and `kept` are {"app.Model": ids}.
    """

    people: frozenset[int]
    values: tuple[str, ...] = ()
    names: frozenset[tuple[str, str]] = frozenset()
    rows: Mapping[str, frozenset[int]] = field(default_factory=dict)
    kept: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def show_in(self, value: Any) -> bool:
        """Whether a text, or any text inside lists and tables, names her."""
        if isinstance(value, str):
            return bool(self._pattern and self._pattern.search(value))
        if isinstance(value, Mapping):
            return any(self.show_in(one) for pair in value.items() for one in pair)
        return isinstance(value, list | tuple) and any(self.show_in(one) for one in value)

    def without(self, value: Any) -> Any:
        """The same value with "an erased person" in place of what names her."""
        if isinstance(value, str):
            return self._pattern.sub(ERASED, value) if self._pattern else value
        if isinstance(value, Mapping):
            return {self.without(key): self.without(inner) for key, inner in value.items()}
        return [self.without(inner) for inner in value] if isinstance(value, list | tuple) else value

    def among(self, rows: QuerySet, *columns: str) -> QuerySet:
        """The rows worth a closer look: one of these columns holds a part of something she is known by."""
        if not self.values:
            return rows.none()
        if any(len(core) < SHORTEST for core in self._cores):
            return rows
        rows = rows.annotate(**{f"{column}_as_text": Cast(column, TextField()) for column in columns})
        wanted = Q()
        for column in columns:
            for core in self._cores:
                wanted |= Q(**{f"{column}_as_text__icontains": core})
        return rows.filter(wanted)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        forms = sorted({form for value in self.values for form in _spellings(value)}, key=len, reverse=True)
        if not forms:
            return None
        return re.compile(r"(?<!\w)(?:" + "|".join(map(_loosely, forms)) + r")(?!\w)", re.IGNORECASE)

    @cached_property
    def _cores(self) -> frozenset[str]:
        return frozenset(_core(form) for value in self.values for form in _spellings(value))


def _spellings(value: str) -> Iterable[str]:
    """As it is, composed and decomposed, and without accents."""
    parts = unicodedata.normalize("NFD", value)
    yield from {
        value,
        unicodedata.normalize("NFC", value),
        parts,
        "".join(sign for sign in parts if not unicodedata.combining(sign)),
    }


def _is_number(value: str) -> bool:
    return bool(NUMBER.fullmatch(value))


def _loosely(value: str) -> str:
    """A pattern for a value however blanks, commas and the signs of a telephone number were set."""
    if _is_number(value):
        digits = re.sub(r"\D", "", value.partition("x")[0])[-DIGITS_OF_A_NUMBER:]
        return r"(?:\+?\d{1,3}[\s.-]*)?\(?" + r"[\s().-]*".join(digits)
    return r"[\s,.]+".join(re.escape(word.strip(",.")) for word in value.split() if word.strip(",."))


def _core(value: str) -> str:
    """A part that stands in every spelling and in every way a database keeps a text."""
    if _is_number(value):
        return re.sub(r"\D", "", value.partition("x")[0])[-4:]
    return max(PLAIN_RUN.findall(value), key=len, default="")
