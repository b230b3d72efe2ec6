"""The three objectives, each brought down to one sum of whole numbers and its proof.

`participation` counts a placed mentee for more than all points can weigh (the big-M form of a lexicographic
order, exact in integers). `worst_off` does the same among the pairs at or above a floor, and finds the
highest floor that still places as many by bisection (the bottleneck assignment of Gross, 1959).
"""

from dataclasses import dataclass, replace

import numpy as np

from bigtent.engines.matching.grid import Grid, Ints
from bigtent.engines.matching.solving import Candidates, Solution, Task, shortlist, solve


@dataclass(frozen=True)
class Outcome:
    """An optimum, with the floor and the two covers that prove it where the objective is `worst_off`.

    `cover` are mentors that, with as few mentees, touch every allowed pair: no more can be placed.
    `floor_cover` does so for the pairs above the floor, with fewer: the floor cannot be raised.
    """

    task: Task
    solution: Solution
    floor: int | None = None
    cover: Ints | None = None
    floor_cover: Ints | None = None


def optimum(grid: Grid, capacity: Ints, objective: str, previous: Ints | None, free: int) -> Outcome:
    """The best assignment of `free` mentees under an objective."""
    candidates, best = shortlist(grid)
    place = 0 if objective == "points" else place_points(capacity, free, int(best.max(initial=0)))
    task = Task(grid, capacity, place, previous=previous)
    solution = solve(task, candidates)
    if objective != "worst_off" or solution.placed == 0:
        return Outcome(task, solution)
    return _raised(task, solution, best)


def place_points(capacity: Ints, free: int, most: int) -> int:
    """What one placed mentee counts for: more than twice all points there can be, with one more place, too.

    Points then never outweigh her, and a price parts into places and points in one way only.
    """
    return 1 + 2 * min(free, int(capacity.sum()) + 1) * max(0, most)


def parted(weight: int, place: int) -> tuple[int, int]:
    """A weight as (places, points)."""
    if place == 0:
        return 0, weight
    places = (2 * weight + place) // (2 * place)
    return places, weight - places * place


def cover_of(solution: Solution, place: int) -> Ints:
    """The mentors where one more place would place one more mentee."""
    return np.flatnonzero((2 * solution.prices + place) // (2 * place) > 0)


def _raised(task: Task, first: Solution, best: Ints) -> Outcome:
    """Raise the floor while as many are placed."""
    good, bad = first.worst, int(np.sort(best)[::-1][first.placed - 1]) + 1
    candidates, proof = first.candidates, None
    while proof is None or bad - good > 1:
        tried = max(good + 1, (good + bad) // 2)
        solution = solve(replace(task, floor=tried), candidates)
        candidates = _joined(candidates, solution)
        if solution.placed == first.placed:
            good = solution.worst
        else:
            bad, proof = tried, solution
    final = replace(task, floor=good)
    covers = cover_of(first, task.place), cover_of(proof, task.place)
    return Outcome(final, solve(final, candidates), good, *covers)


def _joined(candidates: Candidates, solution: Solution) -> Candidates:
    return candidates.joined(solution.candidates.keys, solution.candidates.points)
