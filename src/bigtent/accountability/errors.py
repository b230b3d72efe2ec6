"""Refusals of the accountability room.

PlanError
    a plan cannot be adopted or changed as asked
"""

from bigtent.ledger.errors import Refusal


class PlanError(Refusal):
    """Base of what this room refuses."""
