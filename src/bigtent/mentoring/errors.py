"""Refusals of the mentoring room.

MentoringError
├── ApplicationError   an offer or a wish cannot be taken down
├── ProgramError       a program cannot be used
├── RoundError         a round cannot be opened, proposed, published or withdrawn
└── NoticeError        a letter cannot be settled
"""

from bigtent.ledger.errors import Refusal


class MentoringError(Refusal):
    """Base of what this room refuses."""


class ApplicationError(MentoringError):
    """An offer to mentor or a wish for a mentor cannot be taken down."""


class ProgramError(MentoringError):
    """A program's factors or rules cannot be used."""


class RoundError(MentoringError):
    """A round does not allow this now."""


class NoticeError(MentoringError):
    """A letter is not in a state that allows this."""
