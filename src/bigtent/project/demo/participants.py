"""What the invented mentors offer and the invented students wish."""

import numpy as np

from bigtent.mentoring.models import Background, Language, Mentee, Mentor, Slot
from bigtent.project.demo.population import THIS_YEAR

TEXT_OF_JOINING_FORM = "Joining form of the demonstration"


class Tastes:
    """Draws lists of choices, the popular ones more often."""

    def __init__(self, random: np.random.Generator, topics: list[str]) -> None:
        self.random, self.topics = random, topics

    def some(self, choices: list[str], least: int, most: int) -> list[str]:
        """Between `least` and `most` of the choices; the first half is twice as popular."""
        weight = np.where(np.arange(len(choices)) < len(choices) / 2, 2.0, 1.0)
        count = int(self.random.integers(least, min(most, len(choices)) + 1))
        chosen = self.random.choice(len(choices), count, replace=False, p=weight / weight.sum())
        return [choices[i] for i in sorted(chosen)]

    def often(self, chance: float) -> bool:
        return bool(self.random.random() < chance)

    def mentor(self, person_id: int, class_year: int, institution_id: int | None) -> Mentor:
        return Mentor(
            person_id=person_id,
            capacity=int(self.random.choice([1, 2, 3], p=[0.72, 0.2, 0.08])),
            stage=mentor_stage(class_year),
            meets=str(self.random.choice(["online", "either", "in_person"], p=[0.55, 0.4, 0.05])),
            hours=int(self.random.choice([1, 2, 3, 4], p=[0.3, 0.4, 0.2, 0.1])),
            slots=self.some(Slot.values, 2, 5),
            topics=self.some(self.topics, 2, 5),
            languages=self.some(Language.values, 1, 2) if self.often(0.35) else [],
            backgrounds=self.some(Background.values, 1, 2) if self.often(0.6) else [],
            institution_id=institution_id if self.often(0.3) else None,
        )

    def mentee(self, person_id: int, class_year: int, specialty_id: int, institution_id: int | None) -> Mentee:
        return Mentee(
            person_id=person_id,
            stage=mentee_stage(class_year),
            specialty_id=specialty_id,
            in_person=self.often(0.04),
            hours=int(self.random.choice([1, 2, 3], p=[0.4, 0.4, 0.2])),
            slots=self.some(Slot.values, 2, 4),
            topics=self.some(self.topics, 1, 4),
            wanted_languages=self.some(Language.values, 1, 1) if self.often(0.15) else [],
            wanted_backgrounds=self.some(Background.values, 1, 1) if self.often(0.35) else [],
            institution_id=institution_id,
        )


def mentor_stage(class_year: int) -> str:
    years = THIS_YEAR - class_year
    return next(
        stage for least, stage in ((38, "retired"), (25, "senior"), (12, "middle"), (-9, "early")) if years >= least
    )


def mentee_stage(class_year: int) -> str:
    years = class_year - THIS_YEAR
    return next(stage for least, stage in ((2, "preclinical"), (1, "clinical"), (-99, "training")) if years >= least)
