"""Two records that may be one person, and what was decided about them."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from bigtent.alumni.models.link import as_percent
from bigtent.alumni.models.roster import RosterFile
from bigtent.ledger.clock import now
from bigtent.ledger.demonstration import building
from bigtent.ledger.keys import new_key
from bigtent.people.models import Account, Merge, Person


class DuplicateRun(models.Model):
    """One search for duplicates over all alumni."""

    key = models.CharField(max_length=12, unique=True, default=new_key)
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    counts = models.JSONField(default=dict)
    plan = models.JSONField(default=list)
    ended_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    demonstration = models.BooleanField(default=building, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return date_format(localtime(self.at), "DATETIME_FORMAT")

    def get_absolute_url(self) -> str:
        return reverse("alumni:duplicate-run", args=[self.key])


class DuplicatePairQuerySet(models.QuerySet):
    def waiting(self):
        """Still a question: undecided, and both records stand on their own."""
        return self.open().filter(state=DuplicatePair.State.WAITING, automatic=False)

    def postponed(self):
        return self.open().filter(state=DuplicatePair.State.LATER)

    def open(self):
        """Both records stand on their own; a merge has not answered the question by the way."""
        return self.filter(first__merged_into__isnull=True, second__merged_into__isnull=True).exclude(first=F("second"))

    def decided_by_hand(self):
        return self.filter(automatic=False).exclude(state=DuplicatePair.State.WAITING)

    def most_telling_first(self):
        """Those nearest to certainty come first: a minute of review gains most there."""
        return self.order_by("-probability", "pk")


class DuplicatePair(models.Model):
    """A question: are these two records one person? `different` is remembered for good.

    `automatic` pairs are merged without asking. What somebody has taken apart again is `by_hand`: it is asked,
    never merged by itself. A merge moves the pair with the records, so that both sides may come to be one.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SAME = "same", _("Same person")
        DIFFERENT = "different", _("Not the same")
        LATER = "later", _("Decide later")

    key = models.CharField(max_length=12, unique=True, default=new_key)
    run = models.ForeignKey(DuplicateRun, on_delete=models.CASCADE, related_name="pairs")
    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    probability = models.FloatField()
    evidence = models.JSONField(default=list)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    automatic = models.BooleanField(default=False)
    by_hand = models.BooleanField(default=False)
    merge = models.ForeignKey(Merge, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    decided_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = DuplicatePairQuerySet.as_manager()

    class Meta:
        ordering = ["-probability", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_pair_once"),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at__isnull=True)
                | (~Q(state="waiting") & Q(decided_at__isnull=False)),
                name="duplicate_pair_decided_when",
            ),
        ]
        indexes = [models.Index(fields=["state", "-probability"])]

    def __str__(self) -> str:
        return self.names

    def get_absolute_url(self) -> str:
        return reverse("alumni:duplicate", args=[self.key])

    @property
    def percent(self) -> str:
        return as_percent(self.probability)

    @property
    def names(self) -> str:
        """Both names, also when a merge has brought both sides together."""
        people = (self.merge.kept, self.merge.merged) if self.merge else (self.first, self.second)
        return " / ".join(person.name for person in people)


def never_compared() -> bool:
    """Whether a list was brought in since the latest search for duplicates ended."""
    latest = DuplicateRun.objects.filter(ended_at__isnull=False).order_by("-ended_at").first()
    brought = RosterFile.objects.applied()
    return brought.filter(applied_at__gt=latest.ended_at).exists() if latest else brought.exists()
