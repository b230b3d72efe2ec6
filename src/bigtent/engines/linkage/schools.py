"""One key for the many ways a school's name is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

GENERIC = (
    r"\b(UNIVERSITY|UNIV|UNIVERSIDAD|U|COLLEGE|COLL|SCHOOL|SCH|FACULTY|INSTITUTE|CENTER|CTR|CAMPUS|"
    r"MEDICINE|MEDICAL|MED|HEALTH|HLTH|SCIENCES|SCIENCE|SCI|THE|OF|AT|AND|FOR|IN|DE)\b"
)
ALIASES = {
    "JOHNS HOPKINS": "HOPKINS",
    "JOHN HOPKINS": "HOPKINS",
    "JHU": "HOPKINS",
    "GWU": "GEORGE WASHINGTON",
    "ICAHN MOUNT SINAI": "MOUNT SINAI",
    "ALBERT EINSTEIN": "EINSTEIN",
    "DAVID GEFFEN UCLA": "UCLA",
    "DAVID GEFFEN": "UCLA",
    "CALIFORNIA LOS ANGELES": "UCLA",
    "CALIFORNIA SAN FRANCISCO": "UCSF",
    "CALIFORNIA SAN DIEGO": "UCSD",
    "UT SOUTHWESTERN": "TEXAS SOUTHWESTERN",
    "CHARLES R DREW": "DREW",
    "CHARLES DREW": "DREW",
    "PENNSYLVANIA": "PENN",
    "PERELMAN": "PENN",
    "PERELMAN PENNSYLVANIA": "PENN",
    "NEW YORK": "NYU",
    "GROSSMAN NEW YORK": "NYU",
    "FEINBERG NORTHWESTERN": "NORTHWESTERN",
    "NORTHWESTERN FEINBERG": "NORTHWESTERN",
    "PRITZKER CHICAGO": "CHICAGO",
    "CHICAGO PRITZKER": "CHICAGO",
}


def school_key(name: pl.Expr) -> pl.Expr:
    """The distinguishing words of a school's name (already upper case, without punctuation)."""
    import polars as pl

    words = name.str.replace_all(r"\bMT\b", "MOUNT").str.replace_all(r"\bST\b", "SAINT")
    bare = words.str.replace_all(GENERIC, "").str.replace_all(r" +", " ").str.strip_chars()
    return pl.when(bare == "").then(words).otherwise(bare).replace(ALIASES)
