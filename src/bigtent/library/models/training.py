"""Training that a role requires."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import today
from bigtent.ledger.demonstration import building
from bigtent.ledger.keys import new_key
from bigtent.library.models.course import Course
from bigtent.people.models import RoleGrant, VolunteerRole

ACCOUNT, VOLUNTEER = "account", "volunteer"


def role_choices() -> list[tuple[str, str]]:
    """Roles of accounts and of volunteers, as "account:member" or "volunteer:mentor"."""
    accounts = [(f"{ACCOUNT}:{value}", label) for value, label in RoleGrant.Role.choices]
    volunteers = [(f"{VOLUNTEER}:{value}", _("Volunteer: %s") % label) for value, label in VolunteerRole.choices]
    return accounts + volunteers


class RequirementQuerySet(models.QuerySet):
    def in_force(self, day):
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day), from_on__lte=day)


class Requirement(models.Model):
    """That whoever holds a role completes a course within some days, and again after so many months.

    Days count from the day the role began or the requirement, whichever was later.
    """

    key = models.CharField(max_length=12, unique=True, default=new_key)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="requirements")
    role = models.CharField(max_length=40)
    due_days = models.PositiveSmallIntegerField(default=30)
    valid_months = models.PositiveSmallIntegerField(null=True, blank=True)
    from_on = models.DateField(default=today)
    ended_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    demonstration = models.BooleanField(default=building, editable=False)

    objects = RequirementQuerySet.as_manager()

    class Meta:
        ordering = ["course__title", "role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "role"], condition=Q(ended_on__isnull=True), name="requirement_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course}: {self.role_label}"

    def get_absolute_url(self) -> str:
        return reverse("library:training_of", args=[self.key])

    @property
    def role_label(self) -> str:
        return str(dict(role_choices()).get(self.role, self.role))
