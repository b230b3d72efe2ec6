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
    RECORDS = "records", _("Keep the organization's records")

    @classmethod
    def asked(cls) -> list["Purpose"]:
        """The purposes a person is asked about. Keeping the records is not one: it rests on what the organization
        owes those it helped, and her page says so."""
        return [purpose for purpose in cls if purpose != cls.RECORDS]


class ConsentQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(ended_at__isnull=True)

    def given_to(self, purpose):
        """Every yes to `purpose` as a whole that is in force."""
        return self.in_force().filter(purpose=purpose, datum="", given=True)

    def about_data(self, purpose):
        """The answers in force to single data of a purpose, or to single topics."""
        return self.in_force().filter(purpose=purpose).exclude(datum="")

    def answered(self, purpose, datum, *, given):
        """Every yes, or every no, to one datum of a purpose that is in force."""
        return self.about_data(purpose).filter(datum=datum, given=given)


class Consent(models.Model):
    """A person's dated yes or no to one purpose, with the words that were shown.

    An empty `datum` is the purpose as a whole; another names one datum, or one topic as "topic:code".
    """

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=10, choices=Purpose)
    datum = models.CharField(max_length=80, blank=True)
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
                fields=["person", "purpose", "datum"], condition=Q(ended_at__isnull=True), name="consent_in_force_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["purpose", "person"],
                condition=Q(ended_at__isnull=True, datum="", given=True),
                name="consent_given",
            ),
            models.Index(
                fields=["purpose", "datum", "person"],
                condition=Q(ended_at__isnull=True) & ~Q(datum=""),
                name="consent_to_datum",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {_('yes') if self.given else _('no')}"
