"""How two records are compared: for each kind of value, levels of agreement from best to worst.

The conditions are SQL over the prepared columns of `standardize`, with `_l` and `_r` for the two
records. `m` and `u` are the shares of true and of other pairs expected at a level before
anything was learned: where training starts, and what remains where the tables teach nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Level:
    """One level of agreement; `rare` names the column whose rarer values weigh more."""

    label: str
    sql: str
    m: float
    u: float
    rare: str | None = None
    exact: str | None = None


@dataclass(frozen=True)
class Comparison:
    """One kind of value, compared on `levels`; everything else falls to the last level.

    `both` must be in both tables, `right` at least in the right one; `optional` are used by some
    level when they are there. `show` are the columns given as evidence.
    """

    name: str
    both: tuple[str, ...]
    null: str
    levels: tuple[Level, ...]
    otherwise: float
    right: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    show: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.both, *self.right, *self.optional)

    @property
    def labels(self) -> list[str]:
        """Labels by level number: 0 is disagreement, the highest number the best level."""
        return ["differs", *(level.label for level in reversed(self.levels))]

    @property
    def expected(self) -> list[float]:
        """The share of true pairs by level number, summing to one."""
        shares = [self.otherwise, *(level.m for level in reversed(self.levels))]
        return [share / sum(shares) for share in shares]

    @property
    def by_chance(self) -> list[float]:
        """The share of other pairs by level number, summing to one."""
        shares = [level.u for level in reversed(self.levels)]
        return [1 - sum(shares), *shares]


def _missing(*columns: str) -> str:
    return " or ".join(f"{c}_{side} is null" for c in columns for side in "lr")


def _same(column: str, label: str, m: float, u: float, rare: bool = False) -> Level:
    sql = f"{column}_l = {column}_r"
    return Level(label, sql, m, u, rare=column if rare else None, exact=column)


def _ends(column: str) -> str:
    """First or last letter in common: cheap, and true of almost all values that are alike."""
    return f"(substr({column}_l, 1, 1) = substr({column}_r, 1, 1) or substr({column}_l, -1) = substr({column}_r, -1))"


def _slip(column: str, at_most: int = 1) -> str:
    return f"{_ends(column)} and damerau_levenshtein({column}_l, {column}_r) <= {at_most}"


def _edits(column: str, at_most: int, label: str, m: float, u: float) -> Level:
    return Level(label, _slip(column, at_most), m, u)


def _alike(column: str, at_least: float, label: str, m: float, u: float) -> Level:
    close = f"jaro_winkler_similarity({column}_l, {column}_r) >= {at_least}"
    return Level(label, f"{_ends(column)} and {close}", m, u)


LAST_NAME = Comparison(
    "last_name",
    both=("last", "last_a", "last_z"),
    optional=("other_last",),
    null=_missing("last"),
    levels=(
        _same("last", "same", 0.75, 0.001, rare=True),
        Level(
            "former name",
            "last_l = other_last_r or other_last_l = last_r or other_last_l = other_last_r",
            0.03,
            0.0003,
            rare="last",
        ),
        Level(
            "part of a double name",
            "last_a_l = last_a_r or last_z_l = last_z_r or last_a_l = last_z_r or last_z_l = last_a_r",
            0.04,
            0.0004,
            rare="last",
        ),
        Level(
            "one slip",
            "length(last_l) > 3 and " + _slip("last"),
            0.05,
            0.0001,
        ),
        _alike("last", 0.88, "alike", 0.03, 0.003),
    ),
    otherwise=0.1,
    show=("last", "other_last"),
)
FIRST_NAME = Comparison(
    "first_name",
    both=("first", "first_key"),
    optional=("middle",),
    null=_missing("first"),
    levels=(
        _same("first", "same", 0.8, 0.004, rare=True),
        Level("nickname", "first_key_l = first_key_r", 0.05, 0.001, rare="first"),
        Level(
            "middle name used",
            "(length(first_l) > 1 and first_l = middle_r) or (length(first_r) > 1 and middle_l = first_r)",
            0.02,
            0.001,
            rare="first",
        ),
        Level(
            "initial only",
            "(length(first_l) = 1 or length(first_r) = 1) and substr(first_l, 1, 1) = substr(first_r, 1, 1)",
            0.02,
            0.002,
        ),
        Level(
            "one slip",
            "length(first_l) > 3 and " + _slip("first"),
            0.05,
            0.0004,
        ),
        _alike("first", 0.88, "alike", 0.03, 0.003),
    ),
    otherwise=0.03,
    show=("first",),
)
MIDDLE_NAME = Comparison(
    "middle_name",
    both=("middle", "initial"),
    null=_missing("middle"),
    levels=(
        Level("same", "middle_l = middle_r and length(middle_l) > 1", 0.25, 0.002, rare="middle"),
        _same("initial", "same initial", 0.65, 0.07, rare=True),
    ),
    otherwise=0.1,
    show=("middle",),
)
DATE_OF_BIRTH = Comparison(
    "date_of_birth",
    both=("dob",),
    null=_missing("dob"),
    levels=(
        _same("dob", "same", 0.9, 5e-05),
        Level(
            "day and month swapped",
            "substr(dob_l, 1, 4) = substr(dob_r, 1, 4)"
            " and substr(dob_l, 6, 2) = substr(dob_r, 9, 2)"
            " and substr(dob_l, 9, 2) = substr(dob_r, 6, 2)",
            0.01,
            2e-05,
        ),
        Level(
            "two of year, month, day",
            "(substr(dob_l, 1, 7) = substr(dob_r, 1, 7))"
            " or (substr(dob_l, 6, 5) = substr(dob_r, 6, 5))"
            " or (substr(dob_l, 1, 4) = substr(dob_r, 1, 4)"
            " and substr(dob_l, 9, 2) = substr(dob_r, 9, 2))",
            0.06,
            0.004,
        ),
        Level("same year", "substr(dob_l, 1, 4) = substr(dob_r, 1, 4)", 0.01, 0.014),
    ),
    otherwise=0.003,
    show=("dob",),
)
SEX = Comparison("sex", ("sex",), _missing("sex"), (_same("sex", "same", 0.98, 0.5, rare=True),), 0.02, show=("sex",))
PERSONAL_NUMBER = Comparison(
    "personal_number",
    both=("personal_number",),
    null=_missing("personal_number"),
    levels=(
        _same("personal_number", "same", 0.9, 1e-06),
        _edits("personal_number", 1, "one slip", 0.05, 1e-06),
        _edits("personal_number", 2, "two slips", 0.02, 1e-05),
    ),
    otherwise=0.03,
    show=("personal_number",),
)
STREET = Comparison(
    "street",
    both=("street",),
    null=_missing("street"),
    levels=(
        _same("street", "same", 0.7, 0.001, rare=True),
        _alike("street", 0.9, "alike", 0.15, 0.002),
    ),
    otherwise=0.15,
    show=("street",),
)
HOUSE_NUMBER = Comparison(
    "house_number",
    both=("house_number",),
    null=_missing("house_number"),
    levels=(
        _same("house_number", "same", 0.75, 0.01, rare=True),
        _edits("house_number", 1, "one slip", 0.1, 0.1),
    ),
    otherwise=0.15,
    show=("house_number",),
)
PLACE = Comparison(
    "place",
    both=(),
    optional=("zip", "city", "state"),
    null="(zip_l is null or zip_r is null) and (city_l is null or city_r is null)"
    " and (state_l is null or state_r is null)",
    levels=(
        Level("same postal code and city", "zip_l = zip_r and city_l = city_r", 0.3, 0.0005, rare="zip"),
        _same("zip", "same postal code", 0.1, 0.0002, rare=True),
        _same("city", "same city", 0.1, 0.001, rare=True),
        _alike("city", 0.9, "city alike", 0.03, 0.002),
        Level(
            "postal code near",
            "substr(zip_l, 1, 3) = substr(zip_r, 1, 3) or damerau_levenshtein(zip_l, zip_r) <= 1",
            0.07,
            0.01,
        ),
        _same("state", "same state", 0.1, 0.04, rare=True),
    ),
    otherwise=0.3,
    show=("zip", "city", "state"),
)
BIRTH_PLACE = Comparison(
    "birth_place",
    both=("birth_place",),
    null=_missing("birth_place"),
    levels=(
        _same("birth_place", "same", 0.8, 0.02, rare=True),
        _alike("birth_place", 0.9, "alike", 0.05, 0.01),
    ),
    otherwise=0.15,
    show=("birth_place",),
)
PHONE = Comparison(
    "phone",
    both=("phone",),
    null=_missing("phone"),
    levels=(_same("phone", "same", 0.4, 1e-06), _edits("phone", 1, "one slip", 0.02, 2e-06)),
    otherwise=0.58,
    show=("phone",),
)
EMAIL = Comparison(
    "email",
    both=("email",),
    null=_missing("email"),
    levels=(
        _same("email", "same", 0.5, 1e-06),
        Level(
            "same before the @",
            "split_part(email_l, '@', 1) = split_part(email_r, '@', 1)",
            0.05,
            1e-05,
        ),
        _alike("email", 0.92, "alike", 0.05, 0.0001),
    ),
    otherwise=0.4,
    show=("email",),
)
SCHOOL = Comparison(
    "school",
    both=("school",),
    null=_missing("school"),
    levels=(_same("school", "same", 0.9, 0.02, rare=True), _alike("school", 0.9, "alike", 0.04, 0.005)),
    otherwise=0.06,
    show=("school",),
)
CLASS_YEAR = Comparison(
    "class_year",
    both=("class_year",),
    null=_missing("class_year"),
    levels=(
        _same("class_year", "same", 0.88, 0.02),
        Level("one year apart", "abs(class_year_l - class_year_r) = 1", 0.05, 0.04),
        Level("two years apart", "abs(class_year_l - class_year_r) = 2", 0.03, 0.04),
    ),
    otherwise=0.04,
    show=("class_year",),
)
# National provider numbers were first given in 2005: older classes all got theirs then.
ENUMERATION_YEAR = Comparison(
    "enumeration_year",
    both=(),
    right=("enumeration_year",),
    optional=("class_year",),
    null="class_year_l is null or enumeration_year_r is null or class_year_r is not null",
    levels=(
        Level(
            "number given at graduation",
            "class_year_l >= 2006 and enumeration_year_r - class_year_l between -1 and 2",
            0.4,
            0.06,
        ),
        Level(
            "number given when numbers began",
            "class_year_l < 2006 and enumeration_year_r <= 2008",
            0.5,
            0.25,
        ),
        Level("number given later", "enumeration_year_r > class_year_l", 0.09, 0.5),
    ),
    otherwise=0.01,
    show=("class_year", "enumeration_year"),
)
PHYSICIAN = Comparison(
    "physician",
    both=(),
    right=("physician",),
    null="physician_r is null",
    levels=(Level("a physician", "physician_r = 'Y'", 0.9, 0.2),),
    otherwise=0.1,
    show=("physician",),
)
OCCUPATION = Comparison(
    "occupation",
    both=("occupation",),
    null=_missing("occupation"),
    levels=(
        _same("occupation", "same", 0.7, 0.03, rare=True),
        _alike("occupation", 0.9, "alike", 0.05, 0.02),
    ),
    otherwise=0.25,
    show=("occupation",),
)

PERSON = (
    LAST_NAME, FIRST_NAME, MIDDLE_NAME, DATE_OF_BIRTH, SEX, PERSONAL_NUMBER, STREET, HOUSE_NUMBER,
    PLACE, BIRTH_PLACE, PHONE, EMAIL, SCHOOL, CLASS_YEAR, OCCUPATION,
)  # fmt: skip
ALUMNI = (
    LAST_NAME, FIRST_NAME, MIDDLE_NAME, DATE_OF_BIRTH, SEX, PLACE, PHONE, EMAIL, SCHOOL,
    CLASS_YEAR, ENUMERATION_YEAR, PHYSICIAN,
)  # fmt: skip
BY_NAME = {c.name: c for c in (*PERSON, *ALUMNI)}


def usable(comparisons: Iterable[Comparison], left: set[str], right: set[str]) -> list[Comparison]:
    """The comparisons for which both tables have the values.

    A comparison without `both` needs one of its optional columns on the left and, unless it
    looks at the right side only, the same one on the right.
    """
    kept = []
    for comparison in comparisons:
        shared = set(comparison.optional) & left
        needs_shared = bool(comparison.optional) and not comparison.both
        if comparison.right:
            ok = set(comparison.right) <= right and (shared or not needs_shared)
        else:
            ok = set(comparison.both) <= left & right and (shared & right or not needs_shared)
        if ok:
            kept.append(comparison)
    return kept
