"""From scored pairs to clusters of rows that are one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

UNSEEN = -3.0  # log2 odds of a pair that shares no key at all
FIRM = 20.0  # what one pair can say for or against joining two clusters, in bits


def gather(
    left: NDArray[np.int64], right: NDArray[np.int64], odds: NDArray[np.float64], rows: int
) -> NDArray[np.int64]:
    """For each row the smallest row number of its cluster.

    left, right: row numbers of scored pairs, integers in [0, rows); odds: log2 odds that the two
    rows are one person. The surest pair comes first; two clusters are joined when the log odds of
    all pairs between them sum to more than zero, where a pair that was never scored counts -3.
    """
    import numpy as np

    order = np.lexsort((right, left, -odds))
    firm = np.clip(odds, -FIRM, FIRM)
    said = {(int(a), int(b)): float(o) for a, b, o in zip(left, right, firm, strict=True)}
    root = list(range(rows))
    members: dict[int, list[int]] = {}
    for at in order:
        if odds[at] <= 0:
            break
        a, b = root[int(left[at])], root[int(right[at])]
        if a == b:
            continue
        ours, theirs = members.get(a, [a]), members.get(b, [b])
        if _speaks_for(ours, theirs, said):
            into, gone = (a, b) if a < b else (b, a)
            members[into] = ours + theirs
            members.pop(gone, None)
            for row in members[into]:
                root[row] = into
    return np.array(root, dtype=np.int64)


def _speaks_for(ours: list[int], theirs: list[int], said: dict[tuple[int, int], float]) -> bool:
    total = 0.0
    for a in ours:
        for b in theirs:
            total += said.get((a, b) if a < b else (b, a), UNSEEN)
    return total > 0
