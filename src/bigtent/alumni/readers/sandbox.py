"""Runs in a process of its own: reads one sheet of a workbook within limits and writes it as JSON lines.

A hostile or damaged workbook can abort the program that reads it, or ask for more memory than there is;
here it ends only this process. Nothing of the web platform is imported.

The first line written tells the sheets; each following one is a list of cells. Broken formulas are given
as their sign (#REF!), formulas never computed as their text, because the fast reader leaves both empty.
"""

import json
import re
import resource
import sys
import zipfile
from html import unescape
from typing import Any

MEMORY = 3 << 30
SECONDS = 60
CELLS = 12_000_000
SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
RELATION = re.compile(rb"<Relationship\b[^>]*>")
FILLED = re.compile(rb'<c r="([A-Z]{1,3})([0-9]+)"[^>/]*>')
BROKEN = re.compile(rb'<c r="([A-Z]{1,3})([0-9]+)"[^>]*\bt="e"[^>]*>.*?<v>([^<]*)</v>', re.DOTALL)
FORMULA = re.compile(rb'<c r="([A-Z]{1,3})([0-9]+)"[^>]*><f\b[^>]*(?:/>|>([^<]*)</f>)(?:<v\s*/>|<v></v>)?</c>')


def main(path: str, wanted: str, most_rows: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with zipfile.ZipFile(path) as archive:
        sheets = _sheets(archive)
        name = wanted if wanted in sheets else _first_filled(archive, sheets)
        marks = _Marks(archive.read(sheets[name])) if name else None
    if marks is None:
        return _tell({"refuse": "empty"})
    if marks.last_row > most_rows or marks.rows * marks.columns > CELLS:
        return _tell({"refuse": "far", "cell": marks.farthest, "rows": marks.last_row})
    _tell({"sheets": list(sheets), "sheet": name, "first_row": marks.first_row})
    return _write_rows(path, name, marks)


def _write_rows(path: str, name: str, marks: "_Marks") -> None:
    import fastexcel

    sheet = fastexcel.read_excel(path).load_sheet(
        name, header_row=None, dtypes="string", dtype_coercion="coerce", skip_whitespace_tail_rows=True
    )
    for number, cells in enumerate(sheet.to_polars().iter_rows(), start=marks.first_row):
        text = [cell or "" for cell in cells]
        for place, value in marks.faults.get(number, ()):
            if place - marks.first_column < len(text):
                text[place - marks.first_column] = value
        _tell(text)


class _Marks:
    """What the sheet's own text says: where its cells stand, and which formulas gave nothing."""

    def __init__(self, xml: bytes) -> None:
        places = {(_column(letters), int(row)) for letters, row in FILLED.findall(xml)}
        rows = {row for _place, row in places} or {1}
        columns = {place for place, _row in places} or {1}
        self.first_row, self.last_row = min(rows), max(rows)
        self.first_column = min(columns)
        self.rows = self.last_row - self.first_row + 1
        self.columns = max(columns) - self.first_column + 1
        self.farthest = f"{_letters(max(columns))}{self.last_row}"
        self.faults = self._faults(xml)

    def _faults(self, xml: bytes) -> dict[int, list[tuple[int, str]]]:
        found: dict[int, list[tuple[int, str]]] = {}
        for pattern, sign in ((BROKEN, ""), (FORMULA, "=")):
            for letters, row, text in pattern.findall(xml):
                value = sign + unescape(text.decode("utf-8", "replace"))
                found.setdefault(int(row), []).append((_column(letters), value[:200]))
        return found


def _sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """The visible sheets by name, in the order of the workbook, each with the path of its text."""
    targets = {}
    for relation in RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")):
        target = _attribute(relation, "Target").lstrip("/")
        targets[_attribute(relation, "Id")] = target if target.startswith("xl/") else f"xl/{target}"
    sheets = {}
    for sheet in SHEET.findall(archive.read("xl/workbook.xml")):
        path = targets.get(_attribute(sheet, r"\w+:id"), "")
        if "hidden" not in _attribute(sheet, "state").lower() and path in archive.namelist():
            sheets[_attribute(sheet, "name")] = path
    return sheets


def _first_filled(archive: zipfile.ZipFile, sheets: dict[str, str]) -> str:
    return next(
        (name for name, path in sheets.items() if b"<v>" in archive.read(path) or b"<t" in archive.read(path)), ""
    )


def _attribute(tag: bytes, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag.decode("utf-8", "replace"))
    return unescape(found[1]) if found else ""


def _column(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place


def _letters(place: int) -> str:
    text = ""
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(65 + rest) + text
    return text


def _tell(line: Any) -> None:
    sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
