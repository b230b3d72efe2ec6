"""Why a pair was made or not, in numbers and in words."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from bigtent.engines.matching.grid import Ints
from bigtent.engines.matching.scoring import Scorer


@dataclass(frozen=True)
class Left:
    """One rule: mentors left `after` it and those before it, and mentors that would fit `without` it."""

    rule: str
    after: int
    without: int


@dataclass(frozen=True)
class Alternative:
    """Another allowed mentor; `one_more_place` and `loss` are (places, points).

    `one_more_place` is what one more place there would add to the whole round; `loss` is the least the whole
    round would lose if this mentee had this mentor instead.
    """

    mentor_id: str
    points: int
    one_more_place: tuple[int, int]
    loss: tuple[int, int]


@dataclass(frozen=True)
class Explanation:
    """One mentee's outcome; `str(explanation)` says it in words."""

    mentee_id: str
    mentor_id: str | None
    points: int
    reasons: Mapping[str, int]
    locked: bool
    rules: tuple[Left, ...]
    mentors: int
    alternatives: tuple[Alternative, ...]

    def __str__(self) -> str:
        lines = [self._outcome()]
        lines += [f"  {name}: {points:,}" for name, points in self.reasons.items()]
        if self.mentor_id is None:
            lines.append("  " + in_words(self.rules, self.mentors, _fitting(self.rules, self.mentors)))
        lines += [_said(other) for other in self.alternatives]
        return "\n".join(lines)

    def _outcome(self) -> str:
        if self.mentor_id is None:
            return f"{self.mentee_id} has no mentor."
        by_hand = " The pair was locked by hand." if self.locked else ""
        return f"{self.mentee_id} is paired with {self.mentor_id}: {self.points:,} points.{by_hand}"


def _said(other: Alternative) -> str:
    places, points = other.loss
    if (places, points) == (0, 0):
        return f"  {other.mentor_id} ({other.points:,} points) would be as good for the whole round."
    lost = f"{places:,} placed mentee and {points:,} points" if places else f"{points:,} points"
    return f"  {other.mentor_id} ({other.points:,} points) would cost the whole round at least {lost}."


def rules_left(scorer: Scorer | None, row: int, points: Ints) -> list[Left]:
    """What each rule leaves of the mentors for one mentee, in order."""
    if scorer is None:
        fitting = int((points >= 0).sum())
        return [Left("allowed pairs", fitting, points.size)] if fitting < points.size else []
    hurdles = scorer.hurdles(row)
    allowed = np.array([each for _, each in hurdles], dtype=bool).reshape(len(hurdles), points.size)
    failed = (~allowed).sum(axis=0)
    left, so_far = [], np.ones(points.size, dtype=bool)
    for (name, _), each in zip(hurdles, allowed, strict=True):
        so_far = so_far & each
        # Without this rule: mentors that fail nothing, or only this.
        without = int(((failed == 0) | ((failed == 1) & ~each)).sum())
        left.append(Left(name, int(so_far.sum()), without))
    return left


def _fitting(rules: tuple[Left, ...], mentors: int) -> int:
    return rules[-1].after if rules else mentors


def in_words(rules: tuple[Left, ...], mentors: int, places: int) -> str:
    """Why a mentee waits: which rules bind and how many mentors each leaves."""
    if mentors == 0:
        return "There are no mentors."
    fitting = _fitting(rules, mentors)
    steps = [f"{one.rule}: {one.after:,}" for one in rules]
    walk = f"Of {mentors:,} mentors, each rule leaves: {'; '.join(steps)}." if steps else ""
    if fitting == 0:
        helps = [f"{one.without:,} without {one.rule!r}" for one in rules if one.without]
        hint = f" {', '.join(helps)} would fit." if helps else " No single rule would help if dropped."
        return f"{walk}{hint}"
    if places == 0:
        return f"{walk} {fitting:,} fit, but none of them has a place.".strip()
    return f"{walk} {fitting:,} fit, and their places went where they add more.".strip()
