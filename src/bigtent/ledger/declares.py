"""What the ledger offers to others."""

from bigtent.ledger.declarations import Recorded
from bigtent.ledger.models import Job

HISTORY = (Recorded("ledger.Job", lambda account, job: Job.objects.visible_to(account).filter(pk=job.pk).exists()),)

SWEPT = (
    "ledger.AuditEntry.object_label",
    "ledger.AuditEntry.reason",
    "ledger.AuditEntry.changes",
    "ledger.Job.title",
    "ledger.Job.arguments",
    "ledger.Job.step",
    "ledger.Job.position",
    "ledger.Job.result",
    "ledger.Job.result_url",
    "ledger.Job.error",
    "ledger.Document.name",
)
