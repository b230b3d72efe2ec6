"""The invented registry: a public list of providers that holds six in ten of the alumni."""

from pathlib import Path

import numpy as np
import polars as pl

from bigtent.project.demo.dirt import initials, shortened, typos
from bigtent.project.demo.population import REGISTRY_MIX, Alumni, People, Reference, draw, some

PHYSICIAN = ("207R00000X", "207Q00000X", "208000000X", "2084P0800X", "207P00000X", "207V00000X", "208600000X")
OTHER = ("163W00000X", "363LF0000X", "363A00000X", "1041C0700X", "103T00000X", "1223G0001X", "183500000X")
CREDENTIALS = ("RN", "NP", "PA-C", "LCSW", "PHD", "DDS", "PHARMD")


def write(alumni: Alumni, reference: Reference, random: np.random.Generator, path: Path, count: int) -> pl.DataFrame:
    """Write `count` rows to `path` and give the truth: alumnus (row number) and npi."""
    here = np.flatnonzero(alumni.in_registry)
    ours = _table(reference, random, _of(alumni, here), alumni.class_year[here], alumni.school[here], 0.93)
    others = draw(reference, random, count - len(here), REGISTRY_MIX)
    years = random.integers(1965, 2025, len(others))
    schools = reference.schools[random.integers(0, len(reference.schools), len(others))]
    table = pl.concat([ours, _table(reference, random, others, years, schools, 0.17)])
    numbers = random.permutation(count) + 1_900_000_000
    table = table.with_columns(pl.Series("npi", numbers)).sort("npi")
    table.select("npi", pl.exclude("npi")).write_parquet(path)
    return pl.DataFrame({"alumnus": here, "npi": numbers[: len(here)], "changed": alumni.people.changed[here]})


def _of(alumni: Alumni, here: np.ndarray) -> People:
    names = (
        "group",
        "woman",
        "given_name",
        "middle_name",
        "birth_name",
        "second_name",
        "family_name",
        "place",
        "phone",
    )
    return People(**{name: getattr(alumni.people, name)[here] for name in names})


def _table(
    reference: Reference,
    random: np.random.Generator,
    people: People,
    year: np.ndarray,
    school: np.ndarray,
    physicians: float,
) -> pl.DataFrame:
    count = len(people)
    physician = random.random(count) < physicians
    known = physician & (random.random(count) < 0.62)
    former = people.changed & (random.random(count) < 0.28)
    keeps_phone = random.random(count) < 0.10
    phone = np.where(keeps_phone, people.phone, [f"555{n:07d}" for n in random.integers(0, 10_000_000, count)])
    columns = {
        "last_name": _upper(typos(random, people.family_name, 0.006)),
        "first_name": _upper(shortened(random, typos(random, people.given_name, 0.006), 0.03)),
        "middle_name": _upper(initials(random, people.middle_name, none=0.18, initial=0.37)),
        "other_last_name": _upper(np.where(former, people.birth_name, None)),
        "sex": np.where(people.woman, "F", "M").astype(object),
        "credential": some(random, np.where(physician, "M.D.", _one_of(random, CREDENTIALS, count)), 0.9),
        "taxonomy": np.where(physician, _one_of(random, PHYSICIAN, count), _one_of(random, OTHER, count)),
        "enum_year": np.clip(np.where(physician, year + random.integers(-1, 3, count), 2010), 2005, 2026),
        "city": reference.city[people.place],
        "state": reference.state[people.place],
        "zip5": reference.zip[people.place],
        "phone": some(random, phone, 0.97),
        "med_school": list(np.where(known, np.where(random.random(count) < 0.3, "OTHER", school), None)),
        "grad_year": [int(y) if k else None for k, y in zip(known, year, strict=True)],
    }
    numbers = dict.fromkeys(("enum_year", "grad_year"), pl.Int64)
    return pl.DataFrame(
        {n: list(v) for n, v in columns.items()}, schema={n: numbers.get(n, pl.String) for n in columns}
    )


def _one_of(random: np.random.Generator, values: tuple[str, ...], count: int) -> np.ndarray:
    return np.array(values, object)[random.integers(len(values), size=count)]


def _upper(names: np.ndarray) -> list[str | None]:
    return [name.upper() if name else None for name in names]
