"""What somebody does about opportunities, which is hers alone; and what one person sent to another."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bigtent.community.models.opportunity import Opportunity
from bigtent.ledger.clock import now


class SavedQuerySet(models.QuerySet):
    def of(self, account):
        return self.filter(person=account.person_id)


class SavedOpportunity(models.Model):
    """An opportunity somebody saved, whether she applied, and what came of it. Nobody else reads it."""

    class Result(models.TextChoices):
        GOT = "got", _("Got it")
        NOT_THIS_TIME = "not_now", _("Not this time")
        NO_ANSWER = "silence", _("No answer came")

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="saved_opportunities")
    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="saved")
    saved_at = models.DateTimeField(default=now)
    applied_on = models.DateField(null=True, blank=True)
    result = models.CharField(max_length=7, choices=Result, blank=True)
    changed_at = models.DateTimeField(default=now)

    objects = SavedQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at", "-pk"]
        verbose_name_plural = "saved opportunities"
        constraints = [
            models.UniqueConstraint(fields=["person", "opportunity"], name="opportunity_saved_once"),
            models.CheckConstraint(
                condition=Q(result="") | Q(applied_on__isnull=False), name="result_of_an_application"
            ),
        ]

    def __str__(self) -> str:
        return str(self.opportunity)


class SentOpportunity(models.Model):
    """An opportunity that one person sent to another, or to an address, of which only a fingerprint is kept here."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="sent")
    sender = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="opportunities_sent")
    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, null=True, blank=True, related_name="opportunities_received"
    )
    fingerprint = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name_plural = "sent opportunities"
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "person"], condition=Q(person__isnull=False), name="sent_to_a_person_once"
            ),
            models.UniqueConstraint(
                fields=["opportunity", "fingerprint"], condition=~Q(fingerprint=""), name="sent_to_an_address_once"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, fingerprint="") | Q(person__isnull=True) & ~Q(fingerprint=""),
                name="sent_to_one",
            ),
        ]
        indexes = [models.Index(fields=["sender", "sent_at"], name="sent_by_day")]

    def __str__(self) -> str:
        return str(self.opportunity)
