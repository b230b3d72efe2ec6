"""A month of one person, week by week: what stands in her own calendar, from all rooms."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from bigtent.gatherings.calendars import items_for, moment_of
from bigtent.ledger.declarations import CalendarItem

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Week:
    """Seven days from a Monday, and what stands in them in the order of time."""

    begins: date
    ends: date
    items: list[tuple[date, CalendarItem]]


def weeks_of(account, first: date) -> Iterator[Week]:
    """The weeks that have a day in the month of `first`; her calendar is read once for all of them."""
    monday = first - timedelta(days=first.weekday())
    after = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    end = after + timedelta(days=-after.weekday() % 7)
    items = [(_day(item), item) for item in items_for(account, _midnight(monday), _midnight(end))]
    while monday < end:
        ends = monday + WEEK - timedelta(days=1)
        yield Week(monday, ends, [(day, item) for day, item in items if monday <= day <= ends])
        monday += WEEK


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(settings.NETWORK_TIME_ZONE))


def _day(item: CalendarItem) -> date:
    """The day it is on, on the clocks of its own zone."""
    if not isinstance(item.starts, datetime):
        return item.starts
    return moment_of(item.starts).astimezone(ZoneInfo(item.zone or settings.NETWORK_TIME_ZONE)).date()
