"""The doors: pair two tables of people by a program, or pair by a bare table of points."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from bigtent.engines.matching.errors import PointsError
from bigtent.engines.matching.frames import MENTEES, MENTORS, read_people
from bigtent.engines.matching.grid import Ints
from bigtent.engines.matching.preparing import (
    Pairs,
    Prepared,
    checked_capacity,
    points_grid,
    prepared,
    previous_mentors,
)
from bigtent.engines.matching.programs import OBJECTIVES, Program
from bigtent.engines.matching.reporting import finished
from bigtent.engines.matching.results import Result

if TYPE_CHECKING:
    import numpy as np
    import polars as pl


def assign(
    mentees: "pl.DataFrame",
    mentors: "pl.DataFrame",
    program: Program,
    previous: "Result | pl.DataFrame | None" = None,
    locks: Pairs = (),
    blocks: Pairs = (),
) -> Result:
    """Pair mentees with mentors as well as the program allows, and prove it.

    The optimum is taken over all allowed pairs. Equal totals are decided the same way in every run; pairs of
    `previous` are preferred among them. The method is column generation around shortest augmenting paths; see
    `solving` and `flow` for the sources.

    Args:
        mentees: one row each, with mentee_id and the columns the program names.
        mentors: one row each, with mentor_id, capacity (whole, 0 or more) and the columns the program names.
        program: factors, rules and objective.
        previous: an earlier result, or a table with mentee_id and mentor_id; people who left are skipped.
        locks: pairs (mentee_id, mentor_id) that are settled; each takes one of the mentor's places.
        blocks: pairs that are not allowed.

    Returns:
        A Result. With no mentees, no mentors, no places or no allowed pair it has no pairings, and says why.

    Raises:
        FrameError: a column is missing, or a cell cannot be used; column, row and value are named.
        PairError: a lock is not allowed by the rules, or asks for more places than there are.
        ProofError: the points are too large for exact arithmetic.

    Example:
        >>> import polars as pl
        >>> program = Program.from_dict({"version": 1, "factor": [
        ...     {"kind": "equal", "mentee": "field", "mentor": "field", "points": 3000}]})
        >>> mentees = pl.DataFrame({"mentee_id": ["Ana", "Bo"], "field": ["surgery", "nursing"]})
        >>> mentors = pl.DataFrame({"mentor_id": ["Dr. Cruz"], "field": ["nursing"], "capacity": [1]})
        >>> assign(mentees, mentors, program).pairings.rows()
        [('Bo', 'Dr. Cruz', 3000, 3000)]
    """
    ready = prepared(mentees, mentors, program, locks, blocks)
    before = previous_mentors(previous, ready.mentees, ready.mentors)
    outcome = ready.solved(before)
    return finished(ready, outcome, before)


def assign_points(
    points: "np.ndarray[Any, np.dtype[Any]] | Callable[[int, int], np.ndarray[Any, np.dtype[Any]]]",
    capacity: Sequence[int] | Ints,
    objective: str = "participation",
    *,
    mentees: int | None = None,
) -> Result:
    """Pair by a bare table of points, and prove it.

    Args:
        points: whole numbers of shape (mentees, mentors), -1 where a pair is forbidden; or a function
            (start, stop) giving rows start to stop of such a table, so that it need never exist as a whole.
        capacity: places of each mentor, shape (mentors,), whole, 0 or more.
        objective: "participation", "points" or "worst_off".
        mentees: how many rows there are, if `points` is a function.

    Returns:
        A Result whose ids are row and column numbers.

    Raises:
        PointsError: a shape, a point or a capacity is out of range.
        ProofError: the points are too large for exact arithmetic.

    Example:
        >>> import numpy as np
        >>> assign_points(np.array([[5, 3], [4, -1]]), [1, 1]).pairings.rows()
        [(0, 1, 3), (1, 0, 4)]
    """
    import polars as pl

    if objective not in OBJECTIVES:
        raise PointsError(f"objective is {objective!r}; it must be one of {', '.join(OBJECTIVES)}.", value=objective)
    places = checked_capacity(capacity)
    grid = points_grid(points, places.size, mentees)
    ours = read_people(pl.DataFrame({"mentee_id": range(grid.mentees)}), MENTEES)
    theirs = read_people(pl.DataFrame({"mentor_id": range(grid.mentors)}), MENTORS)
    ready = Prepared(ours, theirs, None, None, grid.held(), places, (), (), objective)
    return finished(ready, ready.solved(None), None)
