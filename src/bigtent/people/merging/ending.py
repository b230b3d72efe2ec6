"""What was ended on a kept record stays ended when one of its merges is undone.

A row that says the same as one of the kept record stays on the merged record, in use. When the kept record's row goes
back or has been ended, such a row may take its place only if the kept record said so still.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model

from bigtent.ledger.declarations import Known, declared
from bigtent.people.batches import in_batches
from bigtent.people.merging.keys import keys
from bigtent.people.models import Merge

# Which rule of the table, whose row, and what it says.
Mark = tuple[Any, ...]


@dataclass(frozen=True)
class InUse:
    """Of one table: the rows that some people have in use, by number, and what they say."""

    rows: frozenset[int]
    marks: frozenset[Mark]


def in_use(people: Iterable[int]) -> dict[str, InUse]:
    """What these people have in use now, in every table that declares what ends a row."""
    people = set(people)
    found = {}
    for known in (known for known in declared("KNOWN") if known.ended):
        rows = list(_in_use(apps.get_model(known.model), known, {pk: pk for pk in people}))
        found[known.model] = InUse(frozenset(pk for pk, _mark in rows), frozenset(mark for _pk, mark in rows))
    return found


def ended_since(model: type[Model], known: Known, merge_of: Mapping[int, Merge], before: InUse) -> frozenset[int]:
    """Rows of merged records that would come into use on a kept record which did not say so `before`."""
    owners = {merged: merge.kept_id for merged, merge in merge_of.items()}
    rows = list(_in_use(model, known, owners))
    said = {pk for pk, mark in rows if mark in before.marks}
    return frozenset(pk for pk, _mark in rows) - said - before.rows


def _in_use(model: type[Model], known: Known, owners: Mapping[int, int]) -> Iterator[tuple[int, Mark]]:
    """Every row in use of these people with what it says, once for each rule; {whose rows: for whom they are said}."""
    for place, (columns, _condition, _empty_equals) in enumerate(keys(model, known)):
        for batch in in_batches(owners):
            rows = model._base_manager.filter(**{f"{known.field}__in": batch, f"{known.ended}__isnull": True})
            for pk, owner, *values in rows.values_list("pk", f"{known.field}_id", *columns):
                yield pk, (place, owners[owner], *values)
