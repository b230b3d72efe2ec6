"""A received file written anew without some of its lines; every other line keeps its number."""

import csv
import io
from dataclasses import dataclass, replace
from pathlib import Path

from bigtent.alumni.readers import opening, text
from bigtent.alumni.readers.shape import Shape


@dataclass(frozen=True)
class Rewritten:
    """The new file: what it holds, how it is built, and the end of its name."""

    data: bytes
    shape: Shape
    suffix: str


def leave_out(path: Path, shape: Shape, numbers: set[int]) -> Rewritten:
    """A text stays as it is but for these lines, which become blank; of a workbook the sheet in use becomes a text."""
    if shape.kind == "workbook":
        return _from_workbook(path, shape, numbers)
    return Rewritten(text.without(path, shape, numbers), shape, path.suffix or ".csv")


def _from_workbook(path: Path, shape: Shape, numbers: set[int]) -> Rewritten:
    rows: dict[int, list[str]] = {shape.heading_line: shape.headings}
    for line in opening.read(path, shape):
        if line.number not in numbers:
            rows[line.number] = line.cells
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for number in range(1, max(rows) + 1):
        cells = rows.get(number, [])
        if any(cells):
            writer.writerow(cells)
        else:
            out.write("\n")
    built = replace(shape, kind="text", encoding="utf-8", delimiter=",", sheet="", sheets=[])
    return Rewritten(out.getvalue().encode(), built, ".csv")
