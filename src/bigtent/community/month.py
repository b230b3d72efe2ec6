"""A month of one person, week by week: what stands in her own calendar, from all rooms."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from bigtent.gatherings.calendars import items_for
from bigtent.gatherings.when import day_and_hour
from bigtent.ledger.clock import today
from bigtent.ledger.declarations import CalendarItem

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Entry:
    """One thing on a day, both on the clocks of its own zone; without an hour it is about the whole day."""

    day: date
    hour: str
    item: CalendarItem


@dataclass(frozen=True)
class Week:
    """Seven days from a Monday, and what stands in them in the order of time."""

    begins: date
    ends: date
    entries: list[Entry]


def weeks_of(account, first: date) -> Iterator[Week]:
    """The weeks that have a day in the month of `first`, past ones only where something stands in them; her calendar is
    read once for all of them."""
    monday = first - timedelta(days=first.weekday())
    after = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    end = after + timedelta(days=-after.weekday() % 7)
    # A day begins elsewhere up to a day earlier or later than here.
    found = items_for(account, _midnight(monday - timedelta(days=1)), _midnight(end + timedelta(days=1)))
    entries = [_entry(item) for item in found]
    while monday < end:
        ends = monday + WEEK - timedelta(days=1)
        found_here = [one for one in entries if monday <= one.day <= ends]
        if found_here or ends >= today():
            yield Week(monday, ends, found_here)
        monday += WEEK


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(settings.NETWORK_TIME_ZONE))


def _entry(item: CalendarItem) -> Entry:
    return Entry(*day_and_hour(item), item)
