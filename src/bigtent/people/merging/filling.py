"""Which fields of the kept record take a value from the merged one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from bigtent.people.models import Person, Source
from bigtent.people.names import folded

Filled = dict[str, list[Any]]
KEPT, MERGED = "kept", "merged"
NAMES = ("given_name", "middle_name", "family_name")


@dataclass(frozen=True)
class Fact:
    """What is chosen as one: its columns with the column of its source. The first that is given says it is known."""

    name: str
    label: str
    columns: tuple[str, ...]
    source: str = ""

    @property
    def taken(self) -> tuple[str, ...]:
        return (*self.columns, self.source) if self.source else self.columns

    def value(self, person: Person) -> tuple[Any, ...]:
        return tuple(getattr(person, column) for column in self.columns)

    def told_by(self, person: Person) -> str:
        return getattr(person, self.source) if self.source else ""


FACTS = (
    Fact("name", _("Name"), NAMES, "name_source"),
    Fact("former_name", _("Former name"), ("former_name",)),
    Fact("credential", _("Letters after the name"), ("credential",)),
    Fact("profession", _("Profession"), ("profession_id",)),
    Fact("specialty", _("Specialty"), ("specialty_id",), "specialty_source"),
    Fact("place", _("Place"), ("place_id",), "place_source"),
    Fact("about", _("In their own words"), ("about",)),
    Fact("language", _("Language of letters"), ("language",)),
)
COLUMNS = (*(column for fact in FACTS for column in fact.taken), "also_known_as")
LONGEST = Person._meta.get_field("also_known_as").max_length


def suggest(fact: Fact, kept: Person, merged: Person) -> tuple[str, str]:
    """Whose value stands unless somebody chooses, and why. What people say themselves beats the rest."""
    ours, theirs = any(fact.value(kept)), any(fact.value(merged))
    if theirs and not ours:
        return MERGED, _("only this one is known")
    if theirs and fact.told_by(merged) == Source.SELF != fact.told_by(kept):
        return MERGED, _("said by the person herself")
    if ours and not theirs:
        return KEPT, _("only this one is known")
    by_herself = fact.told_by(kept) == Source.SELF
    return KEPT, _("said by the person herself") if by_herself else _("it is on the record that stays")


def fill(kept: Person, merged: Person, choices: Mapping[str, str] = {}, only: frozenset[str] | None = None) -> Filled:
    """Change `kept` and say how: {column: [old, new]}; `choices` {fact: "kept" or "merged"} beat what is suggested.

    With `only` no other columns than these are touched.
    """
    before = {column: getattr(kept, column) for column in COLUMNS}
    names = [kept.name, merged.name, merged.former_name, *merged.also_known_as.split("; ")]
    for fact in FACTS:
        chosen = choices.get(fact.name) or suggest(fact, kept, merged)[0]
        if chosen == MERGED:
            _take(kept, merged, fact.taken, only)
        elif fact.name == "name" and not choices.get("name") and not kept.middle_name:
            _take(kept, merged, ("middle_name",), only)
    _remember_names(kept, names)
    return {column: [old, getattr(kept, column)] for column, old in before.items() if getattr(kept, column) != old}


def unfill(kept: Person, filled: Filled, edited: frozenset[str] = frozenset()) -> frozenset[str]:
    """Put back the old value of what still holds what a merge put there and was not `edited`; what may be filled anew.

    A source goes back with its value: whoever changed the value since has said it.
    """
    left = {column for column, (_old, new) in filled.items() if column in edited or getattr(kept, column) != new}
    left |= {fact.source for fact in FACTS if fact.source and left & set(fact.taken)}
    for column, (old, _new) in filled.items():
        if column not in left:
            setattr(kept, column, old)
    kept.fill_search_text()
    back = filled.keys() - left
    whole = {column for fact in FACTS if back & set(fact.taken) for column in fact.taken}
    return frozenset((whole | back) - left)


def _take(kept: Person, merged: Person, columns: tuple[str, ...], only: frozenset[str] | None) -> None:
    for column in columns:
        if only is None or column in only:
            setattr(kept, column, getattr(merged, column))


def _remember_names(kept: Person, names: list[str]) -> None:
    """Whoever searches for a name of either record finds the kept one."""
    for name in names:
        kept.fill_search_text()
        words = set(kept.search_text.split())
        longer = "; ".join(filter(None, (kept.also_known_as, name)))
        if set(folded(name).split()) - words and len(longer) <= LONGEST:
            kept.also_known_as = longer
    kept.fill_search_text()
