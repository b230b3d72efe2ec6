"""A request checked at the door: people, points and places by row number, and the pairs given by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from bigtent.engines.matching.errors import PairError, PointsError
from bigtent.engines.matching.flow import GONE, NOBODY
from bigtent.engines.matching.frames import (
    MENTEES,
    MENTORS,
    MOST_PLACES,
    People,
    positions,
    read_capacity,
    read_people,
)
from bigtent.engines.matching.grid import FORBIDDEN, Block, Grid, Ints
from bigtent.engines.matching.objectives import Outcome, optimum
from bigtent.engines.matching.programs import MOST_TOTAL, Program
from bigtent.engines.matching.results import Result
from bigtent.engines.matching.scoring import Scorer, scorer

if TYPE_CHECKING:
    import polars as pl

Pairs = Sequence[tuple[Any, Any]]
RowPairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Prepared:
    """A checked request: `whole` scores everyone, `grid` and `capacity` leave the locked pairs out."""

    mentees: People
    mentors: People
    program: Program | None
    scorer: Scorer | None
    whole: Grid
    places: Ints
    locks: RowPairs
    blocks: RowPairs
    objective: str

    @property
    def free(self) -> int:
        return len(self.mentees) - len(self.locks)

    @cached_property
    def grid(self) -> Grid:
        locked = [row for row, _ in self.locks]
        return _without_rows(self.whole, locked) if locked else self.whole

    @cached_property
    def capacity(self) -> Ints:
        return self.places - np.bincount([col for _, col in self.locks], minlength=self.places.size)

    def solved(self, before: Ints | None) -> Outcome:
        return optimum(self.grid, self.capacity, self.objective, before, self.free)


def prepared(
    mentees: "pl.DataFrame", mentors: "pl.DataFrame", program: Program, locks: Pairs, blocks: Pairs
) -> Prepared:
    """Check the tables and the pairs given by hand."""
    ours, theirs = read_people(mentees, MENTEES), read_people(mentors, MENTORS)
    places = np.array(read_capacity(theirs), dtype=np.int64)
    locked = _by_rows(locks, ours, theirs, "locks")
    blocked = _by_rows(blocks, ours, theirs, "blocks")
    ruled_out = _standing_blocks(program, ours, theirs)
    points = scorer(program, ours, theirs, [*blocked, *ruled_out])
    _check_locks(locked, blocked, ours, theirs, places, points)
    whole = points.grid().held()
    return Prepared(ours, theirs, program, points, whole, places, locked, blocked, program.objective)


def _by_rows(pairs: Pairs, mentees: People, mentors: People, what: str) -> RowPairs:
    listed = list(pairs)
    for pair in listed:
        if not isinstance(pair, tuple | list) or len(pair) != 2:
            raise PairError(f"{what} must be pairs (mentee_id, mentor_id); this is {pair!r}.", value=pair)
    rows = positions(mentees, [pair[0] for pair in listed], what)
    cols = positions(mentors, [pair[1] for pair in listed], what)
    return tuple(sorted(set(zip(rows, cols, strict=True))))


def _standing_blocks(program: Program, mentees: People, mentors: People) -> list[tuple[int, int]]:
    """The program's own blocked pairs; it may name people who are not in this round."""
    ours = {one: row for row, one in enumerate(mentees.ids)}
    theirs = {one: col for col, one in enumerate(mentors.ids)}
    return [(ours[a], theirs[b]) for a, b in program.blocked() if a in ours and b in theirs]


def _check_locks(
    locks: RowPairs, blocks: RowPairs, mentees: People, mentors: People, places: Ints, points: Scorer
) -> None:
    rows = [row for row, _ in locks]
    used = np.bincount([col for _, col in locks], minlength=len(mentors))
    for row, col in locks:
        who = f"The lock of {mentees.ids[row]!r} with {mentors.ids[col]!r}"
        if rows.count(row) > 1:
            raise PairError(f"{who}: this mentee is locked to more than one mentor.", value=mentees.ids[row])
        if (row, col) in blocks:
            raise PairError(f"{who}: this pair is blocked, too. Take one of the two back.", value=mentees.ids[row])
        against = [(at, name) for at, (name, allowed) in enumerate(points.hurdles(row)) if not allowed[col]]
        if against:
            what = "; ".join(name for _at, name in against)
            refused = PairError(
                f"{who} is forbidden by: {what}. Remove the lock or change the rule.", value=mentees.ids[row]
            )
            refused.against = tuple(against)
            raise refused
        if used[col] > places[col]:
            what = f"{used[col]} locks for {places[col]} places"
            raise PairError(f"{who}: {what}. Remove locks or raise the capacity.", value=mentors.ids[col])


def _without_rows(grid: Grid, gone: list[int]) -> Grid:
    away = np.zeros(grid.mentees, dtype=bool)
    away[gone] = True

    def rows(start: int, stop: int) -> Block:
        block = grid.rows(start, stop).copy()
        block[away[start:stop]] = FORBIDDEN
        return block

    return Grid(rows, grid.mentees, grid.mentors)


def previous_mentors(previous: "Result | pl.DataFrame | None", mentees: People, mentors: People) -> Ints | None:
    """Each mentee's earlier mentor as a row number; -1 if she had none, -2 if that mentor is gone."""
    if previous is None:
        return None
    frame = previous.pairings if isinstance(previous, Result) else previous
    for name in (mentees.id_column, mentors.id_column):
        if name not in getattr(frame, "columns", ()):
            raise PairError(f"previous must be a Result or a table with the column {name!r}.", column=name)
    ours = {one: row for row, one in enumerate(mentees.ids)}
    theirs = {one: col for col, one in enumerate(mentors.ids)}
    before = np.full(len(mentees), NOBODY, dtype=np.int64)
    for mentee, mentor in frame.select(mentees.id_column, mentors.id_column).rows():
        row = ours.get(str(mentee))
        if row is not None:
            before[row] = theirs.get(str(mentor), GONE)
    return before


def ended(before: Ints, mentor: Ints) -> int:
    """How many earlier pairs are not kept."""
    return int(((before != NOBODY) & (before != mentor)).sum())


def points_grid(points: Any, mentors: int, mentees: int | None) -> Grid:
    """A grid over an array or a function, each block checked as it comes."""
    if callable(points):
        if mentees is None or mentees < 0:
            raise PointsError("With a function for points, say how many rows there are: mentees=...")
        return Grid(lambda a, b: _checked_block(points(a, b), (b - a, mentors), a), mentees, mentors)
    table = np.asarray(points)
    if table.ndim != 2:
        raise PointsError(f"points must have two dimensions (mentees, mentors), not {table.ndim}.")
    whole = _checked_block(table, (table.shape[0], mentors), 0)
    return Grid(lambda a, b: whole[a:b], table.shape[0], mentors)


def _checked_block(block: Any, shape: tuple[int, int], start: int) -> Block:
    table = np.asarray(block)
    if table.shape != shape:
        raise PointsError(f"points from row {start} have the shape {table.shape}; {shape} is needed.")
    if table.size and table.dtype.kind not in "iu":
        raise PointsError(f"points must be whole numbers, not {table.dtype}. Multiply and round them first.")
    if table.size and (table.min() < FORBIDDEN or table.max() > MOST_TOTAL):
        row, col = np.argwhere((table < FORBIDDEN) | (table > MOST_TOTAL))[0]
        value = int(table[row, col])
        what = f"points must be from 0 to {MOST_TOTAL:,}, or -1 to forbid"
        raise PointsError(
            f"points, row {start + row}, column {col}: {value}: {what}.", row=int(start + row), value=value
        )
    return table.astype(np.int32, copy=False)


def checked_capacity(capacity: Any) -> Ints:
    places = np.asarray(capacity)
    if places.ndim != 1 or (places.size and places.dtype.kind not in "iu"):
        raise PointsError(f"capacity must be one row of whole numbers, not {places.dtype} of shape {places.shape}.")
    if places.size and (places.min() < 0 or places.max() > MOST_PLACES):
        at = int(np.flatnonzero((places < 0) | (places > MOST_PLACES))[0])
        what = f"it must be from 0 to {MOST_PLACES:,}"
        raise PointsError(f"capacity of column {at} is {places[at]}; {what}.", column=str(at), value=int(places[at]))
    return places.astype(np.int64)
