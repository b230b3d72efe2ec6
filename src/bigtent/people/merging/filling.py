"""Which fields of the kept record take a value from the merged one."""

from typing import Any

from bigtent.people.models import Person, Source
from bigtent.people.names import folded

Filled = dict[str, list[Any]]

WHEN_EMPTY = ("middle_name", "former_name", "credential", "profession_id", "about")
WITH_SOURCE = (("specialty_id", "specialty_source"), ("place_id", "place_source"))
NAMES = ("given_name", "middle_name", "family_name")
FIELDS = (
    *dict.fromkeys((*NAMES, "name_source", *WHEN_EMPTY, *(field for pair in WITH_SOURCE for field in pair))),
    "also_known_as",
)
LONGEST = Person._meta.get_field("also_known_as").max_length


def fill(kept: Person, merged: Person) -> Filled:
    """Change `kept` and say how: {field: [old, new]}. What people say themselves beats the rest."""
    before = {field: getattr(kept, field) for field in FIELDS}
    names = [kept.name, merged.name, merged.former_name, *merged.also_known_as.split("; ")]
    if merged.name_source == Source.SELF != kept.name_source:
        _take(kept, merged, (*NAMES, "name_source"))
    for field in WHEN_EMPTY:
        if not getattr(kept, field):
            _take(kept, merged, (field,))
    for field, source in WITH_SOURCE:
        told = getattr(merged, source) == Source.SELF != getattr(kept, source)
        if getattr(merged, field) and (told or not getattr(kept, field)):
            _take(kept, merged, (field, source))
    _remember_names(kept, names)
    return {field: [old, getattr(kept, field)] for field, old in before.items() if getattr(kept, field) != old}


def unfill(kept: Person, filled: Filled) -> None:
    """Put back the old value of every field that still holds what a merge put there."""
    for field, (old, new) in filled.items():
        if getattr(kept, field) == new:
            setattr(kept, field, old)
    kept.fill_search_text()


def _take(kept: Person, merged: Person, fields: tuple[str, ...]) -> None:
    for field in fields:
        setattr(kept, field, getattr(merged, field))


def _remember_names(kept: Person, names: list[str]) -> None:
    """Whoever searches for a name of either record finds the kept one."""
    for name in names:
        kept.fill_search_text()
        words = set(kept.search_text.split())
        longer = "; ".join(filter(None, (kept.also_known_as, name)))
        if set(folded(name).split()) - words and len(longer) <= LONGEST:
            kept.also_known_as = longer
    kept.fill_search_text()
