"""Awards: who received support, from which program, when. An alumnus is a person with an award."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.demonstration import building
from bigtent.people.models import Person


class AlumniProgram(models.Model):
    """What the support was called."""

    name = models.CharField(max_length=160, unique=True)
    demonstration = models.BooleanField(default=building, editable=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Award(models.Model):
    """Support one person received. What the lists do not say stays empty.

    Without a person it is an entry of the books: whoever received it was erased.
    """

    class Kind(models.TextChoices):
        SCHOLARSHIP = "scholarship", _("Scholarship")
        FELLOWSHIP = "fellowship", _("Fellowship")
        STIPEND = "stipend", _("Stipend")
        GRANT = "grant", _("Grant")
        LOAN = "loan", _("Loan")
        PRIZE = "prize", _("Prize")
        FEES = "fees", _("Help with fees")
        SUPPORT = "support", _("Support")

    class Told(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        UNKNOWN = "unknown", _("Not known")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="awards")
    program = models.ForeignKey(AlumniProgram, on_delete=models.PROTECT, null=True, blank=True, related_name="awards")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.SUPPORT)
    amount = models.DecimalField(max_digits=11, decimal_places=2, null=True, blank=True)
    paid_through = models.ForeignKey(
        "people.Organization", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    paid_through_text = models.CharField(max_length=200, blank=True)
    told = models.CharField(max_length=7, choices=Told, default=Told.UNKNOWN)
    record = models.ForeignKey(
        "alumni.AlumniRecord", on_delete=models.SET_NULL, null=True, blank=True, related_name="awards"
    )

    class Meta:
        ordering = ["-year", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gte=0), name="award_amount_positive")
        ]
        indexes = [models.Index(fields=["program", "year"])]

    def __str__(self) -> str:
        parts = [str(self.program) if self.program else str(self.get_kind_display()), str(self.year or "")]
        return ", ".join(part for part in parts if part)


def alumni():
    """Everybody who received support: the people with an award, each once."""
    return Person.objects.current().filter(Exists(Award.objects.filter(person=OuterRef("pk"))))
