"""Pairing again with few changes: never more than allowed, and best among all that change as little."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bigtent.engines.matching import PairError, Program, assign, rematch, verify
from tests.engines.matching import instances
from tests.engines.matching.brute import by_table, measured, pairings


@pytest.fixture(scope="module")
def spring():
    e = instances.preset("clinic_t", 0, m=300, n=260, ratio=1.2)
    mentees, mentors = instances.frames(e)
    return assign(mentees, mentors, Program.from_dict(instances.program(e), instances.tables(e))), mentees, mentors


@pytest.mark.parametrize("spare", [0, 3, 10, 300])
def test_at_most_so_many_pairs_change(spring, spare):
    earlier, mentees, mentors = spring
    left = mentors.slice(20)
    gone = earlier.pairings["mentor_id"].is_in(mentors["mentor_id"][:20].implode()).sum()
    result = rematch(earlier, mentors=left, max_changes=gone + spare)
    before = earlier.pairings.select("mentee_id", "mentor_id")
    assert result.changes == before.height - result.pairings.join(before, on=["mentee_id", "mentor_id"]).height
    assert gone <= result.changes <= gone + spare
    assert result.gap >= 0
    verify(mentees, left, earlier.case.program, result.certificate)


def test_more_changes_never_give_less(spring):
    earlier, _, mentors = spring
    totals = [rematch(earlier, mentors=mentors.slice(20), max_changes=limit) for limit in (40, 60, 120)]
    values = [(result.placed, result.total) for result in totals]
    assert values == sorted(values)
    fresh = assign(earlier.case.mentees.frame, mentors.slice(20), earlier.case.program, previous=earlier)
    assert values[-1] == (fresh.placed, fresh.total)


def test_too_few_changes_are_refused_with_the_number_needed(spring):
    earlier, _, mentors = spring
    with pytest.raises(PairError, match=r"earlier pairs cannot stay .* Allow at least \d+"):
        rematch(earlier, mentors=mentors.slice(20), max_changes=0)


@pytest.mark.parametrize("limit", [-1, 1.5, True])
def test_a_limit_must_be_a_whole_number(spring, limit):
    with pytest.raises(PairError, match="max_changes of 0 or more"):
        rematch(spring[0], max_changes=limit)


def test_a_floor_cannot_be_held_together_with_a_limit(spring):
    program = Program.from_dict({"version": 1, "objective": "worst_off"})
    with pytest.raises(PairError, match="previous=result"):
        rematch(spring[0], program=program, max_changes=5)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(["points", "participation"]), st.integers(0, 3))
def test_nothing_that_changes_as_little_is_better(seed, objective, limit):
    rng = np.random.default_rng(seed)
    first, second = (rng.integers(-1, 12, (4, 3)) for _ in range(2))
    capacity = rng.integers(1, 3, 3).tolist()
    earlier = assign(*by_table(first, capacity, objective))
    had = dict(earlier.pairings.select("mentee_id", "mentor_id").rows())
    try:
        result = rematch(earlier, *by_table(second, capacity, objective), max_changes=limit)
    except PairError:
        kept = [sum(one[row] == col for row, col in had.items()) for one in pairings(second, capacity)]
        assert len(had) - max(kept) > limit
        return
    close = [
        one for one in pairings(second, capacity)
        if sum(one[row] != col for row, col in had.items()) <= result.changes <= limit
    ]  # fmt: skip
    best = max(measured(second, one, "points")[1] + place(result) * sum(col >= 0 for col in one) for one in close)
    assert best == result.total + place(result) * result.placed


def place(result):
    return result.certificate.data["place_points"]
