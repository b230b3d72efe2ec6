"""The kinds of factor (what gives points) and of rule (what forbids) a program can hold."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Equal:
    """`points` when both cells are the same; `family_points` when only their families are."""

    kind: ClassVar[str] = "equal"
    mentee: str
    mentor: str
    points: int
    family: str = ""
    family_points: int = 0
    name: str = ""


@dataclass(frozen=True)
class PointsTable:
    """Points from a table: rows are the mentees' values, columns the mentors'; an empty cell forbids."""

    kind: ClassVar[str] = "table"
    mentee: str
    mentor: str
    table: str
    name: str = ""


@dataclass(frozen=True)
class Overlap:
    """`points` for each value both lists hold, counting at most `at_most` of them."""

    kind: ClassVar[str] = "overlap"
    mentee: str
    mentor: str
    points: int
    at_most: int = 1000
    name: str = ""


@dataclass(frozen=True)
class AnyOverlap:
    """`points` when the lists share a value; `no_wish` when the mentee's list is empty."""

    kind: ClassVar[str] = "any_overlap"
    mentee: str
    mentor: str
    points: int
    no_wish: int = 0
    name: str = ""


@dataclass(frozen=True)
class Closeness:
    """`points` for equal numbers, falling in a straight line to 0 at a difference of `zero_at`."""

    kind: ClassVar[str] = "closeness"
    mentee: str
    mentor: str
    points: int
    zero_at: float
    name: str = ""


@dataclass(frozen=True)
class Vector:
    """`points` times the cosine of two vectors, at least 0; entries are whole, 127 standing for 1."""

    kind: ClassVar[str] = "vector"
    mentee: str
    mentor: str
    points: int
    name: str = ""


@dataclass(frozen=True)
class Differ:
    """The cells must not be equal; an empty cell equals nothing."""

    kind: ClassVar[str] = "differ"
    mentee: str
    mentor: str


@dataclass(frozen=True)
class Same:
    """The cells must be equal; an empty cell equals nothing."""

    kind: ClassVar[str] = "same"
    mentee: str
    mentor: str


@dataclass(frozen=True)
class SameIf:
    """The cells must be equal for mentees whose `when` cell says yes."""

    kind: ClassVar[str] = "same_if"
    when: str
    mentee: str
    mentor: str


@dataclass(frozen=True)
class OverlapAtLeast:
    """The lists must share at least `count` values."""

    kind: ClassVar[str] = "overlap_at_least"
    mentee: str
    mentor: str
    count: int = 1


@dataclass(frozen=True)
class Blocks:
    """The pairs in a table with the columns mentee_id and mentor_id are not allowed."""

    kind: ClassVar[str] = "block"
    file: str


Factor = Equal | PointsTable | Overlap | AnyOverlap | Closeness | Vector
Rule = Differ | Same | SameIf | OverlapAtLeast | Blocks
FACTORS: dict[str, type[Factor]] = {
    one.kind: one for one in (Equal, PointsTable, Overlap, AnyOverlap, Closeness, Vector)
}
RULES: dict[str, type[Rule]] = {one.kind: one for one in (Differ, Same, SameIf, OverlapAtLeast, Blocks)}
