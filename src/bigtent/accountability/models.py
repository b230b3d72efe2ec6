"""Tables: plan, approach, action, observation."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now, today
from bigtent.ledger.demonstration import building
from bigtent.ledger.keys import new_key
from bigtent.people.rules import is_member

FRESH = timedelta(days=30)


class PlanQuerySet(models.QuerySet):
    def visible_to(self, account):
        """Public plans to everybody, the others to those who belong to the network."""
        return self if is_member(account) else self.filter(public=True)

    def in_force(self, date):
        return self.filter(starts_on__lte=date, ends_on__gte=date)


class Plan(models.Model):
    """What the organization of this network has promised for a stretch of time."""

    key = models.CharField(max_length=12, unique=True, default=new_key)
    name = models.CharField(max_length=120)
    template = models.SlugField(max_length=60, unique=True)
    summary = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300)
    starts_on = models.DateField()
    ends_on = models.DateField()
    adopted_on = models.DateField(default=today)
    public = models.BooleanField(default=True)
    demonstration = models.BooleanField(default=building, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=models.F("starts_on")), name="plan_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("accountability:plan", args=[self.key])


class Approach(models.Model):
    """One of the ways a plan goes about its aim."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="approaches")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=160)

    class Meta:
        ordering = ["order"]
        verbose_name_plural = "approaches"
        constraints = [models.UniqueConstraint(fields=["plan", "order"], name="approach_order_once")]

    def __str__(self) -> str:
        return self.name


class ActionQuerySet(models.QuerySet):
    def of_plans(self, plans):
        return self.filter(approach__plan__in=plans)

    def in_order(self):
        return self.select_related("approach__plan", "owner").order_by("approach__plan", "approach__order", "order")

    def bound(self):
        return self.exclude(measure="")


class Action(models.Model):
    """One promise: its words, who answers for it, the page that carries it out, the figures that show it.

    `measure` names the figure that decides the status; `further` names more figures shown beside it.
    Both are bound by name, so that a plan holds together while a room is out of use.
    """

    class Scale(models.TextChoices):
        NUMBER = "number", _("as a number")
        PERCENT = "percent", _("as a percentage of the whole")

    class Wanted(models.TextChoices):
        AT_LEAST = "at_least", _("at least this")
        AT_MOST = "at_most", _("at most this")

    key = models.CharField(max_length=12, unique=True, default=new_key)
    approach = models.ForeignKey(Approach, on_delete=models.CASCADE, related_name="actions")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    owner = models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="promises"
    )
    page = models.CharField(max_length=80, blank=True)
    measure = models.CharField(max_length=60, blank=True)
    further = models.JSONField(default=list, blank=True)
    target = models.FloatField(null=True, blank=True)
    scale = models.CharField(max_length=8, choices=Scale, default=Scale.NUMBER)
    wanted = models.CharField(max_length=8, choices=Wanted, default=Wanted.AT_LEAST)
    target_on = models.DateField(null=True, blank=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["approach__order", "order"]
        constraints = [
            models.UniqueConstraint(fields=["approach", "order"], name="action_order_once"),
            models.CheckConstraint(
                condition=Q(target__isnull=True, target_on__isnull=True)
                | Q(target__isnull=False, target_on__isnull=False),
                name="target_with_its_date",
            ),
            models.CheckConstraint(condition=Q(target__isnull=True) | ~Q(measure=""), name="target_with_its_measure"),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("accountability:action", args=[self.approach.plan.key, self.key])

    @property
    def number(self) -> str:
        return f"{self.approach.order}.{self.order}"

    @property
    def measures(self) -> list[str]:
        return [name for name in (self.measure, *self.further) if name]


class ObservationQuerySet(models.QuerySet):
    def by_measure(self, names) -> dict[str, list["Observation"]]:
        """The observations of each named measure, oldest first."""
        found: dict[str, list[Observation]] = {name: [] for name in names}
        for observation in self.filter(measure__in=found).order_by("on"):
            found[observation.measure].append(observation)
        return found

    def until(self, date):
        return self.filter(on__lte=date)


class Observation(models.Model):
    """The value of one measure on one day, as the network computed it. Nobody types it."""

    measure = models.CharField(max_length=60)
    on = models.DateField(default=today)
    value = models.FloatField()
    of = models.FloatField(null=True)
    version = models.PositiveSmallIntegerField()
    computed_at = models.DateTimeField(default=now)
    demonstration = models.BooleanField(default=building, editable=False)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["measure", "on"]
        constraints = [models.UniqueConstraint(fields=["measure", "on"], name="one_observation_a_day")]

    def __str__(self) -> str:
        return f"{self.measure} {self.on}"

    def on_scale(self, scale: str) -> float | None:
        """The value as a number or as a percentage; None for a percentage of nothing."""
        if scale == Action.Scale.NUMBER:
            return self.value
        return 100 * self.value / self.of if self.of else None
