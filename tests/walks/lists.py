"""Files a foundation might have: a list with headings of its own and a register of providers. Nobody in them exists."""

import csv
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import polars as pl
from django.conf import settings

REFERENCE = settings.PACKAGE / "people" / "reference"
HEADINGS = ("No.", "Surname", "Given", "Init.", "Mail", "Town", "ST", "Postal", "Where studied", "Finished", "Scheme")
MARRIED = ("Okonkwo-Reyes", "Villaseñor", "Brightwater", "Nakagawa", "Achterberg")


@dataclass(frozen=True)
class Person:
    """Somebody as she was when she graduated."""

    number: int
    family: str
    given: str
    initial: str
    city: str
    state: str
    zip: str
    school: str
    year: int

    @property
    def email(self) -> str:
        return f"{self.given}.{self.number}@alumni.example".lower()

    def as_listed(self) -> tuple:
        place = (self.city, self.state, self.zip)
        return (
            self.number,
            self.family,
            self.given,
            self.initial,
            self.email,
            *place,
            self.school,
            self.year,
            "Bridge",
        )

    def as_registered(self, npi: int) -> dict[str, str]:
        return {
            "npi": str(npi),
            "last_name": self.family.upper(),
            "first_name": self.given.upper(),
            "middle_name": self.initial,
            "city": self.city.upper(),
            "state": self.state,
            "zip5": self.zip,
            "phone": f"555{npi % 10_000_000:07d}",
            "taxonomy": "207Q00000X",
            "med_school": self.school.upper(),
            "grad_year": str(self.year),
        }


def people(count: int, seed: int) -> list[Person]:
    """Invented people with names, places and schools as frequent as they are."""
    random = Random(seed)
    surnames, given, places, schools = (
        _column(name, *columns)
        for name, *columns in (
            ("census2020_surnames_top30k", "name"),
            ("census2020_first_names_top12k", "name"),
            ("us_zip_centroids", "city", "state", "zip"),
            ("us_medical_schools", "name"),
        )
    )
    return [
        Person(
            1000 * seed + number,
            random.choice(surnames[:3000])[0].title(),
            random.choice(given[:800])[0].title(),
            random.choice("ABCDEJKLMRST"),
            *random.choice(places[::40]),
            random.choice(schools)[0],
            random.randint(1978, 2020),
        )
        for number in range(1, count + 1)
    ]


def _column(name: str, *columns: str) -> list[tuple[str, ...]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8") as file:
        return [tuple(row[column] for column in columns) for row in csv.DictReader(file)]


def write_list(path: Path, alumni: list[Person]) -> Path:
    """A list as offices keep them; line 4 names nobody, line 6 gives somebody else's number, one stands in it twice."""
    rows = [list(person.as_listed()) for person in alumni]
    rows[2][1] = rows[2][2] = ""
    rows[4][0] = rows[3][0]
    twice = replace(alumni[7], number=999_999, given=alumni[7].given[:3], initial="")
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEADINGS, *rows, twice.as_listed()])
    return path


def write_register(path: Path, alumni: list[Person], others: list[Person]) -> Path:
    """Two in three alumni stand in the register, some under a married name or in another place; and many others."""
    known = []
    for number, person in enumerate(alumni):
        if number % 3 == 0:
            continue
        moved = replace(person, city="Albany", state="NY", zip="12207") if number % 4 == 1 else person
        known.append(replace(moved, family=MARRIED[number % 5]) if number % 5 == 2 else moved)
    rows = [person.as_registered(1_900_000_000 + number) for number, person in enumerate([*known, *others])]
    pl.DataFrame(rows).write_parquet(path)
    return path
