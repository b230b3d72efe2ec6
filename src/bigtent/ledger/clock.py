"""The one clock. No other code asks what time it is."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The present moment in UTC, or the fixed one of BIGTENT_NOW."""
    return settings.NOW or timezone.now()


def today() -> date:
    """The present date in the organization's zone."""
    return now().astimezone(ZoneInfo(settings.NETWORK_TIME_ZONE)).date()


def wall() -> datetime:
    """The machine's own time, never fixed: for heartbeats and the length of work, nothing else."""
    return timezone.now()
