"""A registry file, read in batches: bounded memory, and every row that cannot be used named by its line."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from bigtent.alumni.errors import RegistryError

if TYPE_CHECKING:
    import polars as pl

BATCH = 100_000
LONGEST = 200
LONGEST_ID = 40
REQUIRED = ("id", "last_name", "first_name")
YEARS = ("enum_year", "grad_year")
# Each column with the headings it may also stand under; headings are compared without case and blanks.
COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("npi", "number", "license_number"),
    "last_name": ("surname", "family_name"),
    "first_name": ("given_name",),
    "middle_name": (),
    "other_last_name": ("former_last_name",),
    "sex": ("gender",),
    "credential": ("credentials",),
    "taxonomy": ("taxonomy_code",),
    "enum_year": ("enumeration_year",),
    "city": (),
    "state": (),
    "zip5": ("zip", "zip_code"),
    "phone": ("telephone",),
    "med_school": ("med_sch", "school"),
    "grad_year": ("grd_yr", "class_year", "graduation_year"),
}


@dataclass(frozen=True)
class Problem:
    """Something that could not be used: where it stands, what stood there, what to do about it."""

    line: int
    column: str
    value: str
    remedy: str
    row_refused: bool = True

    def __str__(self) -> str:
        where = _("line %(line)s, %(column)s") % {"line": f"{self.line:,}", "column": self.column}
        return f"{where}: “{self.value}”. {self.remedy}" if self.value else f"{where}. {self.remedy}"


@dataclass
class Batch:
    """Rows as text with their line numbers, and what had to be left out of them. `read` counts from the start,
    in bytes of a CSV file or rows of a Parquet file."""

    frame: "pl.DataFrame"
    problems: list[Problem] = field(default_factory=list)
    read: int = 0


def is_parquet(path: Path) -> bool:
    """By its first bytes; a name proves nothing."""
    with path.open("rb") as file:
        return file.read(4) == b"PAR1"


def columns_of(headings: list[str]) -> dict[str, int]:
    """Which of our columns stands where. Refused by name when a required one is missing or one stands twice."""
    plain = [" ".join(h.split()).casefold().replace(" ", "_") for h in headings]
    found: dict[str, int] = {}
    for column, others in COLUMNS.items():
        places = [i for name in (column, *others) for i, heading in enumerate(plain) if heading == name]
        if len(places) > 1:
            twice = ", ".join(f"“{headings[i]}”" for i in places)
            raise RegistryError(
                _("Several headings mean %(column)s: %(headings)s. Keep one of them.")
                % {"column": column, "headings": twice}
            )
        if places:
            found[column] = places[0]
    missing = [column for column in REQUIRED if column not in found]
    if missing:
        raise RegistryError(
            _(
                "The file has no column %(missing)s. Its headings are: %(headings)s. Name the columns id (or npi), "
                "last_name and first_name."
            )
            % {"missing": _(" and ").join(missing), "headings": ", ".join(headings)[:300] or _("none")}
        )
    return found


def read_batches(path: Path) -> tuple[list[str], int, Iterator[Batch]]:
    """The columns present, the length of the file, and its rows batch by batch."""
    if not path.is_file() or not path.stat().st_size:
        raise RegistryError(_("There is nothing in %(name)s. Give a CSV or Parquet file.") % {"name": path.name})
    return _parquet(path) if is_parquet(path) else _csv(path)


def _parquet(path: Path) -> tuple[list[str], int, Iterator[Batch]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowException, OSError) as fault:
        raise RegistryError(
            _("The Parquet file is damaged: %(fault)s Fetch it again.") % {"fault": _sentence(fault)}
        ) from fault
    names = file.schema_arrow.names
    found = columns_of(names)
    for column, place in found.items():
        kind = file.schema_arrow.field(place).type
        if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
            raise RegistryError(
                _("Column %(column)s holds %(kind)s. Give text or numbers.") % {"column": column, "kind": kind}
            )

    def batches() -> Iterator[Batch]:
        import polars as pl

        read = 0
        try:
            for part in file.iter_batches(BATCH, columns=[names[i] for i in found.values()]):
                raw = pl.DataFrame(pa.Table.from_batches([part]))
                read += raw.height
                yield _checked(_as_text(raw, {c: names[i] for c, i in found.items()}, read), [], read)
        except (pa.ArrowException, OSError) as fault:
            raise RegistryError(
                _("The Parquet file is damaged after row %(row)s: %(fault)s Fetch it again.")
                % {"row": f"{read:,}", "fault": _sentence(fault)}
            ) from fault

    return list(found), file.metadata.num_rows, batches()


def _as_text(raw: "pl.DataFrame", chosen: dict[str, str], read: int) -> "pl.DataFrame":
    """Text of every column; 1987.0 becomes 1987. Lines of a Parquet file are its rows, from 1."""
    import polars as pl

    def text(column: str) -> pl.Expr:
        value = pl.col(column)
        if raw.schema[column].is_float():
            value = value.cast(pl.Int64, strict=False)
        return value.cast(pl.String)

    first = read - raw.height + 1
    line = pl.int_range(first, read + 1, dtype=pl.Int64).alias("line")
    return raw.select(line, *(text(heading).alias(column) for column, heading in chosen.items()))


def _csv(path: Path) -> tuple[list[str], int, Iterator[Batch]]:
    delimiter = _delimiter(path)
    with _opened(path) as file:
        try:
            headings = next(csv.reader(file, delimiter=delimiter), [])
        except csv.Error as fault:
            raise RegistryError(_("The first line is no line of headings: %(fault)s.") % {"fault": fault}) from fault
    return list(columns_of(headings)), path.stat().st_size, _csv_batches(path, delimiter, headings)


def _opened(path: Path):
    # Bytes that are no UTF-8 come through as surrogates, so that the row can be refused by its line.
    return path.open(encoding="utf-8-sig", errors="surrogateescape", newline="")


def _delimiter(path: Path) -> str:
    """The separator that gives the most headings in the first line."""
    with _opened(path) as file:
        first = file.readline(100_000)
    return max(",;\t|", key=first.count)


def _csv_batches(path: Path, delimiter: str, headings: list[str]) -> Iterator[Batch]:
    found, width = columns_of(headings), len(headings)
    with _opened(path) as file:
        reader = csv.reader(file, delimiter=delimiter)
        next(reader)
        while True:
            problems: list[Problem] = []
            lines, rows = _take(reader, width, problems)
            if not rows and not problems:
                return
            frame, more = _frame(lines, rows, found)
            yield _checked(frame, problems + more, file.buffer.tell())


def _take(reader, width: int, problems: list[Problem]) -> tuple[list[int], list[list[str]]]:
    """Up to BATCH rows of the right width with the lines they begin on; the others become problems."""
    lines, rows = [], []
    while len(rows) + len(problems) < BATCH:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            break
        except csv.Error:
            problems.append(_swallowed(line, reader.line_num))
            continue
        if len(row) == width:
            lines.append(line)
            rows.append(row)
        elif row:
            problems.append(_ragged(line, reader.line_num, row, width))
    return lines, rows


def _swallowed(line: int, end: int) -> Problem:
    remedy = _("A quotation mark is not closed: lines %(first)s to %(last)s were read as one cell. Close it.")
    return Problem(line, _("whole line"), "", remedy % {"first": f"{line:,}", "last": f"{end:,}"})


def _ragged(line: int, end: int, row: list[str], width: int) -> Problem:
    if end > line + 20:
        return _swallowed(line, end)
    remedy = _("It has %(seen)s cells where the headings have %(wanted)s. Put text with a separator in quotes.")
    return Problem(line, _("whole line"), _shown(",".join(row)), remedy % {"seen": len(row), "wanted": width})


def _frame(lines: list[int], rows: list[list[str]], found: dict[str, int]):
    """Columns of text; rows with bytes that are no UTF-8 are refused one by one."""
    import polars as pl

    def made(lines, rows) -> pl.DataFrame:
        cells = list(zip(*rows, strict=True)) if rows else [()] * (max(found.values()) + 1)
        columns = {c: pl.Series(cells[i], dtype=pl.String) for c, i in found.items()}
        return pl.DataFrame({"line": pl.Series(lines, dtype=pl.Int64)} | columns)

    try:
        return made(lines, rows), []
    except UnicodeEncodeError:
        good = [i for i, row in enumerate(rows) if _is_text(row)]
        bad = sorted(set(range(len(rows))) - set(good))
        remedy = _("This line is not UTF-8. Save the file as CSV UTF-8.")
        problems = [Problem(lines[i], _("whole line"), _shown(",".join(rows[i])), remedy) for i in bad]
        return made([lines[i] for i in good], [rows[i] for i in good]), problems


def _is_text(row: list[str]) -> bool:
    try:
        "".join(row).encode()
    except UnicodeEncodeError:
        return False
    return True


def _shown(value: str) -> str:
    return value[:80].encode(errors="replace").decode()


def _checked(frame: "pl.DataFrame", problems: list[Problem], read: int) -> Batch:
    """Refuse rows without what is required, and values that are no years; blanks become nothing."""
    import polars as pl

    names = [c for c in frame.columns if c != "line"]
    frame = frame.with_columns(pl.col(names).str.strip_chars().replace("", None))
    for bad, column, remedy in _faults(names):
        refused = frame.filter(bad)
        if refused.height:
            problems += _named(refused, column, remedy)
            frame = frame.filter(~bad)
    for column in set(YEARS) & set(names):
        frame = _with_years(frame, column, problems)
    problems.sort(key=lambda problem: problem.line)
    return Batch(frame, problems, read)


def _faults(names: list[str]):
    """What makes a row unusable: an expression, the column to name, and the remedy."""
    import polars as pl

    for column in REQUIRED:
        yield pl.col(column).is_null(), column, _("The cell is empty. Every row needs it.")
    long = _("The value is longer than %(most)s characters. Shorten it.")
    yield pl.col("id").str.len_chars() > LONGEST_ID, "id", long % {"most": LONGEST_ID}
    whole = pl.concat_str(pl.col(names), ignore_nulls=True)
    unprintable = _("There are unprintable signs in the line. Remove them.")
    yield whole.str.contains(r"[\x00-\x08\x0B\x0C\x0E-\x1F]"), "", unprintable
    for column in names[1:]:
        yield (pl.col(column).str.len_chars() > LONGEST).fill_null(False), column, long % {"most": LONGEST}


def _named(rows: "pl.DataFrame", column: str, remedy: str) -> Iterator[Problem]:
    values = rows[column] if column else rows["id"]
    for line, value in zip(rows["line"], values, strict=True):
        yield Problem(line, column or _("whole line"), _shown(value or ""), remedy)


def _with_years(frame: "pl.DataFrame", column: str, problems: list[Problem]) -> "pl.DataFrame":
    import polars as pl

    year = pl.col(column).str.extract(r"^((?:18|19|20)\d\d)(?:\.0|-\d\d-\d\d)?$").cast(pl.Int16)
    wrong = frame.filter(pl.col(column).is_not_null() & year.is_null())
    remedy = _("This is not a year. Four digits, such as 1994. The row was kept without it.")
    problems += [
        Problem(line, column, _shown(value), remedy, row_refused=False)
        for line, value in zip(wrong["line"], wrong[column], strict=True)
    ]
    return frame.with_columns(year.alias(column))


def _sentence(fault: BaseException) -> str:
    return str(fault).splitlines()[0].rstrip(".")[:200] + "."
