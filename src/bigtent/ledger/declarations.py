"""What a room offers to others, said in its `declares.py` as plain tuples of these."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps


def anyone(account: Any) -> bool:
    return True


def nobody(account: Any, number: str) -> bool:
    return False


def nothing_more(traces: Any) -> Iterable[tuple[str, ...]]:
    return ()


@dataclass(frozen=True)
class RoomEntry:
    """A room in the header. `url` is a URL name; an empty one keeps the room out of the header."""

    name: str
    label: str
    url: str
    may_enter: Callable[[Any], bool] = anyone
    switchable: bool = False
    order: int = 50


@dataclass(frozen=True)
class Figure:
    """A computed number with what is needed to open it."""

    value: float | None
    of: float | None = None


@dataclass(frozen=True)
class Measure:
    """A number the network computes. `compute(date)` gives its Figure; `url` opens the rows behind it.

    `of_people`: it counts people, so that a count of 1 to 10 is not shown to readers who may not see them.
    `within` names a measure of which this one counts a part, so that a rest of 1 to 10 is not shown either.
    `staff_only`: a figure of the daily work, which nobody else reads and no promise is bound to.
    """

    name: str
    label: str
    unit: str
    definition: str
    compute: Callable[[date], Figure]
    url: str = ""
    query: str = ""
    version: int = 1
    of_people: bool = True
    within: str = ""
    staff_only: bool = False
    order: int = 50

    @property
    def room(self) -> str:
        return room_of(self.compute)


@dataclass(frozen=True)
class Due:
    """One thing that waits for somebody: what, why, and the one button."""

    title: str
    why: str
    button: str
    url: str
    due_on: date | None = None
    minutes: int | None = None
    order: int = 50


@dataclass(frozen=True)
class DueSource:
    """Gives the due items of one account."""

    name: str
    items: Callable[[Any], Iterable[Due]]

    @property
    def room(self) -> str:
        return room_of(self.items)


@dataclass(frozen=True)
class Deed:
    """How a verb of the audit reads on the Monday page, such as "Adopted the plan %(what)s".

    `%(what)s` is the thing it was done to, `%(count)s` how many; `many` says it where it was more than one.
    """

    verb: str
    words: str
    many: str = ""


@dataclass(frozen=True)
class Known:
    """A table that holds something of a person.

    `model` is "app.Model", `field` its foreign key to the person; a merge moves its rows. Of two that say the same
    (by the table's own constraints, or `unique`) the kept record's stays, or with `latest` the one with the later such.
    `ended` is the column that says since when a row is no more in use: undoing a merge brings nothing back into use.
    `show(person, account)` gives (label, value, source) lines for the profile; empty where nothing may be seen.
    Erasing the person deletes its rows; with `kept_because` they stay without her, and these words tell her why; what
    stands in the columns `cleared` goes. Columns `withheld` tell of somebody else and are not in what she takes out.
    """

    model: str
    field: str = "person"
    title: str = ""
    unique: tuple[str, ...] = ()
    latest: str = ""
    ended: str = ""
    show: Callable[[Any, Any], Iterable[tuple[str, str, str]]] | None = None
    kept_because: str = ""
    cleared: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trace:
    """What a room holds of a person apart from the rows that point to her: files, quotations in other rows.

    `find(traces)` looks for it before an erasure and gives the act that takes it away, called inside its transaction;
    the act gives how many things went. `traces` is a `ledger.traces.Traces`. `known_by(traces)` gives what a list would
    say beside her name, such as (school, year): by that she is known again when a list brings her back.
    """

    name: str
    label: str
    find: Callable[[Any], Callable[[], int]]
    known_by: Callable[[Any], Iterable[tuple[str, ...]]] = nothing_more
    order: int = 50


@dataclass(frozen=True)
class Datum:
    """One thing known of a person, and for what it may be read.

    An ordinary datum may be read for a purpose she said yes to, unless she withheld it; a `sensitive` one only after
    a yes to this very datum. `show(person)` gives (value, source) lines for her own page. Names are "room.datum".
    One that is not `asked` comes with the purpose and has no switch of its own. `subject` is the title it stands under.
    """

    name: str
    label: str
    purposes: tuple[str, ...]
    show: Callable[[Any], Iterable[tuple[str, str]]]
    sensitive: bool = False
    asked: bool = True
    why: str = ""
    edit_url: str = ""
    subject: str = ""
    order: int = 50


@dataclass(frozen=True)
class Scope:
    """A part of the network that a role may be bound to, such as one school.

    `choices()` gives (id, label); `people(id)` the ids of its people, as a QuerySet that serves in a condition.
    """

    name: str
    label: str
    choices: Callable[[], Iterable[tuple[str, str]]]
    people: Callable[[str], Any]
    order: int = 50


@dataclass(frozen=True)
class AudienceSource:
    """People a room can name for others to write to, such as the members of a group.

    `choices(account)` gives (id, label) of what this account may choose; `people(id)` the ids of its people, as a
    QuerySet that serves in a condition. Whether they may be written to is asked of each afterwards. Where such people
    meet among themselves, `of(person)` gives the ids of those she belongs to, `may_run(account, id)` says who runs
    their events, and `page(account, id)` gives their name and address to who may open it.
    """

    name: str
    label: str
    choices: Callable[[Any], Iterable[tuple[str, str]]]
    people: Callable[[str], Any]
    of: Callable[[Any], Iterable[Any]] | None = None
    may_run: Callable[[Any, str], bool] = nobody
    page: Callable[[Any, str], tuple[str, str] | None] | None = None
    order: int = 50


@dataclass(frozen=True)
class LetterKind:
    """A service letter a room writes: about one thing somebody asked for, such as her registration; never news.

    `write(letter)` gives its words when its hour has come (an `outreach.service_texts.LetterText`), or None where it is
    needed no more. `replied(letter, text)` is told what a person answered, `failed(letter)` that it came back or could
    not be sent, `away(letter)` that a program answered for its reader.
    """

    name: str
    label: str
    write: Callable[[Any], Any]
    replied: Callable[[Any, str], None] | None = None
    failed: Callable[[Any], None] | None = None
    away: Callable[[Any], None] | None = None


@dataclass(frozen=True)
class CalendarItem:
    """One thing in a calendar. `starts` and `ends` are moments, or dates for whole days; `sequence` counts changes."""

    uid: str
    title: str
    starts: datetime | date
    ends: datetime | date | None
    url: str
    where: str = ""
    text: str = ""
    zone: str = ""
    cancelled: bool = False
    sequence: int = 0
    changed_at: datetime | None = None


@dataclass(frozen=True)
class CalendarSource:
    """What of a room stands in calendars.

    `items(account, since, until)` gives what this account has there between two moments; without an account what
    everybody may see. `version(account)` is a text that changes whenever the items do, found without making them.
    """

    name: str
    label: str
    items: Callable[[Any, datetime, datetime], Iterable[CalendarItem]]
    version: Callable[[Any], str]
    order: int = 50

    @property
    def room(self) -> str:
        return room_of(self.items)


@dataclass(frozen=True)
class News:
    """One thing that happened, proposed for the feed; `about` names it, such as "event:12", so that it is once.

    What is told of an invented thing is invented too, and goes with the `demonstration`.
    """

    about: str
    title: str
    text: str
    url: str
    at: datetime
    topics: tuple[int, ...] = ()
    demonstration: bool = False


@dataclass(frozen=True)
class NewsSource:
    """What happened in a room that others may like to hear of; only what everybody may see."""

    name: str
    label: str
    items: Callable[[datetime], Iterable[News]]
    order: int = 50

    @property
    def room(self) -> str:
        return room_of(self.items)


@dataclass(frozen=True)
class DigestPart:
    """What a room adds to the weekly mail of those who asked for it.

    `people(since, until)` are the ids of those for whom something became new between two moments, as a QuerySet that
    serves in a condition; `lines(people, since, until)` gives for each (title, address) lines. A week begins where the
    one before ended, so that nothing is told twice.
    """

    name: str
    label: str
    people: Callable[[datetime, datetime], Any]
    lines: Callable[[Iterable[int], datetime, datetime], Mapping[int, list[tuple[str, str]]]]
    order: int = 50

    @property
    def room(self) -> str:
        return room_of(self.people)


@dataclass(frozen=True)
class Population:
    """People whose answers about themselves are counted together, such as those who sit in councils.

    `people()` gives their ids, as a QuerySet that serves in a condition; `definition` says in words who they are. It is
    said here and not chosen by a reader: of freely chosen ones two could be subtracted from one another.
    """

    name: str
    label: str
    definition: str
    people: Callable[[], Any]
    order: int = 50

    @property
    def room(self) -> str:
        return room_of(self.people)


@dataclass(frozen=True)
class Recurring:
    """Something a worker looks after by itself, such as messages whose hour has come: called about once a minute.

    `run()` is short, may be called by several workers at once and as often as they like; long work it starts as a job.
    """

    name: str
    run: Callable[[], None]
    order: int = 50


@dataclass(frozen=True)
class Reference:
    """Something packaged with a room that stands in its tables: loaded at each start, and by `bigtent load-reference`.

    `load(by=)` gives how many rows of each kind are new or different; loading again changes nothing that is the same,
    nor what the organization changed.
    """

    name: str
    load: Callable[..., Mapping[str, int]]
    order: int = 50


@dataclass(frozen=True)
class HoldsTokens:
    """A JSON column of a table that is not ours, in which strings made by `ledger.encryption` lie."""

    model: str
    field: str


@dataclass(frozen=True)
class Recorded:
    """A table whose rows have a page of their history. `may_read(account, row)` says for whom.

    `words` says fields and values that are no columns of the table; `entries(row)` is the condition on audit entries
    where more belongs to the history than those about the row itself. `own(row, entries)` gives, by the number of an
    entry about many, the changes to this row alone.
    """

    model: str
    may_read: Callable[[Any, Any], bool]
    words: Mapping[str, str] = field(default_factory=dict)
    entries: Callable[[Any], Any] | None = None
    own: Callable[[Any, Iterable[Any]], Mapping[int, Mapping[str, Any]]] | None = None


def room_of(function: Callable[..., Any]) -> str:
    """The room a declared function belongs to, by the module it was written in."""
    return function.__module__.split(".")[1]


@cache
def declared(name: str) -> tuple[Any, ...]:
    """All declarations of one kind (MEASURES, DUE, KNOWN, ROOMS, DEEDS ...) over the installed rooms."""
    found: list[Any] = []
    for app in apps.get_app_configs():
        if app.name.startswith("bigtent.") and find_spec(f"{app.name}.declares"):
            found.extend(getattr(import_module(f"{app.name}.declares"), name, ()))
    return tuple(sorted(found, key=lambda item: getattr(item, "order", 50)))
