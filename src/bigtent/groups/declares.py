"""What the groups room offers to others."""

from bigtent.ledger.declarations import Known

KNOWN = (
    Known(model="groups.Membership", unique=("group", "started_on")),
    Known(model="groups.Candidate", unique=("election",)),
    Known(model="groups.Ballot", unique=("election",)),
    Known(model="groups.Attendance", unique=("meeting",)),
    Known(model="groups.Present", unique=("decision",)),
    Known(model="groups.AgendaItem", field="presenter"),
    Known(model="groups.Decision", field="proposed_by"),
)
