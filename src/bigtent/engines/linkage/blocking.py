"""Which pairs are looked at: keys that two records of one person are likely to share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

# A piece is a prepared column, or a column and how many of its first letters.
RULES: tuple[tuple[str, ...], ...] = (
    ("personal_number",),
    ("email",),
    ("phone",),
    ("last", "first_key"),
    ("last_a", "first_key"),
    ("last_z", "first_key"),
    ("last", "dob"),
    ("first_key", "dob"),
    ("dob",),
    ("dob", "zip"),
    ("dob:7", "zip"),
    ("dob:7", "last:3"),
    ("dob:7", "first:3"),
    ("first_key", "school", "class_year"),
    ("last", "school", "class_year"),
    ("last:4", "school", "class_year"),
    ("first:2", "last:2", "school", "class_year"),
    ("last", "first:1", "initial"),
    ("last", "first:3"),
    ("last", "first:1", "school"),
    ("last", "first:1", "state"),
    ("first_key", "last:4"),
    ("first_key", "last:2", "initial"),
    ("first_key", "last:1", "school"),
    ("first_key", "zip"),
    ("first_key", "state", "initial"),
    ("first_key", "middle"),
    ("last", "zip"),
    ("last", "house_number"),
    ("street",),
    ("street", "house_number"),
    ("street", "first:1"),
    ("zip", "house_number"),
    ("zip", "first:3"),
    ("zip", "last:3"),
    ("city", "house_number"),
    ("city", "first:3"),
    ("city", "last:3"),
    ("first_key", "birth_place"),
    ("last", "birth_place"),
)
# The left record's pieces against other pieces of the right record.
CROSSED: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("last", "first_key"), ("other_last", "first_key")),
    (("last", "school"), ("other_last", "school")),
    (("last_a", "first_key"), ("last_z", "first_key")),
    (("last_z", "first_key"), ("last_a", "first_key")),
    (("last", "middle"), ("last", "first")),
    (("last", "first"), ("last", "middle")),
    (("last", "first"), ("first", "last")),
    (("first", "dob"), ("last", "dob")),
)
# Tried when the tables are too bare for any of the others.
LAST_RESORT: tuple[tuple[str, ...], ...] = (("last",), ("first_key",), ("zip",), ("school",), ("city",))
PAIRS_PER_RECORD = 10


@dataclass(frozen=True)
class Rule:
    """Pairs whose left key column equals the right key column."""

    left: str
    right: str
    pairs: int


def _key(pieces: tuple[str, ...]) -> pl.Expr:
    """A 64-bit number for the joined pieces; null when one of them is missing."""
    import polars as pl

    parts = []
    for piece in pieces:
        column, _, length = piece.partition(":")
        part = pl.col(column).cast(pl.String)
        if length:
            part = pl.when(part.str.len_chars() >= int(length)).then(part.str.head(int(length)))
        parts.append(part)
    joined = pl.concat_str(parts, separator="|")
    number = joined.hash(seed=1).reinterpret(signed=True)
    return pl.when(joined.is_not_null()).then(number)


def _columns(pieces: tuple[str, ...]) -> set[str]:
    return {piece.partition(":")[0] for piece in pieces}


def _name(pieces: tuple[str, ...]) -> str:
    return "k_" + "_".join(piece.replace(":", "") for piece in pieces)


def add_keys(left: pl.DataFrame, right: pl.DataFrame | None) -> tuple[pl.DataFrame, pl.DataFrame | None, list[Rule]]:
    """Both tables with their key columns, and the rules that join them, cheapest budget first.

    A key value shared by so many records that it would exceed the budget of its rule is dropped
    (largest first), which keeps the work in proportion to the tables.
    """
    other = left if right is None else right
    crossed = CROSSED if right is not None else (*CROSSED, *((b, a) for a, b in CROSSED))
    there = (set(left.columns), set(other.columns))
    both = [(rule, rule) for rule in RULES]
    plans = [p for p in (*both, *crossed) if _columns(p[0]) <= there[0] and _columns(p[1]) <= there[1]]
    plans = plans or [(p, p) for p in LAST_RESORT if _columns(p) <= there[0] & there[1]]
    return _joined(left, right, plans)


def _joined(
    left: pl.DataFrame, right: pl.DataFrame | None, plans: list[tuple[tuple[str, ...], tuple[str, ...]]]
) -> tuple[pl.DataFrame, pl.DataFrame | None, list[Rule]]:
    other = left if right is None else right
    wanted = {_name(pieces): pieces for plan in plans for pieces in plan}
    left_keys = {n: p for n, p in wanted.items() if p in {a for a, _ in plans}}
    right_keys = {n: p for n, p in wanted.items() if p in {b for _, b in plans}}
    if right is None:
        left_keys = right_keys = wanted
    left = left.with_columns(_key(p).alias(n) for n, p in left_keys.items())
    other = left if right is None else other.with_columns(_key(p).alias(n) for n, p in right_keys.items())
    rules = []
    budget = PAIRS_PER_RECORD * left.height
    for here, there in dict.fromkeys((_name(a), _name(b)) for a, b in plans):
        pairs, keep = _within(left[here], other[there], budget, same=right is None and here == there)
        if not pairs:
            continue
        rules.append(Rule(here, there, pairs))
        if keep is not None:
            left = _blank(left, here, keep)
            other = left if right is None else other
    return left, (None if right is None else other), rules


def _within(left: pl.Series, right: pl.Series, budget: int, same: bool) -> tuple[int, pl.Series | None]:
    """How many pairs two key columns give, and the keys to keep if that is beyond the budget."""
    import polars as pl

    a = left.drop_nulls().alias("k").value_counts(name="l")
    b = right.drop_nulls().alias("k").value_counts(name="r")
    pairs = pl.col("l").cast(pl.Int64) * pl.col("r")
    if same:
        pairs = pl.col("l").cast(pl.Int64) * (pl.col("l") - 1) // 2
    joined = a.join(b, on="k").select("k", n=pairs).sort("n", "k")
    total = int(joined["n"].sum())
    if total <= budget:
        return total, None
    fitting = joined.filter(pl.col("n").cum_sum() <= budget)
    return int(fitting["n"].sum()), fitting["k"]


def _blank(frame: pl.DataFrame, column: str, keep: pl.Series) -> pl.DataFrame:
    import polars as pl

    return frame.with_columns(pl.when(pl.col(column).is_in(keep.implode())).then(pl.col(column)).alias(column))


def reachable(left: pl.DataFrame, right: pl.DataFrame, rules: list[Rule]) -> pl.DataFrame:
    """The rows of the right table that share a key with the left one: no others can be paired."""
    import polars as pl

    hit = pl.lit(False)
    for rule in rules:
        keys = left[rule.left].drop_nulls().unique()
        hit = hit | pl.col(rule.right).is_in(keys.implode()).fill_null(False)
    return right.filter(hit)
