"""What some of the invented people say of themselves on a form of their own; drawn by lot, never from their names."""

from collections.abc import Iterator

import numpy as np

from bigtent.identity.questions import question_of
from bigtent.identity.services import take_down_answers
from bigtent.identity.services.answers import Said
from bigtent.people.models import Account
from bigtent.people.services.consents import set_consents
from bigtent.project.demo.invented import Invented

FORM = "Self-identification form of the demonstration"
MOST, SHARE = 600, 0.45
AGREES, SKIPS, DECLINES = 0.88, 0.12, 0.06
# Invented shares, chosen so that the page has large groups, small ones and people of several.
CHOICES = {
    "race_ethnicity": (
        ("black", 0.38), ("hispanic", 0.24), ("asian", 0.1), ("white", 0.1), ("aian", 0.05), ("mena", 0.03),
        ("nhpi", 0.01), ("black hispanic", 0.04), ("black white", 0.03), ("aian white", 0.02),
    ),
    "gender": (("woman", 0.66), ("man", 0.3), ("nonbinary", 0.03), ("woman transgender", 0.01)),
    "first_generation": (("first", 0.52), ("some", 0.2), ("not_first", 0.24), ("unknown", 0.04)),
    "languages_spoken": (
        ("en", 0.5), ("en es", 0.28), ("en fr", 0.06), ("en ht", 0.05), ("en ar", 0.04), ("en zh", 0.04),
        ("en vi", 0.03),
    ),
}  # fmt: skip


def tell(invented: Invented, manager: Account) -> int:
    """Take the forms down, with who agreed to be counted; the number of answers."""
    random = invented.random("telling")
    reached = [invented.persons[a] for a in np.flatnonzero(invented.alumni.reachable) if a in invented.persons]
    people = list(dict.fromkeys(reached))
    telling = random.permutation(people)[: min(MOST, round(SHARE * len(people)))].tolist()
    said = list(_said(telling, random))
    agreeing = [person for person in telling if random.random() < AGREES]
    counted = set(agreeing)
    choices = [(person, "reporting", True) for person in agreeing]
    choices += [
        (one.person_id, "reporting", True, question_of(one.question).datum) for one in said if one.person_id in counted
    ]
    set_consents(choices=choices, by=manager, basis=FORM)
    return take_down_answers(said=said, by=manager, reason=FORM)


def _said(people: list[int], random: np.random.Generator) -> Iterator[Said]:
    for question, shares in CHOICES.items():
        combinations, weights = zip(*shares, strict=True)
        weights = np.array(weights) / sum(weights)
        drawn = random.choice(len(combinations), len(people), p=weights)
        for person, choice, luck in zip(people, drawn, random.random(len(people)), strict=True):
            if luck < DECLINES:
                yield Said(person, question, {"declined": True})
            elif luck > SKIPS + DECLINES:
                yield Said(person, question, {"chosen": combinations[choice].split(), "written": {}})
