"""Refusals of the identity room.

IdentityError
    AnswerError       an answer cannot be kept
    ReadingError      answers may not be read, or not counted, as asked
    DefinitionError   a definition of under-representation cannot be entered or ended
"""

from bigtent.ledger.errors import Refusal


class IdentityError(Refusal):
    """Base of what this room refuses."""


class AnswerError(IdentityError):
    """An answer cannot be kept."""


class ReadingError(IdentityError):
    """Answers may not be read, or not counted, as asked."""


class DefinitionError(IdentityError):
    """A definition of under-representation cannot be entered or ended."""
