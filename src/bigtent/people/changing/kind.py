"""What every kind of change answers: what is held now, what it would become, and how it is written and put back."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from bigtent.people.batches import in_batches
from bigtent.people.models import BulkEdit

State = Any
SAID_HERSELF = _("said by the person herself")
SAME_ALREADY = _("says so already")
NOTHING_THERE = _("has none")


class Kind(ABC):
    """One kind of change. A state is what a line keeps of a person before and after: plain JSON, None for nothing."""

    name: str
    label: str

    @abstractmethod
    def clean(self, value: Any) -> Any:
        """The value as it is kept; refused with words when it makes no sense."""

    @abstractmethod
    def said(self, value: Any) -> str:
        """The value in words, such as "Psychiatry"."""

    @abstractmethod
    def held(self, people: list[int], value: Any) -> dict[int, State]:
        """What each of these people holds now; who holds nothing may be missing."""

    @abstractmethod
    def becomes(self, people: list[int], held: Mapping[int, State], value: Any) -> dict[int, tuple[State, str]]:
        """For each person the state after the change, or why it is left (then the state is None)."""

    @abstractmethod
    def write(self, lines: Mapping[int, tuple[State, State]], edit: BulkEdit) -> None:
        """Carry out: {person id: (before, after)}."""

    @abstractmethod
    def put_back(self, lines: Mapping[int, tuple[State, State]], edit: BulkEdit) -> None:
        """Take back: {person id: (before, after)}."""

    @abstractmethod
    def words(self, states: Iterable[State]) -> list[str]:
        """States in words, for a page of lines."""

    def written(self, after: State, edit: BulkEdit) -> State:
        """What is held once the edit was carried out."""
        return after


def day_of(edit: BulkEdit) -> date:
    """The day it was carried out, in the organization's zone."""
    return edit.applied_at.astimezone(ZoneInfo(settings.NETWORK_TIME_ZONE)).date()


def grouped(states: Mapping[int, State]) -> Iterable[tuple[State, list[int]]]:
    """The people of each state, in batches."""
    people: dict[str, tuple[State, list[int]]] = {}
    for person_id, state in states.items():
        people.setdefault(repr(state), (state, []))[1].append(person_id)
    for state, ids in people.values():
        for batch in in_batches(ids):
            yield state, batch
