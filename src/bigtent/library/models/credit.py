"""Credit: what a learner claims for a completed course, and the files that went to the provider."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from bigtent.ledger.clock import now
from bigtent.ledger.encryption import EncryptedField
from bigtent.ledger.keys import new_key
from bigtent.library.models.course import Course
from bigtent.library.models.learning import Learning
from bigtent.people.models.volunteering import end_of

# So long what was sent can be downloaded again; then what identifies a license is forgotten.
KEPT = timedelta(days=90)


class CreditExport(models.Model):
    """One file of claims for the provider of a course. The file itself is made from the claims when it is downloaded,
    so that no license lies on the disk unencrypted."""

    key = models.CharField(max_length=12, unique=True, default=new_key)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="credit_exports")
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=now)
    claims_sent = models.PositiveIntegerField(default=0)
    claims_refused = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.course}, {self.made_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("library:credit_export", args=[self.key])

    @property
    def until_on(self) -> date:
        """The latest day on which it can be downloaded."""
        return (self.made_at + KEPT).date()


class CreditClaimQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(exported_at__isnull=True)

    def of_course(self, course):
        return self.filter(learning__course=course)

    def for_file(self):
        """With the moment of completion, in a fixed order: nothing else of a course is read for each of thousands."""
        return self.annotate(completed_at=F("learning__completed_at")).order_by("pk")

    def forgettable(self, day: date):
        """Sent so long ago that nothing needs the license any more."""
        return self.filter(exported_at__lt=end_of(day - KEPT - timedelta(days=1)), details__isnull=False)


class CreditClaim(models.Model):
    """Hours somebody claims for a completed course. `details` holds what the accreditor needs to know the license by:
    first, last, state, license, month, day, npi; it is empty once it was sent and its time is over."""

    learning = models.OneToOneField(Learning, on_delete=models.CASCADE, related_name="credit_claim")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="credit_claims")
    hours = models.DecimalField(max_digits=5, decimal_places=2)
    details = EncryptedField(null=True)
    claimed_at = models.DateTimeField(default=now)
    exported_at = models.DateTimeField(null=True, blank=True)
    export = models.ForeignKey(CreditExport, on_delete=models.SET_NULL, null=True, blank=True, related_name="claims")

    objects = CreditClaimQuerySet.as_manager()

    class Meta:
        ordering = ["claimed_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(hours__gt=0), name="credit_claim_hours"),
            models.CheckConstraint(
                condition=Q(details__isnull=False) | Q(exported_at__isnull=False), name="credit_claim_has_details"
            ),
        ]
        indexes = [models.Index(fields=["exported_at"], name="credit_claim_exported")]

    def __str__(self) -> str:
        return str(self.learning) if self.learning_id else ""
