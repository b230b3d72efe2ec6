"""Tables of the groups room."""

from bigtent.groups.models.decision import Decision, DecisionStep, Present
from bigtent.groups.models.document import GroupDocument
from bigtent.groups.models.election import Ballot, Candidate, Election
from bigtent.groups.models.group import Group, Membership
from bigtent.groups.models.meeting import AgendaItem, Attendance, Meeting
from bigtent.groups.models.recommendation import Recommendation

__all__ = [
    "AgendaItem",
    "Attendance",
    "Ballot",
    "Candidate",
    "Decision",
    "DecisionStep",
    "Election",
    "Group",
    "GroupDocument",
    "Meeting",
    "Membership",
    "Present",
    "Recommendation",
]
