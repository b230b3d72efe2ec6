"""Which counts of a breakdown may be shown, so that no count of 1 to 10 people is, and none follows from what is.

All views of one question are protected together, because subtracting one from another is the first thing to try.
People fall into two blocks with known sums, those who answered and those who did not. In a block whatever is small is
hidden, and with it as much more as it takes that any hidden number could be more than ten. Counts of people in
combination overlap: there a number is also hidden where the others of several groups, or what several numbers leave
together, would be small, and never one alone. Where nothing helps, nothing is shown.

Protected against whoever knows the method and sees every view of one moment. Two nearby populations, or two moments
with few people between them, can still be subtracted from one another: what was shown before is not looked at here.

Source: rule of the Centers for Medicare & Medicaid Services on cells of 1 to 10 (no figure from which one follows may
be shown, zero may); hiding further cells with each: L. H. Cox, Suppression methodology and statistical disclosure
control, Journal of the American Statistical Association 75 (1980), 377-385.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bigtent.identity.derived import in_1997
from bigtent.ledger.readings import SMALLEST_SHOWN

Group = str


@dataclass(frozen=True)
class Tally:
    """What was counted: people by the set of groups they chose, those who prefer not to say, and all others."""

    chosen: Mapping[frozenset[Group], int]
    declined: int = 0
    silent: int = 0

    @property
    def answering(self) -> int:
        return sum(self.chosen.values())

    @property
    def several(self) -> int:
        return self._count(lambda groups: len(groups) > 1)

    def alone(self, group: Group) -> int:
        return self.chosen.get(frozenset([group]), 0)

    def together(self, group: Group) -> int:
        return self._count(lambda groups: len(groups) > 1 and group in groups)

    def in_1997(self, group: Group) -> int:
        return self._count(lambda groups: in_1997(groups).group == group)

    def _count(self, belongs) -> int:
        return sum(count for groups, count in self.chosen.items() if belongs(groups))


@dataclass(frozen=True)
class Protected:
    """What may be shown; None is a number that is hidden. `several` are people who chose two groups or more."""

    answering: int
    declined: int | None
    silent: int | None
    several: int | None
    alone: Mapping[Group, int | None]
    together: Mapping[Group, int | None]
    in_1997: Mapping[Group, int | None] = field(default_factory=dict)

    def either(self, group: Group) -> int | None:
        """Alone or in combination."""
        parts = self.alone[group], self.together[group]
        return None if None in parts else sum(parts)


def protect(tally: Tally, groups: Iterable[Group], *, smallest: int = SMALLEST_SHOWN) -> Protected | None:
    """What of a tally may be shown over `groups`, all those a question has; None where that is nothing.

    `smallest` is the least number of people that is shown, 11. Zero is shown.

    >>> tally = Tally({frozenset(["a"]): 40, frozenset(["b"]): 3, frozenset(["c"]): 25}, silent=500)
    >>> protect(tally, "abc").alone
    {'a': 40, 'b': None, 'c': None}
    """
    groups, rule = list(groups), _Rule(smallest)
    outside = {"declined": tally.declined, "silent": tally.silent}
    inside = {group: tally.alone(group) for group in groups} | {_Several: tally.several}
    if tally.answering < smallest or rule.is_small(sum(outside.values())):
        return None
    hidden_outside, hidden_inside = rule.hidden_in(outside), rule.hidden_in(inside)
    if hidden_outside is None or hidden_inside is None:
        return None
    together = rule.hidden_together(tally, groups, several_is_hidden=_Several in hidden_inside)
    shown = Protected(
        answering=tally.answering,
        **_shown(outside, hidden_outside),
        several=None if _Several in hidden_inside else tally.several,
        alone=_shown({group: tally.alone(group) for group in groups}, hidden_inside),
        together=_shown({group: tally.together(group) for group in groups}, together),
    )
    return shown if "mena" not in groups else _with_1997(shown, tally, rule)


class _Several:
    """The block's own name for people of several groups; no code of a group can be it."""


def _shown(counts: Mapping[Any, int], hidden: set) -> dict[Any, int | None]:
    return {name: None if name in hidden else count for name, count in counts.items()}


@dataclass(frozen=True)
class _Rule:
    smallest: int

    def is_small(self, count: int) -> bool:
        return 0 < count < self.smallest

    def hidden_in(self, parts: Mapping[Any, int]) -> set | None:
        """Which parts of a known sum to hide; None where hiding all of them is not enough.

        With all that are small go the smallest that are not. Whoever knows this still cannot tell which is which:
        any two hidden numbers changed for one another would look the same.
        """
        small = {name for name, count in parts.items() if self.is_small(count)}
        if not small:
            return set()
        large = {name: count for name, count in parts.items() if count >= self.smallest}
        return small | _least(large) if large else None

    def hidden_together(self, tally: Tally, groups: list[Group], *, several_is_hidden: bool) -> set[Group]:
        """Whose count in combination to hide, by the same rule; all of them where the others would tell."""
        counts = {group: tally.together(group) for group in groups if tally.together(group)}
        several = tally.several
        if not several:
            return set()
        small = {group for group, n in counts.items() if self.is_small(n) or self.is_small(several - n)}
        large = {group: n for group, n in counts.items() if group not in small}
        if several_is_hidden or not large or self._tells_together(several, list(counts.values())):
            return set(groups)
        return small | _least(large) if small else set()

    def _tells_together(self, several: int, counts: list[int]) -> bool:
        """Whether counts that are each large enough leave a small one: people of three groups or more, or of two."""
        if self.is_small(sum(counts) - 2 * several):
            return True
        return len(counts) == 3 and any(self.is_small(sum(counts) - one - several) for one in counts)


def _least(counts: Mapping[Any, int]) -> set:
    """Those with the least count, all of them where several have it."""
    least = min(counts.values())
    return {name for name, count in counts.items() if count == least}


def _with_1997(shown: Protected, tally: Tally, rule: _Rule) -> Protected:
    """The standard of 1997 adds one new number, people White and Middle Eastern and nothing else; all else follows."""
    both, rest = tally.chosen.get(frozenset(["white", "mena"]), 0), tally.in_1997("two_or_more")
    left = [tally.several - both, tally.together("white") - both, tally.together("mena") - both]
    tells = any(rule.is_small(count) for count in (both, rest, *left))
    needed = (shown.either("white"), shown.either("mena"), shown.together["hispanic"], shown.several)
    hidden = tells or None in needed
    found = {code: shown.alone.get(code) for code in ("aian", "asian", "black", "nhpi")}
    found["hispanic"] = shown.either("hispanic")
    found["white"] = None if hidden else tally.in_1997("white")
    found["two_or_more"] = None if hidden else rest
    return Protected(**{**vars(shown), "in_1997": found})
