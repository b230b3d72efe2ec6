"""What a run gives back: the pairings with their reasons, the unmatched, the prices and the proof."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bigtent.engines.matching.certificates import Certificate
from bigtent.engines.matching.errors import FrameError
from bigtent.engines.matching.flow import NOBODY
from bigtent.engines.matching.frames import People, positions
from bigtent.engines.matching.grid import Grid, Ints
from bigtent.engines.matching.objectives import Outcome, parted
from bigtent.engines.matching.programs import Program
from bigtent.engines.matching.reasons import Alternative, Explanation, rules_left
from bigtent.engines.matching.scoring import Scorer

if TYPE_CHECKING:
    import polars as pl

SHADOW = ("mentors", "capacity", "places", "points", "mentor_id", "mean_places", "mean_points")


@dataclass(frozen=True)
class Case:
    """What was asked and how it came out, by row numbers; kept so that a result can answer questions."""

    mentees: People
    mentors: People
    program: Program | None
    scorer: Scorer | None
    grid: Grid
    places: Ints
    locks: tuple[tuple[int, int], ...]
    blocks: tuple[tuple[int, int], ...]
    outcome: Outcome

    @cached_property
    def mentor(self) -> Ints:
        """Each mentee's mentor, locked pairs included; -1 for none."""
        mentor = self.outcome.solution.mentor.copy()
        for row, col in self.locks:
            mentor[row] = col
        return mentor

    @cached_property
    def points(self) -> Ints:
        """Each mentee's points with her mentor; 0 without one."""
        points = self.outcome.solution.points.copy()
        for row, col in self.locks:
            points[row] = int(self.grid.rows(row, row + 1)[0, col])
        return points

    def row(self, mentee: int) -> Ints:
        points: Ints = self.grid.rows(mentee, mentee + 1)[0].astype(np.int64)
        return points


@dataclass(frozen=True, eq=False)
class Result:
    """One round of pairing, proven best.

    `pairings` has mentee_id, mentor_id, points and one column of points per factor; `unmatched` has mentee_id
    and why; `prices` has mentor_id, places and points: how many more mentees one more place with this mentor
    would place, and what it would add to the points, exactly, under the chosen objective (for worst_off, with
    the floor held). `total` counts the points of all pairings, `bound` is what no pairing can exceed; `gap`
    is their difference, 0 except after a re-match that spends fewer changes than it may.
    """

    objective: str
    pairings: "pl.DataFrame"
    unmatched: "pl.DataFrame"
    prices: "pl.DataFrame"
    placed: int
    total: int
    bound: int
    least: int
    changes: int
    rules_read: tuple[str, ...]
    certificate: Certificate
    case: Case = field(repr=False, compare=False)

    @property
    def gap(self) -> int:
        return self.bound - self.total

    @cached_property
    def blocking_pairs(self) -> int:
        """Allowed pairs who would both rather have each other: more points for her than she has, and for the
        mentor a free place or more points than the least of his mentees gives."""
        case = self.case
        hers = np.where(case.mentor == NOBODY, -1, case.points)
        his = np.full(len(case.mentors), np.iinfo(np.int64).max)
        placed = case.mentor != NOBODY
        np.minimum.at(his, case.mentor[placed], case.points[placed])
        his[np.bincount(case.mentor[placed], minlength=len(his)) < case.places] = -1
        his[case.places == 0] = np.iinfo(np.int64).max
        count = 0
        for start, block in case.grid.blocks():
            both = (block > hers[start : start + len(block), None]) & (block > his)
            count += int(both.sum())
        return count

    def explain(self, mentee_id: object) -> Explanation:
        """Why this mentee has her mentor, or none, and what the best alternatives would cost everyone.

        Raises FrameError if the id is not among the mentees.
        """
        case = self.case
        row = positions(case.mentees, [mentee_id], "explain")[0]
        col = int(case.mentor[row])
        reasons = {}
        if case.scorer is not None and col != NOBODY:
            found = case.scorer.by_factor(np.array([row]), np.array([col]))
            reasons = {part.name: int(points[0]) for part, points in zip(case.scorer.factors, found, strict=True)}
        return Explanation(
            mentee_id=case.mentees.ids[row],
            mentor_id=None if col == NOBODY else case.mentors.ids[col],
            points=int(case.points[row]),
            reasons=reasons,
            locked=any(row == each for each, _ in case.locks),
            rules=tuple(rules_left(case.scorer, row, case.row(row))),
            mentors=len(case.mentors),
            alternatives=self._alternatives(row, col),
        )

    def _alternatives(self, row: int, col: int, most: int = 3) -> tuple[Alternative, ...]:
        case, solution, task = self.case, self.case.outcome.solution, self.case.outcome.task
        points = case.row(row)
        if any(row == each for each, _ in case.locks):
            return ()
        weights = points + task.place
        if task.previous is not None and task.previous[row] >= 0:
            weights[task.previous[row]] += task.bonus
        order = np.argsort(-points, kind="stable")
        order = order[(points[order] >= task.floor) & (order != col)][:most]
        return tuple(
            Alternative(
                mentor_id=case.mentors.ids[at],
                points=int(points[at]),
                one_more_place=parted(int(solution.prices[at]), task.place),
                loss=parted(int(solution.values[row] + solution.prices[at] - weights[at]), task.place),
            )
            for at in order.tolist()
        )

    def shadow(self, by: Sequence[str]) -> "pl.DataFrame":
        """Where one more mentor would help most: prices gathered by columns of the mentors' table.

        For each group: how many mentors and places it has; `places` and `points` that one more place would
        add, exactly, with the mentor in it whose place is worth most (`mentor_id`); and the group's means.
        Raises FrameError if a column is not in the mentors' table.
        """
        import polars as pl

        mentors = self.case.mentors
        for name in by:
            mentors.column(name)
        if not by or len(set(by)) < len(by) or set(by) & set(SHADOW):
            raise FrameError(f"shadow needs different columns of the mentors' table, at least one, not {list(by)!r}.")
        keys = [mentors.frame[name].alias(f"by:{name}") for name in by]
        table = self.prices.with_columns(*keys, pl.Series("capacity", self.case.places))
        groups = table.sort("places", "points", descending=True, maintain_order=True).group_by(
            [key.name for key in keys], maintain_order=True
        )
        values = [
            pl.len().cast(pl.Int64).alias("mentors"),
            pl.col("capacity").sum(),
            pl.col("places", "points", "mentor_id").first(),
            pl.col("places", "points").mean().name.prefix("mean_"),
        ]
        return groups.agg(values).rename({f"by:{name}": name for name in by})
