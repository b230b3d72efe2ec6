"""Refusals of the groups room.

GroupError
    MembershipError       somebody cannot be seated, or a term cannot be changed as asked
    ElectionError         a candidate, a ballot or a count is not possible now
    MeetingError          a meeting cannot be planned, held or written up as asked
    RecommendationError   a recommendation cannot be made, answered or replied to now
"""

from bigtent.ledger.errors import Refusal


class GroupError(Refusal):
    """Base of what this room refuses."""


class MembershipError(GroupError):
    """Somebody cannot be seated, or a term cannot be changed as asked."""


class ElectionError(GroupError):
    """A candidate, a ballot or a count is not possible now."""


class MeetingError(GroupError):
    """A meeting cannot be planned, held or written up as asked."""


class RecommendationError(GroupError):
    """A recommendation cannot be made, answered or replied to now."""
