"""When mail may arrive: the hours somebody called safe, in her zone."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

from bigtent.outreach.models import Preference


def next_safe(wish: Preference | None, moment: datetime) -> datetime:
    """The moment itself where mail may arrive then, otherwise the next beginning of her safe hours.

    `from_hour` belongs to them, `to_hour` no more; from 20 to 6 reaches past midnight. Without both hours, or with
    the same hour twice, mail may arrive at any hour.
    """
    if wish is None or wish.from_hour is None or wish.to_hour is None or wish.from_hour == wish.to_hour:
        return moment
    there = moment.astimezone(_zone(wish.zone))
    if _is_within(there.hour, wish.from_hour, wish.to_hour):
        return moment
    begins = there.replace(hour=wish.from_hour, minute=0, second=0, microsecond=0, fold=0)
    if begins <= there:
        begins += timedelta(days=1)
    return begins.astimezone(moment.tzinfo)


def _is_within(hour: int, first: int, end: int) -> bool:
    return first <= hour < end if first < end else hour >= first or hour < end


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name or settings.NETWORK_TIME_ZONE)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(settings.NETWORK_TIME_ZONE)
