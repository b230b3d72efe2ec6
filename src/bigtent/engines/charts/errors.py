"""What this engine refuses.

ChartsError
    DocumentError   a document cannot be set
"""


class ChartsError(Exception):
    """Base of what this engine refuses."""


class DocumentError(ChartsError):
    """A document cannot be set; the message names the part and what is expected."""
