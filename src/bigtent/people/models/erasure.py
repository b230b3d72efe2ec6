"""What stays after somebody was erased: that it happened, what had to be kept, and hashes that nobody can read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.ledger.keys import new_key


class Erasure(models.Model):
    """One person was erased: when, why, how many rows, and what was kept without her name. It names nobody."""

    key = models.CharField(max_length=12, unique=True, default=new_key)
    at = models.DateTimeField(default=now)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    asked_by_herself = models.BooleanField(default=False)
    reason = models.CharField(max_length=200, blank=True)
    erased = models.JSONField(default=dict)
    kept = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.key


class Suppression(models.Model):
    """A keyed hash of an address or a number that is not to be kept or written to again."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("E-mail address")
        PHONE = "phone", _("Telephone number")
        PERSON = "person", _("Name with school and year, or date of birth")

    kind = models.CharField(max_length=6, choices=Kind)
    digest = models.CharField(max_length=64)
    erasure = models.ForeignKey(Erasure, on_delete=models.CASCADE, null=True, blank=True, related_name="suppressions")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "digest"], name="suppressed_once")]

    def __str__(self) -> str:
        return self.get_kind_display()
