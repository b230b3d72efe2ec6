"""The one clock. No other code asks what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

_LIVED_AT: ContextVar[datetime | None] = ContextVar("lived_at", default=None)


def now() -> datetime:
    """The present moment in UTC, or the fixed one of BIGTENT_NOW."""
    return _LIVED_AT.get() or settings.NOW or timezone.now()


@contextmanager
def living_at(moment: datetime) -> Iterator[None]:
    """Let it be this moment, so that the demonstration has a past that the product itself went through."""
    before = _LIVED_AT.set(moment)
    try:
        yield
    finally:
        _LIVED_AT.reset(before)


def today() -> date:
    """The present date in the organization's zone."""
    return now().astimezone(ZoneInfo(settings.NETWORK_TIME_ZONE)).date()


def wall() -> datetime:
    """The machine's own time, never fixed: for heartbeats and the length of work, nothing else."""
    return timezone.now()
