"""A price is what one more place adds, exactly: the round is solved again with that place to see."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bigtent.engines.matching import FrameError, Program, assign, assign_points
from tests.engines.matching import instances
from tests.engines.matching.brute import best
from tests.engines.matching.test_optimum import small_tables


def with_one_more(capacity, mentor):
    return [places + (at == mentor) for at, places in enumerate(capacity)]


@settings(max_examples=120, deadline=None)
@given(small_tables(), st.sampled_from(["points", "participation"]))
def test_price_is_the_gain_of_one_more_place(table, objective):
    points, capacity = table
    before = best(points, capacity, objective)
    for mentor, places, price in assign_points(points, capacity, objective).prices.rows():
        after = best(points, with_one_more(capacity, mentor), objective)
        assert (places, price) == (after[0] - before[0], after[1] - before[1])


@settings(max_examples=80, deadline=None)
@given(small_tables())
def test_worst_off_price_is_the_gain_with_the_floor_held(table):
    points, capacity = table
    result = assign_points(points, capacity, "worst_off")
    above = np.where(points >= result.least, points, -1)
    before = best(above, capacity, "participation")
    for mentor, places, price in result.prices.rows():
        after = best(above, with_one_more(capacity, mentor), "participation")
        assert (places, price) == (after[0] - before[0], after[1] - before[1])


@pytest.mark.parametrize("objective", ["points", "participation"])
def test_prices_hold_at_size(objective):
    e = instances.preset("scarce_t", 2, m=400, n=150)
    points, capacity = instances.points(e), e["capacity"].tolist()
    result = assign_points(points, capacity, objective)
    for mentor in range(0, 150, 25):
        more = assign_points(points, with_one_more(capacity, mentor), objective)
        gain = (more.placed - result.placed if objective == "participation" else 0, more.total - result.total)
        assert result.prices.row(mentor)[1:] == gain


def test_placing_one_more_can_cost_points():
    points = np.array([[0, -1], [90, 100]])
    result = assign_points(points, [0, 1])
    assert result.prices.rows() == [(0, 1, 0), (1, 0, 0)]
    assert assign_points(np.array([[5, -1], [90, 1]]), [1, 0]).prices.rows()[1] == (1, 1, -84)


def test_shadow_says_where_one_more_mentor_helps_most():
    mentees = pl.DataFrame({"mentee_id": ["a", "b", "c"], "field": ["surgery", "surgery", "nursing"]})
    mentors = pl.DataFrame(
        {"mentor_id": ["x", "y", "z"], "field": ["surgery", "nursing", "nursing"], "capacity": [1, 1, 3]}
    )
    factor = {"kind": "equal", "mentee": "field", "mentor": "field", "points": 3000}
    result = assign(mentees, mentors, Program.from_dict({"version": 1, "factor": [factor]}))
    surgery, nursing = result.shadow(["field"]).rows(named=True)
    assert (surgery["field"], surgery["points"], surgery["mentor_id"], surgery["capacity"]) == ("surgery", 3000, "x", 1)
    assert (nursing["mentors"], nursing["points"], nursing["mean_points"]) == (2, 0, 0.0)
    with pytest.raises(FrameError, match="no column 'town'"):
        result.shadow(["town"])
