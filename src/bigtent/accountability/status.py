"""How a promise stands, from two numbers and a target. Pure arithmetic; nothing here knows of tables.

Method: Healthy People 2030, status of core objectives (National Center for Health Statistics, "Progress
assessment", 2020). Progress is the share of the targeted change that was achieved,
(latest - baseline) / (target - baseline); a move away from the target is measured against the baseline.
The figures here are full counts, not samples, so there is no standard error and the rule for values
without one applies: at least a tenth makes a change.
"""

from dataclasses import dataclass

LEAST_CHANGE = 0.10

MET, IMPROVING, LITTLE, WORSE, BASELINE = "met", "improving", "little", "worse", "baseline"


@dataclass(frozen=True)
class Verdict:
    """`kind` is one of the five words; `achieved` the share of the targeted change, where it can be told."""

    kind: str
    achieved: float | None = None


def judge(baseline: float, latest: float, target: float, *, at_most: bool = False) -> Verdict:
    """Say how `latest` stands between `baseline` and `target`.

    `at_most`: a low value is wanted, the target is a ceiling. A latest value at or beyond the target is
    met, whatever came before. With a baseline that was already beyond the target there is no targeted
    change; then only the move away from the target counts. A baseline of zero cannot be a measure of
    change, so the target takes its place.

    >>> judge(50, 54, 60).kind, judge(50, 50.9, 60).kind, judge(50, 45, 60).kind
    ('improving', 'little', 'worse')
    """
    sign = -1.0 if at_most else 1.0
    moved, wanted = sign * (latest - baseline), sign * (target - baseline)
    achieved = moved / wanted if wanted > 0 else None
    if sign * (latest - target) >= 0:
        return Verdict(MET, achieved)
    if achieved is not None and moved > 0:
        return Verdict(IMPROVING if achieved >= LEAST_CHANGE else LITTLE, achieved)
    against = abs(baseline) or abs(target)
    return Verdict(WORSE if -moved >= LEAST_CHANGE * against and moved < 0 else LITTLE, achieved)
