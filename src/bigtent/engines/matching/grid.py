"""The points of every mentee with every mentor, given in blocks of rows so that no full matrix is needed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Block = NDArray[np.int32]
Rows = Callable[[int, int], Block]

FORBIDDEN = -1
BLOCK_CELLS = 1 << 20
HELD_CELLS = 1 << 26


@dataclass(frozen=True)
class Grid:
    """`rows(start, stop)` gives points of shape (stop - start, mentors); -1 forbids a pair."""

    rows: Rows
    mentees: int
    mentors: int

    def blocks(self) -> Iterator[tuple[int, Block]]:
        """Every row once, in order: the first row's number and the block."""
        step = max(1, BLOCK_CELLS // max(1, self.mentors))
        for start in range(0, self.mentees, step):
            yield start, self.rows(start, min(start + step, self.mentees))

    def at(self, rows: Ints, cols: Ints) -> Ints:
        """Points of single pairs."""
        found = np.empty(rows.size, dtype=np.int64)
        for row in np.unique(rows):
            here = rows == row
            found[here] = self.rows(int(row), int(row) + 1)[0, cols[here]]
        return found

    def held(self) -> "Grid":
        """The same grid computed once and kept, if it is small enough to keep (256 MB)."""
        if self.mentees * self.mentors > HELD_CELLS:
            return self
        whole = np.empty((self.mentees, self.mentors), dtype=np.int32)
        for start, block in self.blocks():
            whole[start : start + len(block)] = block
        return Grid(lambda start, stop: whole[start:stop], self.mentees, self.mentors)
