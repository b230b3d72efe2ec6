"""Best assignment over a list of candidate pairs, and the least prices that prove it there.

The assignment is found with Jonker and Volgenant's shortest augmenting paths for sparse costs (1987), as
built into scipy; a mentor with several places is several equal columns, and each mentee has a column of her
own for "no mentor". The prices are the least optimal duals: in exact integers, the longest gain along the
paths that one more place would open (Bellman 1958, on the residual graph of the optimum).
"""

from dataclasses import dataclass

import numpy as np

from bigtent.engines.matching.errors import ProofError
from bigtent.engines.matching.grid import Ints

EXACT = 2**53
NOBODY, GONE = -1, -2


@dataclass(frozen=True)
class Pairs:
    """Candidate pairs in order of mentee, then mentor, each with its weight (whole, 0 or more)."""

    rows: Ints
    cols: Ints
    weights: Ints


def best_assignment(pairs: Pairs, ties: Ints, capacity: Ints, mentees: int) -> Ints:
    """Each mentee's mentor (or -1) with the greatest total weight; `ties` decides between equal totals."""
    scale = 2 * mentees + 3
    weights = pairs.weights * scale + ties
    top = int(weights.max(initial=0)) + 1
    if top * 4 > EXACT:
        raise ProofError(
            f"The points are too large: one pair weighs up to {top:,}; "
            f"exact arithmetic ends at {EXACT // 4:,}. Divide all points by the same number."
        )
    places = np.minimum(capacity, np.bincount(pairs.cols, minlength=capacity.size))
    return _shortest_paths(pairs, top - weights, top, places, mentees)


def _shortest_paths(pairs: Pairs, costs: Ints, top: int, places: Ints, mentees: int) -> Ints:
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    first = np.cumsum(places) - places
    column, copies = first[pairs.cols], places[pairs.cols]
    # Where nobody has to compete, each candidate has a place of her own instead of a choice of all places.
    alone = (np.bincount(pairs.cols, minlength=places.size) == places)[pairs.cols]
    column[alone] += _rank(pairs.cols)[alone]
    copies[alone] = 1
    within = np.arange(copies.sum()) - np.repeat(np.cumsum(copies) - copies, copies)
    rows = np.concatenate([np.repeat(pairs.rows, copies), np.arange(mentees)])
    cols = np.concatenate([np.repeat(column, copies) + within, places.sum() + np.arange(mentees)])
    data = np.concatenate([np.repeat(costs, copies), np.full(mentees, top)]).astype(np.float64)
    matrix = csr_array((data, (rows, cols)), shape=(mentees, int(places.sum()) + mentees))
    taken = np.asarray(min_weight_full_bipartite_matching(matrix)[1], dtype=np.int64)
    owner = np.concatenate([np.repeat(np.arange(places.size), places), np.full(mentees, NOBODY)])
    return np.asarray(owner[taken], dtype=np.int64)


def _rank(cols: Ints) -> Ints:
    """Each pair's place among the pairs of its mentor, from 0."""
    order = np.argsort(cols, kind="stable")
    starts = np.searchsorted(cols[order], cols[order])
    rank = np.empty(cols.size, dtype=np.int64)
    rank[order] = np.arange(cols.size) - starts
    return rank


def held_weights(pairs: Pairs, mentor: Ints) -> Ints:
    """The weight each mentee has in the assignment; 0 without a mentor."""
    held = np.zeros(mentor.size, dtype=np.int64)
    hers = mentor[pairs.rows] == pairs.cols
    held[pairs.rows[hers]] = pairs.weights[hers]
    return held


def least_prices(pairs: Pairs, mentor: Ints, held: Ints, mentors: int) -> Ints:
    """What one more place with each mentor would add, counting the candidate pairs only."""
    other = np.flatnonzero(mentor[pairs.rows] != pairs.cols)
    other = other[np.argsort(pairs.cols[other], kind="stable")]
    prices = np.zeros(mentors + 1, dtype=np.int64)
    if other.size == 0:
        return prices[:mentors]
    rows, cols = pairs.rows[other], pairs.cols[other]
    heads, starts = np.unique(cols, return_index=True)
    gains = pairs.weights[other] - held[rows]
    freed = np.where(mentor[rows] == NOBODY, mentors, mentor[rows])
    for _ in range(mentors + 2):
        raised = np.maximum(prices[heads], np.maximum.reduceat(gains + prices[freed], starts))
        if np.array_equal(raised, prices[heads]):
            return prices[:mentors]
        prices[heads] = raised
    raise ProofError("The points are too large to be compared exactly. Divide all points by the same number.")
