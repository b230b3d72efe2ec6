"""From an optimum by row numbers to the result people read."""

from typing import TYPE_CHECKING

import numpy as np

from bigtent.engines.matching.certificates import (
    FORMAT,
    Certificate,
    fingerprint_of_people,
    fingerprint_of_points,
)
from bigtent.engines.matching.flow import NOBODY
from bigtent.engines.matching.grid import Ints
from bigtent.engines.matching.objectives import Outcome, parted
from bigtent.engines.matching.preparing import Prepared, ended
from bigtent.engines.matching.reasons import in_words, rules_left
from bigtent.engines.matching.results import Case, Result

if TYPE_CHECKING:
    import polars as pl


def finished(ready: Prepared, outcome: Outcome, before: Ints | None, spare: int = 0) -> Result:
    """A result from an optimum; `spare` is what the bound leaves open in a re-match."""
    case = Case(
        ready.mentees, ready.mentors, ready.program, ready.scorer, ready.whole, ready.places,
        ready.locks, ready.blocks, outcome,
    )  # fmt: skip
    rows = np.flatnonzero(case.mentor != NOBODY)
    parts = ready.scorer.by_factor(rows, case.mentor[rows]) if ready.scorer else []
    total = int(case.points.sum())
    return Result(
        objective=ready.objective,
        pairings=_pairings(case, rows, parts),
        unmatched=_unmatched(case),
        prices=_prices(case),
        placed=rows.size,
        total=total,
        bound=total + spare,
        least=int(case.points[rows].min()) if rows.size else 0,
        changes=0 if before is None else ended(before, case.mentor),
        rules_read=ready.program.columns_read() if ready.program else (),
        certificate=_certificate(case, ready.objective, rows, parts, before),
        case=case,
    )


def _pairings(case: Case, rows: Ints, parts: list[Ints]) -> "pl.DataFrame":
    import polars as pl

    mentees, mentors = case.mentees, case.mentors
    columns = {
        "mentee_id": mentees.frame["mentee_id"].gather(rows.tolist()),
        "mentor_id": mentors.frame["mentor_id"].gather(case.mentor[rows].tolist()),
        "points": pl.Series(case.points[rows], dtype=pl.Int64),
    }
    names = [part.name for part in case.scorer.factors] if case.scorer else []
    reasons = {name: pl.Series(part, dtype=pl.Int64) for name, part in zip(names, parts, strict=True)}
    return pl.DataFrame({**columns, **reasons})


def _unmatched(case: Case) -> "pl.DataFrame":
    import polars as pl

    rows = np.flatnonzero(case.mentor == NOBODY).tolist()
    why = []
    for row in rows:
        points = case.row(row)
        places = int(case.places[points >= 0].sum())
        why.append(in_words(tuple(rules_left(case.scorer, row, points)), len(case.mentors), places))
    return pl.DataFrame(
        {"mentee_id": case.mentees.frame["mentee_id"].gather(rows), "why": pl.Series(why, dtype=pl.String)}
    )


def _prices(case: Case) -> "pl.DataFrame":
    import polars as pl

    place = case.outcome.task.place
    both = [parted(price, place) for price in case.outcome.solution.prices.tolist()]
    return pl.DataFrame(
        {
            "mentor_id": case.mentors.frame["mentor_id"],
            "places": pl.Series([places for places, _ in both], dtype=pl.Int64),
            "points": pl.Series([points for _, points in both], dtype=pl.Int64),
        }
    )


def _certificate(case: Case, objective: str, rows: Ints, parts: list[Ints], before: Ints | None) -> Certificate:
    mentees, mentors, outcome = case.mentees.ids, case.mentors.ids, case.outcome
    task, solution = outcome.task, outcome.solution
    locks = [(mentees[row], mentors[col]) for row, col in case.locks]
    blocks = [(mentees[row], mentors[col]) for row, col in case.blocks]
    if case.program is None:
        inputs = fingerprint_of_points(case.grid, case.places)
    else:
        inputs = fingerprint_of_people(case.mentees, case.mentors, case.program, locks, blocks)
    cells = zip(rows.tolist(), case.mentor[rows].tolist(), case.points[rows].tolist(), strict=True)
    by_factor = np.array(parts, dtype=np.int64).reshape(len(parts), rows.size).T.tolist()
    kept = np.flatnonzero(before >= 0).tolist() if before is not None and task.bonus else []
    return Certificate(
        {
            "format": FORMAT,
            "version": 1,
            "objective": objective,
            "inputs": inputs,
            "placed": int(rows.size),
            "total": int(case.points.sum()),
            "weight": solution.total,
            "place_points": task.place,
            "kept_points": task.bonus,
            "previous": [[mentees[row], mentors[before[row]]] for row in kept] if before is not None else [],
            "locks": [list(pair) for pair in locks],
            "blocks": [list(pair) for pair in blocks],
            "pairings": [
                [mentees[row], mentors[col], points, factors]
                for (row, col, points), factors in zip(cells, by_factor, strict=True)
            ],
            "prices": {mentors[at]: int(solution.prices[at]) for at in np.flatnonzero(solution.prices)},
            "floor": outcome.floor,
            "cover": _named(mentors, outcome.cover),
            "floor_cover": _named(mentors, outcome.floor_cover),
        }
    )


def _named(mentors: tuple[str, ...], cols: Ints | None) -> list[str]:
    return [] if cols is None else [mentors[col] for col in cols.tolist()]
