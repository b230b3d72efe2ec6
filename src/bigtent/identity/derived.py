"""Views derived from raw answers: pure functions, each with its source. Raw answers are never changed by them.

The three ways of showing people who chose several categories are those that Statistical Policy Directive No. 15 (2024),
89 FR 22182, names for presenting data: each category alone, alone or in combination, and people of several categories
as a group of their own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bigtent.identity.questions.question import DECLINED, OTHER, Question

BROKEN_SINCE = date(2024, 3, 28)
"""From here on White and Middle Eastern or North African are two categories: every series by race breaks."""

RACES_OF_1997 = {
    "aian": "aian",
    "asian": "asian",
    "black": "black",
    "mena": "white",
    "nhpi": "nhpi",
    "white": "white",
}


def groups(answer: dict, question: Question) -> frozenset[str]:
    """The groups a raw answer belongs to; empty for somebody who prefers not to say.

    A box or a line filled in under a category counts as that category, whether or not its own box is checked. Own
    words beside no category are the group "other"; beside a chosen one they explain it and add none.

    >>> from bigtent.identity.questions import question_of
    >>> race = question_of("race_ethnicity")
    >>> sorted(groups({"chosen": ["asian.korean"], "written": {"white": "Swedish"}}, race))
    ['asian', 'white']
    """
    if answer == DECLINED:
        return frozenset()
    named = [*answer["chosen"], *(code for code, words in answer["written"].items() if code and words)]
    found = frozenset(code.partition(".")[0] for code in named)
    return found or frozenset([OTHER] if answer["written"].get("") else [])


def alone(chosen: Iterable[str]) -> str | None:
    """The one group somebody chose; None when she chose several, or none.

    >>> alone({"asian"}), alone({"asian", "white"}), alone(set())
    ('asian', None, None)
    """
    chosen = set(chosen)
    return next(iter(chosen)) if len(chosen) == 1 else None


def in_combination(chosen: Iterable[str]) -> frozenset[str]:
    """The groups somebody chose together with others; empty when she chose one, or none.

    >>> sorted(in_combination({"asian", "white"})), sorted(in_combination({"asian"}))
    (['asian', 'white'], [])
    """
    chosen = frozenset(chosen)
    return chosen if len(chosen) > 1 else frozenset()


def alone_or_in_combination(chosen: Iterable[str]) -> frozenset[str]:
    """Every group somebody chose; over all people these counts add up to more than the people.

    >>> sorted(alone_or_in_combination({"asian", "white"}))
    ['asian', 'white']
    """
    return frozenset(chosen)


def is_multiple(chosen: Iterable[str]) -> bool:
    """Whether somebody chose two groups or more ("multiracial and/or multiethnic" of race and ethnicity).

    >>> is_multiple({"asian", "white"}), is_multiple({"asian"})
    (True, False)
    """
    return len(set(chosen)) > 1


@dataclass(frozen=True)
class In1997:
    """An answer as the standard of 1997 would have held it; `across_break` says that it is not the same thing."""

    hispanic: bool
    races: frozenset[str]
    across_break: bool

    @property
    def group(self) -> str | None:
        """The one group of a table by the standard of 1997: Hispanic of any race first, then race."""
        if self.hispanic:
            return "hispanic"
        if len(self.races) > 1:
            return "two_or_more"
        return next(iter(self.races), None)


def in_1997(chosen: Iterable[str]) -> In1997:
    """The bridge from the combined question of 2024 to the two questions of 1997 (62 FR 58782, 30 October 1997).

    Hispanic or Latino was a question of its own there; the other categories were races. Middle Eastern or North
    African was counted as White, so an answer with it stands across a break. Whoever chose Hispanic or Latino only gave
    no race: `races` is empty, nothing is invented for it.

    >>> in_1997({"mena", "white"}).group, in_1997({"mena"}).across_break
    ('white', True)
    >>> in_1997({"hispanic"}).races
    frozenset()
    """
    chosen = set(chosen)
    races = frozenset(RACES_OF_1997[code] for code in chosen if code in RACES_OF_1997)
    return In1997("hispanic" in chosen, races, "mena" in chosen)
