"""One calendar over all rooms: what stands in it for a reader, and the file of it (iCalendar, RFC 5545).

Moments are written in UTC, which every program reads alike over the changes of clocks; whole days as dates. A canceled
event stays for a while, marked, so that it goes from the calendars that hold it.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import get_language

from bigtent.gatherings.readable import in_one_line, readable
from bigtent.ledger.clock import now, today
from bigtent.ledger.declarations import CalendarItem
from bigtent.people.models import Network

# What a feed holds: the past two months, and what is known of the next thirteen.
PAST, AHEAD = timedelta(days=60), timedelta(days=400)
LONGEST_TEXT = 1_500
# How often a program should look again; some keep to it.
EVERY = timedelta(hours=6)


def items_for(account, since: datetime, until: datetime) -> list[CalendarItem]:
    """What stands in the calendar of an account; of everybody without one. In the order of time."""
    found = [item for source in sources() for item in source.items(account, since, until)]
    return sorted(found, key=lambda item: (moment_of(item.starts), item.title, item.uid))


def sources():
    return Network.current().offered("CALENDAR")


def version_for(account) -> str:
    """Changes whenever the calendar does: the versions of all rooms, the day, the language and the network's name."""
    parts = [source.version(account) for source in sources()]
    parts += [today().isoformat(), get_language() or "", Network.current().name, settings.SITE_URL]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def feed(account, name: str) -> bytes:
    """The whole calendar of an account, or of everybody, as a file."""
    moment = now()
    return written(items_for(account, moment - PAST, moment + AHEAD), name=name)


def written(items: Iterable[CalendarItem], *, name: str) -> bytes:
    """These things as an iCalendar file with this name."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Bigtent//Network calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", in_one_line(name))
    calendar.add("refresh-interval", EVERY, parameters={"value": "DURATION"})
    stamp = now()
    for item in items:
        calendar.add_component(_entry(item, stamp))
    return calendar.to_ical()


def _entry(item: CalendarItem, stamp: datetime):
    from icalendar import Event

    entry = Event()
    entry.add("uid", item.uid)
    entry.add("summary", in_one_line(item.title))
    entry.add("dtstart", _in_utc(item.starts))
    if item.ends:
        entry.add("dtend", _in_utc(item.ends))
    entry.add("dtstamp", item.changed_at or stamp)
    if item.changed_at:
        entry.add("last-modified", item.changed_at)
    entry.add("sequence", item.sequence)
    entry.add("status", "CANCELLED" if item.cancelled else "CONFIRMED")
    if item.where:
        entry.add("location", in_one_line(item.where))
    if item.text:
        entry.add("description", readable(item.text)[:LONGEST_TEXT])
    if item.url:
        entry.add("url", absolute(item.url))
    return entry


def _in_utc(value: datetime | date) -> datetime | date:
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def moment_of(value: datetime | date) -> datetime:
    """A day begins where the organization is."""
    if isinstance(value, datetime):
        return value
    from zoneinfo import ZoneInfo

    return datetime(value.year, value.month, value.day, tzinfo=ZoneInfo(settings.NETWORK_TIME_ZONE))


def absolute(url: str) -> str:
    return url if "://" in url else settings.SITE_URL + url


def host() -> str:
    """The right side of what names an event for good."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"
