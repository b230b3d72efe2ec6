"""`bigtent match`: pair two CSV files by a program file, and check what came out."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from bigtent.engines.matching.errors import MatchingError, PairError

if TYPE_CHECKING:
    from bigtent.engines.matching.results import Result


class PairByDefault(TyperGroup):
    """`match A B ...` means `match pair A B ...`."""

    # Any: typer brings its own copy of click, whose types have no public name.
    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in (*self.commands, "--help"):
            args = ["pair", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=PairByDefault,
    no_args_is_help=True,
    help="Pair mentees with mentors: MENTEES.csv MENTORS.csv --program P.",
)


@contextmanager
def said_plainly() -> Iterator[None]:
    """A refusal becomes its message and exit status 2."""
    try:
        yield
    except MatchingError as error:
        typer.echo(f"Error: {error}", err=True)
        raise typer.Exit(2) from error
    except OSError as error:
        typer.echo(f"Error: {error.filename}: {error.strerror}.", err=True)
        raise typer.Exit(2) from error


@app.command()
def pair(
    mentees: Annotated[Path, typer.Argument(help="CSV with mentee_id and the columns of the program.")],
    mentors: Annotated[Path, typer.Argument(help="CSV with mentor_id, capacity and the columns of the program.")],
    program: Annotated[Path, typer.Option(help="Program file (TOML): factors, rules, objective.")],
    out: Annotated[Path, typer.Option(help="Folder for the result; made if it is not there.")],
    previous: Annotated[Path | None, typer.Option(help="Earlier pairings.csv, preferred between equals.")] = None,
    locks: Annotated[Path | None, typer.Option(help="CSV of settled pairs: mentee_id,mentor_id.")] = None,
    blocks: Annotated[Path | None, typer.Option(help="CSV of pairs not allowed: mentee_id,mentor_id.")] = None,
) -> None:
    """Pair mentees with mentors and write pairings, unmatched, prices and the certificate."""
    with said_plainly():
        from bigtent.engines.matching.assigning import assign
        from bigtent.engines.matching.frames import read_table
        from bigtent.engines.matching.programs import Program

        given = Program.read(program)
        result = assign(
            read_table(mentees, "mentees"),
            read_table(mentors, "mentors"),
            given,
            previous=read_table(previous, "previous") if previous else None,
            locks=_pairs(locks),
            blocks=_pairs(blocks),
        )
        _write(result, out)
        given.write(out / "program.json")
        _copy(mentees, out / "mentees.csv")
        _copy(mentors, out / "mentors.csv")
    _report(result, out)


@app.command()
def verify(folder: Annotated[Path, typer.Argument(help="A folder that `bigtent match` wrote.")]) -> None:
    """Check a result without the solver: everyone is scored again, and the proof is added up."""
    with said_plainly():
        from bigtent.engines.matching import checking
        from bigtent.engines.matching.frames import read_table
        from bigtent.engines.matching.programs import Program

        tables = [read_table(folder / f"{name}.csv", name) for name in ("mentees", "mentors")]
        program = Program.read(folder / "program.json")
        verdict = checking.verify(tables[0], tables[1], program, folder / "certificate.json")
        _check_listed(folder)
    typer.echo(f"The certificate holds: {verdict.placed:,} mentees placed, {verdict.total:,} points.")
    typer.echo(f"Under {verdict.objective!r} no other pairing of these people is better.")


def _pairs(path: Path | None) -> list[tuple[str, str]]:
    from bigtent.engines.matching.frames import read_table

    if path is None:
        return []
    table = read_table(path, "pairs")
    if not {"mentee_id", "mentor_id"} <= set(table.columns):
        raise PairError(f"{path} needs the columns mentee_id and mentor_id.")
    return [(str(mentee), str(mentor)) for mentee, mentor in table.select("mentee_id", "mentor_id").rows()]


def _write(result: "Result", out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    result.pairings.write_csv(out / "pairings.csv")
    result.unmatched.write_csv(out / "unmatched.csv")
    result.prices.write_csv(out / "prices.csv")
    result.certificate.write(out / "certificate.json")


def _copy(source: Path, target: Path) -> None:
    if not target.exists() or not source.samefile(target):
        shutil.copyfile(source, target)


def _check_listed(folder: Path) -> None:
    """The pairings people read must be the ones the certificate proves."""
    from bigtent.engines.matching.certificates import Certificate
    from bigtent.engines.matching.errors import CertificateError
    from bigtent.engines.matching.frames import read_table

    listed = sorted(read_table(folder / "pairings.csv", "pairings").rows())
    data = Certificate.read(folder / "certificate.json").data
    proven = sorted((mentee, mentor, *map(str, [points, *by])) for mentee, mentor, points, by in data["pairings"])
    if listed != proven:
        raise CertificateError(f"{folder / 'pairings.csv'} is not what the certificate proves.")


def _report(result: "Result", out: Path) -> None:
    typer.echo(f"{result.placed:,} mentees placed, {result.unmatched.height:,} without a mentor.")
    typer.echo(f"{result.total:,} points; no pairing can have more than {result.bound:,} under this program.")
    typer.echo(f"Columns read: {', '.join(result.rules_read)}.")
    typer.echo(f"Written to {out}. Check it with: bigtent match verify {out}")
