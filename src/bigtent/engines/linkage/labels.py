"""Reviewed pairs, when there are some: the weights are drawn to what people decided."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bigtent.engines.linkage.errors import TableError

if TYPE_CHECKING:
    import polars as pl

STRENGTH = 25.0  # how many reviewed pairs the uncorrected weights count for


def recalibrate(pairs: pl.DataFrame, labels: pl.DataFrame, prior: float) -> tuple[pl.DataFrame, str]:
    """Stretch and shift the weights by a logistic fit to reviewed pairs (Platt 1999).

    labels: left_id, right_id and is_match (true or false). prior: log2 of the odds, before
    anything is compared, that a given right record is the left record's. The fit starts from "leave as they
    are" and moves as far as the number of reviewed pairs warrants. Labels of one kind only, or of
    pairs that are no candidates, change nothing. Raises TableError when a column is missing.
    """
    import polars as pl

    for column in ("left_id", "right_id", "is_match"):
        if column not in labels.columns:
            raise TableError(
                f"The labels have no column {column!r}.",
                column=column,
                remedy="They need left_id, right_id and is_match.",
            )
    told = labels.select(pl.col("left_id").cast(pl.String), pl.col("right_id").cast(pl.String), "is_match").unique(
        ["left_id", "right_id"], keep="last", maintain_order=True
    )
    known = pairs.join(told, on=["left_id", "right_id"])
    matches = int(known["is_match"].cast(pl.Int64).sum())
    if matches == 0 or matches == known.height:
        return pairs, f"{known.height} reviewed pairs were too few or too alike to learn from."
    slope, shift = _fit((known["weight"] + prior).to_list(), known["is_match"].to_list())
    words = f"{known.height} reviewed pairs: log odds times {slope:.2f}, {shift:+.2f} bits."
    fitted = (pl.col("weight") + prior) * slope + shift - prior
    return pairs.with_columns(fitted.round(6).alias("weight")), words


def _fit(bits: list[float], truths: list[bool]) -> tuple[float, float]:
    """Slope and shift of the log odds (in bits) by penalized maximum likelihood."""
    import numpy as np
    from scipy.optimize import minimize

    x, y = np.array(bits), np.array(truths, dtype=float)

    def loss(at: np.ndarray) -> float:
        logit = math.log(2) * (at[0] * x + at[1])
        fit = np.logaddexp(0, logit) - y * logit
        return float(fit.sum() + STRENGTH * ((at[0] - 1) ** 2 + 0.02 * at[1] ** 2))

    found = minimize(loss, np.array([1.0, 0.0]), method="BFGS").x
    return round(float(np.clip(found[0], 0.3, 2.0)), 6), round(float(found[1]), 6)
