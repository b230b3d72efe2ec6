"""XLSX workbooks: the zip directory is judged before anything is opened, the sheet is read at arm's length."""

import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Generator, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from bigtent.alumni.errors import RosterError
from bigtent.alumni.readers.headings import LOOK_AT, find_headings
from bigtent.alumni.readers.shape import MAX_CELL, MAX_ROWS, SAMPLE, Fault, Line, Shape

MAX_ENTRIES = 2_000
MAX_UNPACKED = 400_000_000
MAX_RATIO = 200
WAIT_SECONDS = 90
ACTIVE = {
    "xl/vbaProject": _lazy("macros"),
    "xl/macrosheets/": _lazy("macros"),
    "xl/activeX/": _lazy("buttons that run programs"),
    "xl/embeddings/": _lazy("other files"),
    "xl/externalLinks/": _lazy("links to other files"),
    "xl/connections.xml": _lazy("links to other sources"),
}


def look(path: Path, sheet: str = "") -> tuple[Shape, list[Line]]:
    """Sheets and headings of a workbook with its first lines; refuses what is damaged, hostile or something else."""
    judge_directory(path)
    about, rows = _open(path, sheet)
    first = list(islice(rows, LOOK_AT + SAMPLE))
    rows.close()
    number, headings = find_headings(first[:LOOK_AT])
    shape = Shape("workbook", headings, number, sheet=about["sheet"], sheets=about["sheets"])
    return shape, list(_below(first, shape))


def read(path: Path, shape: Shape) -> Iterator[Line]:
    """Every line below the headings with its number in the sheet."""
    judge_directory(path)
    _about, rows = _open(path, shape.sheet)
    return _below(rows, shape)


def _below(rows: Iterable[tuple[int, list[str]]], shape: Shape) -> Iterator[Line]:
    for number, cells in rows:
        if number > shape.heading_line:
            yield _checked(number, cells, len(shape.headings))


def judge_directory(path: Path) -> None:
    """Refuse a container whose own directory already says that it is not a workbook we should open."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        raise RosterError(
            _("The workbook is damaged or cut off. Open it in your spreadsheet program and save it again.")
        ) from fault
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise RosterError(_("The workbook is protected by a password. Save it without one."))
    if "xl/workbook.xml" not in names:
        raise RosterError(_kind_of(names))
    _refuse_active(names)
    _refuse_bomb(entries)


def _refuse_active(names: set[str]) -> None:
    """Programs and links to other files have no place in a list of people."""
    active = next((words for start, words in ACTIVE.items() if any(name.startswith(start) for name in names)), None)
    if active:
        raise RosterError(
            _(
                "The workbook holds %(what)s, which a list of people does not need. Copy the rows with people into a "
                "new workbook and save that one as .xlsx."
            )
            % {"what": active}
        )


def _kind_of(names: set[str]) -> str:
    if "xl/workbook.bin" in names:
        return _("This is a binary workbook (.xlsb). Save it as .xlsx.")
    if "content.xml" in names:
        return _("This is an OpenDocument file. Save it as .xlsx or as CSV.")
    if "word/document.xml" in names:
        return _("This is a text document. Copy the table into a spreadsheet and save it as .xlsx.")
    return _("This is a zip archive, not a workbook. Unpack it and choose the list itself.")


def _refuse_bomb(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    squeezed = any(
        entry.file_size > 2_000_000 and entry.file_size > MAX_RATIO * max(1, entry.compress_size) for entry in entries
    )
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or squeezed:
        raise RosterError(
            _(
                "The workbook unpacks to %(size)d MB, far more than a list needs. Copy the rows with people "
                "into a new workbook and save that one."
            )
            % {"size": max(1, unpacked // 1_000_000)}
        )


def _open(path: Path, sheet: str) -> tuple[dict, Generator[tuple[int, list[str]]]]:
    """What the sheet is, and its rows as they come from the process that reads it."""
    rows = _rows(path, sheet)
    _number, about = next(rows)
    if about.get("refuse") == "far":
        raise RosterError(
            _(
                "The sheet reaches down to row %(rows)d (cell %(cell)s); at most %(most)d rows can be read. "
                "Delete what stands far below or beside your list, or split it."
            )
            % {"rows": about["rows"], "cell": about["cell"], "most": MAX_ROWS}
        )
    if about.get("refuse"):
        raise RosterError(_("The workbook has no sheet with anything in it."))
    return about, rows


def _rows(path: Path, sheet: str) -> Generator:
    command = [sys.executable, "-m", "bigtent.alumni.readers.sandbox", str(path), sheet, str(MAX_ROWS)]
    with tempfile.TemporaryFile() as out:
        _run(command, out)
        out.seek(0)
        about = json.loads(out.readline() or b"{}")
        yield 0, about
        for number, line in enumerate(out, start=about.get("first_row", 1)):
            yield number, [" ".join(cell.split()) if "\n" in cell else cell.strip() for cell in json.loads(line)]


def _run(command: list[str], out: IO[bytes]) -> None:
    """Let the other process read the workbook; whatever happens to it becomes one refusal."""
    environment = {"PYTHONPATH": os.pathsep.join(sys.path), "POLARS_MAX_THREADS": "2", "PATH": "/usr/bin:/bin"}
    try:
        done = subprocess.run(command, stdout=out, stderr=subprocess.DEVNULL, env=environment, timeout=WAIT_SECONDS)
    except subprocess.TimeoutExpired as fault:
        raise RosterError(
            _("The workbook took too long to read. Copy the rows with people into a new workbook.")
        ) from fault
    if done.returncode:
        raise RosterError(
            _(
                "The workbook cannot be read: it is damaged, or far larger than it looks. Open it in your "
                "spreadsheet program, copy the rows with people into a new workbook and save that one."
            )
        )


def _checked(number: int, cells: list[str], width: int) -> Line:
    fault = _beyond(cells[width:]) or _too_long(cells)
    return Line(number, cells[:width] + [""] * (width - len(cells)), fault)


def _beyond(cells: list[str]) -> Fault | None:
    stray = next(filter(None, cells), "")
    if not stray:
        return None
    return Fault(
        _("A value stands to the right of the last heading"),
        _("Give its column a heading, or delete it."),
        stray[:120],
    )


def _too_long(cells: list[str]) -> Fault | None:
    longest = max(cells, key=len, default="")
    if len(longest) <= MAX_CELL:
        return None
    problem = _("A cell holds %(size)d characters; at most %(most)d can be read") % {
        "size": len(longest),
        "most": MAX_CELL,
    }
    return Fault(problem, _("Shorten it, or leave the column out."), longest[:120])
