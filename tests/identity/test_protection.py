"""No count of 1 to 10 people is shown in a breakdown, and none follows from all that is: tried out over every small
network there can be, with the bound set to three so that they can all be written down."""

import random
from collections import defaultdict
from itertools import combinations

import pytest

from bigtent.identity.protection import Tally, _Rule, protect

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


@pytest.mark.parametrize("door", ["hidden_in", "_tells_together"])
def test_the_search_finds_what_a_careless_rule_would_leak(monkeypatch, door):
    """Hiding small numbers alone leaks by the sum; looking at each number alone leaks by what several leave."""

    def small_ones_only(self, parts):
        return {name for name, count in parts.items() if self.is_small(count)}

    monkeypatch.setattr(_Rule, door, small_ones_only if door == "hidden_in" else lambda *_counts: False)
    assert any(list(leaks("abc", subsets("abc"), people)) for people in range(5, 10))


@pytest.mark.parametrize("seed", range(300))
def test_large_networks_show_no_number_of_1_to_10(seed):
    """Nor do any two numbers that stand in one another leave one."""
    chance, groups = random.Random(seed), ("aian", "asian", "black", "hispanic", "mena", "nhpi", "white")
    size = chance.choice([12, 40, 400])
    sets = [groups[:1], groups[1:2], *(chance.sample(groups, chance.randint(1, 3)) for _ in range(12))]
    tally = Tally({frozenset(some): chance.randint(0, size) for some in sets}, chance.randint(0, 30), 900)
    shown = protect(tally, groups)
    if shown is None:
        return
    numbers = [shown.answering, shown.declined, shown.silent, shown.several, *shown.in_1997.values()]
    for group in groups:
        alone, together, either = shown.alone[group], shown.together[group], shown.either(group)
        numbers += [alone, together, either]
        numbers += [] if either is None else [shown.answering - either]
        numbers += [] if None in (together, shown.several) else [shown.several - together]
    assert [number for number in numbers if number is not None and 0 < number < 11] == []


def test_most_is_shown_where_nothing_is_small():
    """Protection that hides everything would pass all of the above."""
    tally = Tally({frozenset(some): 40 for some in ("a", "b", "c", "ab", "ac", "abc")}, silent=500)
    shown = protect(tally, "abc")
    assert None not in [shown.several, *shown.alone.values(), *shown.together.values()]
