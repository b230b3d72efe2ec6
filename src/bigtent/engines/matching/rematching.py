"""Pairing again after something changed, with few changes to what was settled.

Each pair kept earns a bonus; the least whole bonus that keeps the changes within the limit is found by
bisection (Lagrangian relaxation, Everett 1963). The result is the best among all pairings with as few
changes as it has.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from bigtent.engines.matching.errors import PairError
from bigtent.engines.matching.flow import NOBODY
from bigtent.engines.matching.grid import Ints
from bigtent.engines.matching.objectives import Outcome
from bigtent.engines.matching.preparing import Pairs, Prepared, ended, prepared, previous_mentors
from bigtent.engines.matching.programs import Program
from bigtent.engines.matching.reporting import finished
from bigtent.engines.matching.results import Result
from bigtent.engines.matching.solving import solve

if TYPE_CHECKING:
    import polars as pl


def rematch(
    result: Result,
    mentees: "pl.DataFrame | None" = None,
    mentors: "pl.DataFrame | None" = None,
    program: Program | None = None,
    locks: Pairs = (),
    blocks: Pairs = (),
    *,
    max_changes: int,
) -> Result:
    """Pair again, changing at most `max_changes` of the pairs of an earlier result.

    A change is a mentee of an earlier pair, still among the mentees, who does not keep that mentor. Newly
    placed mentees are not counted. Tables and program not given are those of the earlier result; its locks
    and blocks are not taken over.

    Args:
        result: the earlier result, from `assign`.
        mentees, mentors, program: what is new.
        locks, blocks: as for `assign`.
        max_changes: how many earlier pairs may end, 0 or more.

    Returns:
        A Result with `changes` and, in `gap`, how much more some other pairing with up to `max_changes`
        changes could at most have (in points, a placed mentee counting for the certificate's place_points).

    Raises:
        PairError: more pairs must end than `max_changes`, or the objective is worst_off, whose floor cannot
            be proven together with a limit on changes.

    Example:
        >>> import polars as pl
        >>> from bigtent.engines.matching import assign
        >>> mentees = pl.DataFrame({"mentee_id": ["Ana", "Bo"]})
        >>> mentors = pl.DataFrame({"mentor_id": ["X", "Y", "Z"], "capacity": [1, 1, 1]})
        >>> earlier = assign(mentees, mentors, Program.from_dict({"version": 1}), locks=[("Ana", "X"), ("Bo", "Y")])
        >>> again = rematch(earlier, mentors=mentors.slice(1), max_changes=1)
        >>> sorted(again.pairings.rows()), again.changes
        ([('Ana', 'Z', 0), ('Bo', 'Y', 0)], 1)
    """
    case = result.case
    program = program or case.program
    if program is None or isinstance(max_changes, bool) or not isinstance(max_changes, int) or max_changes < 0:
        raise PairError(f"rematch needs a result of assign and max_changes of 0 or more, not {max_changes!r}.")
    if program.objective == "worst_off":
        raise PairError("rematch works for participation and points; for worst_off use assign(..., previous=result).")
    ours = case.mentees.frame if mentees is None else mentees
    theirs = case.mentors.frame if mentors is None else mentors
    ready = prepared(ours, theirs, program, locks, blocks)
    return _within(ready, result, max_changes)


def _within(ready: Prepared, result: Result, max_changes: int) -> Result:
    before = previous_mentors(result, ready.mentees, ready.mentors)
    assert before is not None
    needed = int((before != NOBODY).sum()) - _keepable(ready, before)
    if needed > max_changes:
        raise PairError(
            f"{needed} earlier pairs cannot stay (mentors gone, places or rules changed, locks), more than "
            f"max_changes = {max_changes}. Allow at least {needed}.",
            value=max_changes,
        )
    outcome = _least_bonus(ready, before, max_changes)
    spare = outcome.task.bonus * (max_changes - _changes(ready, before, outcome))
    return finished(ready, outcome, before, spare)


def _changes(ready: Prepared, before: Ints, outcome: Outcome) -> int:
    mentor = outcome.solution.mentor.copy()
    for row, col in ready.locks:
        mentor[row] = col
    return ended(before, mentor)


def _keepable(ready: Prepared, before: Ints) -> int:
    """How many earlier pairs can stay at once."""
    rows = np.flatnonzero(before >= 0)
    allowed = ready.grid.at(rows, before[rows]) >= 0
    wanted = np.bincount(before[rows[allowed]], minlength=len(ready.mentors))
    locked = sum(int(before[row]) == col for row, col in ready.locks)
    return int(np.minimum(wanted, ready.capacity).sum()) + locked


def _least_bonus(ready: Prepared, before: Ints, max_changes: int) -> Outcome:
    """The optimum under the least bonus with which at most `max_changes` earlier pairs end."""
    fresh = ready.solved(before)
    if _changes(ready, before, fresh) <= max_changes:
        return fresh
    # Evicting one mentee and moving another costs less than this, so some bonus below it, doubled, is enough.
    low, high, best = 0, fresh.task.place + int(fresh.solution.points.max(initial=0)) + 1, None
    candidates = fresh.solution.candidates
    while best is None or high - low > 1:
        bonus = high if best is None else (low + high) // 2
        outcome = Outcome(task := replace(fresh.task, bonus=bonus), solve(task, candidates))
        candidates = candidates.joined(outcome.solution.candidates.keys, outcome.solution.candidates.points)
        if _changes(ready, before, outcome) <= max_changes:
            high, best = bonus, outcome
        else:
            low, high = bonus, high if best else 2 * bonus
    return best
