"""Refusals of the alumni room.

AlumniError
    RosterError     a file, a column mapping, an import or its undo
    DuplicateError  a decision about two records that may be one person
    RegistryError   a registry file, or a search of it
    LinkError       a decision about a link, or its undoing
"""

from bigtent.ledger.errors import Refusal


class AlumniError(Refusal):
    """Base of what this room refuses."""


class RosterError(AlumniError):
    """A roster cannot be read, checked, applied or undone."""


class DuplicateError(AlumniError):
    """A decision about two records cannot be taken."""


class RegistryError(AlumniError):
    """A registry cannot be loaded or searched."""


class LinkError(AlumniError):
    """A decision about links cannot be taken or undone."""
