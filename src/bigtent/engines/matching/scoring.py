"""The points of a program for blocks of pairs, in whole numbers."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from bigtent.engines.matching.errors import ProgramError
from bigtent.engines.matching.frames import People
from bigtent.engines.matching.grid import FORBIDDEN, Block, Grid, Ints
from bigtent.engines.matching.kinds import (
    AnyOverlap,
    Blocks,
    Closeness,
    Differ,
    Equal,
    Factor,
    Overlap,
    OverlapAtLeast,
    PointsTable,
    Rule,
    Same,
    SameIf,
    Vector,
)
from bigtent.engines.matching.programs import Program

KEPT_CELLS = 1 << 23
YES, NO = {"1", "true", "yes", "y"}, {"", "0", "false", "no", "n"}
UNIT = 127
SIGNED = re.compile(r"-?[0-9]+")
THOUSANDTHS = Decimal(1000)

Rows = Callable[[Ints], NDArray[np.integer]]
Left = TypeVar("Left")


@dataclass(frozen=True)
class Part:
    """One factor or rule: mentees alike in it share a code; `rows` gives whole rows for codes.

    A factor's rows hold points (-1 forbids), a rule's rows hold 1 where the pair is allowed, else 0.
    """

    name: str
    codes: Ints
    rows: Rows

    def block(self, start: int, stop: int) -> NDArray[np.integer]:
        return self.rows(self.codes[start:stop])


@dataclass(frozen=True)
class Scorer:
    """A program over two tables of people."""

    factors: tuple[Part, ...]
    rules: tuple[Part, ...]
    mentees: int
    mentors: int
    refused: dict[int, list[int]] = field(default_factory=dict)

    def grid(self) -> Grid:
        return Grid(self.rows, self.mentees, self.mentors)

    def rows(self, start: int, stop: int) -> Block:
        """Points of mentees start to stop with every mentor; -1 where forbidden."""
        points = np.zeros((stop - start, self.mentors), dtype=np.int32)
        bad = np.zeros(points.shape, dtype=bool)
        for part in self.factors:
            each = part.block(start, stop)
            points += each
            if each.size and each.min() < 0:
                bad |= each < 0
        for part in self.rules:
            bad |= part.block(start, stop) == 0
        points[bad] = FORBIDDEN
        for row in range(start, stop) if self.refused else ():
            points[row - start, self.refused.get(row, [])] = FORBIDDEN
        return points

    def by_factor(self, rows: Ints, cols: Ints) -> list[Ints]:
        """For single pairs: the points of each factor."""
        parts = []
        for part in self.factors:
            found = [part.block(row, row + 1)[0, col] for row, col in zip(rows.tolist(), cols.tolist(), strict=True)]
            parts.append(np.array(found, dtype=np.int64))
        return parts

    def hurdles(self, row: int) -> list[tuple[str, NDArray[np.bool_]]]:
        """For one mentee: each rule's name and which mentors it allows, in the program's order."""
        named = [(part.name, part.block(row, row + 1)[0] > 0) for part in self.rules]
        for part in self.factors:
            allowed = part.block(row, row + 1)[0] >= 0
            if not allowed.all():
                named.append((f"{part.name} allowed by its table", allowed))
        if row in self.refused:
            allowed = np.ones(self.mentors, dtype=bool)
            allowed[self.refused[row]] = False
            named.append(("blocked pairs", allowed))
        return named


def scorer(program: Program, mentees: People, mentors: People, refused: Sequence[tuple[int, int]]) -> Scorer:
    """Prepare a program for two tables; `refused` are row numbers of pairs not allowed by hand.

    Raises FrameError or ProgramError naming the cell that cannot be read.
    """
    factors = tuple(_kept(_factor(one, program, mentees, mentors), len(mentors)) for one in program.factors)
    rules = [_rule(one, mentees, mentors) for one in program.rules if not isinstance(one, Blocks)]
    by_row: dict[int, list[int]] = {}
    for row, col in refused:
        by_row.setdefault(row, []).append(col)
    kept = tuple(_kept(one, len(mentors)) for one in rules)
    return Scorer(factors, kept, len(mentees), len(mentors), by_row)


def _kept(part: Part, mentors: int) -> Part:
    """The same part with all its rows computed ahead, if its mentees fall into few enough sorts."""
    sorts = int(part.codes.max(initial=-1)) + 1
    if sorts * mentors > KEPT_CELLS:
        return part
    ahead = part.rows(np.arange(sorts))
    return Part(part.name, part.codes, lambda codes: ahead[codes])


def _factor(one: Factor, program: Program, mentees: People, mentors: People) -> Part:
    match one:
        case Equal():
            return _equal(one, program, mentees, mentors)
        case PointsTable():
            return _table(one, program, mentees, mentors)
        case Overlap():
            return _overlap(one.name, mentees.lists(one.mentee), mentors.lists(one.mentor), _each(one))
        case AnyOverlap():
            return _any_overlap(one, mentees, mentors)
        case Closeness():
            return _closeness(one, mentees, mentors)
        case Vector():
            return _vector(one, mentees, mentors)


def _rule(one: Rule, mentees: People, mentors: People) -> Part:
    match one:
        case Differ():
            left, right = mentees.texts(one.mentee), mentors.texts(one.mentor)
            return _looked_up(f"different {one.mentee}", left, right, lambda a, b: int(a == "" or a != b))
        case Same():
            left, right = mentees.texts(one.mentee), mentors.texts(one.mentor)
            return _looked_up(f"same {one.mentee}", left, right, lambda a, b: int(a != "" and a == b))
        case SameIf():
            cells = [
                state if asked else None
                for state, asked in zip(mentees.texts(one.mentee), _yes_or_no(mentees, one.when), strict=True)
            ]
            there = mentors.texts(one.mentor)
            name = f"same {one.mentee} if {one.when}"
            return _looked_up(name, cells, there, lambda a, b: int(a is None or (a != "" and a == b)))
        case OverlapAtLeast():
            name, least = f"at least {one.count} {one.mentee} in common", one.count
            both = mentees.lists(one.mentee), mentors.lists(one.mentor)
            return _overlap(name, *both, lambda shared: (shared >= least).astype(np.int8))
        case Blocks():
            raise TypeError("pairs of a block table are refused pair by pair")


def _looked_up(name: str, left: Sequence[Left], right: Sequence[str], points: Callable[[Left, str], int]) -> Part:
    """A part that depends on one value of each side: every two distinct values are asked once."""
    ours, codes = _distinct(left)
    theirs, columns = _distinct(right)
    table = np.array([[points(a, b) for b in theirs] for a in ours], dtype=np.int32)
    table = table.reshape(len(ours), len(theirs))
    return Part(name, codes, lambda chosen: table[chosen][:, columns])


def _distinct(cells: Sequence[Left]) -> tuple[list[Left], Ints]:
    seen: dict[Left, int] = {}
    codes = [seen.setdefault(cell, len(seen)) for cell in cells]
    return list(seen), np.array(codes, dtype=np.int64)


def _equal(one: Equal, program: Program, mentees: People, mentors: People) -> Part:
    families = program.families(one.family) if one.family else {}
    left, right = mentees.texts(one.mentee), mentors.texts(one.mentor)
    if one.family:
        for people, column, cells in ((mentees, one.mentee, left), (mentors, one.mentor, right)):
            _known(people, column, cells, families.keys() | {""}, one.family)

    def points(a: str, b: str) -> int:
        if a == "" or b == "":
            return 0
        if a == b:
            return one.points
        return one.family_points if one.family and families[a] == families[b] else 0

    return _looked_up(one.name, left, right, points)


def _table(one: PointsTable, program: Program, mentees: People, mentors: People) -> Part:
    table = program.grid(one.table)
    left, right = mentees.texts(one.mentee), mentors.texts(one.mentor)
    _known(mentees, one.mentee, left, {a for a, _ in table}, one.table)
    _known(mentors, one.mentor, right, {b for _, b in table}, one.table)

    def points(a: str, b: str) -> int:
        found = table[a, b]
        return FORBIDDEN if found is None else found

    return _looked_up(one.name, left, right, points)


def _known(people: People, column: str, cells: list[str], known: set[str], table: str) -> None:
    for row, cell in enumerate(cells):
        if cell not in known:
            raise people.fault(column, row, cell, f"this value is not in the table {table}")


def _each(one: Overlap) -> Callable[[NDArray[np.uint16]], NDArray[np.integer]]:
    return lambda shared: np.minimum(shared, one.at_most).astype(np.int32) * np.int32(one.points)


def _overlap(
    name: str,
    left: list[tuple[str, ...]],
    right: list[tuple[str, ...]],
    worth: Callable[[NDArray[np.uint16]], NDArray[np.integer]],
) -> Part:
    """A part that depends on how many values two lists share, counted by bits."""
    tokens = {token: at for at, token in enumerate(sorted({token for cell in left for token in cell}))}
    ours, codes = _distinct([tuple(sorted(set(cell))) for cell in left])
    words = _bits(ours, tokens)
    theirs = _bits(right, tokens)

    def rows(chosen: Ints) -> NDArray[np.integer]:
        shared = np.zeros((chosen.size, len(right)), dtype=np.uint16)
        for mine, other in zip(words, theirs, strict=True):
            shared += np.bitwise_count(mine[chosen][:, None] & other)
        return worth(shared)

    return Part(name, codes, rows)


def _bits(cells: Sequence[tuple[str, ...]], tokens: dict[str, int]) -> list[NDArray[np.uint64]]:
    """The lists as bits, 64 values to a word; values nobody on the other side has are left out."""
    words = np.zeros((len(tokens) // 64 + 1, len(cells)), dtype=np.uint64)
    for row, cell in enumerate(cells):
        for token in cell:
            if token in tokens:
                word, bit = divmod(tokens[token], 64)
                words[word, row] |= np.uint64(1 << bit)
    return list(words)


def _any_overlap(one: AnyOverlap, mentees: People, mentors: People) -> Part:
    left, right = mentees.lists(one.mentee), mentors.lists(one.mentor)
    part = _overlap(one.name, left, right, lambda shared: (shared > 0).astype(np.int32) * np.int32(one.points))
    empty = np.zeros(int(part.codes.max(initial=-1)) + 1, dtype=bool)
    empty[part.codes] = [len(cell) == 0 for cell in left]

    def rows(codes: Ints) -> NDArray[np.integer]:
        return np.where(empty[codes][:, None], np.int32(one.no_wish), part.rows(codes))

    return Part(one.name, part.codes, rows)


def _closeness(one: Closeness, mentees: People, mentors: People) -> Part:
    left, right = _thousandths(mentees, one.mentee), _thousandths(mentors, one.mentor)
    reach = int(Decimal(str(one.zero_at)) * THOUSANDTHS)
    if reach != Decimal(str(one.zero_at)) * THOUSANDTHS:
        raise ProgramError(f"zero_at is {one.zero_at!r}; at most three decimals are read.", value=one.zero_at)

    def points(a: str, b: str) -> int:
        return one.points * max(0, reach - abs(int(a) - int(b))) // reach if a and b else 0

    return _looked_up(one.name, left, right, points)


def _thousandths(people: People, column: str) -> list[str]:
    """A column of numbers in whole thousandths, so that differences are exact; empty stays empty."""
    cells = []
    for row, cell in enumerate(people.texts(column)):
        try:
            scaled = Decimal(cell) * THOUSANDTHS if cell else None
        except InvalidOperation:
            raise people.fault(column, row, cell, "this must be a number") from None
        if scaled is not None and (not scaled.is_finite() or abs(scaled) > 10**12 or scaled != int(scaled)):
            raise people.fault(column, row, cell, "this must be a number with at most three decimals")
        cells.append("" if scaled is None else str(int(scaled)))
    return cells


def _yes_or_no(people: People, column: str) -> list[bool]:
    answers = []
    for row, cell in enumerate(people.texts(column)):
        if cell.lower() not in YES | NO:
            raise people.fault(column, row, cell, "this must say yes or no (1 or 0, true or false)")
        answers.append(cell.lower() in YES)
    return answers


def _vector(one: Vector, mentees: People, mentors: People) -> Part:
    ours, theirs = _vectors(mentees, one.mentee), _vectors(mentors, one.mentor)
    wide = max((len(cell) for cell in [*ours, *theirs]), default=0)
    left, right = _table_of(mentees, one.mentee, ours, wide), _table_of(mentors, one.mentor, theirs, wide)

    def rows(codes: Ints) -> NDArray[np.integer]:
        # Whole numbers far below 2**53: the floating-point product is exact, and fast.
        alike = np.clip(left[codes] @ right.T, 0, UNIT * UNIT).astype(np.int64)
        return ((alike * one.points) // (UNIT * UNIT)).astype(np.int32)

    return Part(one.name, np.arange(len(mentees)), rows)


def _vectors(people: People, column: str) -> list[list[int]]:
    found = []
    for row, cell in enumerate(people.lists(column)):
        for entry in cell:
            if not SIGNED.fullmatch(entry) or abs(int(entry)) > UNIT:
                what = f"entries must be whole, -{UNIT} to {UNIT} (a unit vector times {UNIT}, rounded)"
                raise people.fault(column, row, entry, what)
        found.append([int(entry) for entry in cell])
    return found


def _table_of(people: People, column: str, vectors: list[list[int]], wide: int) -> NDArray[np.float64]:
    """Vectors of one length as rows; an empty cell is a vector of zeros."""
    for row, vector in enumerate(vectors):
        if len(vector) not in (0, wide):
            raise people.fault(
                column, row, " ".join(map(str, vector)), f"{len(vector)} entries where others have {wide}"
            )
    table = np.zeros((len(vectors), wide))
    for row, vector in enumerate(vectors):
        table[row, : len(vector)] = vector
    return table
