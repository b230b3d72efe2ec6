"""What is invented for one demonstration: its people, their lists, the registry, and the truth about them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from django.conf import settings

from bigtent.project.demo import measuring, population, registry
from bigtent.project.demo.rosters import Lists, RosterFile

REFERENCE = settings.PACKAGE / "people" / "reference"


@dataclass(frozen=True)
class Size:
    """How large: people, registry rows, mentors, students, decisions at the review desk."""

    alumni: int
    reached: float
    registry: int
    mentors: int
    mentees: int
    reviewed: int


SIZES = {
    "full": Size(32_000, 15 / 32, 200_000, 2_400, 1_900, 120),
    "small": Size(1_000, 15 / 32, 6_000, 75, 60, 30),
}


class Invented:
    """Drawn when first asked for; the same seed and size give the same people and files."""

    def __init__(self, *, size: Size, seed: int) -> None:
        self.size, self.seed = size, seed
        self.folder = settings.DATA / "demonstration"

    def random(self, name: str) -> np.random.Generator:
        """Each part draws from its own stream, so that a resumed build gives the same network."""
        return np.random.default_rng([self.seed, self.size.alumni, *name.encode()])

    @cached_property
    def reference(self) -> population.Reference:
        return population.Reference(REFERENCE)

    @cached_property
    def alumni(self) -> population.Alumni:
        return population.alumni(
            self.reference, self.random("alumni"), self.size.alumni, reached=self.size.reached, present=0.6
        )

    @cached_property
    def files(self) -> list[RosterFile]:
        return Lists(self.alumni, self.reference, self.random("lists"), self.folder).write()

    @cached_property
    def truth(self) -> pl.DataFrame:
        return pl.concat([file.truth for file in self.files])

    @cached_property
    def registry_truth(self) -> pl.DataFrame:
        path = self.folder / "registry.parquet"
        truth = registry.write(self.alumni, self.reference, self.random("registry"), path, self.size.registry)
        truth.write_parquet(self.folder / "truth-of-the-registry.parquet")
        return truth

    @cached_property
    def persons(self) -> dict[int, int]:
        """Alumnus (row number) -> id of the person she has become."""
        return dict(measuring.persons(self.truth).iter_rows())
