"""Competing posteriors against every possible set of links, one by one."""

from itertools import combinations

import numpy as np
import pytest

from bigtent.engines.linkage.competing import UNSEEN, compete


def brute_force(left, right, odds, one_to_one):
    """Sum the weight of every allowed set of links, and of those that hold each pair."""
    total, held = 0.0, np.zeros(len(odds))
    for size in range(len(odds) + 1):
        for chosen in map(list, combinations(range(len(odds)), size)):
            rights = len(set(right[chosen])) == size or not one_to_one
            if len(set(left[chosen])) == size and rights:
                weight = np.prod(odds[chosen])
                total += weight
                held[chosen] += weight
    return held / total


def some_pairs(seed, tree):
    draw = np.random.default_rng(seed)
    left = np.array([0, 0, 1, 1, 2]) if tree else np.array([0, 0, 1, 1, 2, 2])
    right = np.array([0, 1, 1, 2, 2]) if tree else np.array([0, 1, 1, 2, 2, 0])
    return left, right, draw.normal(6, 3, len(left))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("one_to_one", [True, False])
def test_posteriors_are_exact_where_candidates_form_no_cycle(seed, one_to_one):
    left, right, weight = some_pairs(seed, tree=True)
    found, share = compete(left, right, weight, 3, 3, one_to_one)
    odds = np.exp2(weight) / (3 + UNSEEN) * share / (1 - share)
    assert found == pytest.approx(brute_force(left, right, odds, one_to_one), abs=1e-4)


@pytest.mark.parametrize("seed", range(5))
def test_posteriors_are_close_where_candidates_form_a_cycle(seed):
    left, right, weight = some_pairs(seed, tree=False)
    found, share = compete(left, right, weight, 3, 3, one_to_one=True)
    odds = np.exp2(weight) / (3 + UNSEEN) * share / (1 - share)
    assert found == pytest.approx(brute_force(left, right, odds, True), abs=0.12)


def test_the_weaker_of_two_claims_goes_to_its_next_best_entry():
    left, right = np.array([0, 0, 1]), np.array([0, 1, 0])
    weight = np.array([12.0, 10.0, 30.0])
    found, _ = compete(left, right, weight, 2, 2, one_to_one=True)
    assert (found > 0.5).tolist() == [False, True, True]


def test_two_equal_claims_are_left_to_a_person():
    found, _ = compete(np.array([0, 1]), np.array([0, 0]), np.array([20.0, 20.0]), 2, 5, one_to_one=True)
    assert found == pytest.approx([0.5, 0.5], abs=0.01)


def test_no_pairs_give_no_posteriors():
    none = np.array([], dtype=np.int64)
    found, share = compete(none, none, np.array([]), 10, 10, one_to_one=True)
    assert found.tolist() == []
    assert share < 0.2
