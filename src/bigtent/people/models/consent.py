"""What a datum may be used for, and who agreed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now


class Purpose(models.TextChoices):
    """What a datum may be used for."""

    DIRECTORY = "directory", _("Be found by other members")
    MENTORING = "mentoring", _("Be paired with a mentor or a student")
    OUTREACH = "outreach", _("Receive news and invitations")
    REPORTING = "reporting", _("Be counted in totals")
    RESEARCH = "research", _("Research under an agreement")
    PRESS = "press", _("Be named in public")


class ConsentQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(ended_at__isnull=True)

    def given_to(self, purpose):
        """Every yes to `purpose` that is in force."""
        return self.in_force().filter(purpose=purpose, given=True)


class Consent(models.Model):
    """A person's dated yes or no to one purpose, with the words that were shown."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=10, choices=Purpose)
    given = models.BooleanField()
    at = models.DateTimeField(default=now)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    words_version = models.PositiveSmallIntegerField(default=1)
    basis = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["purpose", "-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=Q(ended_at__isnull=True), name="consent_in_force_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["purpose", "person"], condition=Q(ended_at__isnull=True, given=True), name="consent_given"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {_('yes') if self.given else _('no')}"
