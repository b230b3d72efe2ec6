"""What the groups room offers to others."""

from bigtent.groups.deeds import DEEDS_OF_MEETINGS, HISTORY_OF_MEETINGS
from bigtent.groups.due import DUE_OF_MEETINGS
from bigtent.groups.known import KNOWN_OF_MEETINGS, TRACES_OF_MEETINGS
from bigtent.groups.measures import MEASURES_OF_MEETINGS
from bigtent.ledger.declarations import Known

DEEDS = DEEDS_OF_MEETINGS
DUE = DUE_OF_MEETINGS
HISTORY = HISTORY_OF_MEETINGS
MEASURES = MEASURES_OF_MEETINGS

KNOWN = (
    Known(model="groups.Membership", unique=("group", "started_on")),
    Known(model="groups.Candidate", unique=("election",)),
    Known(model="groups.Ballot", unique=("election",)),
    *KNOWN_OF_MEETINGS,
)

TRACES = TRACES_OF_MEETINGS

SWEPT = (
    "groups.Meeting.title",
    "groups.Meeting.where",
    "groups.Meeting.minutes",
    "groups.Meeting.cancelled_because",
    "groups.AgendaItem.title",
    "groups.AgendaItem.text",
    "groups.Decision.text",
    "groups.Decision.reasons",
    "groups.Decision.correction",
    "groups.DecisionStep.text",
    "groups.Recommendation.title",
    "groups.Recommendation.text",
    "groups.Recommendation.answer_reason",
    "groups.Recommendation.changed",
    "groups.Recommendation.reply",
)
