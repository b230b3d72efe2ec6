"""What was edited on a kept record since a merge: that stays, whatever the merge had put there."""

from collections.abc import Iterable

from bigtent.ledger.models import AuditEntry
from bigtent.people.batches import in_batches
from bigtent.people.models import BulkEditLine, Merge

# A field as its verb names it: the columns that are written with it.
WRITTEN = {
    "profession": ("profession_id",),
    "specialty": ("specialty_id", "specialty_source"),
    "place": ("place_id", "place_source"),
    "state": ("place_id", "place_source"),
} | {name: (name, "name_source") for name in ("given_name", "middle_name", "family_name", "former_name", "credential")}


def edited_since(merges: Iterable[Merge]) -> dict[int, frozenset[str]]:
    """{id of a merge: the columns of its kept record that people or staff wrote after it}."""
    merges = list(merges)
    written: dict[int, list[tuple[int, str]]] = {}
    for mark, person_id, fields in (*_edits(merges), *_bulk_edits(merges)):
        for field in fields:
            columns = WRITTEN.get(field, (field,))
            written.setdefault(person_id, []).extend((mark, column) for column in columns)
    return {
        merge.pk: frozenset(c for mark, c in written.get(merge.kept_id, ()) if mark > merge.audit_mark)
        for merge in merges
    }


def _edits(merges: list[Merge]) -> Iterable[tuple[int, int, Iterable[str]]]:
    for batch in in_batches({merge.kept_id for merge in merges}):
        entries = AuditEntry.objects.filter(
            object_type="people.person", object_id__in=[str(pk) for pk in batch], verb="edit_person"
        )
        for pk, person_id, changes in entries.values_list("pk", "object_id", "changes"):
            yield pk, int(person_id), changes


def _bulk_edits(merges: list[Merge]) -> Iterable[tuple[int, int, Iterable[str]]]:
    """A line says whose record was changed; the entry of its edit says when."""
    for batch in in_batches({merge.kept_id for merge in merges}):
        lines = BulkEditLine.objects.written().filter(person__in=batch, bulk_edit__change__in=WRITTEN)
        found = list(lines.values_list("bulk_edit_id", "person_id", "bulk_edit__change"))
        entries = AuditEntry.objects.filter(
            verb="apply_bulk_edit",
            object_type="people.bulkedit",
            object_id__in={str(edit_id) for edit_id, _person_id, _change in found},
        )
        marks = {int(object_id): pk for object_id, pk in entries.values_list("object_id", "pk")}
        for edit_id, person_id, change in found:
            yield marks.get(edit_id, 0), person_id, (change,)
