"""Who may be whom: a person, a registry entry, a probability, and what somebody decided about it."""

from django.conf import settings
from django.db import models
from django.db.models import (
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    FloatField,
    Max,
    Min,
    OuterRef,
    Q,
    Sum,
    Value,
    When,
)
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bigtent.alumni.models.registry import FindingRun, RegistryEntry
from bigtent.ledger.clock import now
from bigtent.ledger.demonstration import building
from bigtent.ledger.keys import new_key

SURE = 0.99


def as_percent(chance: float) -> str:
    """A chance in words that claim no more than is known."""
    if chance < 0.01:
        return _("under 1%")
    if chance > 0.99:
        return _("over 99%")
    return f"{100 * chance:.0f}%"


class LinkQuerySet(models.QuerySet):
    def proposed(self):
        """Waiting for a decision, also those put off until later."""
        return self.filter(state=Link.State.PROPOSED)

    def confirmed(self):
        return self.filter(state=Link.State.CONFIRMED)

    def refused(self):
        return self.filter(state=Link.State.REFUSED)

    def looked_at(self, on=None):
        """Those somebody answered one by one, yes or no, by that day; not those confirmed together."""
        answers = DecidedLink.objects.filter(asked=True, decision__count=1, decision__undone_at__isnull=True)
        answers = answers.exclude(decision__kind=LinkDecision.Kind.POSTPONE)
        return self.filter(pk__in=(answers.filter(decision__at__date__lte=on) if on else answers).values("link"))

    def sure(self):
        """Those a manager may confirm together: very probable, and nobody's surname changes by it."""
        others = Link.objects.proposed().sure_enough().exclude(pk=OuterRef("pk"))
        return (
            self.proposed()
            .sure_enough()
            .filter(surname_changed=False, person__merged_into__isnull=True)
            .exclude(Exists(others.filter(entry=OuterRef("entry"))))
            .exclude(Exists(others.filter(person=OuterRef("person"))))
            .exclude(Exists(Link.objects.confirmed().filter(person=OuterRef("person"))))
        )

    def sure_enough(self):
        return self.filter(probability__gte=SURE)

    def dry_run(self):
        """What confirming these would mean: how many, how many of them are likely wrong, the least probable."""
        found = self.aggregate(count=Count("pk"), expected=Sum("probability", default=0.0), lowest=Min("probability"))
        return found | {"likely_wrong": found["count"] - found["expected"]}

    def decided_by_band(self, bands):
        """For each band of probability (low, high): confirmed, refused, and the share confirmed of both."""
        counts = {}
        for number, (low, high) in enumerate(bands):
            inside = Q(probability__gte=low) & (Q(probability__lt=high) if high < 1 else Q())
            for state in (Link.State.CONFIRMED, Link.State.REFUSED):
                counts[f"{state}_{number}"] = Count("pk", filter=inside & Q(state=state))
        found = self.aggregate(**counts)
        pairs = [(found[f"confirmed_{number}"], found[f"refused_{number}"]) for number in range(len(bands))]
        return [
            {"confirmed": yes, "refused": no, "decided": yes + no, "held": yes / (yes + no) if yes + no else None}
            for yes, no in pairs
        ]

    def queue(self):
        """One row (`person`) for each person who waits, in the order of what a minute of review gains.

        Nothing is linked without a decision, so a minute gains the chance that it ends with one more person
        found: `gain`, the sum of the probabilities of her candidates, given that those refused so far are not
        she. First come people for whom only a look at this desk helps, the likeliest first; then those whom
        `sure` lets a manager confirm together, where a minute at the desk adds little; last those put off.
        """
        refused = Sum("probability", filter=Q(state=Link.State.REFUSED), default=0.0)
        proposed = Sum("probability", filter=Q(state=Link.State.PROPOSED), default=0.0)
        left = Case(When(refused_mass__lt=0.999, then=1.0 - F("refused_mass")), default=Value(0.001))
        return (
            self.filter(Exists(Link.objects.proposed().filter(person=OuterRef("person"))))
            .exclude(Exists(Link.objects.confirmed().filter(person=OuterRef("person"))))
            .filter(person__merged_into__isnull=True)
            .values("person")
            .annotate(
                refused_mass=refused,
                waiting=Count("pk", filter=Q(state=Link.State.PROPOSED)),
                sure=Count("pk", filter=Q(state=Link.State.PROPOSED, probability__gte=SURE, surname_changed=False)),
                put_off=Max("postponed_at", filter=Q(state=Link.State.PROPOSED)),
            )
            .annotate(gain=ExpressionWrapper(proposed / left, output_field=FloatField()))
            .order_by(F("put_off").asc(nulls_first=True), "sure", "-gain", "person")
        )


class Link(models.Model):
    """A registry entry proposed for a person. A refused pair stays, so that it is never proposed again."""

    class State(models.TextChoices):
        PROPOSED = "proposed", gettext_lazy("Waiting for a decision")
        CONFIRMED = "confirmed", gettext_lazy("Same person")
        REFUSED = "refused", gettext_lazy("Not this person")
        CLOSED = "closed", gettext_lazy("Settled by another decision")

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="links")
    entry = models.ForeignKey(RegistryEntry, on_delete=models.CASCADE, related_name="links")
    run = models.ForeignKey(FindingRun, on_delete=models.CASCADE, related_name="links")
    probability = models.FloatField()
    rank = models.PositiveSmallIntegerField(default=1)
    weight = models.FloatField(default=0)
    is_link = models.BooleanField(default=False)
    surname_changed = models.BooleanField(default=False)
    evidence = models.JSONField(default=list)
    state = models.CharField(max_length=9, choices=State, default=State.PROPOSED)
    postponed_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["-probability", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "entry"], name="link_once"),
            models.UniqueConstraint(fields=["person"], condition=Q(state="confirmed"), name="one_live_link_per_person"),
            models.UniqueConstraint(fields=["entry"], condition=Q(state="confirmed"), name="one_live_link_per_entry"),
            models.CheckConstraint(condition=Q(probability__gte=0, probability__lte=1), name="link_probability_is_one"),
            models.CheckConstraint(
                condition=Q(state__in=["confirmed", "refused"]) ^ Q(decided_at__isnull=True),
                name="link_decided_when",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "person"]),
            models.Index(fields=["run", "probability"]),
        ]

    def __str__(self) -> str:
        return f"{self.person} = {self.entry}"

    @property
    def percent(self) -> str:
        return as_percent(self.probability)


class LinkDecision(models.Model):
    """One act of somebody about one link or thousands; what it changed stands in its rows and can be undone."""

    class Kind(models.TextChoices):
        CONFIRM = "confirm", gettext_lazy("Same person")
        REFUSE = "refuse", gettext_lazy("Not this person")
        POSTPONE = "postpone", gettext_lazy("Decide later")

    key = models.CharField(max_length=12, unique=True, default=new_key)
    kind = models.CharField(max_length=8, choices=Kind)
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    count = models.PositiveIntegerField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    links = models.ManyToManyField(Link, through="DecidedLink", related_name="decisions")
    demonstration = models.BooleanField(default=building, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["by", "at"])]

    def __str__(self) -> str:
        return ngettext("%(count)s person", "%(count)s people", self.count) % {"count": f"{self.count:,}"}


class DecidedLink(models.Model):
    """What one decision did to one link: the state before, and what it added to the person."""

    decision = models.ForeignKey(LinkDecision, on_delete=models.CASCADE, related_name="rows")
    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="decided")
    asked = models.BooleanField(default=True)
    state_before = models.CharField(max_length=9, choices=Link.State)
    postponed_before = models.DateTimeField(null=True)
    added = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "link"], name="decided_once")]

    def __str__(self) -> str:
        return f"{self.decision}: {self.link}"
