"""What a merge, or undoing one, would do: said before it is done, reading only."""

import copy
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from bigtent.ledger.declarations import declared
from bigtent.people.consent_words import labels
from bigtent.people.merging.answers import in_order
from bigtent.people.merging.edits import edited_since
from bigtent.people.merging.filling import FACTS, Fact, suggest, unfill
from bigtent.people.merging.moving import moved_rows, moves, returning
from bigtent.people.models import Account, Consent, Merge, Person, Source


@dataclass(frozen=True)
class Comparison:
    """One fact of two records: the values in words, who said them, and which one stands unless somebody chooses."""

    fact: Fact
    kept: str
    merged: str
    kept_source: str
    merged_source: str
    suggested: str
    why: str

    @property
    def differs(self) -> bool:
        return self.kept != self.merged


@dataclass(frozen=True)
class Count:
    """How many rows of one kind go and how many stay where they are."""

    title: str
    going: int
    staying: int


@dataclass(frozen=True)
class Answer:
    """A question about consent that both records answered: which answer stands."""

    question: str
    kept: Consent
    merged: Consent
    stands: Consent


@dataclass(frozen=True)
class Undone:
    """One fact that a merge filled: what it says now, what it said before, and whether it goes back."""

    label: str
    now: str
    before: str
    goes_back: bool


def compare(kept: Person, merged: Person) -> list[Comparison]:
    return [
        Comparison(
            fact, in_words(fact, kept), in_words(fact, merged), _source(fact, kept), _source(fact, merged),
            *suggest(fact, kept, merged),
        )
        for fact in FACTS
    ]  # fmt: skip


def in_words(fact: Fact, person: Person) -> str:
    if fact.name == "name":
        return person.name
    if fact.name == "language":
        return person.get_language_display()
    value = getattr(person, fact.columns[0].removesuffix("_id"))
    return "" if value is None else str(value)


def accounts_of(kept: Person, merged: Person) -> dict[int, Account]:
    return {account.person_id: account for account in Account.objects.filter(person__in=[kept, merged])}


def count_rows(kept: Person, merged: Person) -> list[Count]:
    """By title: the rows that would move to the kept record, and those that say the same and stay.

    Of consents all move: where both records answered, the earlier answer is ended and kept.
    """
    totals: dict[str, list[int]] = {}
    for move in moves([Merge(kept=kept, merged=merged)]):
        staying = 0 if move.model is Consent else len(move.staying)
        total = totals.setdefault(str(move.known.title), [0, 0])
        total[0] += len(move.going) + len(move.staying) - staying
        total[1] += staying
    return [Count(title, going, staying) for title, (going, staying) in totals.items()]


def compare_answers(kept: Person, merged: Person) -> list[Answer]:
    """The questions that both records answered, and which answer stands."""
    held: dict[tuple[str, str], dict[int, Consent]] = {}
    for consent in Consent.objects.in_force().filter(person__in=[kept, merged]).select_related("by"):
        held.setdefault((consent.purpose, consent.datum), {})[consent.person_id] = consent
    found, names = [], labels()
    for (_purpose, datum), by_person in held.items():
        if len(by_person) == 2:
            ours, theirs = by_person[kept.pk], by_person[merged.pk]
            _ends, stands = in_order(ours, theirs)
            label = names.get(datum, _("one more question")) if datum else ""
            purpose = ours.get_purpose_display()
            found.append(Answer(f"{purpose}: {label}" if label else purpose, ours, theirs, stands))
    return found


def facts_undone(merge: Merge) -> list[Undone]:
    """What the merge filled in the kept record, and what of it goes back."""
    held = merge.kept
    after = copy.copy(held)
    unfill(after, merge.filled, edited_since([merge])[merge.pk])
    return [
        Undone(
            str(fact.label),
            in_words(fact, held),
            in_words(fact, _with(held, {c: merge.filled[c][0] for c in fact.taken if c in merge.filled})),
            fact.value(after) != fact.value(held),
        )
        for fact in FACTS
        if any(column in merge.filled for column in fact.columns)
    ]


def rows_undone(merge: Merge) -> list[Count]:
    """By title: the rows that go back, and those that stay because they changed hands or are gone."""
    titles = {known.model: str(known.title) for known in declared("KNOWN")}
    counts = []
    for label, rows in moved_rows([merge.pk]).items():
        homes, _left = returning(apps.get_model(label), rows, {merge.pk: merge})
        back = sum(len(home) for home in homes.values())
        counts.append(Count(titles.get(label, label), back, len(rows) - back))
    return counts


def _with(person: Person, values: dict[str, Any]) -> Person:
    other = copy.copy(person)
    other._state = copy.copy(person._state)
    other._state.fields_cache = {}
    for column, value in values.items():
        setattr(other, column, value)
    return other


def _source(fact: Fact, person: Person) -> str:
    return str(Source(fact.told_by(person)).label) if fact.source and in_words(fact, person) else ""
