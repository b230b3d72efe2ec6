"""Two tables, one question: who of the left is whom of the right?"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bigtent.engines.linkage.backend import open_api
from bigtent.engines.linkage.blocking import add_keys, reachable
from bigtent.engines.linkage.columns import choose, read_table
from bigtent.engines.linkage.comparisons import Comparison, usable
from bigtent.engines.linkage.competing import UNSEEN, compete
from bigtent.engines.linkage.labels import recalibrate
from bigtent.engines.linkage.model import Model
from bigtent.engines.linkage.scoring import frequencies, positions, score, with_evidence
from bigtent.engines.linkage.standardize import standardize
from bigtent.engines.linkage.training import Trained, refuse_nothing_shared, train

if TYPE_CHECKING:
    import polars as pl

Progress = Callable[[str, int, int], None]
STEPS = 5
LOWEST_WEIGHT = 0.0  # a pair no likelier among true pairs than among others cannot become a link
SHOWN_PER_RECORD = 5
SHOWN_FROM = 0.001


@dataclass(frozen=True)
class Links:
    """What linking found.

    frame: the candidate pairs worth a look (at most five for a left record, with a probability
    of at least 0.001), one row each: left_id, right_id, probability, is_link, weight (log2 of
    the likelihood ratio), evidence (a list of structs: field, left, right, level, weight).
    not_in_registry: left_id, probability that the record is nowhere in the right table.
    share: the estimated share of left records that are in the right table.
    findings: what the engine refused or repaired while it learned, in words.
    """

    frame: pl.DataFrame
    not_in_registry: pl.DataFrame
    share: float = 0.0
    findings: list[str] = field(default_factory=list)


def link(
    left: pl.DataFrame | pl.LazyFrame | str | Path,
    right: pl.DataFrame | pl.LazyFrame | str | Path,
    model: Model | None = None,
    *,
    engine: str = "duckdb",
    columns: Mapping[str, str] | None = None,
    left_columns: Mapping[str, str] | None = None,
    right_columns: Mapping[str, str] | None = None,
    id: str | None = None,
    left_id: str | None = None,
    right_id: str | None = None,
    labels: pl.DataFrame | None = None,
    progress: Progress | None = None,
) -> Links:
    """Link each record of one table to at most one record of another, with a probability.

    left, right: frames, or paths of CSV or Parquet files, with one row for each record and a
    column of unique ids. model: what to compare (`Model.person()` when left out). engine:
    "duckdb", or "spark" for tables beyond one machine. columns: standard column -> heading, for
    both tables; left_columns and right_columns where they differ; headings with common names are
    found without being mapped, except the personal number. id, left_id, right_id: the id columns
    (as text in the result). labels: reviewed pairs (left_id, right_id, is_match), if there are
    any. progress: called with a step's name, how many steps are done, and how many there are.

    The weight of a pair is that of Fellegi and Sunter (1969), with frequencies of the values in
    the whole right table; the probability is competing (see `competing.compete`): those of one
    left record sum to at most one, the rest being "not in the other table". `is_link` marks what
    is more likely than not. An empty table gives no links; a missing value counts neither way;
    where two left records cannot be told apart, neither is linked. The result does not depend on
    the order of the rows. Raises LinkageError for tables that cannot be read or compared.

    >>> import polars as pl
    >>> people = pl.DataFrame({"id": ["a"], "first_name": ["Ada"], "last_name": ["Lovelace"]})
    >>> link(people, people.head(0)).not_in_registry["probability"].to_list()
    [1.0]
    """
    model = model or Model.person()
    tell = progress or _silent
    tell("read", 0, STEPS)
    both = dict(columns or {})
    a = _prepared(left, "left", both | dict(left_columns or {}), left_id or id)
    b = _prepared(right, "right", both | dict(right_columns or {}), right_id or id)
    if a.is_empty() or b.is_empty():
        return _nothing(a)
    comparisons = usable(model.comparisons, set(a.columns), set(b.columns))
    refuse_nothing_shared(comparisons, set(a.columns), set(b.columns))
    pairs, trained = _scored(a, b, comparisons, engine, tell)
    tell("decide", 4, STEPS)
    links = _decided(pairs, a, b, comparisons, model, trained, labels)
    tell("decide", STEPS, STEPS)
    return links


def _silent(step: str, done: int, total: int) -> None:
    """Nobody asked to be told."""


def _prepared(
    source: pl.DataFrame | pl.LazyFrame | str | Path,
    name: str,
    columns: dict[str, str],
    id_column: str | None,
) -> pl.DataFrame:
    return standardize(choose(read_table(source, name), name, columns, id_column))


def _scored(
    a: pl.DataFrame, b: pl.DataFrame, comparisons: list[Comparison], engine: str, tell: Progress
) -> tuple[pl.DataFrame, Trained]:
    api = open_api(engine)
    tell("block", 1, STEPS)
    keyed, other, rules = add_keys(a, b)
    reach = reachable(keyed, other if other is not None else b, rules)
    rare = frequencies(a, b, comparisons)
    tell("train", 2, STEPS)
    trained = train(api, keyed, b, reach, comparisons, rare)
    tell("score", 3, STEPS)
    tables = [keyed, reach]
    return score(api, tables, comparisons, trained, rules, rare, LOWEST_WEIGHT), trained


def _decided(
    pairs: pl.DataFrame,
    a: pl.DataFrame,
    b: pl.DataFrame,
    comparisons: list[Comparison],
    model: Model,
    trained: Trained,
    labels: pl.DataFrame | None,
) -> Links:
    import polars as pl

    findings = list(trained.findings)
    left, right = positions(pairs, "left_id", a), positions(pairs, "right_id", b)
    sizes = (a.height, b.height, model.one_to_one)
    posterior, share = compete(left, right, pairs["weight"].to_numpy(), *sizes)
    if labels is not None:
        prior = math.log2(share / (1 - share) / (b.height + UNSEEN))
        pairs, words = recalibrate(pairs, labels, prior)
        findings.append(words)
        posterior, share = compete(left, right, pairs["weight"].to_numpy(), *sizes)
    pairs = pairs.with_columns(probability=pl.Series(posterior, dtype=pl.Float64).round(9))
    absent = _absent(pairs, a)
    shown = _shown(pairs).with_columns(is_link=pl.col("probability") > 0.5)
    order = ["left_id", "right_id", "probability", "is_link", "weight", "evidence"]
    frame = with_evidence(shown, comparisons, a, b).select(order)
    return Links(frame, absent, share, findings)


def _absent(pairs: pl.DataFrame, a: pl.DataFrame) -> pl.DataFrame:
    """For each left record the probability that none of its candidates is the person."""
    import polars as pl

    there = pairs.group_by("left_id").agg(pl.col("probability").sum().alias("there"))
    joined = a.select(left_id="id").join(there, on="left_id", how="left", maintain_order="left")
    rest = (1 - pl.col("there").fill_null(0.0)).clip(0, 1).round(9)
    return joined.select("left_id", probability=rest)


def _shown(pairs: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    order = ["left_id", "probability", "right_id"]
    likely = pairs.filter(pl.col("probability") >= SHOWN_FROM)
    ranked = likely.sort(order, descending=[False, True, False])
    return ranked.group_by("left_id", maintain_order=True).head(SHOWN_PER_RECORD)


def _nothing(a: pl.DataFrame) -> Links:
    """No links, in the shape of some."""
    import polars as pl

    item = {"field": pl.String, "left": pl.String, "right": pl.String, "level": pl.String}
    evidence = pl.List(pl.Struct(item | {"weight": pl.Float64}))
    schema: dict[str, Any] = {"left_id": pl.String, "right_id": pl.String, "probability": pl.Float64}
    schema |= {"is_link": pl.Boolean, "weight": pl.Float64, "evidence": evidence}
    absent = a.select(left_id="id", probability=pl.lit(1.0))
    return Links(pl.DataFrame(schema=schema), absent, 0.0, ["One of the tables is empty."])
