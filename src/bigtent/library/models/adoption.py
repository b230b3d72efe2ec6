"""Adoptions: that an organization works with a resource or a solution."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.ledger.demonstration import building


class AdoptionQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(ended_at__isnull=True)


class Adoption(models.Model):
    """An organization says "we adopted this": since when, in which words, and who said so for it."""

    class Said(models.TextChoices):
        REPRESENTATIVE = "representative", _("said by somebody who represents it")
        STAFF = "staff", _("noted by the staff of this network")

    resource = models.ForeignKey(
        "library.Resource", on_delete=models.CASCADE, null=True, blank=True, related_name="adoptions"
    )
    solution = models.ForeignKey(
        "library.Solution", on_delete=models.CASCADE, null=True, blank=True, related_name="adoptions"
    )
    organization = models.ForeignKey("people.Organization", on_delete=models.CASCADE, related_name="+")
    since_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    said = models.CharField(max_length=14, choices=Said)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    said_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)
    demonstration = models.BooleanField(default=building, editable=False)

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        ordering = ["since_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(resource__isnull=True, solution__isnull=False)
                | Q(resource__isnull=False, solution__isnull=True),
                name="adoption_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["resource", "organization"], condition=Q(ended_at__isnull=True), name="resource_adopted_once"
            ),
            models.UniqueConstraint(
                fields=["solution", "organization"], condition=Q(ended_at__isnull=True), name="solution_adopted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.of}"

    def get_absolute_url(self) -> str:
        return self.of.get_absolute_url()

    @property
    def of(self):
        return self.resource or self.solution
