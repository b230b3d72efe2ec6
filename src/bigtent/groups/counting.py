"""How many sit at once, and who is elected. Plain numbers and days in, nothing of the database."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta


def last_day_of_term(begins: date, months: int) -> date:
    """The last day of so many months from a day on: of 12 months from February 29 it is February 27."""
    years, month = divmod(begins.month - 1 + months, 12)
    year, month = begins.year + years, month + 1
    return date(year, month, min(begins.day, monthrange(year, month)[1])) - timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """The days on which one holder has a seat; without an end it goes on."""

    holder: int
    begins: date
    ends: date | None

    def holds(self, day: date) -> bool:
        return self.begins <= day and (self.ends is None or day <= self.ends)


def most_at_once(spans: Iterable[Span], within: Span) -> tuple[int, date]:
    """The greatest number of holders on any day of a span, and the first such day; a holder counts once a day."""
    spans = list(spans)
    days = sorted({within.begins} | {span.begins for span in spans if within.holds(span.begins)})
    counts = [(len({span.holder for span in spans if span.holds(day)}), day) for day in days]
    return max(counts, key=lambda pair: (pair[0], -pair[1].toordinal()))


@dataclass(frozen=True)
class Outcome:
    """Who is elected for sure; where several have the same number at the last seats, those, and how many are left."""

    elected: frozenset[int]
    tied: frozenset[int] = frozenset()
    left: int = 0


def outcome(votes: Mapping[int, int], seats: int) -> Outcome:
    """Whoever has most votes, as many as there are seats; nobody without a vote.

    Who has as many votes as another is not put before the other: of those tied at the last seats none is elected here.
    """
    chosen = {who: count for who, count in votes.items() if count > 0}
    if len(chosen) <= seats:
        return Outcome(frozenset(chosen))
    least = sorted(chosen.values(), reverse=True)[seats - 1]
    above = frozenset(who for who, count in chosen.items() if count > least)
    level = frozenset(who for who, count in chosen.items() if count == least)
    if len(above) + len(level) == seats:
        return Outcome(above | level)
    return Outcome(above, level, seats - len(above))
