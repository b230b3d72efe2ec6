"""The command `bigtent link`: link two tables, deduplicate one, or evaluate links."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    import polars as pl

    from bigtent.engines.linkage import Clusters, Links


class DefaultGroup(TyperGroup):
    """Takes anything that is not the name of a command as arguments of `tables`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ("--help", "-h"):
            args = ["tables", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=DefaultGroup,
    no_args_is_help=True,
    help="Find the same person in two tables, or twice in one. LEFT [RIGHT] --model M --out DIR.",
)

Columns = Annotated[str, typer.Option(help="standard=heading,... for both tables")]


@app.command("tables")
def tables(
    left: Annotated[Path, typer.Argument(help="CSV or Parquet")],
    right: Annotated[Path | None, typer.Argument(help="CSV or Parquet; none: deduplicate")] = None,
    out: Annotated[Path, typer.Option(help="folder for links.csv and clusters.csv")] = Path(),
    model: Annotated[str, typer.Option(help="person, roster, alumni-to-registry or a .toml file")] = "person",
    engine: Annotated[str, typer.Option(help="duckdb or spark")] = "duckdb",
    id: Annotated[str | None, typer.Option("--id", help="id column of both tables")] = None,
    left_id: Annotated[str | None, typer.Option(help="id column of the left table")] = None,
    right_id: Annotated[str | None, typer.Option(help="id column of the right table")] = None,
    columns: Columns = "",
    left_columns: Annotated[str, typer.Option(help="the same, left table only")] = "",
    right_columns: Annotated[str, typer.Option(help="the same, right table only")] = "",
    labels: Annotated[Path | None, typer.Option(help="reviewed pairs: left_id, right_id, is_match")] = None,
) -> None:
    """Link LEFT to RIGHT, or find duplicates within LEFT alone."""
    from bigtent.engines.linkage import LinkageError, Model, deduplicate, link

    try:
        chosen = Model.named(model)
        both = _mapping(columns)
        if right is None:
            found = deduplicate(left, chosen, engine=engine, columns=both, id=left_id or id, progress=_tell)
            _write_clusters(found, out)
            return
        links = link(
            left,
            right,
            chosen,
            engine=engine,
            columns=both,
            left_columns=_mapping(left_columns),
            right_columns=_mapping(right_columns),
            id=id,
            left_id=left_id,
            right_id=right_id,
            labels=_labels(labels),
            progress=_tell,
        )
        _write_links(links, out)
    except LinkageError as refusal:
        _refuse(refusal)


@app.command("evaluate")
def evaluate_links(
    folder: Annotated[Path, typer.Argument(help="folder with links.csv")],
    truth: Annotated[Path, typer.Argument(help="CSV or Parquet: left_id, right_id, groups")],
    by: Annotated[list[str] | None, typer.Option(help="column of the truth to report by")] = None,
) -> None:
    """Compare DIR/links.csv with the true pairs."""
    import polars as pl

    from bigtent.engines.linkage import LinkageError, evaluate
    from bigtent.engines.linkage.columns import read_table

    try:
        links = read_table(folder / "links.csv", "links").with_columns(
            pl.col("probability").cast(pl.Float64), pl.col("is_link") == "true"
        )
        columns = [name.strip() for told in by or [] for name in told.split(",")]
        report = evaluate(links, read_table(truth, "truth"), by=columns)
    except LinkageError as refusal:
        _refuse(refusal)
    typer.echo(report.write_csv(float_precision=4).rstrip())


def _mapping(text: str) -> dict[str, str]:
    from bigtent.engines.linkage import TableError

    made = {}
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        standard, equals, heading = part.partition("=")
        if not equals or not heading.strip():
            raise TableError(f"{part!r} is no mapping.", value=part, remedy="Write standard=heading,...")
        made[standard.strip()] = heading.strip()
    return made


def _labels(path: Path | None) -> pl.DataFrame | None:
    import polars as pl

    from bigtent.engines.linkage.columns import read_table

    if path is None:
        return None
    table = read_table(path, "labels")
    if "is_match" not in table.columns:
        return table
    yes = pl.col("is_match").cast(pl.String).str.to_lowercase().is_in(["true", "1", "yes"])
    return table.with_columns(yes.alias("is_match"))


def _tell(step: str, done: int, total: int) -> None:
    typer.echo(f"{step} ({done}/{total})", err=True)


def _write_links(links: Links, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    _flat(links.frame).write_csv(out / "links.csv")
    links.not_in_registry.write_csv(out / "not_in_registry.csv")
    for finding in links.findings:
        typer.echo(finding, err=True)
    count = int(links.frame["is_link"].sum())
    typer.echo(f"{count} links written to {out / 'links.csv'}.")


def _write_clusters(found: Clusters, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    _flat(found.links).write_csv(out / "links.csv")
    found.frame.write_csv(out / "clusters.csv")
    for finding in found.findings:
        typer.echo(finding, err=True)
    people = found.frame["cluster"].n_unique()
    typer.echo(f"{found.frame.height} rows are {people} people; see {out / 'clusters.csv'}.")


def _flat(frame: pl.DataFrame) -> pl.DataFrame:
    """CSV has no lists: the evidence becomes one line of words for each pair."""
    import polars as pl

    part = pl.element().struct
    said = pl.concat_str(
        [
            part.field("field"),
            pl.lit(": "),
            part.field("left").fill_null("-"),
            pl.lit(" / "),
            part.field("right").fill_null("-"),
            pl.lit(" ("),
            part.field("level"),
            pl.lit(", "),
            part.field("weight").cast(pl.String),
            pl.lit(")"),
        ]
    )
    return frame.with_columns(pl.col("evidence").list.eval(said).list.join("; "))


def _refuse(refusal: Exception) -> None:
    typer.echo(str(refusal), err=True)
    raise typer.Exit(2)
