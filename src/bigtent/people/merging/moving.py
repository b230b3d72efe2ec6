"""Which rows go to the kept record and which stay, over all rooms."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model, Q

from bigtent.ledger.clock import now
from bigtent.ledger.declarations import Known, declared
from bigtent.ledger.writing import insert, update_column
from bigtent.people.batches import in_batches
from bigtent.people.merging.answers import in_order
from bigtent.people.merging.ending import InUse, ended_since
from bigtent.people.merging.keys import Key, enforced, keys
from bigtent.people.models import Consent, Merge, MovedRow

# By column: who a row, by its number, goes back to.
Homes = dict[str, dict[int, int]]


@dataclass(frozen=True)
class Moves:
    """Of one table: the rows that go to the kept record, those that stay, and those the kept record gives up."""

    model: type[Model]
    known: Known
    going: list[tuple[int, Merge]]
    staying: list[tuple[int, Merge]]
    given_up: list[tuple[int, Merge]]


def moves(merges: list[Merge], before: Mapping[str, InUse] | None = None) -> Iterator[Moves]:
    """What a merge will do, table by table over all rooms; reads only.

    After an undo `before` says what the kept records had in use before it: no more comes into use.
    """
    merge_of = {merge.merged_id: merge for merge in merges}
    for known in declared("KNOWN"):
        model = apps.get_model(known.model)
        rows = list(_rows(model, known.field, merge_of).values_list("pk", f"{known.field}_id"))
        if rows:
            ended = ended_since(model, known, merge_of, before[known.model]) if before and known.ended else frozenset()
            yield _moves(model, known, rows, merge_of, ended)


def move_rows(merges: list[Merge], before: Mapping[str, InUse] | None = None) -> None:
    """Give the kept records the rows of those merged into them; `merged_into` of the persons is set already."""
    _end_outvoted_consents(merges)
    for move in moves(merges, before):
        _carry_out(move)


def return_rows(merges: list[Merge]) -> None:
    """Give back every row that still belongs to the record it was moved to.

    A row that has no room yet, because another one took its place, is remembered and goes back with a later undo.
    """
    waiting = Merge.objects.filter(undone_at__isnull=False, moved_rows__isnull=False)
    by_id = {merge.pk: merge for merge in [*merges, *waiting]}
    without_room = []
    for label, rows in moved_rows(by_id).items():
        model = apps.get_model(label)
        homes, left = returning(model, rows, by_id)
        without_room += left
        if len(homes) > 1 or any(row.out for row in rows):
            _set_aside(model, homes)
        for field, home in homes.items():
            _set_owner(model, field, home)
    MovedRow.objects.filter(merge__in=by_id).exclude(pk__in=[row.pk for row in without_room]).delete()
    _revive_consents([pk for merge in merges for pk in merge.consents_ended])


def moved_rows(merges: Iterable[int]) -> dict[str, list[MovedRow]]:
    """What merges moved, table by table."""
    moved: dict[str, list[MovedRow]] = {}
    for row in MovedRow.objects.filter(merge__in=list(merges)):
        moved.setdefault(row.model, []).append(row)
    return moved


def returning(model: type[Model], rows: list[MovedRow], merges: Mapping[int, Merge]) -> tuple[Homes, list[MovedRow]]:
    """What of a table goes back, and to whom; and what has no room, because another row of the other record came to
    say what may be there only once. What changed hands since is in neither."""
    paths = {field: _ways_back(model, field, rows, merges) for field in dict.fromkeys(row.field for row in rows)}
    homes: Homes = {field: {pk: home for pk, (home, _way) in found.items()} for field, found in paths.items()}
    while clashing := {pk for field in homes for pk in _clashing(model, field, homes)}:
        homes = {field: {pk: to for pk, to in home.items() if pk not in clashing} for field, home in homes.items()}
    left = [row for field, found in paths.items() for pk in found.keys() - homes[field] for row in found[pk][1]]
    return homes, left


def _ways_back(
    model: type[Model], field: str, rows: list[MovedRow], merges: Mapping[int, Merge]
) -> dict[int, tuple[int, list[MovedRow]]]:
    """By row: the person it goes back to, merge by merge, and the moves that are taken back on the way."""
    steps: dict[tuple[int, int], tuple[int, MovedRow]] = {}
    for row in rows:
        if row.field == field:
            merge = merges[row.merge_id]
            here, there = (merge.merged_id, merge.kept_id) if row.out else (merge.kept_id, merge.merged_id)
            steps[row.row_id, here] = there, row
    found = {}
    for batch in in_batches({pk for pk, _here in steps}):
        for pk, owner in model._base_manager.filter(pk__in=batch).values_list("pk", f"{field}_id"):
            way: list[MovedRow] = []
            while step := steps.pop((pk, owner), None):
                owner = step[0]
                way.append(step[1])
            if way:
                found[pk] = owner, way
    return found


def _moves(
    model: type[Model], known: Known, rows: list[tuple[int, int]], merge_of: dict[int, Merge], ended: frozenset[int]
) -> Moves:
    given_up = dict(_given_up(model, known, merge_of)) if known.latest else {}
    passed = given_up.keys() | ended
    stay = ended | {pk for key in keys(model, known) for pk in _taken(model, known, key, merge_of, passed)}
    return Moves(
        model,
        known,
        going=[(pk, merge_of[person_id]) for pk, person_id in rows if pk not in stay],
        staying=[(pk, merge_of[person_id]) for pk, person_id in rows if pk in stay],
        given_up=list(given_up.items()),
    )


def _carry_out(move: Moves) -> None:
    label, field = move.model._meta.label, move.known.field
    insert([MovedRow(merge_id=merge.pk, model=label, field=field, row_id=pk) for pk, merge in move.going])
    insert([MovedRow(merge_id=merge.pk, model=label, field=field, row_id=pk, out=True) for pk, merge in move.given_up])
    owner = {pk: merge.kept_id for pk, merge in move.going} | {pk: merge.merged_id for pk, merge in move.given_up}
    if move.given_up:
        _set_aside(move.model, {field: owner})
    _set_owner(move.model, field, owner)


def _set_owner(model: type[Model], field: str, owner: dict[int, int]) -> None:
    update_column(model, field, ((person_id, pk) for pk, person_id in owner.items()))


def _set_aside(model: type[Model], homes: Homes) -> None:
    """Rows that change places first stand with nobody; references are checked at the end."""
    for field, home in homes.items():
        _set_owner(model, field, {pk: -pk for pk in home})


def _clashing(model: type[Model], field: str, homes: Homes) -> Iterator[int]:
    """Rows that would meet, at the record they go back to, another one that says the same."""
    home = homes[field]
    going = {pk for moving in homes.values() for pk in moving}
    for columns, condition, _empty_equals in enforced(model, field):
        said: dict[tuple[Any, ...], int] = {}
        rows = model._base_manager.filter(Q(**{f"{field}__in": set(home.values())}) | Q(pk__in=going))
        rows = rows.filter(condition) if condition else rows
        for pk, owner, *values in rows.order_by("pk").values_list("pk", f"{field}_id", *columns):
            values = [homes.get(name, {}).get(pk, value) for name, value in zip(columns, values, strict=True)]
            mark = (home.get(pk, owner), *values)
            other = None if None in values else said.setdefault(mark, pk)
            if other not in (None, pk):
                yield pk if pk in going else other


def _rows(model: type[Model], field: str, owners: Iterable[int]):
    return model._base_manager.filter(**{f"{field}__in": list(owners)}).order_by("pk")


def _taken(model: type[Model], known: Known, key: Key, merge_of: dict[int, Merge], passed: Set[int]) -> Iterator[int]:
    """Rows of merged records that say what a row of the kept record, or a better one, says already.

    Rows that are `passed` over count for nothing.
    """
    columns, condition, empty_equals = key
    kept = {merge.kept_id for merge in merge_of.values()}
    rows = _rows(model, known.field, kept | merge_of.keys())
    rows = rows.filter(condition) if condition else rows
    rows = rows.order_by(f"-{known.latest}", "pk") if known.latest else rows
    found: list[tuple[Any, ...]] = list(rows.values_list("pk", f"{known.field}_id", *columns))
    held = {(owner, *values) for pk, owner, *values in found if owner in kept and pk not in passed}
    for pk, owner, *values in found:
        if owner in kept or pk in passed or (None in values and not empty_equals):
            continue
        mark = (merge_of[owner].kept_id, *values)
        if mark in held:
            yield pk
        held.add(mark)


def _given_up(model: type[Model], known: Known, merge_of: dict[int, Merge]) -> Iterator[tuple[int, Merge]]:
    """Rows of kept records than which a merged record has a later one, with the merge that brings the latest."""
    kept = {merge.kept_id for merge in merge_of.values()}
    for columns, condition, _empty_equals in enforced(model, known.field):
        rows = _rows(model, known.field, kept | merge_of.keys()).order_by(known.latest, "-pk")
        rows = rows.filter(condition) if condition else rows
        ours: dict[tuple[Any, ...], int] = {}
        latest: dict[tuple[Any, ...], int] = {}
        for pk, owner, *values in rows.values_list("pk", f"{known.field}_id", *columns):
            mark = (merge_of[owner].kept_id if owner in merge_of else owner, *values)
            latest[mark] = owner
            if owner in kept:
                ours[mark] = pk
        yield from ((pk, merge_of[latest[mark]]) for mark, pk in ours.items() if latest[mark] in merge_of)


def _end_outvoted_consents(merges: list[Merge]) -> None:
    """Where the records answered for one purpose differently or twice, one answer stands (see `answers`)."""
    merge_of = {merge.merged_id: merge for merge in merges}
    any_merge = {merge.kept_id: merge for merge in merges}
    latest: dict[tuple[int, str, str], Consent] = {}
    ended: list[int] = []
    for merge in merges:
        merge.consents_ended = []
    answers = Consent.objects.in_force().filter(person__in=any_merge.keys() | merge_of.keys())
    for consent in answers.select_related("by").order_by("at", "-given", "pk"):
        merge = merge_of.get(consent.person_id) or any_merge[consent.person_id]
        asked = (merge.kept_id, consent.purpose, consent.datum)
        earlier = latest.get(asked)
        if earlier:
            earlier, consent = in_order(earlier, consent)
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
