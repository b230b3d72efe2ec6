"""One change to many people: looked at first, then carried out, and undone if it was wrong."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.ledger.demonstration import building
from bigtent.ledger.keys import new_key


class BulkEdit(models.Model):
    """What is to change for whom: drawn up, carried out, perhaps undone."""

    class State(models.TextChoices):
        DRAWN_UP = "drawn_up", _("To be looked at")
        APPLIED = "applied", _("Carried out")
        UNDONE = "undone", _("Taken back")

    key = models.CharField(max_length=12, unique=True, default=new_key)
    change = models.CharField(max_length=30)
    value = models.JSONField(null=True)
    criteria = models.JSONField(default=dict)
    reason = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=State, default=State.DRAWN_UP)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    drawn_up_at = models.DateTimeField(default=now)
    released_by = models.ForeignKey(
        "people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    released_at = models.DateTimeField(null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    demonstration = models.BooleanField(default=building, editable=False)

    class Meta:
        ordering = ["-drawn_up_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="applied") | Q(applied_at__isnull=False), name="bulk_edit_applied_when"
            )
        ]

    def __str__(self) -> str:
        return self.key

    def get_absolute_url(self) -> str:
        return reverse("people:bulk_edit", args=[self.key])


class BulkEditLineQuerySet(models.QuerySet):
    def changing(self):
        """Those that change, or were changed, and were not left."""
        return self.filter(left_because="")

    def written(self):
        """Those whose new value was written and not put back, also where taking the edit back left it there."""
        return self.filter(was_written=True)

    def left(self):
        return self.exclude(left_because="")


class BulkEditLine(models.Model):
    """One person of a bulk edit: the old and the new value, or why she is left as she is."""

    bulk_edit = models.ForeignKey(BulkEdit, on_delete=models.CASCADE, related_name="lines")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="bulk_edit_lines")
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    left_because = models.CharField(max_length=200, blank=True)
    was_written = models.BooleanField(default=False)

    objects = BulkEditLineQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["bulk_edit", "person"], name="bulk_edit_person_once")]

    def __str__(self) -> str:
        return str(self.person)
