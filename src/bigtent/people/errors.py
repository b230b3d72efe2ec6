"""Refusals of the people room."""

from bigtent.ledger.errors import Refusal


class PeopleError(Refusal):
    """Base of what this room refuses."""


class AccountError(PeopleError):
    """An account cannot be opened, or a role not granted."""


class MergeError(PeopleError):
    """Two records cannot be merged, or a merge not be undone."""
