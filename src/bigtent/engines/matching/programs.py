"""A program: what counts between a mentee and a mentor, what is not allowed, and what to maximize."""

import csv
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, asdict, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bigtent.engines.matching.errors import ProgramError
from bigtent.engines.matching.kinds import (
    FACTORS,
    RULES,
    Blocks,
    Equal,
    Factor,
    Overlap,
    PointsTable,
    Rule,
    SameIf,
)

if TYPE_CHECKING:
    import polars as pl

OBJECTIVES = ("participation", "points", "worst_off")
MOST_POINTS = 10_000_000
MOST_TOTAL = 1_000_000_000
OWN_COLUMNS = ("mentee_id", "mentor_id", "points")

Table = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Program:
    """What a round of pairing goes by; read it from a file, or build it with `from_dict`.

    Points are whole numbers, 10,000 standing for a whole. `tables` holds the tables the program names,
    each as rows of text, the first row being its header.

        >>> program = Program.from_dict({
        ...     "version": 1,
        ...     "factor": [{"kind": "equal", "mentee": "specialty", "mentor": "specialty", "points": 3000}],
        ...     "rule": [{"kind": "differ", "mentee": "institution", "mentor": "institution"}],
        ... })
        >>> program.objective
        'participation'
    """

    factors: tuple[Factor, ...]
    rules: tuple[Rule, ...] = ()
    objective: str = "participation"
    tables: Mapping[str, Table] = field(default_factory=dict)

    @classmethod
    def read(cls, path: str | Path) -> "Program":
        """Read a TOML file, or the JSON this class writes; tables are found beside the file.

        Raises ProgramError if the file or one of its tables is missing or faulty.
        """
        path = Path(path)
        try:
            text = path.read_text(encoding="utf-8-sig")
            given = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
        except OSError as error:
            raise ProgramError(f"The program {path} cannot be read: {error.strerror}.") from error
        except (ValueError, UnicodeDecodeError) as error:
            raise ProgramError(f"The program {path} is not valid: {error}.") from error
        if not isinstance(given, dict):
            raise ProgramError(f"The program {path} must hold keys and values at its top.")
        tables = given.pop("tables", {})
        missing = [name for name in _named_tables(given) if name not in tables]
        return cls.from_dict(given, tables={**tables, **{name: _read_csv(path.parent / name) for name in missing}})

    @classmethod
    def from_dict(
        cls,
        given: Mapping[str, Any],
        tables: "Mapping[str, Sequence[Sequence[str]] | pl.DataFrame] | None" = None,
    ) -> "Program":
        """Build a program from what a TOML file would hold, and the tables it names.

        `tables` maps a table's name to its rows (header first) or to a polars DataFrame.
        Raises ProgramError naming the factor or rule, the key and the value.
        """
        _known_keys("The program", given, {"version", "objective", "factor", "rule"})
        if given.get("version") != 1:
            raise ProgramError(f"version is {given.get('version')!r}; this engine reads version = 1.")
        objective = given.get("objective", OBJECTIVES[0])
        if objective not in OBJECTIVES:
            raise ProgramError(
                f"objective is {objective!r}; it must be one of {', '.join(OBJECTIVES)}.", value=objective
            )
        factors = tuple(_build("factor", FACTORS, at, one) for at, one in enumerate(_listed(given, "factor"), 1))
        rules = tuple(_build("rule", RULES, at, one) for at, one in enumerate(_listed(given, "rule"), 1))
        program = cls(_with_names(factors), rules, objective, {k: _rows(t) for k, t in (tables or {}).items()})
        program._check_tables()
        return program

    def to_dict(self) -> dict[str, Any]:
        """Everything, tables included, as plain values; `read` takes it back from a .json file."""
        return {
            "version": 1,
            "objective": self.objective,
            "factor": [{"kind": one.kind, **asdict(one)} for one in self.factors],
            "rule": [{"kind": one.kind, **asdict(one)} for one in self.rules],
            "tables": {name: [list(row) for row in self.tables[name]] for name in sorted(self.tables)},
        }

    def write(self, path: str | Path) -> None:
        """Write the program with its tables as one JSON file."""
        Path(path).write_text(json.dumps(self.to_dict(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    def columns_read(self) -> tuple[str, ...]:
        """Every column a run with this program reads, as "mentees.specialty", in order."""
        read = {"mentees.mentee_id", "mentors.mentor_id", "mentors.capacity"}
        for one in (*self.factors, *self.rules):
            if not isinstance(one, Blocks):
                read |= {f"mentees.{one.mentee}", f"mentors.{one.mentor}"}
            if isinstance(one, SameIf):
                read.add(f"mentees.{one.when}")
        return tuple(sorted(read))

    def families(self, name: str) -> dict[str, str]:
        """A family table: each value's family."""
        families: dict[str, str] = {}
        for row, cells in enumerate(self._body(name, 2), 2):
            if cells[0] in families:
                raise ProgramError(f"{name}, row {row}: {cells[0]!r} has a family already.", row=row, value=cells[0])
            families[cells[0]] = cells[1]
        return families

    def grid(self, name: str) -> dict[tuple[str, str], int | None]:
        """A table of points: (mentee's value, mentor's value) to points, None where forbidden."""
        header = self.tables[name][0] if self.tables[name] else ()
        points: dict[tuple[str, str], int | None] = {}
        for row, cells in enumerate(self._body(name, len(header)), 2):
            for column, cell in zip(header[1:], cells[1:], strict=True):
                if (cells[0], column) in points:
                    raise ProgramError(f"{name}, row {row}: {cells[0]!r} is there twice.", row=row, value=cells[0])
                points[cells[0], column] = _points_cell(name, row, column, cell)
        return points

    def blocked(self) -> list[tuple[str, str]]:
        """The pairs of all block tables, as (mentee id, mentor id)."""
        pairs = []
        for rule in self.rules:
            if isinstance(rule, Blocks):
                if self.tables[rule.file][:1] != (("mentee_id", "mentor_id"),):
                    raise ProgramError(f"{rule.file}: the header must be mentee_id,mentor_id.", row=1)
                pairs += [(cells[0], cells[1]) for cells in self._body(rule.file, 2, may_be_empty=True)]
        return pairs

    def _body(self, name: str, width: int, *, may_be_empty: bool = False) -> Table:
        rows = self.tables[name]
        if width < 2 or (len(rows) < 2 and not may_be_empty):
            raise ProgramError(f"{name} is empty: a header and at least one row are needed.")
        for at, cells in enumerate(rows, 1):
            if len(cells) != width:
                raise ProgramError(f"{name}, row {at}: {len(cells)} cells where {width} are expected.", row=at)
        return rows[1:]

    def _check_tables(self) -> None:
        for one in (*self.factors, *self.rules):
            for name in _names_in(asdict(one)):
                if name not in self.tables:
                    raise ProgramError(f"The program names the table {name!r}, which was not given.", value=name)
            if isinstance(one, Equal) and one.family:
                self.families(one.family)
            if isinstance(one, PointsTable):
                self.grid(one.table)
        self.blocked()
        most = sum(self._most(one) for one in self.factors)
        if most > MOST_TOTAL:
            raise ProgramError(f"The factors can add up to {most:,} points; at most {MOST_TOTAL:,} are allowed.")

    def _most(self, one: Factor) -> int:
        if isinstance(one, PointsTable):
            return max(cell or 0 for cell in self.grid(one.table).values())
        return one.points * (one.at_most if isinstance(one, Overlap) else 1)


def _build(what: str, kinds: Mapping[str, type[Any]], at: int, given: Any) -> Any:
    where = f"{what} {at}"
    if not isinstance(given, Mapping):
        raise ProgramError(f"{where} must be a table of keys and values, not {given!r}.", value=given)
    kind = given.get("kind")
    if not isinstance(kind, str) or kind not in kinds:
        raise ProgramError(f"{where}: kind is {kind!r}; it must be one of {', '.join(kinds)}.", value=kind)
    asked = {one.name: one for one in fields(kinds[kind])}
    where = f"{where} ({kind})"
    _known_keys(where, given, {"kind", *asked})
    for name, one in asked.items():
        if one.default is MISSING and name not in given:
            raise ProgramError(f"{where} needs the key {name!r}.", column=name)
    values = {name: given[name] for name in asked if name in given}
    for name, value in values.items():
        _check_value(where, name, value, asked[name].type)
    return kinds[kind](**values)


def _check_value(where: str, name: str, value: Any, kind: Any) -> None:
    if kind is str and not isinstance(value, str):
        raise ProgramError(f"{where}: {name} is {value!r}; it must be text.", column=name, value=value)
    if kind is str and not value and name not in ("name", "family"):
        raise ProgramError(f"{where}: {name} is empty.", column=name, value=value)
    if kind is int and (isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_POINTS):
        what = f"it must be a whole number from 0 to {MOST_POINTS:,}"
        raise ProgramError(f"{where}: {name} is {value!r}; {what}.", column=name, value=value)
    if kind is float:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not 0.001 <= value <= MOST_POINTS:
            what = f"it must be a number above 0, at most {MOST_POINTS:,}"
            raise ProgramError(f"{where}: {name} is {value!r}; {what}.", column=name, value=value)


def _known_keys(where: str, given: Mapping[str, Any], known: set[str]) -> None:
    for key in given:
        if key not in known:
            raise ProgramError(
                f"{where}: the key {key!r} is not known; known are {', '.join(sorted(known))}.", column=key
            )


def _listed(given: Mapping[str, Any], key: str) -> list[Any]:
    listed = given.get(key, [])
    if not isinstance(listed, list | tuple):
        raise ProgramError(f"{key} must be written as [[{key}]], once for each.", column=key, value=listed)
    return list(listed)


def _with_names(factors: tuple[Factor, ...]) -> tuple[Factor, ...]:
    """Each factor with the name its reason column carries: its own, or that of the mentees' column."""
    named = []
    for one in factors:
        values = asdict(one)
        values["name"] = one.name or one.mentee
        named.append(type(one)(**values))
    names = [*OWN_COLUMNS, *(one.name for one in named)]
    for name in names:
        if names.count(name) > 1:
            raise ProgramError(f"Two columns would be called {name!r}; give one factor a name of its own.", value=name)
    return tuple(named)


def _names_in(one: Mapping[str, Any]) -> list[str]:
    return [one[key] for key in ("family", "table", "file") if isinstance(one.get(key), str) and one[key]]


def _named_tables(given: Mapping[str, Any]) -> Iterable[str]:
    parts = [*_listed(given, "factor"), *_listed(given, "rule")]
    return [name for one in parts if isinstance(one, Mapping) for name in _names_in(one)]


def _rows(table: "Sequence[Sequence[str]] | pl.DataFrame") -> Table:
    if isinstance(table, Sequence):
        rows = [[*row] for row in table]
    else:
        rows = [table.columns, *(list(row) for row in table.rows())]
    return tuple(tuple("" if cell is None else str(cell).strip() for cell in row) for row in rows)


def _read_csv(path: Path) -> list[list[str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [row for row in csv.reader(file) if row]
    except OSError as error:
        raise ProgramError(f"The table {path} cannot be read: {error.strerror}.", value=str(path)) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise ProgramError(f"The table {path} is not CSV in UTF-8: {error}.", value=str(path)) from error


def _points_cell(name: str, row: int, column: str, cell: str) -> int | None:
    if cell == "":
        return None
    if not cell.isascii() or not cell.isdigit() or int(cell) > MOST_POINTS:
        what = f"points must be whole numbers from 0 to {MOST_POINTS:,}, or empty to forbid"
        raise ProgramError(
            f"{name}, row {row}, column {column!r}: {cell!r}: {what}.", column=column, row=row, value=cell
        )
    return int(cell)
