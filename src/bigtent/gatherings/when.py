"""When a slot is, in words: on the clocks of the event, and on those of the reader where they show another time."""

from datetime import date, datetime

from django.conf import settings
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from bigtent.gatherings.models import Slot
from bigtent.ledger.declarations import CalendarItem
from bigtent.ledger.zones import clocks_of, is_zone, wall_of


def times_of(slot: Slot, zone: str = "") -> list[str]:
    """One line for the event's zone, and one for the reader's if it differs."""
    zones = [slot.event.zone]
    if is_zone(zone) and wall_of(slot.starts_at, zone) != slot.local:
        zones.append(zone)
    return [time_in(slot, one) for one in zones]


def time_in(slot: Slot, zone: str) -> str:
    """Such as "Thursday, December 3, 2026, 8 p.m. to 9:30 p.m. (EST, New York)"."""
    begins, ends = wall_of(slot.starts_at, zone), wall_of(slot.ends_at, zone)
    said = {
        "day": date_format(begins, "l, ") + date_format(begins, "DATE_FORMAT"),
        "begins": time_format(begins.time(), "TIME_FORMAT"),
        "ends": time_format(ends.time(), "TIME_FORMAT"),
        "clocks": clocks_of(slot.starts_at, zone),
    }
    if ends.date() != begins.date():
        said["ends"] = date_format(ends, "DATETIME_FORMAT")
    return _("%(day)s, %(begins)s to %(ends)s (%(clocks)s)") % said


def moment_in(moment: datetime, zone: str) -> str:
    """Such as "December 3, 2026, 8 p.m. (EST, New York)"."""
    return f"{date_format(wall_of(moment, zone), 'DATETIME_FORMAT')} ({clocks_of(moment, zone)})"


def day_and_hour(item: CalendarItem) -> tuple[date, str]:
    """When a thing in a calendar begins, on its own clocks; what is about a whole day has no hour."""
    if not isinstance(item.starts, datetime):
        return item.starts, ""
    zone = item.zone or settings.NETWORK_TIME_ZONE
    wall = wall_of(item.starts, zone)
    said = {"hour": time_format(wall, "TIME_FORMAT"), "clocks": clocks_of(item.starts, zone)}
    return wall.date(), _("%(hour)s (%(clocks)s)") % said
