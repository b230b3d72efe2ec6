"""From columns as people typed them to values that can be compared.

Names lose case, accents, punctuation, titles and suffixes; double surnames are also kept as
parts; dates, phones, postal codes and schools get one spelling each.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from bigtent.engines.linkage.nicknames import by_nickname
from bigtent.engines.linkage.schools import school_key

if TYPE_CHECKING:
    import polars as pl

# Letters that Unicode does not take apart into a base letter and a mark.
LETTERS = {"Ø": "O", "Ł": "L", "Đ": "D", "ß": "SS", "Æ": "AE", "Œ": "OE", "Þ": "TH", "Ð": "D"}
LETTERS |= {k.lower(): v for k, v in LETTERS.items() if k != "ß"}
NOT_A_NAME = r"\b(MR|MRS|MS|DR|PROF|JR|SR|II|III|IV|MD|DO|PHD|RN|ESQ)\b"
PARTICLES = r"\b(DE|DEL|DELA|LA|LAS|LOS|EL|Y|DA|DOS|DAS|DI|VAN|VON|DER|DEN|TEN|BIN|AL|ST)\b"
SEXES = {"F": "F", "FEMALE": "F", "WOMAN": "F", "2": "F", "M": "M", "MALE": "M", "MAN": "M"}
SEXES |= {"1": "M", "MUJER": "F", "HOMBRE": "M"}
NOTHING = ("NA", "NONE", "NULL", "NAN", "UNKNOWN", "UNK", "OTHER", "MISSING")


def standardize(table: pl.DataFrame) -> pl.DataFrame:
    """Comparable values of a table of standard columns (see `columns.choose`).

    The result has `id`, one column per kind of value that the table can give, and the pieces
    the comparisons look at: parts of a double surname, the family of a nickname, the initial.
    """
    frame = _with_names_from_full_name(table)
    made = [frame["id"], *_simple(frame), *_first_and_middle(frame), *_surname(frame)]
    return frame.select(*made, *_physician(frame))


def _by_value(column: pl.Series, rule: Callable[[pl.Expr], pl.Expr], name: str) -> pl.Series:
    """Apply a rule once per distinct value: a million rows have a few thousand surnames."""
    import polars as pl

    distinct = pl.DataFrame({"value": column.unique().drop_nulls()})
    made = distinct.with_columns(rule(pl.col("value")).alias("made"))
    joined = column.alias("value").to_frame().join(made, on="value", how="left", maintain_order="left")
    return joined["made"].alias(name)


def letters(value: pl.Expr) -> pl.Expr:
    """Upper-case words of letters and digits, without accents; null where nothing is left."""
    import polars as pl

    text = (
        value.str.replace_many(LETTERS)
        .str.normalize("NFKD")
        .str.replace_all(r"[\p{M}'’`.]", "")
        .str.to_uppercase()
        .str.replace_all(r"[^\p{L}\p{N}]+", " ")
        .str.strip_chars()
    )
    return pl.when((text != "") & ~text.is_in(NOTHING)).then(text)


def _joined(value: pl.Expr) -> pl.Expr:
    return letters(value).str.replace_all(" ", "")


def _person_name(value: pl.Expr) -> pl.Expr:
    import polars as pl

    name = letters(value)
    bare = _without(name, NOT_A_NAME)
    return pl.when(bare == "").then(name).otherwise(bare)


def _without(value: pl.Expr, words: str) -> pl.Expr:
    return value.str.replace_all(words, "").str.replace_all(r" +", " ").str.strip_chars()


def _with_names_from_full_name(table: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    if "full_name" not in table.columns:
        return table
    full = pl.col("full_name")
    turned = pl.when(full.str.contains(",")).then(full.str.replace(r"^([^,]*),\s*(.*)$", "${2} ${1}")).otherwise(full)
    words = turned.str.strip_chars().str.split(" ").list.eval(pl.element().filter(pl.element() != ""))
    many = words.list.len() > 1
    parts = table.with_columns(
        pl.when(many).then(words.list.first()).alias("_first"),
        pl.when(words.list.len() > 2).then(words.list.slice(1, words.list.len() - 2).list.join(" ")).alias("_middle"),
        words.list.last().alias("_last"),
    )
    for part in ("first", "middle", "last"):
        column = f"{part}_name"
        known = pl.col(column) if column in table.columns else pl.lit(None, pl.String)
        parts = parts.with_columns(pl.coalesce(known, pl.col(f"_{part}")).alias(column))
    return parts.drop("_first", "_middle", "_last")


def _surname(frame: pl.DataFrame) -> list[pl.Series]:
    """`last` without spaces, its first and last part without particles, and the former name."""
    import polars as pl

    def parts(value: pl.Expr) -> pl.Expr:
        name = _person_name(value)
        bare = _without(name, PARTICLES)
        return pl.when(bare == "").then(name).otherwise(bare).str.split(" ")

    def whole(value: pl.Expr) -> pl.Expr:
        return _person_name(value).str.replace_all(" ", "")

    made = []
    if "last_name" in frame.columns:
        column = frame["last_name"]
        made.append(_by_value(column, whole, "last"))
        made.append(_by_value(column, lambda v: parts(v).list.first(), "last_a"))
        made.append(_by_value(column, lambda v: parts(v).list.last(), "last_z"))
    if "other_last_name" in frame.columns:
        made.append(_by_value(frame["other_last_name"], whole, "other_last"))
    return made


def _first_and_middle(frame: pl.DataFrame) -> list[pl.Series]:
    """`first`, the family of its nickname, `middle` and its initial."""
    import polars as pl

    given = pl.Series("given", [None] * frame.height, dtype=pl.String)
    made = []
    has_middle = "middle_name" in frame.columns
    if "first_name" in frame.columns:
        given = _by_value(frame["first_name"], _person_name, "given")
        # Without a column of its own the middle name may be part of the first: keep it there.
        first = given.str.split(" ").list.first() if has_middle else given.str.replace_all(" ", "")
        made.append(first.alias("first"))
        families = by_nickname()
        made.append(_by_value(first, lambda v: v.replace(families), "first_key"))
    if has_middle:
        middle = _by_value(frame["middle_name"], _person_name, "middle")
        rest = given.str.extract(r"^\S+ (.+)$")
        joined = middle.fill_null(rest).str.replace_all(" ", "")
        made += [joined.alias("middle"), joined.str.slice(0, 1).alias("initial")]
    return made


def _simple(frame: pl.DataFrame) -> list[pl.Series]:
    """Values that stand for themselves once they are spelled one way."""
    return [
        _by_value(frame[column], rule, name) for column, (name, rule) in _rules().items() if column in frame.columns
    ] + ([_dates(frame["date_of_birth"])] if "date_of_birth" in frame.columns else [])


def _rules() -> dict[str, tuple[str, Callable[[pl.Expr], pl.Expr]]]:
    """For each standard column the name of what is made of it, and how."""
    import polars as pl

    def kept(value: pl.Expr, when: pl.Expr) -> pl.Expr:
        return pl.when(when).then(value)

    def phone(value: pl.Expr) -> pl.Expr:
        digits = value.str.replace_all(r"\D", "").str.tail(10)
        return kept(digits, digits.str.len_chars() >= 7)

    def zip_code(value: pl.Expr) -> pl.Expr:
        code = _joined(value)
        return pl.when(code.str.contains(r"^\d{9}$")).then(code.str.head(5)).otherwise(code)

    def email(value: pl.Expr) -> pl.Expr:
        address = value.str.to_lowercase().str.strip_chars()
        return kept(address, address.str.contains("@", literal=True))

    def year(value: pl.Expr) -> pl.Expr:
        return value.str.extract(r"(1[89]\d\d|20\d\d)").cast(pl.Int64)

    def sex(value: pl.Expr) -> pl.Expr:
        return letters(value).replace_strict(SEXES, default=None, return_dtype=pl.String)

    def number(value: pl.Expr) -> pl.Expr:
        return kept(_joined(value), _joined(value).str.len_chars() > 3)

    return {
        "sex": ("sex", sex),
        "personal_number": ("personal_number", number),
        "house_number": ("house_number", _joined),
        "street": ("street", letters),
        "city": ("city", _joined),
        "state": ("state", _joined),
        "zip": ("zip", zip_code),
        "birth_place": ("birth_place", _joined),
        "phone": ("phone", phone),
        "email": ("email", email),
        "school": ("school", lambda v: school_key(letters(v))),
        "class_year": ("class_year", year),
        "enumeration_year": ("enumeration_year", year),
        "occupation": ("occupation", _joined),
    }


def _physician(frame: pl.DataFrame) -> list[pl.Series]:
    """`physician`: Y or N as far as the credential or the taxonomy says so."""
    import polars as pl

    def by_degree(value: pl.Expr) -> pl.Expr:
        doctor = letters(value).str.contains(r"\b(MD|DO|MBBS|MBCHB)\b")
        return doctor.replace_strict({True: "Y", False: "N"}, return_dtype=pl.String)

    def by_taxonomy(value: pl.Expr) -> pl.Expr:
        # Students in training (code 39...) may be of any profession.
        doctor = pl.when(value.str.starts_with("20")).then(pl.lit("Y")).otherwise(pl.lit("N"))
        return pl.when(~value.str.starts_with("39")).then(doctor)

    signs = []
    if "credential" in frame.columns:
        signs.append(_by_value(frame["credential"], by_degree, "physician"))
    if "taxonomy" in frame.columns:
        signs.append(_by_value(frame["taxonomy"], by_taxonomy, "physician"))
    return signs if len(signs) < 2 else [signs[0].fill_null(signs[1])]


def _dates(text: pl.Series) -> pl.Series:
    """Dates as YYYY-MM-DD; impossible days are kept, since a slip of the pen is still evidence."""
    import polars as pl

    column = pl.col("d")
    frame = text.alias("d").to_frame()
    first = frame.select(column.str.extract(r"^\s*(\d{1,2})[/.-]\d{1,2}[/.-]\d{4}").cast(pl.Int64))["d"]
    day_first = bool((first > 12).any())
    loose = r"^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"
    a, b = column.str.extract(loose, 1).str.zfill(2), column.str.extract(loose, 2).str.zfill(2)
    day, month = (a, b) if day_first else (b, a)
    compact = column.str.extract(r"^\s*((?:1[6-9]|20)\d{6})\s*$")
    return frame.select(
        pl.coalesce(
            column.str.extract(r"^\s*(\d{4}-\d{2}-\d{2})"),
            pl.concat_str(
                compact.str.slice(0, 4),
                compact.str.slice(4, 2),
                compact.str.slice(6, 2),
                separator="-",
            ),
            pl.concat_str(column.str.extract(loose, 3), month, day, separator="-"),
            column.str.replace_all(r"[,.]", "").str.to_date("%d %B %Y", strict=False).cast(pl.String),
            column.str.replace_all(r"[,.]", "").str.to_date("%B %d %Y", strict=False).cast(pl.String),
            column.str.replace_all(r"[,.]", "").str.to_date("%d %b %Y", strict=False).cast(pl.String),
            column.str.to_date("%Y/%m/%d", strict=False).cast(pl.String),
        ).alias("dob")
    )["dob"]
