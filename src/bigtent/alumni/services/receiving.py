"""Verbs: receive the file of a roster, match its columns."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.alumni.errors import RosterError
from bigtent.alumni.models import ColumnMapping, Roster, RosterFile
from bigtent.alumni.readers import opening
from bigtent.alumni.readers.shape import Line
from bigtent.alumni.services import cells
from bigtent.alumni.services.columns import COLUMNS, signature, suggest
from bigtent.ledger.clock import now, today
from bigtent.ledger.services import drop_document, keep_document, record

SHOWN = 20
State = RosterFile.State


def receive_roster(*, file: BinaryIO, name: str, roster: str, by, sheet: str = "") -> RosterFile:
    """Keep a file as the next one of a roster, find out how it is built and match its columns.

    The same file brought again while it is on its way, or after it was brought in, is the one we have.
    """
    roster = " ".join(roster.split())
    if not roster or len(roster) > 120:
        raise RosterError(_("Say in a few words which list this is, such as “Finance office”."), field="roster")
    began = now()
    document = keep_document(file=file, name=name, by=by)
    known = RosterFile.objects.filter(roster__name=roster, document=document).exclude(state=State.UNDONE)
    if found := known.first():
        return found
    try:
        shape, lines = opening.look(document.path, sheet)
        sample = _sample(lines)
    except RosterError:
        drop_document(document=document, kept_since=began)
        raise
    columns = _columns(shape.headings, sample)
    with transaction.atomic():
        received = RosterFile.objects.create(
            roster=Roster.objects.get_or_create(name=roster)[0],
            document=document,
            name=Path(name).name[:200],
            shape=shape.__dict__,
            sample=sample[:SHOWN],
            columns=columns,
            day_first=_is_day_first(columns, shape.headings, sample),
            by=by,
        )
        record(by=by, verb="receive_roster", about=received)
    return received


@transaction.atomic
def map_columns(
    *,
    file: RosterFile,
    columns: Mapping[str, str],
    by,
    program: str = "",
    everyone_awarded: bool = True,
    day_first: bool = False,
) -> RosterFile:
    """Say which of our columns each heading means; {our column: heading}. What was checked before is checked anew."""
    file = RosterFile.objects.select_for_update().get(pk=file.pk)
    _refuse_finished(file)
    columns = {name: heading for name, heading in columns.items() if heading}
    _refuse_bad_mapping(columns, file.shape["headings"])
    file.records.all().delete()
    file.problems.all().delete()
    old, file.columns = file.columns, columns
    file.program, file.everyone_awarded, file.day_first = program.strip()[:160], everyone_awarded, day_first
    file.state, file.staged_line, file.counts, file.checked_at = State.MAPPED, 0, {}, None
    file.save()
    ColumnMapping.objects.update_or_create(
        signature=signature(file.shape["headings"]),
        defaults={"columns": columns, "by": by, "saved_at": now()},
    )
    record(by=by, verb="map_columns", about=file, changes={"columns": [old, columns]})
    return file


@transaction.atomic
def discard_roster(*, file: RosterFile, by) -> None:
    """Put away a file that was never brought in."""
    file = RosterFile.objects.select_for_update().get(pk=file.pk)
    _refuse_finished(file)
    record(by=by, verb="discard_roster", about=file)
    file.delete()


def _refuse_finished(file: RosterFile) -> None:
    if file.state in (State.APPLIED, State.UNDONE):
        raise RosterError(_("“%(name)s” was brought in already. Take that import back first.") % {"name": file.name})


def _refuse_bad_mapping(columns: Mapping[str, str], headings: list[str]) -> None:
    for name, heading in columns.items():
        if name not in COLUMNS:
            raise RosterError(
                _("“%(name)s” is none of our columns. There are: %(known)s.")
                % {"name": name, "known": ", ".join(COLUMNS)},
                field=name,
            )
        if heading not in headings:
            raise RosterError(
                _("The file has no column “%(heading)s”. Its columns are: %(headings)s.")
                % {"heading": heading, "headings": ", ".join(headings)},
                field=name,
            )
    _refuse_twice(columns)
    if not columns.keys() & {"full_name", "last_name"}:
        raise RosterError(
            _("Match a column with the last name or the whole name; without a name nobody can be kept."),
            field="last_name",
        )


def _refuse_twice(columns: Mapping[str, str]) -> None:
    seen: dict[str, str] = {}
    for name, heading in columns.items():
        if heading in seen:
            raise RosterError(
                _("“%(heading)s” is matched twice, with %(one)s and with %(two)s. Choose one.")
                % {"heading": heading, "one": COLUMNS[seen[heading]].label, "two": COLUMNS[name].label},
                field=name,
            )
        seen[heading] = name


def _sample(lines: list[Line]) -> list[list[str]]:
    sample = [line.cells for line in lines if not line.fault and not line.blank]
    if not sample:
        raise RosterError(_("The file has headings but no line with a person that can be read."))
    return sample


def _columns(headings: list[str], sample: list[list[str]]) -> dict[str, str]:
    """As matched for the last file with these headings, else as they look."""
    saved = ColumnMapping.objects.filter(signature=signature(headings)).first()
    if saved and set(saved.columns.values()) <= set(headings):
        return saved.columns
    return suggest(headings, sample)


def _is_day_first(columns: Mapping[str, str], headings: list[str], sample: list[list[str]]) -> bool:
    """Whether dates such as 25/12/1968 show that the day is written first."""
    heading = columns.get("birth_date")
    if heading is None:
        return False
    place = headings.index(heading)
    found = [m for row in sample if place < len(row) and (m := cells.NUMERIC.fullmatch(row[place]))]
    return sum(int(m[1]) > 12 for m in found) > sum(int(m[2]) > 12 for m in found)


def reading_for(file: RosterFile) -> cells.Reading:
    return cells.Reading(year=today().year, day_first=file.day_first)


def place_of_columns(file: RosterFile) -> list[tuple[str, int]]:
    """Our columns with the place of their cell in a line."""
    place: dict[str, Any] = {heading: at for at, heading in enumerate(file.shape["headings"])}
    return [(name, place[heading]) for name, heading in file.columns.items()]
