"""Who sat when, as bars over the years. Days in, places in percent out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Bar:
    """One term, and where its bar begins and how long it is, in percent of the whole."""

    row: Any
    x: str
    width: str


@dataclass(frozen=True)
class Timeline:
    first: date
    latest: date
    bars: list[Bar]


def timeline(rows: Iterable[Any], day: date) -> Timeline | None:
    """Bars from the first day anybody sat to `day`, or later where a term goes on; None without rows."""
    rows = list(rows)
    if not rows:
        return None
    first = min(row.started_on for row in rows)
    latest = max([day, *(row.last_day for row in rows if row.last_day), *(row.started_on for row in rows)])
    days = (latest - first).days + 1

    def percent(count: int) -> str:
        return f"{100 * count / days:.2f}"

    def bar(row) -> Bar:
        ends = row.last_day or latest
        return Bar(row, percent((row.started_on - first).days), percent((ends - row.started_on).days + 1))

    return Timeline(first, latest, [bar(row) for row in rows])
