"""What a round goes by."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.ledger.keys import new_key
from bigtent.people.models import STAFF_ROLES

MANAGERS = frozenset({"administrator", "program_manager"})
SCOPE = "mentoring-program"


def programs_of(account, roles) -> set[int] | None:
    """The programs over which the account holds one of the roles; None is all of them."""
    if account.roles & roles:
        return None
    parts = (scope.partition(":") for role, scope in account.held if role in roles)
    return {int(number) for name, _colon, number in parts if name == SCOPE and number.isdecimal()}


class OfPrograms(models.QuerySet):
    """Rows that belong to one program each; `program` is the path to it."""

    program = "program"

    def visible_to(self, account):
        """Those that staff may read: everywhere, or of the programs they are staff of."""
        return self._of(programs_of(account, STAFF_ROLES))

    def run_by(self, account):
        """Those that the account may act upon."""
        return self._of(programs_of(account, MANAGERS))

    def _of(self, programs):
        return self if programs is None else self.filter(**{f"{self.program}__in": programs})


class MentoringProgramQuerySet(OfPrograms):
    program = "pk"


class MentoringProgram(models.Model):
    """Factors that give points, rules that forbid, and the objective, in the form the matching engine reads.

    `tables` holds the tables of points that belong to this program. Those of specialties and states are
    drawn from the network's own lists at every proposal. A program belongs to no demonstration: real people may
    have joined it by the time that one is taken away.
    """

    class Objective(models.TextChoices):
        PARTICIPATION = "participation", _("Place the most students, then give the most points")
        POINTS = "points", _("Give the most points")
        WORST_OFF = "worst_off", _("Place the most students, then raise the least-served one, then points")

    key = models.CharField(max_length=12, unique=True, default=new_key)
    name = models.CharField(_("name"), max_length=120, unique=True)
    description = models.TextField(_("what it is for"), blank=True)
    factors = models.JSONField(default=list)
    rules = models.JSONField(default=list)
    tables = models.JSONField(default=dict)
    objective = models.CharField(
        _("what a proposal aims for"), max_length=14, choices=Objective, default=Objective.PARTICIPATION
    )
    # Whether only mentors take part in rounds who signed the agreement of those who give time and are cleared for it.
    needs_clearance = models.BooleanField(_("only mentors who are cleared take part"), default=False)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=now)

    objects = MentoringProgramQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("mentoring:program", args=[self.key])

    def engine_form(self) -> dict[str, Any]:
        """What a program file of the matching engine would hold."""
        return {"version": 1, "objective": self.objective, "factor": self.factors, "rule": self.rules}
