"""What this engine refuses.

EligibilityError
    ClauseError   a clause cannot be checked as it is given, or asks for what nobody may be asked
    FactError     a stated fact cannot be read, or is none that may be stated here
"""


class EligibilityError(Exception):
    """Base of what this engine refuses."""


class ClauseError(EligibilityError):
    """A clause cannot be checked as it is given, or asks for what nobody may be asked."""


class FactError(EligibilityError):
    """A stated fact cannot be read, or is none that may be stated here."""
