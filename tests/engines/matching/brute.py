"""Every possible pairing of a very small table, to hold the engine against."""

from collections.abc import Iterator
from itertools import product

import numpy as np

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
