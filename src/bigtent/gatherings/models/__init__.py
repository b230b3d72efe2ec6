"""Tables of the gatherings room."""

from bigtent.gatherings.models.calendar import CalendarImport, CalendarSubscription
from bigtent.gatherings.models.event import CoHost, Event, Panelist, Series, Slot
from bigtent.gatherings.models.registration import Registration

__all__ = [
    "CalendarImport",
    "CalendarSubscription",
    "CoHost",
    "Event",
    "Panelist",
    "Registration",
    "Series",
    "Slot",
]
