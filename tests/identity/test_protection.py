"""No count of 1 to 10 people is shown in a breakdown, and none follows from all that is: tried out over every small
network there can be, with the bound set to three so that they can all be written down."""

import random
from collections import defaultdict
from itertools import combinations

import pytest

from bigtent.identity.protection import Protected, Tally, protect

BOUND = 3


def subsets(groups):
    return [frozenset(some) for size in range(1, len(groups) + 1) for some in combinations(groups, size)]


def shares(total, parts):
    """Every way to put that many people into that many boxes."""
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for others in shares(total - first, parts - 1):
            yield first, *others


def all_tallies(sets, people):
    for *chosen, declined, silent in shares(people, len(sets) + 2):
        yield Tally(dict(zip(sets, chosen, strict=True)), declined, silent)


def seen(tally, groups):
    """All that a reader sees of one network in all views, as one value."""
    shown = protect(tally, groups, smallest=BOUND)
    if shown is None:
        return None
    parts = shown.alone, shown.together, shown.in_1997
    return shown.answering, shown.declined, shown.silent, shown.several, *(tuple(part.items()) for part in parts)


def kept(tally, groups):
    """What nobody may find out while it is small: every number of the table, what two of them leave, pairs."""
    several, answering = tally.several, tally.answering
    yield from (tally.declined, tally.silent, several, answering, tally.declined + tally.silent)
    for group in groups:
        alone, together = tally.alone(group), tally.together(group)
        yield from (alone, together, alone + together, several - together, answering - alone - together)
    for some in (*subsets(groups),):
        if len(some) > 1:
            yield tally.chosen.get(some, 0)
            yield sum(count for chosen, count in tally.chosen.items() if some <= chosen)
    yield sum(count for chosen, count in tally.chosen.items() if len(chosen) > 2)


def leaks(groups, sets, people):
    """Networks in which a reader who knows the method can work out a small number exactly."""
    alike = defaultdict(list)
    for tally in all_tallies(sets, people):
        alike[seen(tally, groups)].append(tuple(kept(tally, groups)))
    for shown, networks in alike.items():
        for values in zip(*networks, strict=True):
            if len(set(values)) == 1 and 0 < values[0] < BOUND:
                yield shown, values[0]


@pytest.mark.parametrize("people", range(1, 10))
def test_one_choice_of_four(people):
    assert list(leaks("abcd", [frozenset(group) for group in "abcd"], people)) == []


@pytest.mark.parametrize("people", range(1, 10))
def test_any_of_three_in_every_view_at_once(people):
    assert list(leaks("abc", subsets("abc"), people)) == []


@pytest.mark.parametrize("people", range(1, 10))
def test_with_the_bridge_to_1997(people):
    groups = ("hispanic", "mena", "white")
    assert list(leaks(groups, subsets(groups), people)) == []
