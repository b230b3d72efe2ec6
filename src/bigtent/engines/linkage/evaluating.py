"""How good links are, measured against the truth, as a whole and by group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bigtent.engines.linkage.errors import TableError
from bigtent.engines.linkage.linking import Links

if TYPE_CHECKING:
    import polars as pl

BINS = 20


def evaluate(links: Links | pl.DataFrame, truth: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """Precision, recall, F1 and calibration error of links, over all and for each group.

    links: what `link` returned, or its frame (left_id, right_id, probability, is_link). truth:
    one row for each true pair with left_id and right_id, and the columns named in `by`; a row
    without right_id says that this left record is known to be absent. A wrong link counts in the
    group of its left record, so list the absent ones too where figures by group matter: without
    them a wrong link of theirs counts only in the whole.

    Returns one row over all (by and group are "all") and one for each value of each column of
    `by`: by, group, true_pairs, links, correct, precision, recall, f1, calibration_error. The
    calibration error compares, in 20 bins of the probability, what the best candidate of each
    left record claims with how often it is right (expected calibration error; Naeini, Cooper and
    Hauskrecht 2015). A figure with nothing to divide by is null, never zero. Raises TableError
    when a column is missing.

    >>> import polars as pl
    >>> truth = pl.DataFrame({"left_id": ["a"], "right_id": ["x"]})
    >>> found = truth.with_columns(probability=pl.lit(0.9), is_link=pl.lit(True))
    >>> evaluate(found, truth)["f1"].to_list()
    [1.0]
    """
    import polars as pl

    frame = links.frame if isinstance(links, Links) else links
    _refuse_missing(frame, ("left_id", "right_id", "probability", "is_link"), "links")
    _refuse_missing(truth, ("left_id", "right_id", *by), "truth")
    text = [pl.col("left_id").cast(pl.String), pl.col("right_id").cast(pl.String)]
    people = truth.with_columns(text).unique(["left_id", "right_id"], maintain_order=True)
    truth = people.drop_nulls("right_id")
    pairs = truth.select("left_id", "right_id", correct=pl.lit(True))
    frame = frame.with_columns(text).join(pairs, on=["left_id", "right_id"], how="left")
    frame = frame.with_columns(pl.col("correct").fill_null(False))
    rows = [_figures("all", "all", frame, truth)]
    for column in by:
        groups = people.select("left_id", group=pl.col(column).cast(pl.String)).unique("left_id")
        named = frame.join(groups, on="left_id", how="left")
        for value in sorted(groups["group"].drop_nulls().unique()):
            part = truth.filter(pl.col(column).cast(pl.String) == value)
            rows.append(_figures(column, value, named.filter(pl.col("group") == value), part))
    return pl.DataFrame(rows, infer_schema_length=None)


def _refuse_missing(frame: pl.DataFrame, columns: tuple[str, ...], name: str) -> None:
    for column in columns:
        if column not in frame.columns:
            raise TableError(
                f"The {name} have no column {column!r}.",
                column=column,
                remedy=f"They have: {', '.join(frame.columns)}.",
            )


def _figures(by: str, group: str, frame: pl.DataFrame, truth: pl.DataFrame) -> dict[str, object]:
    found = frame.filter("is_link")
    correct = int(found["correct"].sum())
    precision = correct / found.height if found.height else None
    recall = correct / truth.height if truth.height else None
    both = found.height + truth.height
    return {
        "by": by,
        "group": group,
        "true_pairs": truth.height,
        "links": found.height,
        "correct": correct,
        "precision": precision,
        "recall": recall,
        "f1": 2 * correct / both if both else None,
        "calibration_error": _calibration_error(frame),
    }


def _calibration_error(frame: pl.DataFrame) -> float | None:
    import polars as pl

    if frame.is_empty():
        return None
    order = ["probability", "right_id"]
    best = frame.sort(order, descending=[True, False]).unique("left_id", keep="first")
    claimed = pl.col("probability")
    bin_ = (claimed * BINS).floor().clip(0, BINS - 1).alias("bin")
    bins = (
        best.select(bin_, claimed.alias("claimed"), "correct")
        .group_by("bin")
        .agg(pl.len().alias("n"), pl.col("claimed").mean(), pl.col("correct").mean())
    )
    off = bins["n"] * (bins["claimed"] - bins["correct"]).abs()
    return float(off.sum() / best.height)
