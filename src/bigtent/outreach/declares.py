"""What the outreach room offers to others."""

from bigtent.ledger.declarations import Known

KNOWN = (
    Known(model="outreach.Delivery", unique=("message",)),
    Known(model="outreach.Notification", unique=("about",)),
    Known(model="outreach.Preference"),
)
