"""How well the product found and joined its invented people, held against the truth that their maker kept."""

from typing import Any

import polars as pl

from bigtent.alumni.models import AlumniRecord, FindingRun, Link


def records() -> pl.DataFrame:
    """Every imported row with the person it now belongs to: source, line, person."""
    rows = AlumniRecord.objects.applied().filter(file__demonstration=True)
    values = rows.values_list("roster__name", "line", "person_id")
    return pl.DataFrame(list(values), schema=["source", "line", "person"], orient="row")


def persons(truth: pl.DataFrame) -> pl.DataFrame:
    """Which person each alumnus has become: the one with most of her rows."""
    joined = truth.join(records(), on=["source", "line"])
    counted = (
        joined.group_by("alumnus", "person").len().sort("alumnus", "len", "person", descending=[False, True, False])
    )
    return counted.group_by("alumnus", maintain_order=True).first().select("alumnus", "person")


def duplicates(truth: pl.DataFrame) -> dict[str, float]:
    """Pairs of rows of one alumnus that stand under one person: precision, recall, F1."""
    joined = truth.join(records(), on=["source", "line"])
    true_pairs = _pairs(joined, "alumnus")
    found_pairs = _pairs(joined, "person")
    both = _pairs(joined, "alumnus", "person")
    return _rates(both, found_pairs, true_pairs)


def _pairs(frame: pl.DataFrame, *by: str) -> int:
    size = pl.col("len").cast(pl.Int64)
    return int(frame.group_by(by).len().select((size * (size - 1) // 2).sum()).item())


def _rates(right: int, found: int, true: int) -> dict[str, float]:
    precision, recall = right / max(found, 1), right / max(true, 1)
    return {"precision": precision, "recall": recall, "f1": 2 * right / max(found + true, 1)}


def linking(run: FindingRun, truth: pl.DataFrame, registry_truth: pl.DataFrame) -> dict[str, Any]:
    """The engine's own decisions of one run: precision, recall, F1, calibration error, recall by surname."""
    links = pl.DataFrame(
        list(Link.objects.filter(run=run).values_list("person_id", "entry__number", "probability", "is_link")),
        schema=["person", "npi", "probability", "is_link"],
        orient="row",
    ).with_columns(pl.col("npi").cast(pl.Int64))
    right = persons(truth).join(registry_truth, on="alumnus").select("person", "npi", "changed")
    judged = links.join(right, on=["person", "npi"], how="left").with_columns(is_true=pl.col("changed").is_not_null())
    decided = judged.filter("is_link")
    found = decided.filter("is_true")
    result = _rates(len(found), len(decided), len(registry_truth))
    result["calibration_error"] = calibration_error(judged)
    for changed, name in ((True, "recall_changed"), (False, "recall_unchanged")):
        known = max(registry_truth.filter(pl.col("changed") == changed).height, 1)
        result[name] = found.filter(pl.col("changed") == changed).height / known
    return result


def calibration_error(judged: pl.DataFrame, bins: int = 20) -> float:
    """Mean distance between stated probability and truth over the best candidate of each person, 20 equal bins."""
    best = judged.sort("probability", descending=True).group_by("person", maintain_order=True).first()
    by_bin = best.group_by((pl.col("probability") * bins).floor().clip(0, bins - 1).alias("bin")).agg(
        pl.len().alias("n"),
        pl.col("probability").mean().alias("said"),
        pl.col("is_true").mean().alias("true"),
    )
    weighted = (pl.col("n") * (pl.col("said") - pl.col("true")).abs()).sum() / pl.col("n").sum()
    return float(by_bin.select(weighted).item())
