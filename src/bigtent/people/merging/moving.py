"""Which rows go to the kept record and which stay, over all rooms."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db.models import Model, OuterRef, Q, Subquery, UniqueConstraint

from bigtent.ledger.clock import now
from bigtent.ledger.declarations import Known, declared
from bigtent.ledger.writing import insert
from bigtent.people.batches import in_batches
from bigtent.people.models import Consent, Merge, MovedRow, Person


def move_rows(merges: list[Merge]) -> None:
    """Give the kept records the rows of those merged into them; `merged_into` of the persons is set already."""
    _end_outvoted_consents(merges)
    for known in declared("KNOWN"):
        _move(apps.get_model(known.model), known, merges)


def return_rows(merges: list[Merge]) -> None:
    """Give back every row that still belongs to the record it was moved to."""
    by_id = {merge.pk: merge for merge in merges}
    moved: dict[tuple[str, str], dict[int, Merge]] = {}
    for row in MovedRow.objects.filter(merge__in=by_id):
        moved.setdefault((row.model, row.field), {})[row.row_id] = by_id[row.merge_id]
    for (label, field), merge_of in moved.items():
        _return(apps.get_model(label), field, merge_of)
    MovedRow.objects.filter(merge__in=by_id).delete()
    _revive_consents([pk for merge in merges for pk in merge.consents_ended])


def _move(model: type[Model], known: Known, merges: list[Merge]) -> None:
    owner = f"{known.field}_id"
    merge_of = {merge.merged_id: merge for merge in merges}
    rows = list(_rows(model, known.field, merge_of).values_list("pk", owner))
    if not rows:
        return
    stay = {pk for key in _keys(model, known) for pk in _taken(model, known.field, key, merge_of)}
    moving = [(pk, merge_of[person_id]) for pk, person_id in rows if pk not in stay]
    label = model._meta.label
    insert([MovedRow(merge_id=merge.pk, model=label, field=known.field, row_id=pk) for pk, merge in moving])
    gone_into = Person.objects.filter(pk=OuterRef(owner)).values("merged_into")[:1]
    for batch in in_batches(pk for pk, _merge in moving):
        model._base_manager.filter(pk__in=batch).update(**{known.field: Subquery(gone_into)})


def _return(model: type[Model], field: str, merge_of: dict[int, Merge]) -> None:
    for batch in in_batches(merge_of):
        owners = model._base_manager.filter(pk__in=batch).values_list("pk", f"{field}_id")
        still_there = [pk for pk, owner in owners if owner == merge_of[pk].kept_id]
        came_from = MovedRow.objects.filter(
            model=model._meta.label, field=field, row_id=OuterRef("pk"), merge__in={merge_of[pk] for pk in still_there}
        )
        model._base_manager.filter(pk__in=still_there).update(
            **{field: Subquery(came_from.values("merge__merged")[:1])}
        )


def _rows(model: type[Model], field: str, owners: Iterable[int]):
    return model._base_manager.filter(**{f"{field}__in": list(owners)}).order_by("pk")


Key = tuple[tuple[str, ...], Q | None, bool]


def _keys(model: type[Model], known: Known) -> Iterator[Key]:
    """What may be there only once for a person: (other columns, for which rows, whether empty equals empty)."""
    field = model._meta.get_field(known.field)
    if field.unique:
        yield (), None, False
    for names in model._meta.unique_together:
        if known.field in names:
            yield _others(names, known.field), None, False
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and known.field in constraint.fields:
            empty_equals = constraint.nulls_distinct is False
            yield _others(constraint.fields, known.field), constraint.condition, empty_equals
    if known.unique:
        yield known.unique, None, True


def _others(names: Iterable[str], field: str) -> tuple[str, ...]:
    return tuple(name for name in names if name != field)


def _taken(model: type[Model], field: str, key: Key, merge_of: dict[int, Merge]) -> Iterator[int]:
    """Rows of merged records that say what a row of the kept record, or an earlier one, says already."""
    columns, condition, empty_equals = key
    kept = {merge.kept_id for merge in merge_of.values()}
    rows = _rows(model, field, kept | merge_of.keys())
    rows = rows.filter(condition) if condition else rows
    found: list[tuple[Any, ...]] = list(rows.values_list("pk", f"{field}_id", *columns))
    held = {(owner, *values) for _pk, owner, *values in found if owner in kept}
    for pk, owner, *values in found:
        if owner in kept or (None in values and not empty_equals):
            continue
        mark = (merge_of[owner].kept_id, *values)
        if mark in held:
            yield pk
        held.add(mark)


def _end_outvoted_consents(merges: list[Merge]) -> None:
    """Where the records answered for one purpose differently or twice, the latest answer stands."""
    merge_of = {merge.merged_id: merge for merge in merges}
    any_merge = {merge.kept_id: merge for merge in merges}
    latest: dict[tuple[int, str, str], Consent] = {}
    ended: list[int] = []
    for merge in merges:
        merge.consents_ended = []
    answers = Consent.objects.in_force().filter(person__in=any_merge.keys() | merge_of.keys())
    for consent in answers.order_by("at", "pk"):
        merge = merge_of.get(consent.person_id) or any_merge[consent.person_id]
        asked = (merge.kept_id, consent.purpose, consent.datum)
        earlier = latest.get(asked)
        if earlier:
            merge.consents_ended.append(earlier.pk)
            ended.append(earlier.pk)
        latest[asked] = consent
    for batch in in_batches(ended):
        Consent.objects.filter(pk__in=batch).update(ended_at=now())


def _revive_consents(ids: list[int]) -> None:
    """In force again, unless the person has answered since."""
    for batch in in_batches(ids):
        ended = Consent.objects.filter(pk__in=batch).order_by("at", "pk")
        latest = {(consent.person_id, consent.purpose, consent.datum): consent.pk for consent in ended}
        for key in (
            Consent.objects.in_force()
            .filter(person__in=[person_id for person_id, _purpose, _datum in latest])
            .values_list("person_id", "purpose", "datum")
        ):
            latest.pop(key, None)
        Consent.objects.filter(pk__in=latest.values()).update(ended_at=None)
