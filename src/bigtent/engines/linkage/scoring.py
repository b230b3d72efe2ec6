"""Candidate pairs with their weights, and the evidence behind those that are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bigtent.engines.linkage.backend import open_linker, quiet

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    from bigtent.engines.linkage.blocking import Rule
    from bigtent.engines.linkage.comparisons import Comparison
    from bigtent.engines.linkage.training import Trained


# How many records of unknown people with usual values stand behind every table.
PSEUDO_RECORDS = 200.0


def score(
    api: Any,
    tables: list[pl.DataFrame],
    comparisons: list[Comparison],
    trained: Trained,
    rules: list[Rule],
    frequencies: dict[str, pl.DataFrame],
    lowest: float,
) -> pl.DataFrame:
    """All candidate pairs: left_id, right_id, weight (log2 likelihood ratio), levels and weights.

    Pairs below the weight `lowest` are left out: they could not become links.
    """
    import math

    import polars as pl

    if not rules:
        return _no_pairs(comparisons)
    with quiet():
        linker = open_linker(api, tables, comparisons, trained.weights, rules, "score", frequencies)
        prior = linker._settings_obj._probability_two_random_records_match
        offset = math.log2(prior / (1 - prior))
        pairs = linker.inference.predict(threshold_match_weight=lowest + offset, warning_mode="never")
        frame = _frame(pairs)
    kept = [pl.col("id_l").alias("left_id"), pl.col("id_r").alias("right_id")]
    weights = []
    for c in comparisons:
        parts = [n for n in (f"mw_{c.name}", f"mw_tf_adj_{c.name}") if n in frame.columns]
        weights.append(pl.sum_horizontal(parts).round(6).alias(f"weight_{c.name}"))
        kept.append(pl.col(f"gamma_{c.name}").alias(f"level_{c.name}"))
    made = frame.select(*kept, *weights)
    total = pl.sum_horizontal(f"weight_{c.name}" for c in comparisons).round(6).alias("weight")
    return made.with_columns(total).sort("left_id", "right_id")


def _no_pairs(comparisons: list[Comparison]) -> pl.DataFrame:
    """What `score` gives when no two records share a key."""
    import polars as pl

    schema: dict[str, Any] = {"left_id": pl.String, "right_id": pl.String}
    schema |= {f"level_{c.name}": pl.Int32 for c in comparisons}
    schema |= {f"weight_{c.name}": pl.Float64 for c in comparisons}
    return pl.DataFrame(schema=schema | {"weight": pl.Float64})


def _frame(pairs: Any) -> pl.DataFrame:
    import polars as pl

    if hasattr(pairs, "as_duckdbpyrelation"):
        return pl.DataFrame(pairs.as_duckdbpyrelation().fetch_arrow_table())
    return pl.DataFrame(pairs.as_record_list())


def positions(pairs: pl.DataFrame, key: str, table: pl.DataFrame) -> NDArray[np.int64]:
    """For each pair the row number of its record in the table."""
    import numpy as np

    rows = table.select("id").with_row_index("row")
    joined = pairs.select(key).join(rows, left_on=key, right_on="id", how="left", maintain_order="left")
    return joined["row"].to_numpy().astype(np.int64)


def frequencies(
    left: pl.DataFrame, right: pl.DataFrame | None, comparisons: list[Comparison]
) -> dict[str, pl.DataFrame]:
    """How frequent each value is among those a record could be confused with.

    Between two tables that is the right one, whole: a name counts as rare when few entries of the
    registry bear it, however many of the left records do.
    """
    import polars as pl

    table = left if right is None else right
    usual = {v.rare: v.u for c in comparisons for v in reversed(c.levels) if v.rare}
    made = {}
    for column in sorted(usual.keys() & set(table.columns)):
        counts = table[column].drop_nulls().value_counts(name="n").sort(column)
        share = (pl.col("n") + PSEUDO_RECORDS * usual[column]) / (pl.col("n").sum() + PSEUDO_RECORDS)
        made[column] = counts.select(column, share.alias(f"tf_{column}"))
    return made


def with_evidence(
    pairs: pl.DataFrame,
    comparisons: list[Comparison],
    left: pl.DataFrame,
    right: pl.DataFrame,
) -> pl.DataFrame:
    """Add `evidence`: for each comparison its two values, level of agreement and weight."""
    import polars as pl

    columns = sorted({c for comparison in comparisons for c in comparison.show})
    sides = []
    for table, key, suffix in ((left, "left_id", "_l"), (right, "right_id", "_r")):
        there = [c for c in columns if c in table.columns]
        shown = table.select(pl.col("id").alias(key), *(pl.col(c).alias(c + suffix) for c in there))
        sides.append((shown, key))
    wide = pairs
    for shown, key in sides:
        wide = wide.join(shown, on=key, how="left", maintain_order="left")
    items = [_item(c, wide.columns) for c in comparisons]
    evidence = wide.select(evidence=pl.concat_list(items))["evidence"]
    return pairs.with_columns(evidence)


def _item(comparison: Comparison, columns: list[str]) -> pl.Expr:
    import polars as pl

    def values(side: str) -> pl.Expr:
        there = [pl.col(c + side).cast(pl.String) for c in comparison.show if c + side in columns]
        if not there:
            return pl.lit(None, pl.String)
        joined = pl.concat_str(there, separator=", ", ignore_nulls=True)
        return pl.when(joined != "").then(joined)

    level = pl.col(f"level_{comparison.name}")
    words = dict(enumerate(comparison.labels)) | {-1: "missing"}
    return pl.struct(
        field=pl.lit(comparison.name),
        left=values("_l"),
        right=values("_r"),
        level=level.cast(pl.Int64).replace_strict(words, return_dtype=pl.String),
        weight=pl.col(f"weight_{comparison.name}").round(3),
    )
