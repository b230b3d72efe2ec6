"""Refusals of the outreach room.

OutreachError
    AudienceError     an audience cannot be kept or counted as asked
    TextError         a text cannot be written to anybody: an unknown field, a missing subject
    MessageError      a message cannot be scheduled, released, sent or stopped now
    AnswerError       an answer fits nothing a message asks
    PreferenceError   how somebody wants to be reached cannot be kept as said
    LetterError       a service letter cannot be sent or settled now
    ReceivingError    what came back cannot be read
"""

from bigtent.ledger.errors import Refusal


class OutreachError(Refusal):
    """Base of what this room refuses."""


class AudienceError(OutreachError):
    """An audience cannot be kept or counted as asked."""


class TextError(OutreachError):
    """A text cannot be written to anybody."""


class MessageError(OutreachError):
    """A message cannot be scheduled, released, sent or stopped now."""


class AnswerError(OutreachError):
    """An answer fits nothing a message asks."""


class PreferenceError(OutreachError):
    """How somebody wants to be reached cannot be kept as said."""


class LetterError(OutreachError):
    """A service letter cannot be sent or settled now."""


class ReceivingError(OutreachError):
    """What came back cannot be read."""
