"""Where Splink is met: settings in its words, tables in its database, its voice kept down."""

from __future__ import annotations

import contextlib
import io
import logging
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bigtent.engines.linkage.errors import MissingExtra, ModelError

if TYPE_CHECKING:
    import polars as pl

    from bigtent.engines.linkage.blocking import Rule
    from bigtent.engines.linkage.comparisons import Comparison

ENGINES = ("duckdb", "spark")
# Spark has the same measures under other names (Splink brings them along).
SPARK_NAMES = {"jaro_winkler_similarity": "jaro_winkler"}


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Splink prints and logs its progress; ours is told by `progress`."""
    logger = logging.getLogger("splink")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)


def open_api(engine: str) -> Any:
    """A Splink database of its own: DuckDB in memory, or the running Spark session."""
    if engine not in ENGINES:
        raise ModelError(f"There is no engine {engine!r}.", value=engine, remedy="Use duckdb or spark.")
    if engine == "spark":
        return _spark()
    import duckdb
    from splink.backends.duckdb import DuckDBAPI

    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    return DuckDBAPI(connection)


def _spark() -> Any:
    try:
        from pyspark.sql import SparkSession
        from splink.backends.spark import SparkAPI
    except ImportError as fault:
        raise MissingExtra(
            "Linking on Spark needs pyspark, which is not installed.",
            remedy="Install the extra: pip install 'bigtent[spark]', or use engine=\"duckdb\".",
        ) from fault
    from splink.internals.spark.jar_location import similarity_jar_location

    session = SparkSession.builder.appName("bigtent").config("spark.jars", similarity_jar_location()).getOrCreate()
    opened: Any = SparkAPI  # untyped in Splink
    return opened(spark_session=session)


def open_linker(
    api: Any,
    tables: list[pl.DataFrame],
    comparisons: list[Comparison],
    weights: dict[str, tuple[list[float], list[float]]],
    rules: list[Rule],
    label: str,
    frequencies: dict[str, pl.DataFrame] | None = None,
) -> Any:
    """A Splink linker over one table (pairs within it) or two (pairs between them)."""
    from splink import Linker

    keys = sorted({key for rule in rules for key in (rule.left, rule.right)})
    settings = {
        "link_type": "dedupe_only" if len(tables) == 1 else "link_only",
        "unique_id_column_name": "id",
        "probability_two_random_records_match": 0.5 / max(2, tables[-1].height),
        "comparisons": [_in_splink(c, weights[c.name], api) for c in comparisons],
        "blocking_rules_to_generate_predictions": [f"l.{r.left} = r.{r.right}" for r in rules],
        "retain_intermediate_calculation_columns": True,
        "retain_matching_columns": True,
        "em_convergence": 0.001,
        "max_iterations": 40,
    }
    registered = [
        api.register(_with_all(t, comparisons, keys).to_arrow(), dataset_display_name=f"{label}{i}")
        for i, t in enumerate(tables)
    ]
    one_or_two = registered if len(tables) > 1 else registered[0]
    # The settings are made here from columns that are there; reading them again as SQL takes a third of a second.
    linker = Linker(one_or_two, settings, log_level=None, validate_settings=False)
    for column, frame in (frequencies or {}).items():
        table = api.register(frame.to_arrow(), table_name=f"{label}_tf_{column}")
        linker.table_management.register_term_frequency_lookup(table, column)
    return linker


def _with_all(table: pl.DataFrame, comparisons: list[Comparison], keys: list[str]) -> pl.DataFrame:
    """Both tables need every column that some comparison or rule names, in one order."""
    import polars as pl

    wanted = sorted({c for comparison in comparisons for c in comparison.columns})
    numbers = {"class_year", "enumeration_year", *keys}
    return table.select(
        "id",
        *(
            pl.col(c) if c in table.columns else pl.lit(None, pl.Int64 if c in numbers else pl.String).alias(c)
            for c in (*wanted, *keys)
        ),
    )


def _in_splink(comparison: Comparison, weights: tuple[list[float], list[float]], api: Any) -> dict[str, Any]:
    m, u = weights
    spark = type(api).__name__ == "SparkAPI"
    levels: list[dict[str, Any]] = [
        {"sql_condition": comparison.null, "label_for_charts": "missing", "is_null_level": True}
    ]
    for number, level in zip(range(len(comparison.levels), 0, -1), comparison.levels, strict=True):
        made: dict[str, Any] = {
            "sql_condition": _in_dialect(level.sql, spark),
            "label_for_charts": level.label,
            "m_probability": m[number],
            "u_probability": u[number],
        }
        if level.rare:
            made["tf_adjustment_column"] = level.rare
            # Splink measures rarity against the exact level of that column, if there is one.
            exact = {sibling.exact for sibling in comparison.levels}
            made["disable_tf_exact_match_detection"] = level.rare not in exact
        levels.append(made)
    levels.append(
        {
            "sql_condition": "ELSE",
            "label_for_charts": "differs",
            "m_probability": m[0],
            "u_probability": u[0],
        }
    )
    return {"output_column_name": comparison.name, "comparison_levels": levels}


def _in_dialect(sql: str, spark: bool) -> str:
    for ours, theirs in SPARK_NAMES.items() if spark else ():
        sql = sql.replace(ours, theirs)
    return sql
