"""Refusals of the alumni room.

AlumniError
    RosterError     a file, a column mapping, an import or its undo
    DuplicateError  a decision about two records that may be one person
"""

from bigtent.ledger.errors import Refusal


class AlumniError(Refusal):
    """Base of what this room refuses."""


class RosterError(AlumniError):
    """A roster cannot be read, checked, applied or undone."""


class DuplicateError(AlumniError):
    """A decision about two records cannot be taken."""
