"""How a promise stands, by the arithmetic of Healthy People 2030 for values without a standard error."""

import random

import pytest

from bigtent.accountability.status import judge


@pytest.mark.parametrize(
    ("baseline", "latest", "target", "kind"),
    [
        (50, 54, 60, "improving"),  # 40 % of the way
        (50, 51, 60, "improving"),  # exactly a tenth of the way
        (50, 50.9, 60, "little"),
        (50, 50, 60, "little"),
        (50, 45.1, 60, "little"),  # 9.8 % of the baseline, away
        (50, 45, 60, "worse"),  # exactly a tenth away
        (50, 60, 60, "met"),
        (50, 75, 60, "met"),
        (70, 65, 60, "met"),  # was beyond the target and still is
        (70, 59, 60, "worse"),  # was beyond it and fell behind
        (0, 0, 60, "little"),
        (0, 6, 60, "improving"),
        (0, 0, 0, "met"),
    ],
)
def test_a_target_to_reach(baseline, latest, target, kind):
    assert judge(baseline, latest, target).kind == kind


@pytest.mark.parametrize(
    ("baseline", "latest", "target", "kind"),
    [(100, 0, 0, "met"), (100, 90, 0, "improving"), (100, 95, 0, "little"), (100, 110, 0, "worse")],
)
def test_a_ceiling_to_stay_under(baseline, latest, target, kind):
    assert judge(baseline, latest, target, at_most=True).kind == kind


def test_the_share_of_the_way():
    assert judge(50, 54, 60).achieved == pytest.approx(0.4)
    assert judge(50, 45, 60).achieved == pytest.approx(-0.5)
    assert judge(70, 65, 60).achieved is None


def test_a_better_figure_never_makes_a_worse_status():
    order = ["worse", "little", "improving", "met"]
    draw = random.Random(7)
    for _trial in range(500):
        baseline, target = draw.uniform(0, 100), draw.uniform(0, 100)
        values = sorted(draw.uniform(0, 150) for _value in range(5))
        kinds = [order.index(judge(baseline, value, target).kind) for value in values]
        assert kinds == sorted(kinds), (baseline, target, values)
