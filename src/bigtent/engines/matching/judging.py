"""A second, plain way to score: one mentee at a time, used only to check certificates.

Nothing here is shared with the scoring that the solver uses; both follow docs/engines/matching.md.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bigtent.engines.matching.errors import CertificateError
from bigtent.engines.matching.kinds import (
    AnyOverlap,
    Blocks,
    Closeness,
    Differ,
    Equal,
    Factor,
    Overlap,
    OverlapAtLeast,
    PointsTable,
    Rule,
    Same,
    SameIf,
    Vector,
)
from bigtent.engines.matching.programs import Program

if TYPE_CHECKING:
    import polars as pl

Line = NDArray[np.int64]
Words = list[str]
Text = str | Words


def cells(frame: "pl.DataFrame", column: str) -> list[Text]:
    """A column as text: "" for empty, 1 and 0 for yes and no, a list for lists."""
    if column not in frame.columns:
        raise CertificateError(f"The column {column!r} that the program reads is not in the table.", column=column)
    return [_text(value) for value in frame.get_column(column)]


def _text(value: object) -> Text:
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float) and int(value) == value:
        return str(int(value))
    if hasattr(value, "to_list") or isinstance(value, list | tuple):
        return [str(_text(each)) for each in value if each is not None]  # type: ignore[attr-defined]
    return "" if value is None else str(value).strip()


def words(cell: Text) -> Words:
    return cell.split() if isinstance(cell, str) else cell


class Judge:
    """Scores one mentee against all mentors, factor by factor."""

    def __init__(self, mentees: "pl.DataFrame", mentors: "pl.DataFrame", program: Program) -> None:
        self.mentees, self.mentors, self.program = mentees, mentors, program
        self.count = mentors.height
        self.blocked: dict[str, set[str]] = {}
        for mentee, mentor in program.blocked():
            self.blocked.setdefault(mentee, set()).add(mentor)
        self.mentee_ids = [str(one) for one in cells(mentees, "mentee_id")]
        self.mentor_ids = [str(one) for one in cells(mentors, "mentor_id")]
        self.where = {one: at for at, one in enumerate(self.mentor_ids)}
        self.factors = [self._factor(one) for one in program.factors]
        self.rules = [self._rule(one) for one in program.rules if not isinstance(one, Blocks)]

    def by_factor(self, row: int) -> list[Line]:
        """Each factor's points with every mentor; negative where it forbids."""
        return [factor(row) for factor in self.factors]

    def points(self, row: int) -> Line:
        """All points with every mentor; -1 where forbidden."""
        parts = self.by_factor(row)
        total = np.zeros(self.count, dtype=np.int64) + sum(parts)
        for part in parts:
            total[part < 0] = -1
        for rule in self.rules:
            total[~rule(row)] = -1
        for mentor in self.blocked.get(self.mentee_ids[row], ()):
            if mentor in self.where:
                total[self.where[mentor]] = -1
        return total

    def _both(self, one: Factor | Rule) -> tuple[list[Text], list[Text]]:
        assert not isinstance(one, Blocks)
        return cells(self.mentees, one.mentee), cells(self.mentors, one.mentor)

    def _factor(self, one: Factor) -> Callable[[int], Line]:
        left, right = self._both(one)
        if isinstance(one, Equal):
            return self._equal(one, left, right)
        if isinstance(one, PointsTable):
            return self._table(one, left, right)
        if isinstance(one, Closeness):
            return _closeness(one, left, right)
        if isinstance(one, Vector):
            return _vector(one, left, right)
        shared = _shared(left, right)
        if isinstance(one, Overlap):
            points, most = one.points, one.at_most
            return lambda row: points * np.minimum(shared(row), most)
        return _wish(one, left, shared)

    def _rule(self, one: Rule) -> Callable[[int], NDArray[np.bool_]]:
        left, right = self._both(one)
        if isinstance(one, OverlapAtLeast):
            shared, least = _shared(left, right), one.count
            return lambda row: shared(row) >= least
        same = _matches(right)
        if isinstance(one, Differ):
            return lambda row: ~same(left[row])
        if isinstance(one, Same):
            return lambda row: same(left[row])
        assert isinstance(one, SameIf)
        asked = [str(cell).lower() in ("1", "true", "yes", "y") for cell in cells(self.mentees, one.when)]
        return lambda row: same(left[row]) if asked[row] else np.ones(self.count, dtype=bool)

    def _equal(self, one: Equal, left: list[Text], right: list[Text]) -> Callable[[int], Line]:
        family = {row[0]: row[1] for row in self.program.tables[one.family][1:]} if one.family else {}
        exact, related = _matches(right), _matches([family.get(str(cell), "") for cell in right])

        def points(row: int) -> Line:
            known = related(family.get(str(left[row]), ""))
            return np.where(exact(left[row]), one.points, np.where(known, one.family_points, 0))

        return points

    def _table(self, one: PointsTable, left: list[Text], right: list[Text]) -> Callable[[int], Line]:
        header, *body = self.program.tables[one.table]
        lines = {}
        for row in body:
            worth = {name: int(cell) if cell else -(10**12) for name, cell in zip(header[1:], row[1:], strict=True)}
            lines[row[0]] = np.array([worth[str(cell)] for cell in right], dtype=np.int64)
        return lambda row: lines[str(left[row])]


def _matches(right: list[Text]) -> Callable[[Text], NDArray[np.bool_]]:
    """A question: which mentors have this same text (none, if it is empty)?"""
    numbers: dict[str, int] = {}
    codes = np.array([numbers.setdefault(str(cell), len(numbers)) for cell in right], dtype=np.int64)
    numbers.pop("", None)
    return lambda cell: codes == numbers.get(str(cell), -1)


def _shared(left: list[Text], right: list[Text]) -> Callable[[int], Line]:
    """A question: how many different words does this mentee share with each mentor?"""
    holders: dict[str, Line] = {}
    for at, cell in enumerate(right):
        for word in words(cell):
            holders.setdefault(word, np.zeros(len(right), dtype=np.int64))[at] = 1
    none = np.zeros(len(right), dtype=np.int64)
    return lambda row: none + sum(holders.get(word, none) for word in set(words(left[row])))


def _wish(one: AnyOverlap, left: list[Text], shared: Callable[[int], Line]) -> Callable[[int], Line]:
    def points(row: int) -> Line:
        if not words(left[row]):
            return shared(row) * 0 + one.no_wish
        return np.where(shared(row) > 0, one.points, 0)

    return points


def _closeness(one: Closeness, left: list[Text], right: list[Text]) -> Callable[[int], Line]:
    def scaled(cell: Text) -> int:
        return int(Fraction(str(cell)) * 1000) if cell != "" else 0

    reach = int(Fraction(str(one.zero_at)) * 1000)
    theirs = np.array([scaled(cell) for cell in right], dtype=np.int64)
    told = np.array([cell != "" for cell in right], dtype=bool)

    def points(row: int) -> Line:
        apart = np.abs(theirs - scaled(left[row]))
        known = told & (left[row] != "")
        return np.where(known & (apart < reach), one.points * (reach - np.minimum(apart, reach)) // reach, 0)

    return points


def _vector(one: Vector, left: list[Text], right: list[Text]) -> Callable[[int], Line]:
    wide = max((len(words(cell)) for cell in [*left, *right]), default=0)

    def numbers(cell: Text) -> list[int]:
        return [int(entry) for entry in words(cell)] or [0] * wide

    theirs = np.array([numbers(cell) for cell in right], dtype=np.int64).reshape(len(right), wide)

    def points(row: int) -> Line:
        alike = theirs @ np.array(numbers(left[row]), dtype=np.int64)
        return one.points * np.minimum(np.maximum(alike, 0), 16129) // 16129

    return points
