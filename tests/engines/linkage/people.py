"""Invented alumni, an invented registry and overlapping lists, with the truth kept apart.

Surnames and first names follow the frequencies of the 2020 census; everything else is drawn at
random from a seed. Women may have changed their surname since graduation, middle names may be used
as first names, letters slip, schools are spelled in several ways, and most contact data is missing.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

REFERENCE = Path(__file__).parents[3] / "src" / "bigtent" / "people" / "reference"
SCHOOLS = ["Howard", "Meharry", "Morehouse", "Drew", "Emory", "Duke", "Rush", "Temple", "Drexel", "Tulane"]
SPELLINGS = ["{} College of Medicine", "{} Univ. School of Med", "{} University", "{}", "{} Med. Coll."]
SHORT = {"ROBERT": "BOB", "WILLIAM": "BILL", "ELIZABETH": "LIZ", "JAMES": "JIM", "MICHAEL": "MIKE"}


@dataclass(frozen=True)
class World:
    alumni: pl.DataFrame
    registry: pl.DataFrame
    truth: pl.DataFrame
    lists: pl.DataFrame
    list_truth: pl.DataFrame


def make_world(seed=7, alumni=2_000, registry=12_000, present=0.6):
    """A world of that size; `present` is the share of alumni who are in the registry."""
    draw = np.random.default_rng(seed)
    people = _people(draw, alumni)
    there = draw.random(alumni) < present
    found = int(there.sum())
    entries = pl.concat([_married(draw, people.filter(there)), _people(draw, registry - found)])
    entries = entries.with_columns(npi=pl.Series(10**6 + draw.permutation(registry)))
    entries = _registry(draw, entries, found)
    truth = pl.DataFrame(
        {
            "left_id": people.filter(there)["person"],
            "right_id": entries["npi"].head(found).cast(pl.String),
            "changed": entries["last_name"].head(found) != people.filter(there)["last"],
        }
    )
    copies = np.repeat(np.arange(alumni), np.minimum(draw.geometric(0.62, alumni), 4))
    lists = _alumni(draw, people[copies]).rename({"id": "person"}).with_row_index("row")
    lists = lists.with_columns(pl.format("L{}", "row").alias("row_id")).drop("row")
    seen = lists.drop("person"), lists.select("row_id", "person")
    return World(_alumni(draw, people).drop("dob"), entries, truth, *seen)


def _names(file):
    table = pl.read_csv(REFERENCE / file, null_values=["(S)"], infer_schema_length=None)
    count = table["count"].to_numpy().astype(float)
    return table["name"].to_numpy(), count / count.sum()


def _people(draw, n):
    surnames, often = _names("census2020_surnames_top30k.csv")
    given, common = _names("census2020_first_names_top12k.csv")
    year = draw.integers(1975, 2023, n)
    day = [
        f"{y - 27}-{m:02}-{d:02}"
        for y, m, d in zip(year, draw.integers(1, 13, n), draw.integers(1, 29, n), strict=True)
    ]
    return pl.DataFrame(
        {
            "person": [f"A{i:05}" for i in draw.permutation(n)],
            "last": draw.choice(surnames, n, p=often),
            "first": draw.choice(given, n, p=common),
            "middle": draw.choice(given, n, p=common),
            "sex": draw.choice(["F", "M"], n),
            "school": draw.choice(SCHOOLS, n),
            "year": year,
            "dob": day,
            "zip": [f"{z:05}" for z in draw.integers(10_000, 99_999, n)],
            "state": draw.choice(["GA", "TN", "DC", "CA", "TX", "IL"], n),
            "phone": [str(p) for p in draw.integers(2 * 10**9, 9 * 10**9, n)],
            "former": pl.Series([None] * n, dtype=pl.String),
        }
    )


def _married(draw, people):
    surnames, often = _names("census2020_surnames_top30k.csv")
    new = pl.Series(draw.choice(surnames, people.height, p=often))
    chance = pl.Series(draw.random(people.height))
    wed, told = (pl.col("sex") == "F") & (chance < 0.3), pl.Series(draw.random(people.height)) < 0.3
    double = pl.concat_str(pl.col("last"), pl.lit("-"), pl.lit(new))
    return people.with_columns(
        pl.when(wed & (chance < 0.08)).then(double).when(wed).then(pl.lit(new)).otherwise("last").alias("last"),
        pl.when(wed & pl.lit(told)).then("last").alias("former"),
    )


def _maybe(draw, values, missing):
    gone = pl.Series(draw.random(len(values)) < missing)
    return pl.select(pl.when(~gone).then(values)).to_series()


def _slips(draw, names, rate):
    hit = draw.random(len(names)) < rate
    return pl.Series([n[:2] + n[3:] if h and len(n) > 4 else n for n, h in zip(names, hit, strict=True)])


def _alumni(draw, people):
    n = people.height
    first = pl.Series([SHORT.get(f, f) if draw.random() < 0.3 else f for f in people["first"]])
    school = [draw.choice(SPELLINGS).format(s) for s in people["school"]]
    return pl.DataFrame(
        {
            "id": people["person"],
            "first_name": _slips(draw, first, 0.02),
            "middle_name": _maybe(draw, people["middle"].str.head(1), 0.3),
            "last_name": _slips(draw, people["last"], 0.03),
            "sex": _maybe(draw, people["sex"], 0.3),
            "school": _maybe(draw, pl.Series(school), 0.05),
            "class_year": people["year"] + (draw.random(n) < 0.05),
            "state": _maybe(draw, people["state"], 0.4),
            "zip5": _maybe(draw, people["zip"], 0.5),
            "phone": _maybe(draw, people["phone"], 0.6),
            "dob": _maybe(draw, people["dob"], 0.5),
        }
    ).sample(fraction=1, shuffle=True, seed=int(draw.integers(10**6)))


def _registry(draw, people, alumni):
    n = people.height
    doctor = np.where((np.arange(n) < alumni) | (draw.random(n) < 0.2), "M.D.", "RN")
    moved = draw.random(n) < 0.5
    return pl.DataFrame(
        {
            "npi": people["npi"],
            "last_name": people["last"],
            "first_name": _slips(draw, people["first"], 0.01),
            "middle_name": _maybe(draw, people["middle"], 0.3),
            "other_last_name": people["former"],
            "sex": people["sex"],
            "credential": doctor,
            "enum_year": np.maximum(people["year"].to_numpy() + draw.integers(0, 3, n), 2005),
            "state": people["state"],
            "zip5": [z if not m else "00001" for z, m in zip(people["zip"], moved, strict=True)],
            "phone": _maybe(draw, people["phone"], 0.5),
            "med_school": _maybe(draw, people["school"], 0.5),
            "grad_year": _maybe(draw, people["year"], 0.5),
        }
    )
