"""Every possible pairing of a very small table, to hold the engine against."""

from collections.abc import Iterator
from itertools import product

import numpy as np
import polars as pl

from bigtent.engines.matching import Program

Pairing = tuple[int, ...]


def pairings(points: np.ndarray, capacity: list[int]) -> Iterator[Pairing]:
    """All allowed ways to give each mentee a mentor, or none (-1)."""
    mentees, mentors = points.shape
    for pairing in product(range(-1, mentors), repeat=mentees):
        allowed = all(mentor < 0 or points[row, mentor] >= 0 for row, mentor in enumerate(pairing))
        if allowed and all(pairing.count(mentor) <= capacity[mentor] for mentor in range(mentors)):
            yield pairing


def measured(points: np.ndarray, pairing: Pairing, objective: str) -> tuple[int, ...]:
    """What the objective compares, the first number first."""
    got = [int(points[row, mentor]) for row, mentor in enumerate(pairing) if mentor >= 0]
    if objective == "points":
        return (0, sum(got))
    if objective == "participation":
        return (len(got), sum(got))
    return (len(got), min(got, default=0), sum(got))


def best(points: np.ndarray, capacity: list[int], objective: str) -> tuple[int, ...]:
    return max(measured(points, pairing, objective) for pairing in pairings(points, capacity))


def by_table(points: np.ndarray, capacity: list[int], objective: str) -> tuple[pl.DataFrame, pl.DataFrame, Program]:
    """A round whose points are exactly those of a small table."""
    rows = [["", *map(str, range(points.shape[1]))]]
    rows += [[str(at), *("" if one < 0 else str(one) for one in row)] for at, row in enumerate(points.tolist())]
    factor = {"kind": "table", "mentee": "who", "mentor": "who", "table": "t"}
    program = Program.from_dict({"version": 1, "objective": objective, "factor": [factor]}, {"t": rows})
    mentees = pl.DataFrame({"mentee_id": range(len(points)), "who": range(len(points))})
    mentors = pl.DataFrame({"mentor_id": range(len(capacity)), "who": range(len(capacity)), "capacity": capacity})
    return mentees, mentors, program
