"""Invented people: who they were when they graduated, who they are now, and what a registry says of them.

Names are drawn by their frequency in the 2020 Census within the group that the person is drawn from; the group
itself is used for nothing else and written nowhere but into the truth. Nobody here exists.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

GROUPS = ("white", "black", "api", "aian", "2prace", "hispanic")
ALUMNI_MIX = (0.04, 0.52, 0.06, 0.04, 0.04, 0.30)
REGISTRY_MIX = (0.62, 0.11, 0.13, 0.006, 0.024, 0.11)
WOMEN = 0.58
MARRIED_NAME = 0.40
FIRST_CLASS, LATEST_CLASS = 1968, 2029
THIS_YEAR = 2026


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def cumulative(weights: np.ndarray) -> np.ndarray:
    total = np.cumsum(weights)
    return total / total[-1]


class Reference:
    """The packaged lists as arrays to draw from."""

    def __init__(self, folder: Path) -> None:
        surnames, first = (
            rows(folder / f"census2020_{name}.csv") for name in ("surnames_top30k", "first_names_top12k")
        )
        self.surnames = np.array([row["name"].title() for row in surnames], object)
        self.first_names = np.array([row["name"].title() for row in first], object)
        self.surname_chance = {g: cumulative(_share(surnames, g)) for g in GROUPS}
        female = _numbers(first, "pctfemale") / 100
        self.first_chance = {
            (g, woman): cumulative(_share(first, g) * (female if woman else 1 - female))
            for g in GROUPS
            for woman in (False, True)
        }
        places = rows(folder / "us_zip_centroids.csv")
        self.zip, self.city, self.state = (
            np.array([row[column] for row in places], object) for column in ("zip", "city", "state")
        )
        self.place_chance = cumulative(np.random.default_rng(99).pareto(1.1, len(places)) + 0.02)
        self.schools = np.array([row["name"] for row in rows(folder / "us_medical_schools.csv")], object)

    def surnames_of(self, random: np.random.Generator, group: np.ndarray) -> np.ndarray:
        return _by_group(group, lambda g, n: self.surnames[_drawn(random, self.surname_chance[g], n)])

    def first_names_of(self, random: np.random.Generator, group: np.ndarray, woman: np.ndarray) -> np.ndarray:
        names = np.empty(len(group), object)
        for value in (False, True):
            chosen = np.flatnonzero(woman == value)
            names[chosen] = _by_group(
                group[chosen],
                lambda g, n, value=value: self.first_names[_drawn(random, self.first_chance[g, value], n)],
            )
        return names

    def places(self, random: np.random.Generator, count: int) -> np.ndarray:
        return _drawn(random, self.place_chance, count)


def _numbers(table: list[dict[str, str]], column: str) -> np.ndarray:
    return np.array([float(row[column] or 0) for row in table])


def _share(table: list[dict[str, str]], group: str) -> np.ndarray:
    return _numbers(table, "count") * _numbers(table, f"pct{group}")


def _drawn(random: np.random.Generator, chance: np.ndarray, count: int) -> np.ndarray:
    return np.minimum(np.searchsorted(chance, random.random(count)), len(chance) - 1)


def _by_group(group: np.ndarray, draw: Callable[[str, int], np.ndarray]) -> np.ndarray:
    values = np.empty(len(group), object)
    for index, name in enumerate(GROUPS):
        chosen = np.flatnonzero(group == index)
        values[chosen] = draw(name, len(chosen))
    return values


@dataclass
class People:
    """Arrays of one length. `birth_name` is the family name at graduation, `family_name` the present one."""

    group: np.ndarray
    woman: np.ndarray
    given_name: np.ndarray
    middle_name: np.ndarray
    birth_name: np.ndarray
    second_name: np.ndarray
    family_name: np.ndarray
    place: np.ndarray
    phone: np.ndarray
    extra: dict[str, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.group)

    @cached_property
    def changed(self) -> np.ndarray:
        return self.family_name != self.birth_name


def draw(reference: Reference, random: np.random.Generator, count: int, mix: tuple[float, ...]) -> People:
    """Draw `count` people; four in ten women go by a married name, a quarter of these beside their own."""
    group = random.choice(len(GROUPS), count, p=np.array(mix) / sum(mix))
    woman = random.random(count) < WOMEN
    birth = reference.surnames_of(random, group)
    partner = reference.surnames_of(random, group)
    married = woman & (random.random(count) < MARRIED_NAME)
    how = random.random(count)
    family = np.where(how < 0.18, birth + "-" + partner, np.where(how < 0.25, birth + " " + partner, partner))
    return People(
        group=group,
        woman=woman,
        given_name=reference.first_names_of(random, group, woman),
        middle_name=reference.first_names_of(random, group, woman),
        birth_name=birth,
        second_name=reference.surnames_of(random, group),
        family_name=np.where(married, family, birth),
        place=reference.places(random, count),
        phone=_phones(random, count),
    )


def _phones(random: np.random.Generator, count: int) -> np.ndarray:
    """Numbers of the 555-01xx block are too few for 32,000 people; area code 555 is given to nobody."""
    number = random.integers(0, 10_000_000, count)
    return np.array([f"555{n:07d}" for n in number], object)


@dataclass
class Alumni:
    """The alumni of the host, with school, class year and award."""

    people: People
    school: np.ndarray
    class_year: np.ndarray
    born_on: np.ndarray
    reachable: np.ndarray
    email: np.ndarray
    in_registry: np.ndarray


def alumni(reference: Reference, random: np.random.Generator, count: int, *, reached: float, present: float) -> Alumni:
    """Draw the alumni: `reached` is the share with contact data, `present` the share in the registry."""
    people = draw(reference, random, count, ALUMNI_MIX)
    year = random.integers(FIRST_CLASS, LATEST_CLASS + 1, count)
    age = random.integers(25, 31, count)
    born = [f"{y - a}-{m:02d}-{d:02d}" for y, a, m, d in zip(year, age, *_days(random, count), strict=True)]
    recent = (year - FIRST_CLASS) / (LATEST_CLASS - FIRST_CLASS)
    there = np.where(year > THIS_YEAR, 0.0, np.clip(0.15 + 1.2 * recent, 0.15, 1.0))
    reach = 0.5 + recent
    return Alumni(
        people=people,
        school=reference.schools[np.minimum(random.geometric(0.035, count) - 1, len(reference.schools) - 1)],
        class_year=year,
        born_on=np.array(born, object),
        reachable=_chosen(random, reach, round(reached * count)),
        email=np.array(
            [
                f"{_ascii(g)}.{_ascii(b)}{i}@alumni.example"
                for i, (g, b) in enumerate(zip(people.given_name, people.birth_name, strict=True))
            ],
            object,
        ),
        in_registry=random.random(count) < np.clip(there * present / there.mean(), 0, 0.98),
    )


def _chosen(random: np.random.Generator, weight: np.ndarray, how_many: int) -> np.ndarray:
    """Exactly `how_many`, the likelier the heavier."""
    chosen = np.zeros(len(weight), bool)
    chosen[random.choice(len(weight), how_many, replace=False, p=weight / weight.sum())] = True
    return chosen


def _ascii(name: str) -> str:
    return "".join(c for c in name.lower() if c.isascii() and c.isalpha())


def _days(random: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
    return random.integers(1, 13, count), random.integers(1, 29, count)


def some(random: np.random.Generator, values: np.ndarray, share: float) -> np.ndarray:
    """`values` with only `share` of them kept, the others None."""
    kept = np.array(values, object)
    kept[random.random(len(kept)) >= share] = None
    return kept
