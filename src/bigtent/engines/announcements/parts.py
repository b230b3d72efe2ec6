"""What is read from an announcement: each value with the words it was taken from and how sure it is."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Generic, Literal, TypeVar

T = TypeVar("T", covariant=True)
Sure = Literal["found", "inferred", "missing"]


@dataclass(frozen=True)
class Part(Generic[T]):
    """One value, and where it stood in the text: characters `start` to `end`.

    "found" stands there as it is; "inferred" follows from something there, `why` naming the rule; "missing" is None.
    """

    value: T
    start: int = 0
    end: int = 0
    sure: Sure = "found"
    why: str = ""

    def __bool__(self) -> bool:
        return self.sure != "missing"


MISSING: Part[None] = Part(None, sure="missing")


@dataclass(frozen=True)
class Occasion:
    """A day, and when there is one its hours on the clocks of `zone`. An end before the beginning is the next day."""

    day: date
    starts: time | None
    ends: time | None
    zone: str


@dataclass(frozen=True)
class Deadline:
    """The latest minute, on the clocks of `zone`; a day alone ends at 23:59."""

    day: date
    at: time
    zone: str


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both included; a month alone begins with its first day."""

    first: date
    last: date


@dataclass(frozen=True)
class Money:
    """An amount as announced; `currency` by ISO 4217."""

    amount: Decimal
    currency: str


@dataclass(frozen=True)
class Speaker:
    """Somebody who speaks or moderates, as announced."""

    name: str
    credentials: str = ""
    role: Literal["speaker", "moderator"] = "speaker"
    about: str = ""
    organization: str = ""


@dataclass(frozen=True)
class Clause:
    """One thing the announcement asks of who applies, in its own `words`.

    `kind` is degree_within_years, degree_field, citizenship, stage, profession, licensed_in, hours_per_week, statement
    (what somebody can only say herself), or not_checked: belonging to a group, which no platform should ask or use.
    `value` is what the kind needs: years, a field, a stage, a profession, a state, hours; empty for the others.
    """

    kind: str
    words: str
    value: str = ""


@dataclass(frozen=True)
class Link:
    """An address, and what it is for: register, apply, join, recording, read, card (a preview) or other."""

    address: str
    use: str


@dataclass(frozen=True)
class Quote:
    """What somebody is quoted with; `by` is empty where the text does not say who."""

    words: str
    by: str = ""


@dataclass(frozen=True)
class Honor:
    """Who was honored, with what, by whom."""

    person: str
    award: str
    giver: str = ""


@dataclass(frozen=True)
class Announcement:
    """Everything read from one text. `kinds` are others it may be, the likeliest first; `what` is what it makes."""

    what: Literal["event", "opportunity", "post"]
    kind: Part[str]
    kinds: tuple[str, ...]
    title: Part[str | None]
    occasions: tuple[Part[Occasion], ...]
    deadline: Part[Deadline | None]
    period: Part[Period | None]
    stipend: Part[Money | None]
    place: Part[str | None]
    mode: Part[str | None]
    in_residence: Part[bool | None]
    host: Part[str | None]
    speakers: tuple[Part[Speaker], ...]
    eligibility: tuple[Part[Clause], ...]
    links: tuple[Part[Link], ...]
    email: Part[str | None]
    hashtags: tuple[Part[str], ...]
    quotes: tuple[Part[Quote], ...]
    recommendations: tuple[Part[str], ...]
    authors: tuple[Part[str], ...]
    publisher: Part[str | None]
    reposted_by: Part[str | None]
    original_author: Part[str | None]
    honor: Part[Honor | None]
    doubts: tuple[Part[str], ...] = ()

    @property
    def link(self) -> Part[Link | None]:
        """The address somebody who reads this would open; a preview's bare domain only where there is no other."""
        ranked = sorted(self.links, key=lambda part: _RANK.get(part.value.use, 5))
        return ranked[0] if ranked and ranked[0].value.use != "recording" else MISSING

    @property
    def recording(self) -> Part[Link | None]:
        """Where it can be watched afterwards."""
        return next((part for part in self.links if part.value.use == "recording"), MISSING)


_RANK = {"register": 0, "apply": 0, "join": 1, "read": 1, "other": 2, "card": 4, "recording": 9}
