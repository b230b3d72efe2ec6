"""One table, in which a person may stand several times: which rows are one person?"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bigtent.engines.linkage.backend import open_api
from bigtent.engines.linkage.blocking import add_keys
from bigtent.engines.linkage.clusters import gather
from bigtent.engines.linkage.columns import choose, read_table
from bigtent.engines.linkage.comparisons import Comparison, usable
from bigtent.engines.linkage.linking import Progress, _nothing, _silent
from bigtent.engines.linkage.model import Model
from bigtent.engines.linkage.scoring import frequencies, positions, score, with_evidence
from bigtent.engines.linkage.standardize import standardize
from bigtent.engines.linkage.training import Trained, refuse_nothing_shared, train

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

STEPS = 5
LOWEST_WEIGHT = 4.0
SHOWN_FROM = 0.01
UNSEEN = 100  # pairs thought to exist beyond the table: two like rows alone are no proof


@dataclass(frozen=True)
class Clusters:
    """What deduplicating found.

    frame: every row of the table once: id, cluster (the smallest id of its cluster). links: the
    pairs worth a look (probability at least 0.01): left_id < right_id, probability (of this pair
    by itself), is_link (both are in one cluster), weight, evidence as in `Links`. findings: what
    the engine refused or repaired while it learned, in words.
    """

    frame: pl.DataFrame
    links: pl.DataFrame
    findings: list[str] = field(default_factory=list)


def deduplicate(
    table: pl.DataFrame | pl.LazyFrame | str | Path,
    model: Model | None = None,
    *,
    engine: str = "duckdb",
    columns: Mapping[str, str] | None = None,
    id: str | None = None,
    progress: Progress | None = None,
) -> Clusters:
    """Find the rows of one table that are the same person.

    table: a frame, or the path of a CSV or Parquet file, with a column of unique ids. model:
    `Model.roster()` when left out. engine, columns, id, progress: as for `link`.

    Pairs get the probability of Fellegi and Sunter (1969) with a prior found by expectation
    maximization; clusters are grown from the surest pairs, two of them being joined while the
    evidence over all their pairs speaks for it (greedy correlation clustering after Bansal, Blum
    and Chawla 2004), so one doubtful pair cannot chain two families together. An empty table and a
    table of one row give as many clusters as rows. The result does not depend on the order of the
    rows. Raises LinkageError for tables that cannot be read or compared.

    >>> import polars as pl
    >>> one = pl.DataFrame({"id": ["a"], "first_name": ["Ada"], "last_name": ["Lovelace"]})
    >>> deduplicate(one).frame.rows()
    [('a', 'a')]
    """
    model = model or Model.roster()
    tell = progress or _silent
    tell("read", 0, STEPS)
    a = standardize(choose(read_table(table, "only"), "only", columns, id))
    if a.height < 2:
        return Clusters(a.select("id", cluster="id"), _nothing(a).frame)
    comparisons = usable(model.comparisons, set(a.columns), set(a.columns))
    refuse_nothing_shared(comparisons, set(a.columns), set(a.columns))
    pairs, trained = _scored(a, comparisons, engine, tell)
    tell("decide", 4, STEPS)
    made = _decided(pairs, a, comparisons, trained)
    tell("decide", STEPS, STEPS)
    return made


def _scored(
    a: pl.DataFrame, comparisons: list[Comparison], engine: str, tell: Progress
) -> tuple[pl.DataFrame, Trained]:
    api = open_api(engine)
    tell("block", 1, STEPS)
    keyed, _, rules = add_keys(a, None)
    rare = frequencies(a, None, comparisons)
    tell("train", 2, STEPS)
    trained = train(api, keyed, None, None, comparisons, rare)
    tell("score", 3, STEPS)
    return score(api, [keyed], comparisons, trained, rules, rare, LOWEST_WEIGHT), trained


def _decided(pairs: pl.DataFrame, a: pl.DataFrame, comparisons: list[Comparison], trained: Trained) -> Clusters:
    import polars as pl

    odds = _log_odds(pairs["weight"].to_numpy(), a.height)
    pairs = pairs.with_columns(odds=pl.Series(odds, dtype=pl.Float64))
    pairs = pairs.with_columns(probability=(1 / (1 + (-pl.col("odds") * math.log(2)).exp())).round(9))
    left, right = positions(pairs, "left_id", a), positions(pairs, "right_id", a)
    cluster = a["id"].gather(gather(left, right, pairs["odds"].to_numpy(), a.height))
    frame = a.select("id").with_columns(cluster.alias("cluster"))
    shown = pairs.filter(pl.col("probability") >= SHOWN_FROM)
    same = cluster.gather(positions(shown, "left_id", a)) == cluster.gather(positions(shown, "right_id", a))
    shown = shown.with_columns(same.alias("is_link"))
    order = ["left_id", "right_id", "probability", "is_link", "weight", "evidence"]
    links = with_evidence(shown, comparisons, a, a).select(order)
    return Clusters(frame, links, list(trained.findings))


def _log_odds(weight: NDArray[np.float64], rows: int) -> NDArray[np.float64]:
    """log2 odds of each pair, with the prior at which expected and assumed matches agree."""
    import numpy as np

    total, expected = rows * (rows - 1) / 2 + UNSEEN, rows / 4
    ratio = np.exp2(np.clip(weight, -50, 50))
    for _ in range(200):
        prior = expected / (total - expected)
        found = min(1 + float((ratio * prior / (1 + ratio * prior)).sum()), total * 0.9)
        if abs(found - expected) < 1e-9 * total:
            break
        expected = found
    odds: NDArray[np.float64] = weight + np.log2(expected / (total - expected))
    return odds
