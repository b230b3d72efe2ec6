"""Wall clocks: when the clocks of a zone show a time, and which zones are offered first."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.ledger.errors import ZoneError

ZONES = (
    ("America/New_York", gettext_lazy("Eastern (New York)")),
    ("America/Chicago", gettext_lazy("Central (Chicago)")),
    ("America/Denver", gettext_lazy("Mountain (Denver)")),
    ("America/Phoenix", gettext_lazy("Arizona (Phoenix)")),
    ("America/Los_Angeles", gettext_lazy("Pacific (Los Angeles)")),
    ("America/Anchorage", gettext_lazy("Alaska (Anchorage)")),
    ("Pacific/Honolulu", gettext_lazy("Hawaii (Honolulu)")),
    ("America/Puerto_Rico", gettext_lazy("Atlantic (Puerto Rico)")),
    ("Pacific/Guam", gettext_lazy("Chamorro (Guam)")),
)


def zones_with(*more: str) -> list[tuple[str, str]]:
    """The zones that are offered, and others that are in use already."""
    known = dict(ZONES)
    return [*ZONES, *((zone, zone) for zone in dict.fromkeys(more) if zone and zone not in known)]


def is_zone(name: str) -> bool:
    try:
        return bool(name) and bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def moment_of(wall: datetime, zone: str) -> datetime:
    """The moment at which the clocks of a zone show a time; refuses an hour that they leap over.

    Of an hour that they show twice it is the first.
    """
    if not is_zone(zone):
        raise ZoneError(_("“%s” is not a time zone, such as America/Denver.") % zone, field="zone")
    there = wall.replace(tzinfo=ZoneInfo(zone), fold=0)
    try:
        moment = there.astimezone(UTC)
    except OverflowError:
        raise ZoneError(_("%s is too far away. Look at the year.") % f"{wall:%Y}", field="day") from None
    if wall_of(moment, zone) != wall:
        words = _("On %(day)s the clocks of %(zone)s leap over %(time)s. Give another time.")
        raise ZoneError(words % {"day": f"{wall:%Y-%m-%d}", "zone": zone, "time": f"{wall:%H:%M}"}, field="hour")
    return moment


def wall_of(moment: datetime, zone: str) -> datetime:
    """What the clocks of a zone show; without a zone, so that no page moves it to another."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def clocks_of(moment: datetime, zone: str) -> str:
    """How the clocks of a zone are called at a moment, such as "EST, New York"."""
    name, place = moment.astimezone(ZoneInfo(zone)).tzname() or "", zone.rpartition("/")[2].replace("_", " ")
    return f"{name}, {place}" if name.isalpha() and name != place else place
