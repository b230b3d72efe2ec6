"""Candidates that compete: of all candidates of one record, at most one is the person.

With one-sided competition the posterior of candidate i of one record is odds_i / (1 + sum of
odds), where the 1 stands for "not in the other table". When the other table's entries, too, can
be only one record each, every set of links is a matching, weighted by the product of its odds
(the monomer-dimer model), and the posterior of a pair is the share of that weight in which the
pair is linked. Belief propagation gives it exactly where candidates form no cycle and closely
elsewhere (Zdeborova and Mezard 2006, equations 8-11); its fixed point is unique. The posteriors of
a record sum to at most one on either side, so the pairs that are more likely than not never
share a record: they are the best set of links in expectation, whatever the order of the rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STEPS = 400
CLOSE_ENOUGH = 1e-9
UNSEEN = 20  # right records thought to exist beyond the table: so few rows are no proof


def compete(
    left: NDArray[np.int64],
    right: NDArray[np.int64],
    weight: NDArray[np.float64],
    n_left: int,
    n_right: int,
    one_to_one: bool,
) -> tuple[NDArray[np.float64], float]:
    """Competing posteriors of candidate pairs, and the share of left records that are there.

    left, right: the two records of each pair, integers in [0, n_left) and [0, n_right);
    weight: log2 of the pair's likelihood ratio, with no prior in it. n_right is the size of the
    whole right table. The prior (the share of left records that are in the right table) is found
    on the way by expectation maximization, starting from one half, with one record seen there and
    one seen absent beforehand. No pairs give no posteriors.
    """
    import numpy as np

    ratio = np.exp2(np.clip(weight, -50, 50)) / (n_right + UNSEEN)
    share = 0.5
    to_right = np.ones(len(weight))  # what the left record of a pair tells its right record
    to_left = np.ones(len(weight))
    posterior = np.zeros(len(weight))
    for _ in range(STEPS):
        odds = ratio * share / (1 - share)
        pull = odds * to_left
        total = 1 + np.bincount(left, weights=pull, minlength=n_left)[left]
        to_right = 1 / (total - pull).clip(1e-300)
        new = pull / total
        if one_to_one:
            back = odds * to_right
            crowd = 1 + np.bincount(right, weights=back)[right]
            to_left = 0.5 * to_left + 0.5 / (crowd - back).clip(1e-300)
        found = float((new.sum() + 1) / (n_left + 2))
        moved = max(float(np.abs(new - posterior).max(initial=0.0)), abs(found - share))
        posterior, share = new, found
        if moved < CLOSE_ENOUGH:
            break
    return posterior, share
