"""What the gatherings room offers to others."""

from bigtent.gatherings.calendar_declares import (
    CALENDAR,
    DEEDS_OF_CALENDARS,
    HISTORY_OF_CALENDARS,
    KNOWN_OF_CALENDARS,
    SWEPT_OF_CALENDARS,
)

__all__ = ["CALENDAR", "DEEDS", "HISTORY", "KNOWN", "SWEPT"]

DEEDS = (*DEEDS_OF_CALENDARS,)
HISTORY = (*HISTORY_OF_CALENDARS,)
KNOWN = (*KNOWN_OF_CALENDARS,)
SWEPT = (*SWEPT_OF_CALENDARS,)
