"""The tables of people at the door: checked once, then read column by column as text."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bigtent.engines.matching.errors import FrameError

if TYPE_CHECKING:
    import polars as pl

MENTEES, MENTORS = "mentees", "mentors"
ID_COLUMN = {MENTEES: "mentee_id", MENTORS: "mentor_id"}
CAPACITY = "capacity"
MOST_PLACES = 1_000_000
WHOLE = re.compile(r"-?\d+(\.0*)?")

Cell = str | tuple[str, ...]


@dataclass(frozen=True)
class People:
    """One checked table: who is in it, and its columns as text."""

    which: str
    frame: "pl.DataFrame"
    ids: tuple[str, ...]

    @property
    def id_column(self) -> str:
        return ID_COLUMN[self.which]

    def __len__(self) -> int:
        return len(self.ids)

    def column(self, name: str) -> list[Cell]:
        """The cells of one column: stripped text ("" if empty), or a tuple of texts for a list."""
        if name not in self.frame.columns:
            have = ", ".join(self.frame.columns) or "no columns"
            raise FrameError(
                f"The table of {self.which} has no column {name!r}, which the program reads. It has: {have}.",
                column=name,
            )
        return [as_text(value) for value in self.frame[name].to_list()]

    def lists(self, name: str) -> list[tuple[str, ...]]:
        """The cells of a list column; text is parted at spaces."""
        return [cell if isinstance(cell, tuple) else tuple(cell.split()) for cell in self.column(name)]

    def texts(self, name: str) -> list[str]:
        """The cells of a column of single values."""
        cells = self.column(name)
        for row, cell in enumerate(cells):
            if isinstance(cell, tuple):
                raise self.fault(name, row, list(cell), "this factor or rule compares single values, not lists")
        return [str(cell) for cell in cells]

    def fault(self, column: str, row: int, value: object, what: str) -> FrameError:
        """A refusal that names the cell; `row` counts from 0 and is said from 1."""
        return FrameError(
            f"{self.which}, row {row + 1}, column {column!r}: {value!r}: {what}.",
            column=column,
            row=row + 1,
            value=value,
        )


def as_text(value: object) -> Cell:
    """One cell as text, the same for a table read from CSV and one built in memory."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list | tuple):
        return tuple(str(as_text(each)) for each in value if each is not None)
    return str(value).strip()


def read_people(frame: "pl.DataFrame", which: str) -> People:
    """Check that a table is one, and that everyone in it has an id of their own.

    Raises FrameError naming column, row and value.
    """
    import polars as pl

    if not isinstance(frame, pl.DataFrame):
        raise FrameError(f"The {which} must be a polars DataFrame, not {type(frame).__name__}.")
    people = People(which, frame, ())
    cells = people.texts(people.id_column)
    seen: dict[str, int] = {}
    for row, cell in enumerate(cells):
        if cell == "":
            raise people.fault(people.id_column, row, None, "the id is empty; everyone needs one")
        if cell in seen:
            what = f"the same id is already in row {seen[cell] + 1}; ids must be unique"
            raise people.fault(people.id_column, row, cell, what)
        seen[cell] = row
    return People(which, frame, tuple(cells))


def read_capacity(mentors: People) -> list[int]:
    """How many mentees each mentor takes: whole numbers from 0."""
    places = []
    for row, cell in enumerate(mentors.texts(CAPACITY)):
        if not WHOLE.fullmatch(cell):
            raise mentors.fault(CAPACITY, row, cell, "capacity must be a whole number, 0 or more")
        count = int(cell.partition(".")[0])
        if not 0 <= count <= MOST_PLACES:
            raise mentors.fault(CAPACITY, row, cell, f"capacity must be between 0 and {MOST_PLACES:,}")
        places.append(count)
    return places


def positions(people: People, ids: Sequence[object], what: str) -> list[int]:
    """Row numbers of the given ids.

    Raises FrameError for an id that is not in the table.
    """
    where = {one: row for row, one in enumerate(people.ids)}
    found = []
    for each in ids:
        text = str(as_text(each))
        if text not in where:
            raise FrameError(f"{what}: {text!r} is not among the {people.which}.", column=people.id_column, value=text)
        found.append(where[text])
    return found


def read_table(path: str | Path, what: str) -> "pl.DataFrame":
    """A CSV file as a table of text; nothing is guessed.

    Raises FrameError for a file that cannot be read, is not UTF-8, has a ragged line or a header twice.
    """
    import polars as pl

    path = Path(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            lines = [(reader.line_num, row) for row in reader if row]
    except OSError as error:
        raise FrameError(f"The {what} file {path} cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise FrameError(f"The {what} file {path} is not CSV in UTF-8: {error}.") from error
    if not lines:
        raise FrameError(f"The {what} file {path} is empty; it needs a header line.")
    header = [name.strip() for name in lines[0][1]]
    for name in header:
        if header.count(name) > 1:
            raise FrameError(f"{path}: the header has the column {name!r} twice.", column=name, row=1)
    for line, row in lines[1:]:
        if len(row) != len(header):
            counts = f"{len(row)} cells, the header has {len(header)}"
            raise FrameError(f"{path}, line {line}: {counts}. Quote cells that hold commas.", row=line)
    columns = zip(*(row for _, row in lines[1:]), strict=True) if len(lines) > 1 else ((),) * len(header)
    return pl.DataFrame({name: list(cells) for name, cells in zip(header, columns, strict=True)}, strict=True)
