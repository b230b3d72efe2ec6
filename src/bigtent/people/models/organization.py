"""Organizations, and who belongs to them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.demonstration import building
from bigtent.ledger.keys import new_key
from bigtent.people.models.source import Source


class Organization(models.Model):
    """A school, partner, employer or other body. A real one carries only what a cited source says."""

    class Kind(models.TextChoices):
        HOST = "host", _("Host of this network")
        SCHOOL = "school", _("School")
        ASSOCIATION = "association", _("Professional association")
        NONPROFIT = "nonprofit", _("Nonprofit organization")
        AGENCY = "agency", _("Government agency")
        CARE = "care", _("Clinic, hospital or health center")
        EMPLOYER = "employer", _("Employer")
        COMPANY = "company", _("Company")
        MEDIA = "media", _("Publisher or media")
        OTHER = "other", _("Other body")

    key = models.CharField(max_length=12, unique=True, default=new_key)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=40, blank=True)
    other_names = models.JSONField(default=list, blank=True)
    kind = models.CharField(max_length=12, choices=Kind)
    sector = models.CharField(max_length=60, blank=True)
    is_partner = models.BooleanField(default=False)
    degree = models.CharField(max_length=10, blank=True)
    place = models.ForeignKey("people.Place", on_delete=models.PROTECT, null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    demonstration = models.BooleanField(default=building, editable=False)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["name", "kind"], name="organization_once")]

    def __str__(self) -> str:
        return self.name


class AffiliationQuerySet(models.QuerySet):
    def of_class(self, from_year=None, to_year=None):
        """Students and graduates of these years, both included."""
        found = self.filter(role__in=[Affiliation.Role.STUDENT, Affiliation.Role.GRADUATE])
        found = found.filter(class_year__gte=from_year) if from_year else found
        return found.filter(class_year__lte=to_year) if to_year else found


class Affiliation(models.Model):
    """A person in an organization in a role, with dates."""

    class Role(models.TextChoices):
        STUDENT = "student", _("Student")
        GRADUATE = "graduate", _("Graduate")
        FACULTY = "faculty", _("Faculty")
        STAFF = "staff", _("Staff")
        PRACTICE = "practice", _("In practice")
        REPRESENTATIVE = "representative", _("Representative")

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="affiliations")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="affiliations"
    )
    organization_text = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=14, choices=Role)
    class_year = models.PositiveSmallIntegerField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=8, choices=Source, default=Source.STAFF)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        ordering = ["-class_year", "pk"]
        indexes = [models.Index(fields=["role", "class_year", "person"], name="affiliation_class")]

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.get_role_display(), self.where_and_when)))

    @property
    def where_and_when(self) -> str:
        where = self.organization.name if self.organization else self.organization_text
        if not where and self.class_year:
            return _("Class of %s") % self.class_year
        return f"{where}, {self.class_year}" if self.class_year else where
