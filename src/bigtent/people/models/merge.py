"""Which records became one, and what moved."""

from django.db import models
from django.db.models import F, Q

from bigtent.ledger.clock import now


class MergeQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(undone_at__isnull=True)


class Merge(models.Model):
    """Two records that are one person: `merged` went into `kept`. Kept so that it can be undone."""

    kept = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="merges_received")
    merged = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="merges_given")
    at = models.DateTimeField(default=now)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    choices = models.JSONField(default=dict)
    filled = models.JSONField(default=dict)
    consents_ended = models.JSONField(default=list)
    closed_account = models.ForeignKey(
        "people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # The latest audit entry at that time: what was edited since stands in entries after it.
    audit_mark = models.BigIntegerField(default=0)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["merged"], condition=Q(undone_at__isnull=True), name="merged_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="merged_into_another"),
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"


class MovedRow(models.Model):
    """One row that a merge gave to the kept record; `out`: one that the kept record gave up for a later one."""

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="moved_rows")
    model = models.CharField(max_length=60)
    field = models.CharField(max_length=40)
    row_id = models.BigIntegerField()
    out = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["merge", "model"])]

    def __str__(self) -> str:
        return f"{self.model} {self.row_id}"
