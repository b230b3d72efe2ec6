"""Decisions: who proposed, who decided, and what happened since."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bigtent.groups.models.group import Group, Membership
from bigtent.groups.models.meeting import AgendaItem, Meeting, ThereQuerySet
from bigtent.groups.models.reading import inside, outside
from bigtent.ledger.clock import now, today
from bigtent.ledger.keys import new_key


def _shown_to(account) -> Q:
    return Q(published_at__isnull=False) & outside(account)


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, account):
        """All of the groups the account sees from inside; of others what they published."""
        return self.filter(inside(account) | _shown_to(account))

    def shown_to(self, account):
        """What others of this account's standing see, also where the account sees more."""
        return self.filter(_shown_to(account))

    def unfinished(self):
        return self.filter(state__in=[Decision.State.OPEN, Decision.State.UNDER_WAY])

    def past_their_time(self, day):
        return self.unfinished().filter(due_on__lt=day)


class Decision(models.Model):
    """What a group decided at a meeting. Who was present is kept with it and does not move with later terms."""

    class How(models.TextChoices):
        CONSENSUS = "consensus", _("By consensus")
        VOTE = "vote", _("By vote")

    class State(models.TextChoices):
        OPEN = "open", _("To be done")
        UNDER_WAY = "under_way", _("Under way")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    key = models.CharField(max_length=12, unique=True, default=new_key)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="decisions")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    agenda_item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.CharField(max_length=400)
    reasons = models.TextField(blank=True)
    proposed_by = models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="decisions_proposed"
    )
    how = models.CharField(max_length=9, choices=How)
    votes_for = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(null=True, blank=True)
    abstained = models.PositiveSmallIntegerField(null=True, blank=True)
    decided_on = models.DateField()
    # By when it is to be done.
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    published_at = models.DateTimeField(null=True, blank=True)
    corrected_on = models.DateField(null=True, blank=True)
    correction = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_on", "-pk"]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("groups:decision", args=[self.key])

    @property
    def is_finished(self) -> bool:
        return self.state in (self.State.DONE, self.State.DROPPED)

    @property
    def is_past_its_time(self) -> bool:
        return not self.is_finished and self.due_on is not None and self.due_on < today()


class Present(models.Model):
    """Somebody who was there when it was decided, with the role held that day."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="present")
    # Empty for somebody who was erased: how many decided does not change by that.
    person = models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="decisions_attended"
    )
    role = models.CharField(max_length=10, choices=Membership.Role)

    objects = ThereQuerySet.as_manager()

    class Meta:
        ordering = ["person__family_name", "person__given_name", "pk"]
        constraints = [models.UniqueConstraint(fields=["decision", "person"], name="present_once")]

    def __str__(self) -> str:
        return str(self.person)


class DecisionStep(models.Model):
    """One thing that happened to a decision since."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="steps")
    on = models.DateField()
    text = models.CharField(max_length=400)
    state = models.CharField(max_length=9, choices=Decision.State)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return self.text
