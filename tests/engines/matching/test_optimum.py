"""The total is that of scipy's dense solver, to the point, and the edges of the problem are handled."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from bigtent.engines.matching import Program, assign, assign_points, verify, verify_points
from tests.engines.matching import instances
from tests.engines.matching.brute import best

OBJECTIVES = ["points", "participation", "worst_off"]


@st.composite
def small_tables(draw):
    mentees, mentors = draw(st.integers(0, 4)), draw(st.integers(0, 3))
    cell = st.integers(-1, draw(st.sampled_from([1, 4, 30])))
    cells = draw(st.lists(cell, min_size=mentees * mentors, max_size=mentees * mentors))
    capacity = draw(st.lists(st.integers(0, 2), min_size=mentors, max_size=mentors))
    return np.array(cells, dtype=np.int64).reshape(mentees, mentors), capacity


def dense_total(points, capacity):
    """The best total by one column per place; a forbidden pair is worth nothing, as is no mentor."""
    columns = np.repeat(np.arange(points.shape[1]), capacity)
    table = np.maximum(points, 0)[:, columns]
    return int(table[linear_sum_assignment(table, maximize=True)].sum())


def test_it_works():
    result = assign_points(np.array([[5, 3], [4, -1]]), [1, 1])
    assert result.pairings.rows() == [(0, 1, 3), (1, 0, 4)]
    assert (result.placed, result.total, result.bound, result.gap) == (2, 7, 7, 0)


@pytest.mark.parametrize("name", ["clinic", "clinic_t", "metro", "metro_t", "scarce", "scarce_t"])
def test_total_is_that_of_the_dense_solver(name):
    e = instances.preset(name, seed=5)
    result = assign_points(lambda a, b: instances.points(e, a, b), e["capacity"], "points", mentees=e["m"])
    whole = np.concatenate([instances.points(e, a, min(a + 500, e["m"])) for a in range(0, e["m"], 500)])
    assert result.total == dense_total(whole.astype(np.int32), e["capacity"])
    assert verify_points(whole, e["capacity"], result.certificate).total == result.total


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", ["clinic", "clinic_t", "scarce", "scarce_t"])
def test_total_is_that_of_the_dense_solver_for_many_seeds(name, seed):
    e = instances.preset(name, seed, m=400, n=250)
    points = instances.points(e)
    assert assign_points(points, e["capacity"], "points").total == dense_total(points, e["capacity"])
    heavy = np.where(points >= 0, points + 10**7, 0)
    total = assign_points(points, e["capacity"]).total
    assert total == dense_total(heavy, e["capacity"]) % 10**7


@pytest.mark.parametrize("name", ["clinic", "clinic_t"])
def test_total_is_that_of_the_dense_solver_through_tables_and_program(name):
    e = instances.preset(name, seed=1)
    mentees, mentors = instances.frames(e)
    program = Program.from_dict(instances.program(e, "points"), instances.tables(e))
    result = assign(mentees, mentors, program)
    assert result.total == dense_total(instances.points(e), e["capacity"])
    assert verify(mentees, mentors, program, result.certificate).total == result.total


@settings(max_examples=150, deadline=None)
@given(small_tables(), st.sampled_from(OBJECTIVES))
def test_nothing_beats_it_among_all_pairings(table, objective):
    points, capacity = table
    result = assign_points(points, capacity, objective)
    got = (result.placed, result.least, result.total)
    expected = best(points, capacity, objective)
    assert {"points": (0, got[2]), "participation": (got[0], got[2])}.get(objective, got) == expected
    verdict = verify_points(points, capacity, result.certificate)
    assert (verdict.placed, verdict.least, verdict.total) == got


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_all_scores_equal(objective):
    result = assign_points(np.full((300, 200), 700), [1] * 200, objective)
    assert (result.placed, result.total, result.least) == (200, 140_000, 700)


def test_scores_of_zero_still_place_people():
    assert assign_points(np.zeros((30, 20), dtype=int), [1] * 20).placed == 20


def test_fewer_places_than_mentees():
    points = np.random.default_rng(1).integers(0, 9000, (120, 40))
    result = assign_points(points, [2] * 40)
    assert result.placed == 80
    assert result.unmatched.height == 40
    assert "40 fit, and their places went where they add more" in result.unmatched["why"][0]


def test_a_mentee_with_no_allowed_mentor():
    points = np.array([[10, 20], [-1, -1]])
    result = assign_points(points, [1, 1])
    assert result.unmatched["mentee_id"].to_list() == [1]
    assert "allowed pairs: 0" in result.unmatched["why"][0]


def test_a_mentor_without_places_takes_nobody_and_has_a_price():
    result = assign_points(np.array([[900, 100]]), [0, 1])
    assert result.pairings.rows() == [(0, 1, 100)]
    assert result.prices.rows() == [(0, 0, 800), (1, 0, 0)]


def test_one_mentor_with_five_hundred_places():
    points = np.random.default_rng(2).integers(0, 9000, (700, 30))
    points[:, 0] = 9500
    capacity = [500] + [4] * 29
    result = assign_points(points, capacity)
    assert result.placed == 616
    assert (result.pairings["mentor_id"] == 0).sum() == 500
    assert result.total == dense_total(points + 10**7, capacity) - 616 * 10**7


def test_people_with_the_same_profile():
    few = np.random.default_rng(3).integers(0, 5000, (20, 15))
    points = np.repeat(np.repeat(few, 12, axis=0), 10, axis=1)
    assert assign_points(points, [1] * 150, "points").total == dense_total(points, [1] * 150)


def test_every_one_of_the_best_twenty_pairs_forbidden():
    points = np.random.default_rng(4).integers(0, 9000, (150, 120))
    best_twenty = np.argsort(-points, axis=1)[:, :20]
    np.put_along_axis(points, best_twenty, -1, axis=1)
    assert assign_points(points, [2] * 120, "points").total == dense_total(points, [2] * 120)


def test_everyone_wants_the_same_few():
    points = np.outer(np.arange(300), np.arange(280)) // 100
    assert assign_points(points, [1] * 280, "points").total == dense_total(points, [1] * 280)


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("shape", [(0, 3), (3, 0), (0, 0)])
def test_nobody_on_one_side(shape, objective):
    result = assign_points(np.zeros(shape, dtype=int), [1] * shape[1], objective)
    assert (result.placed, result.total, result.gap) == (0, 0, 0)
    assert result.unmatched.height == shape[0]
    assert verify_points(np.zeros(shape, dtype=int), [1] * shape[1], result.certificate).placed == 0


def test_the_same_answer_every_time():
    points = np.random.default_rng(5).integers(0, 5, (200, 150))
    first, second = (assign_points(points, [1] * 150) for _ in range(2))
    assert first.pairings.equals(second.pairings)
    assert first.certificate == second.certificate


def test_worst_off_raises_the_least_served():
    e = instances.preset("scarce", 0, m=400, n=250)
    by = {name: assign_points(instances.points(e), e["capacity"], name) for name in OBJECTIVES}
    assert by["worst_off"].least > by["participation"].least
    assert by["worst_off"].placed == by["participation"].placed
    assert by["worst_off"].total <= by["participation"].total
