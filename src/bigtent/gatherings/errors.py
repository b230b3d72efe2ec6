"""Refusals of the gatherings room.

GatheringError
    EventError          an event cannot be planned, changed, published or canceled as asked
    RegistrationError   somebody cannot be registered, offered a place or checked in now
    CalendarError       a calendar file cannot be read, or a calendar not be made
"""

from bigtent.ledger.errors import Refusal


class GatheringError(Refusal):
    """Base of what this room refuses."""


class EventError(GatheringError):
    """An event cannot be planned, changed, published or canceled as asked."""


class RegistrationError(GatheringError):
    """Somebody cannot be registered, offered a place or checked in now."""


class CalendarError(GatheringError):
    """A calendar file cannot be read, or a calendar not be made."""
