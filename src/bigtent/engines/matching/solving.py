"""The exact optimum over all allowed pairs, by candidates that grow until prices prove that none is missing.

Candidates (the best pairs of each mentee) are solved exactly; the least prices of that solution are then held
against every allowed pair in blocks. A pair worth more than its mentee and mentor are priced at joins the
candidates, until there is none: the prices are then dual to the whole problem, so the solution is its optimum
(column generation for the transportation problem, Ford and Fulkerson 1958).
"""

from dataclasses import dataclass
from itertools import count

import numpy as np

from bigtent.engines.matching.errors import ProofError
from bigtent.engines.matching.flow import NOBODY, Pairs, best_assignment, held_weights, least_prices
from bigtent.engines.matching.grid import Block, Grid, Ints

FIRST, MORE = 24, 24
NEVER = np.iinfo(np.int64).min // 4


@dataclass(frozen=True)
class Task:
    """What to maximize: points, plus `place` for every placed mentee, plus `bonus` for every pair kept."""

    grid: Grid
    capacity: Ints
    place: int = 0
    floor: int = 0
    previous: Ints | None = None
    bonus: int = 0


@dataclass(frozen=True)
class Candidates:
    """Pairs under consideration, as row * mentors + column in order, with their points."""

    keys: Ints
    points: Ints

    def joined(self, keys: Ints, points: Ints) -> "Candidates":
        """These and more, each pair once."""
        merged, first = np.unique(np.concatenate([self.keys, keys]), return_index=True)
        return Candidates(merged, np.concatenate([self.points, points])[first])


@dataclass(frozen=True)
class Solution:
    """An optimum: each mentee's mentor (-1 for none) and value, each mentor's price, the total."""

    mentor: Ints
    points: Ints
    prices: Ints
    values: Ints
    total: int
    candidates: Candidates

    @property
    def placed(self) -> int:
        return int((self.mentor != NOBODY).sum())

    @property
    def worst(self) -> int:
        """Points of the least-served placed mentee; 0 if nobody is placed."""
        return int(self.points[self.mentor != NOBODY].min()) if self.placed else 0


def shortlist(grid: Grid) -> tuple[Candidates, Ints]:
    """The best pairs of each mentee, ties spread over the mentors, and her best points (-1 if none)."""
    keys, points, best = [], [], [np.empty(0, dtype=np.int64)]
    spread = np.random.default_rng(0).integers(0, 64, 2 * grid.mentors, dtype=np.int64)
    for start, block in grid.blocks():
        ranked = block.astype(np.int64) * 64
        for at in range(len(block)):
            shift = (start + at) * 7919 % max(1, grid.mentors)
            ranked[at] += spread[shift : shift + grid.mentors]
        rows, cols = _largest(ranked, FIRST)
        found = block[rows, cols].astype(np.int64)
        allowed = found >= 0
        keys.append((rows[allowed] + start) * grid.mentors + cols[allowed])
        points.append(found[allowed])
        best.append(block.max(axis=1, initial=-1).astype(np.int64))
    return _gathered(keys, points), np.concatenate(best)


def _gathered(keys: list[Ints], points: list[Ints]) -> Candidates:
    none = np.empty(0, dtype=np.int64)
    return Candidates(none, none).joined(np.concatenate([none, *keys]), np.concatenate([none, *points]))


def _largest(values: Ints, most: int) -> tuple[Ints, Ints]:
    """Row and column numbers of the `most` largest values of each row."""
    wide = values.shape[1]
    most = min(most, wide)
    if most == wide:
        cols = np.broadcast_to(np.arange(wide), values.shape)
    else:
        cols = np.argpartition(values, wide - most, axis=1)[:, wide - most :]
    rows = np.repeat(np.arange(len(values)), most)
    return rows, np.ascontiguousarray(cols).reshape(-1)


def solve(task: Task, candidates: Candidates) -> Solution:
    """The optimum of the whole task, proven by its prices.

    Raises ProofError if the numbers are too large for exact arithmetic.
    """
    candidates = _with_previous(task, candidates)
    for attempt in count(1):
        solution = _solve_among(task, candidates)
        missing = _missing(task, solution, MORE * attempt)
        if missing.keys.size == 0:
            break
        candidates = candidates.joined(missing.keys, missing.points)
    return solution


def _with_previous(task: Task, candidates: Candidates) -> Candidates:
    if task.previous is None:
        return candidates
    rows = np.flatnonzero(task.previous >= 0)
    points = task.grid.at(rows, task.previous[rows])
    rows, points = rows[points >= 0], points[points >= 0]
    return candidates.joined(rows * task.grid.mentors + task.previous[rows], points)


def _solve_among(task: Task, candidates: Candidates) -> Solution:
    used = candidates.points >= task.floor
    keys, points = candidates.keys[used], candidates.points[used]
    rows, cols = np.divmod(keys, max(1, task.grid.mentors))
    kept = np.zeros(rows.size, dtype=np.int64)
    if task.previous is not None:
        kept = (task.previous[rows] == cols).astype(np.int64)
    pairs = Pairs(rows, cols, points + task.place + task.bonus * kept)
    mentor = best_assignment(pairs, 1 + kept, task.capacity, task.grid.mentees)
    held = held_weights(pairs, mentor)
    prices = least_prices(pairs, mentor, held, task.grid.mentors)
    values = held - np.where(mentor == NOBODY, 0, prices[mentor] if prices.size else 0)
    total = int(held.sum())
    # An assignment that is best among its candidates equals what its prices say; anything else was rounded.
    if total != int(values.sum()) + int((prices * task.capacity).sum()):
        raise ProofError("The points are too large to be compared exactly. Divide all points by the same number.")
    got = held_weights(Pairs(rows, cols, points), mentor)
    return Solution(mentor, got, prices, values, total, candidates)


def _missing(task: Task, solution: Solution, most: int) -> Candidates:
    """Pairs worth more than their prices say: the best few of each mentee."""
    keys, points = [], []
    for start, block in task.grid.blocks():
        stop = start + len(block)
        excess = _weights(task, start, block) - solution.prices
        over = np.flatnonzero((excess > solution.values[start:stop, None]).any(axis=1))
        if over.size == 0:
            continue
        rows, cols = _largest(excess[over], most)
        real = excess[over[rows], cols] > solution.values[start + over[rows]]
        rows, cols = over[rows[real]], cols[real]
        keys.append((rows + start) * task.grid.mentors + cols)
        points.append(block[rows, cols].astype(np.int64))
    return _gathered(keys, points)


def _weights(task: Task, start: int, block: Block) -> Ints:
    weights = block.astype(np.int64) + task.place
    if task.previous is not None and task.bonus:
        before = task.previous[start : start + len(block)]
        rows = np.flatnonzero(before >= 0)
        weights[rows, before[rows]] += task.bonus
    weights[block < task.floor] = NEVER
    return weights
