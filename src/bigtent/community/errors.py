"""Refusals of the community room.

CommunityError
    OpportunityError   an opportunity cannot be kept, published or followed up as asked
    PostError          a post cannot be written, released or reposted as asked
    AskError           a question cannot be asked, answered or passed on now
    CareError          a listing or a help line cannot be kept as asked
"""

from bigtent.ledger.errors import Refusal


class CommunityError(Refusal):
    """Base of what this room refuses."""


class OpportunityError(CommunityError):
    """An opportunity cannot be kept, published or followed up as asked."""


class PostError(CommunityError):
    """A post cannot be written, released or reposted as asked."""


class AskError(CommunityError):
    """A question cannot be asked, answered or passed on now."""


class CareError(CommunityError):
    """A listing or a help line cannot be kept as asked."""
