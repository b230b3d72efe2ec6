"""The standard columns, the headings they are usually found under, and how a table is read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from bigtent.engines.linkage.errors import TableError

if TYPE_CHECKING:
    import polars as pl

STANDARD: dict[str, tuple[str, ...]] = {
    "first_name": ("given_name", "forename", "firstname", "first"),
    "middle_name": ("middle", "middlename", "middle_initial"),
    "last_name": ("surname", "family_name", "lastname", "last"),
    "other_last_name": ("former_name", "former_last_name", "maiden_name", "birth_name"),
    "full_name": ("name",),
    "date_of_birth": ("dob", "birth_date", "birthdate", "born"),
    "sex": ("gender",),
    # A number this sensitive is compared only when someone names its column.
    "personal_number": (),
    "house_number": ("street_number",),
    "street": ("address", "address_1", "street_address"),
    "city": ("suburb", "town"),
    "state": ("province", "region"),
    "zip": ("zip5", "zip_code", "zipcode", "postcode", "postal_code"),
    "birth_place": ("birthplace", "place_of_birth"),
    "phone": ("telephone", "phone_number", "mobile"),
    "email": ("e_mail", "email_address", "mail"),
    "school": ("med_school", "medical_school", "university", "college"),
    "class_year": ("grad_year", "graduation_year", "year_of_graduation"),
    "occupation": ("profession", "job"),
    "credential": ("degree", "credentials"),
    "taxonomy": ("taxonomy_code",),
    "enumeration_year": ("enum_year", "enumeration_date"),
}
IDS = ("id", "unique_id", "rec_id", "record_id", "row_id", "alumni_id", "person_id", "npi")


def read_table(source: pl.DataFrame | pl.LazyFrame | str | Path, name: str) -> pl.DataFrame:
    """A Polars frame from a frame, or from the path of a CSV or Parquet file."""
    import polars as pl

    if isinstance(source, pl.LazyFrame):
        return source.collect()
    if isinstance(source, pl.DataFrame):
        return source
    path = Path(source)
    if not path.exists():
        raise TableError(f"There is no file {path} for the {name} table.", remedy="Check the path.")
    try:
        if path.suffix.lower() in (".parquet", ".pq"):
            return pl.read_parquet(path)
        return pl.read_csv(path, infer_schema=False)
    except (pl.exceptions.PolarsError, OSError, UnicodeDecodeError) as fault:
        raise TableError(
            f"{path} cannot be read as a table: {str(fault).splitlines()[0]}",
            remedy="Give a CSV file in UTF-8 with a heading line, or a Parquet file.",
        ) from fault


def choose(table: pl.DataFrame, name: str, columns: Mapping[str, str] | None, id_column: str | None) -> pl.DataFrame:
    """The table's standard columns as text, with its ids as `id`, sorted by id.

    Columns that hold nothing are left out. Sorting makes every later step independent of the
    order in which the rows came.
    """
    import polars as pl

    given = dict(columns or {})
    _refuse_unknown(table, name, given)
    chosen = _by_heading(table, given)
    id_column = _id_column(table, name, id_column)
    frame = table.select(
        pl.col(id_column).cast(pl.String).str.strip_chars().alias("id"),
        *(_as_text(table, heading).alias(standard) for standard, heading in chosen.items()),
    )
    _refuse_bad_ids(frame, name, id_column)
    empty = [c for c in frame.columns if c != "id" and frame[c].null_count() == frame.height]
    return frame.drop(empty).sort("id")


def _refuse_unknown(table: pl.DataFrame, name: str, given: dict[str, str]) -> None:
    for standard, heading in given.items():
        if standard not in STANDARD:
            raise TableError(
                f"{standard!r} is not a standard column.",
                column=standard,
                remedy=f"Use one of: {', '.join(STANDARD)}.",
            )
        if heading not in table.columns:
            raise TableError(
                f"The {name} table has no column {heading!r} (mapped to {standard}).",
                column=heading,
                remedy=f"Its columns are: {', '.join(table.columns)}.",
            )


def _by_heading(table: pl.DataFrame, given: dict[str, str]) -> dict[str, str]:
    chosen = dict(given)
    plain = {c.strip().lower().replace(" ", "_").replace("-", "_"): c for c in table.columns}
    for standard, aliases in STANDARD.items():
        if standard in chosen:
            continue
        for heading in (standard, *aliases):
            if heading in plain and plain[heading] not in chosen.values():
                chosen[standard] = plain[heading]
                break
    return {s: chosen[s] for s in STANDARD if s in chosen}


def _as_text(table: pl.DataFrame, heading: str) -> pl.Expr:
    """Text of a column; 1987.0 becomes 1987, empty text becomes null."""
    import polars as pl

    text = pl.col(heading)
    kind = table.schema[heading]
    if kind.is_float():
        whole = text.round(0) == text
        text = pl.when(whole).then(text.cast(pl.Int64, strict=False).cast(pl.String)).otherwise(text.cast(pl.String))
    elif kind.is_nested() or kind == pl.Binary:
        raise TableError(
            f"Column {heading!r} holds {kind}, not single values.",
            column=heading,
            remedy="Give text, numbers or dates.",
        )
    text = text.cast(pl.String).str.strip_chars()
    return pl.when(text.str.len_chars() > 0).then(text)


def _id_column(table: pl.DataFrame, name: str, given: str | None) -> str:
    if given is not None:
        if given not in table.columns:
            raise TableError(
                f"The {name} table has no id column {given!r}.",
                column=given,
                remedy=f"Its columns are: {', '.join(table.columns)}.",
            )
        return given
    for heading in IDS:
        if heading in table.columns:
            return heading
    raise TableError(
        f"The {name} table has no column that looks like an id.",
        remedy=f"Name it with id= (or --id); its columns are: {', '.join(table.columns)}.",
    )


def _refuse_bad_ids(frame: pl.DataFrame, name: str, id_column: str) -> None:
    import polars as pl

    line = frame.select("id").with_row_index("line", offset=2)
    missing = line.filter(pl.col("id").is_null() | (pl.col("id") == ""))
    if missing.height:
        first = int(missing["line"][0])
        raise TableError(
            f"The {name} table has no id on line {first} (column {id_column!r}).",
            column=id_column,
            row=first,
            remedy="Every row needs its own id.",
        )
    repeated = line.filter(pl.col("id").is_duplicated()).sort("line")
    if repeated.height:
        second = repeated.filter(~pl.col("id").is_first_distinct())
        first, value = int(second["line"][0]), str(second["id"][0])
        raise TableError(
            f"The {name} table uses the id {value!r} again on line {first} (column {id_column!r}).",
            column=id_column,
            row=first,
            value=value,
            remedy="Every row needs its own id.",
        )
