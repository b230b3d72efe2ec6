"""From the engine's pairs to a plan: who is merged with whom, which pairs become questions."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from itertools import combinations

from bigtent.alumni.models import DuplicatePair, DuplicateRun
from bigtent.alumni.services.sureness import LARGEST_CLUSTER, is_sure, is_worth_asking
from bigtent.people.models import Account, Merge, Person
from bigtent.people.models.person import Source

State = DuplicatePair.State
Pair = tuple[int, int]
Found = tuple[int, int, float, bool, list[dict]]


class Candidates:
    """The engine's pairs, judged with all that people have decided before."""

    def __init__(self, found: Iterable[tuple]) -> None:
        self.found: list[Found] = [(int(left), int(right), *rest) for left, right, *rest in found]
        self.demonstration = set(Person.objects.filter(demonstration=True).values_list("pk", flat=True))
        self.accounts = set(Account.objects.values_list("person_id", flat=True))
        self.different = _different()
        by_hand = _pairs(DuplicatePair.objects.filter(by_hand=True) | DuplicatePair.objects.postponed())
        self.groups = _Groups(self.different | by_hand | _taken_apart())

    def keep(self, run: DuplicateRun) -> list[tuple[int, int, int]]:
        """Store pairs to merge and pairs to ask; the plan as (pair id, kept, merged) with every record merged once."""
        sure = [found for found in self.found if self._merges(found)]
        merging = {(left, right) for left, right, *_rest in sure}
        asked = [f for f in self.found if (f[0], f[1]) not in merging and self._asks(f)]
        kept_pair = {
            _pair(pair.first_id, pair.second_id): pair.pk
            for pair in _store(run, [(f, True) for f in sure] + [(f, False) for f in asked])
        }
        return [(kept_pair[_pair(*edge)], *edge) for edge in _outward(merging, self._root)]

    def _merges(self, found: Found) -> bool:
        left, right, probability, is_link, evidence = found
        if not is_sure(probability, is_link, evidence) or not self._same_world(left, right):
            return False
        if self.accounts & self.groups.of(left) and self.accounts & self.groups.of(right):
            return False
        return self.groups.join(left, right)

    def _asks(self, found: Found) -> bool:
        left, right, probability, *_rest = found
        if not is_worth_asking(probability) or not self._same_world(left, right):
            return False
        return _pair(left, right) not in self.different and not self.groups.together(left, right)

    def _same_world(self, left: int, right: int) -> bool:
        """Invented and real records are never brought together."""
        return (left in self.demonstration) == (right in self.demonstration)

    def _root(self, members: set[int]) -> int:
        """The record that is kept: one with an account, else the oldest."""
        return min(members, key=lambda pk: (pk not in self.accounts, pk))


class _Groups:
    """Records on their way to being one, never with two in a group that a person wants kept apart or asked about."""

    def __init__(self, apart: set[Pair]) -> None:
        self._group: dict[int, set[int]] = {}
        self._unlike: dict[int, set[int]] = defaultdict(set)
        for one, other in apart:
            self._unlike[one].add(other)
            self._unlike[other].add(one)

    def of(self, pk: int) -> set[int]:
        return self._group.setdefault(pk, {pk})

    def together(self, left: int, right: int) -> bool:
        return self.of(left) is self.of(right)

    def join(self, left: int, right: int) -> bool:
        """Whether the two groups became one by this pair."""
        one, other = self.of(left), self.of(right)
        if one is other or len(one) + len(other) > LARGEST_CLUSTER:
            return False
        if any(self._unlike[pk] & other for pk in one):
            return False
        one |= other
        self._group |= dict.fromkeys(other, one)
        return True


def kept_first(one: Person, other: Person) -> tuple[Person, Person]:
    """The record to keep, then the one that goes into it: an account, then her own words, then age decide."""
    accounts = set(Account.objects.filter(person__in=[one, other]).values_list("person_id", flat=True))
    ranked = sorted((one, other), key=lambda p: (p.pk not in accounts, p.name_source != Source.SELF, p.pk))
    return ranked[0], ranked[1]


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _pairs(rows) -> set[Pair]:
    return {_pair(*pair) for pair in rows.values_list("first_id", "second_id")}


def _different() -> set[Pair]:
    """Pairs that are not one person, each side followed to the record it was merged into."""
    rows = DuplicatePair.objects.filter(state=State.DIFFERENT).values_list(
        "first_id", "first__merged_into_id", "second_id", "second__merged_into_id"
    )
    return {_pair(first_root or first, second_root or second) for first, first_root, second, second_root in rows}


def _taken_apart() -> set[Pair]:
    """All pairs of records that a merge brought together and somebody separated again."""
    families: dict[int, set[int]] = defaultdict(set)
    for kept, merged in Merge.objects.filter(undone_at__isnull=False).values_list("kept_id", "merged_id"):
        families[kept] |= {kept, merged}
    return {pair for family in families.values() for pair in combinations(sorted(family), 2)}


def _store(run: DuplicateRun, found: list[tuple[Found, bool]]) -> list[DuplicatePair]:
    """Keep the pairs; one that was asked before gets its new probability and evidence."""
    pairs = []
    for (left, right, probability, _is_link, evidence), automatic in found:
        first, second = _pair(left, right)
        pairs.append(
            DuplicatePair(
                run=run,
                first_id=first,
                second_id=second,
                probability=probability,
                evidence=evidence,
                automatic=automatic,
            )  # fmt: skip
        )
    return DuplicatePair.objects.bulk_create(
        pairs,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["first", "second"],
        update_fields=["run", "probability", "evidence", "automatic"],
    )


def _outward(edges: set[Pair], root_of) -> Iterator[Pair]:
    """The edges of a forest as (kept side, merged side), each tree from its root outward."""
    near: dict[int, set[int]] = defaultdict(set)
    for one, other in edges:
        near[one].add(other)
        near[other].add(one)
    seen: set[int] = set()
    for start in sorted(near):
        if start in seen:
            continue
        root = root_of(_reached(start, near))
        queue = deque([root])
        seen.add(root)
        while queue:
            here = queue.popleft()
            for there in sorted(near[here] - seen):
                seen.add(there)
                queue.append(there)
                yield here, there


def _reached(start: int, near: dict[int, set[int]]) -> set[int]:
    reached, queue = {start}, [start]
    while queue:
        new = near[queue.pop()] - reached
        reached |= new
        queue += new
    return reached
