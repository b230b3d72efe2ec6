"""What agreement is worth, learned without labels and checked before it is believed.

u (agreement of different people) comes from random pairs of the whole tables, m (agreement of
one person's records) from expectation maximization on blocks of pairs (Fellegi and Sunter 1969;
Winkler 1988). A block in which hardly any pair is a true pair teaches nonsense silently, so the
engine picks the blocks, looks at what each one taught, and keeps only what is plausible.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Any

from bigtent.engines.linkage.backend import open_linker, quiet
from bigtent.engines.linkage.errors import TrainingError

if TYPE_CHECKING:
    import polars as pl

    from bigtent.engines.linkage.comparisons import Comparison

# Tried in this order. A comparison is learned from blocks that do not use its columns.
BLOCKS: tuple[tuple[str, ...], ...] = (
    ("last", "first"),
    ("first", "school", "class_year"),
    ("last", "school", "class_year"),
    ("first", "dob"),
    ("last", "dob"),
    ("personal_number",),
    ("street", "house_number"),
    ("email",),
    ("phone",),
    ("last", "first_key", "initial"),
    ("first", "zip"),
    ("last", "zip"),
    ("dob", "zip"),
    ("first", "birth_place"),
    ("last", "birth_place"),
)
SESSIONS = 5
LESSONS = 2  # every comparison is to be learned from this many blocks, where there are so many
FEWEST_PAIRS, MOST_PAIRS = 60, 1_500_000
FEWEST_MATCHES = 20
SAMPLE = 900  # records of each table among which all pairs are taken for u
PREVALENCE = (0.01, 0.99)
PSEUDO_PAIRS = 20.0  # how many true pairs the expected shares count for
PSEUDO_U = 10_000.0  # how many other pairs the shares expected by chance count for
# Two records that share one of these may well be one person's.
TELLING: tuple[tuple[str, ...], ...] = (
    ("last", "first_key"),
    ("first_key", "dob"),
    ("last", "dob"),
    ("phone",),
    ("email",),
    ("personal_number",),
    ("street", "house_number"),
)
Weights = dict[str, tuple[list[float], list[float]]]


@dataclass
class Trained:
    """m and u by comparison and level number, and what was found on the way."""

    weights: Weights
    findings: list[str] = field(default_factory=list)


def train(
    api: Any,
    left: pl.DataFrame,
    right: pl.DataFrame | None,
    reach: pl.DataFrame | None,
    comparisons: list[Comparison],
    frequencies: dict[str, pl.DataFrame],
) -> Trained:
    """Estimate m and u for each comparison.

    `right` is the whole right table (None when pairs within `left` are sought), `reach` its rows
    that share a key with the left table; u looks at the whole, m needs only the reachable rows.
    """
    weights = _estimate_u(api, left, right, comparisons)
    tables = [left] if reach is None else [left, reach]
    found = Trained(weights)
    lessons: dict[str, list[tuple[list[float], float]]] = {c.name: [] for c in comparisons}
    blocks = [b for b in BLOCKS if _pairs(tables, b) >= FEWEST_PAIRS]
    with quiet():
        linker = open_linker(api, tables, comparisons, weights, [], "train", frequencies)
    held = 0
    for block in blocks:
        teaches = [c for c in comparisons if not set(block) & set(c.columns)]
        if held >= SESSIONS or all(len(lessons[c.name]) >= LESSONS for c in teaches):
            continue
        held += 1
        _hold_session(linker, block, tables, teaches, lessons, found)
    found.weights = {c.name: _settle(c, weights[c.name][1], lessons, found) for c in comparisons}
    return found


def _pairs(tables: list[pl.DataFrame], block: tuple[str, ...]) -> int:
    """How many pairs agree on all columns of a block; 0 when a column is missing."""
    import polars as pl

    if not all(set(block) <= set(t.columns) for t in tables):
        return 0
    counts = [t.drop_nulls(block).group_by(block).len() for t in tables]
    if len(tables) == 1:
        n = pl.col("len").cast(pl.Int64)
        return int(counts[0].select((n * (n - 1) // 2).sum()).item() or 0)
    joined = counts[0].join(counts[1], on=block)
    product = pl.col("len").cast(pl.Int64) * pl.col("len_right")
    return int(joined.select(product.sum()).item() or 0)


def _estimate_u(api: Any, left: pl.DataFrame, right: pl.DataFrame | None, comparisons: list[Comparison]) -> Weights:
    """u from all pairs of a sample of records, and for exact levels from the whole tables.

    Both are drawn to the shares expected by chance, which matters for small tables only.
    """
    samples = _samples(left, right)
    pairs = math.prod(t.height for t in samples) / (1 if right is not None else 2)
    counted = _count_u(api, samples, comparisons, pairs) if pairs > 1 else {}
    made = {}
    for c in comparisons:
        chance = c.by_chance
        seen = counted.get(c.name, chance)
        n = pairs if c.name in counted else 0.0
        u = [(n * v + PSEUDO_U * e) / (n + PSEUDO_U) for v, e in zip(seen, chance, strict=True)]
        made[c.name] = (c.expected, _exact_u(c, u, left, right))
    return made


def _count_u(
    api: Any, samples: list[pl.DataFrame], comparisons: list[Comparison], pairs: float
) -> dict[str, list[float]]:
    """The share of sampled pairs at each level; nothing for a comparison that saw no pair."""
    start = {c.name: (c.expected, [1e-12] * len(c.labels)) for c in comparisons}
    with quiet():
        linker = open_linker(api, samples, comparisons, start, [], "sample")
        linker.training.estimate_u_using_random_sampling(max_pairs=4 * pairs + 100, seed=1, min_count_per_level=30)
    model = linker.misc.save_model_to_json()
    counted = {}
    for comparison, learned in zip(comparisons, model["comparisons"], strict=True):
        levels = [v for v in learned["comparison_levels"] if not v.get("is_null_level")]
        shares = [_share(v.get("u_probability")) for v in reversed(levels)]
        if sum(shares) > 0.5:
            counted[comparison.name] = shares
    return counted


def _share(value: object) -> float:
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else 0.0


def _samples(left: pl.DataFrame, right: pl.DataFrame | None) -> list[pl.DataFrame]:
    """The same records whatever order the tables came in (they are sorted by id).

    A true pair among the random ones would make agreement look like chance, so the right
    sample leaves out whoever shares a telling key with the left sample.
    """

    def some(table: pl.DataFrame) -> pl.DataFrame:
        order = table["id"].hash(seed=2).arg_sort()
        return table[order.head(SAMPLE)].sort("id")

    one = some(left)
    if right is None:
        return [one]
    for key in (k for k in TELLING if set(k) <= set(left.columns) & set(right.columns)):
        right = right.join(one.drop_nulls(key).select(key).unique(), on=key, how="anti")
    return [one, some(right.sort("id"))] if right.height else [one.head(0), right]


def _exact_u(comparison: Comparison, u: list[float], left: pl.DataFrame, right: pl.DataFrame | None) -> list[float]:
    """Where the best level is plain equality, its u is the chance of two equal draws.

    Equal values of one row with itself do not count, nor, between two tables, half of those that
    would be there if every record of the smaller table had its person in the other.
    """
    best = comparison.levels[0]
    tables = [left] if right is None else [left, right]
    if not best.exact or any(best.exact not in t.columns for t in tables):
        return u
    values = [t[best.exact].drop_nulls().alias("v") for t in tables]
    counts = [v.value_counts(name="n") for v in values]
    both = counts[0].join(counts[-1], on="v")
    equal = int((both["n"].cast(int) * both["n_right"].cast(int)).sum())
    n, fewer = values[0].len(), min(v.len() for v in values)
    pairs = n * (n - 1) if right is None else n * values[-1].len()
    chance = max(0.0, equal - (n if right is None else 0.5 * fewer * best.m))
    return [*u[:-1], (chance + PSEUDO_U * best.u) / (pairs + PSEUDO_U)]


def _hold_session(
    linker: Any,
    block: tuple[str, ...],
    tables: list[pl.DataFrame],
    teaches: list[Comparison],
    lessons: dict[str, list[tuple[list[float], float]]],
    found: Trained,
) -> None:
    """Learn from one block; what is not plausible becomes a finding instead of a lesson."""
    name = " + ".join(block)
    pairs = _pairs(tables, block)
    rule = " and ".join(f"l.{c} = r.{c}" for c in block)
    capped = MOST_PAIRS if pairs > MOST_PAIRS else None
    try:
        with quiet():
            session = linker.training.estimate_parameters_using_expectation_maximisation(rule, max_pairs=capped)
    except Exception:  # Splink has no error family of its own for a block that teaches nothing
        found.findings.append(f"Block {name} was left out: nothing could be learned from the pairs that agree in it.")
        return
    core = session.core_model_settings
    prevalence = float(core.probability_two_random_records_match)
    matches = prevalence * min(pairs, MOST_PAIRS)
    if prevalence < PREVALENCE[0] or matches < FEWEST_MATCHES:
        found.findings.append(f"Block {name}: only {prevalence:.2%} of {pairs} pairs look true; not used.")
        return
    # With u fixed, a block of nearly all true pairs still teaches m, but cannot check it.
    trust = 0.2 if prevalence > PREVALENCE[1] else 1.0
    by_name = {c.name: c for c in teaches}
    for learned in core.comparisons:
        comparison = by_name.get(learned.output_column_name)
        if comparison is None:
            continue
        levels = sorted(learned._comparison_levels_excluding_null, key=lambda v: v.comparison_vector_value)
        m = [_share(v._m_probability) for v in levels]
        reason = _implausible(comparison, m, [_share(v.u_probability) for v in levels])
        if reason:
            found.findings.append(f"Block {name}: {comparison.name}: {reason}; not used.")
        else:
            lessons[comparison.name].append((m, trust * matches))


def _implausible(comparison: Comparison, m: list[float], u: list[float]) -> str | None:
    """Why a lesson cannot be true of one person's records, or None."""
    best = len(m) - 1
    exact = comparison.levels[0].exact
    if sum(m) <= 0:
        return "nothing was observed"
    if exact and m[best] < u[best]:
        return f"true pairs would agree less often ({m[best]:.4f}) than chance ({u[best]:.4f})"
    if exact in ("last", "first") and m[best] < 0.3:
        return f"only {m[best]:.1%} of true pairs would have the same {exact} name"
    return None


def _settle(
    comparison: Comparison,
    u: list[float],
    lessons: dict[str, list[tuple[list[float], float]]],
    found: Trained,
) -> tuple[list[float], list[float]]:
    """One m from several lessons: their median, drawn to what is expected where pairs are few."""
    taught = lessons[comparison.name]
    trusted = [lesson for lesson in taught if lesson[1] >= FEWEST_MATCHES] or taught
    expected = comparison.expected
    if not trusted:
        found.findings.append(f"{comparison.name}: no block taught it; expected shares used.")
        return expected, _monotone(expected, u)
    middle = [median(m[i] for m, _ in trusted) for i in range(len(expected))]
    middle = [v / sum(middle) for v in middle]
    support = sum(n for _, n in trusted)
    mixed = [(support * v + PSEUDO_PAIRS * e) / (support + PSEUDO_PAIRS) for v, e in zip(middle, expected, strict=True)]
    return [round(v, 9) for v in mixed], [float(f"{v:.9g}") for v in _monotone(mixed, u)]


def _monotone(m: list[float], u: list[float]) -> list[float]:
    """Full agreement cannot speak less for one person than any partial agreement does."""
    strongest = max(a / b for a, b in zip(m[1:], u[1:], strict=True))
    return [*u[:-1], min(u[-1], m[-1] / strongest)]


def refuse_nothing_shared(comparisons: list[Comparison], left: set[str], right: set[str]) -> None:
    if not comparisons:
        raise TrainingError(
            "The two tables have no standard column in common that holds values"
            f" (left: {_listed(left)}; right: {_listed(right)}).",
            remedy="Map their columns with columns= (or --columns standard=heading,...).",
        )


def _listed(columns: set[str]) -> str:
    return ", ".join(sorted(columns - {"id"})) or "none"
