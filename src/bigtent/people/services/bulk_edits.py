"""Verbs: change many people at once. Drawn up first and looked at, released by a second person when it is large,
carried out, and taken back if it was wrong."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.ledger.clock import now
from bigtent.ledger.progress import Progress
from bigtent.ledger.services import record
from bigtent.ledger.writing import insert
from bigtent.people.batches import in_batches
from bigtent.people.changing import KINDS
from bigtent.people.errors import BulkEditError
from bigtent.people.models import BulkEdit, BulkEditLine, Person

MOST_ALONE = 500
AT_ONCE = 2000
CHANGED_SINCE_LOOK = gettext_lazy("changed since this was drawn up")
CHANGED_SINCE = gettext_lazy("changed since, stays as it is")
MERGED = gettext_lazy("merged into another record since")
State = BulkEdit.State


@transaction.atomic
def draw_up_bulk_edit(
    *, people: Iterable[int], change: str, value: Any, by, reason: str, criteria: dict | None = None
) -> BulkEdit:
    """Say what would become of these people (ids), person by person; nothing changes yet."""
    kind = KINDS.get(change)
    if kind is None:
        raise BulkEditError(_("“%s” cannot be changed for many people.") % change, field="change")
    if not reason.strip():
        raise BulkEditError(_("Say why so many records are changed."), field="reason")
    edit = BulkEdit.objects.create(
        change=change, value=kind.clean(value), criteria=criteria or {}, reason=reason[:200], by=by
    )
    count = 0
    for batch in in_batches(dict.fromkeys(people)):
        held = kind.held(batch, edit.value)
        becomes = kind.becomes(batch, held, edit.value)
        insert([_line(edit, pk, held.get(pk), *becomes[pk]) for pk in batch])
        count += len(batch)
    if not count:
        raise BulkEditError(_("Nobody fits, so there is nobody to change."))
    record(by=by, verb="draw_up_bulk_edit", about=edit, reason=reason, count=count, changes=_told(edit))
    return edit


def release_bulk_edit(*, bulk_edit: BulkEdit, by) -> None:
    """A second person has looked at a large edit; whoever drew it up cannot be that person."""
    with transaction.atomic():
        edit = _in_state(bulk_edit.key, State.DRAWN_UP)
        if by is None or edit.by_id == by.pk:
            raise BulkEditError(_("Somebody else has to release it: whoever drew it up cannot."))
        if edit.released_at:
            raise BulkEditError(_("It was released already."))
        edit.released_by, edit.released_at = by, now()
        edit.save(update_fields=["released_by", "released_at"])
        record(by=by, verb="release_bulk_edit", about=edit, reason=edit.reason)


def needs_release(edit: BulkEdit, changing: int) -> bool:
    """Whether so many people change that one person does not decide it alone."""
    return changing > MOST_ALONE and edit.released_at is None


def apply_bulk_edit(*, key: str, by, progress: Progress | None = None) -> dict[str, int]:
    """Carry out what was drawn up, in one transaction; whoever changed since is left, with the reason on her line."""
    progress = progress or Progress()
    progress.step(_("Changing records"))
    with transaction.atomic():
        edit = _in_state(key, State.DRAWN_UP)
        kind = KINDS[edit.change]
        lines = list(edit.lines.changing().order_by("pk"))
        if needs_release(edit, len(lines)):
            raise BulkEditError(
                _("%(count)s people would change. More than %(most)s need a second person who releases it.")
                % {"count": f"{len(lines):,}", "most": MOST_ALONE}
            )
        edit.state, edit.applied_at = State.APPLIED, now()
        count = _carry_out(kind, edit, lines, kind.write, lambda line: line.before, CHANGED_SINCE_LOOK, True)
        edit.save(update_fields=["state", "applied_at"])
        record(by=by, verb="apply_bulk_edit", about=edit, reason=edit.reason, count=count, changes=_told(edit))
    return {"changed": count}


def undo_bulk_edit(*, key: str, by, reason: str = "", progress: Progress | None = None) -> dict[str, int]:
    """Put back what was there before; a value that changed since stays, and its line says so."""
    progress = progress or Progress()
    progress.step(_("Putting records back"))
    with transaction.atomic():
        edit = _in_state(key, State.APPLIED)
        kind = KINDS[edit.change]
        lines = list(edit.lines.changing().order_by("pk"))
        count = _carry_out(
            kind, edit, lines, kind.put_back, lambda line: kind.written(line.after, edit) if line.after else line.after,
            CHANGED_SINCE, False,
        )  # fmt: skip
        edit.state, edit.undone_at = State.UNDONE, now()
        edit.save(update_fields=["state", "undone_at"])
        record(by=by, verb="undo_bulk_edit", about=edit, reason=reason, count=count, changes=_told(edit))
    return {"put back": count}


def _line(edit: BulkEdit, person_id: int, before: Any, after: Any, why: str) -> BulkEditLine:
    return BulkEditLine(bulk_edit=edit, person_id=person_id, before=before, after=after, left_because=str(why))


def _carry_out(kind, edit: BulkEdit, lines: list[BulkEditLine], write, expected, why: str, is_new: bool) -> int:
    """Write the lines whose people hold what is expected; the others are left. The number written."""
    merged = _merged(lines)
    count = 0
    for batch in in_batches(lines, AT_ONCE):
        held = kind.held([line.person_id for line in batch], edit.value)
        fits = [line for line in batch if held.get(line.person_id) == expected(line) and line.person_id not in merged]
        write({line.person_id: (line.before, line.after) for line in fits}, edit)
        count += len(fits)
        done = {line.pk for line in fits}
        BulkEditLine.objects.filter(pk__in=done).update(was_written=is_new)
        gone = {line.pk for line in batch if line.person_id in merged}
        _leave([line.pk for line in batch if line.pk not in done | gone], why)
        _leave(gone, MERGED)
    return count


def _leave(lines: Iterable[int], why: str) -> None:
    for batch in in_batches(lines):
        BulkEditLine.objects.filter(pk__in=batch).update(left_because=str(why))


def _merged(lines: list[BulkEditLine]) -> set[int]:
    gone: set[int] = set()
    for batch in in_batches(line.person_id for line in lines):
        found = Person.objects.filter(pk__in=batch, merged_into__isnull=False)
        gone |= set(found.values_list("pk", flat=True))
    return gone


def _in_state(key: str, state: str) -> BulkEdit:
    edit = BulkEdit.objects.select_for_update().filter(key=key).first()
    if edit is None or edit.state != state:
        raise BulkEditError(_("This change was carried out or taken back meanwhile. Look at it again."))
    return edit


def _told(edit: BulkEdit) -> dict[str, list[str]]:
    return {edit.change: ["", KINDS[edit.change].said(edit.value)]}
