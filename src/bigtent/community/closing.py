"""When a deadline that stands on the clocks of a zone has come."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def closing_moment(on: date, at: time | None, zone: str) -> datetime:
    """The first moment, in UTC, at which the clocks of a zone show the deadline or a later time of it.

    A date alone lasts to the end of that day there. Where clocks show an hour twice it is the first of the two, so that
    nobody is told it were open when it is not; where they leap over it, it is the leap.
    """
    wall = datetime.combine(on, at.replace(tzinfo=None)) if at else datetime.combine(on + timedelta(days=1), time())
    clocks = ZoneInfo(zone)
    moment = wall.replace(tzinfo=clocks).astimezone(UTC)
    if _shown(moment, clocks) == wall:
        return moment
    return _leap(wall, clocks)


def _shown(moment: datetime, clocks: ZoneInfo) -> datetime:
    return moment.astimezone(clocks).replace(tzinfo=None)


def _leap(wall: datetime, clocks: ZoneInfo) -> datetime:
    """The second at which the clocks leap over a time: before it they show less, from it on more."""
    before, after = sorted(wall.replace(tzinfo=clocks, fold=fold).astimezone(UTC) for fold in (0, 1))
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        before, after = (before, middle) if _shown(middle, clocks) >= wall else (middle, after)
    return after
