"""Elections with secret ballots: who voted is kept, and how often each candidate was chosen, never both together."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bigtent.groups.models.group import Group, Membership
from bigtent.ledger.clock import now
from bigtent.ledger.keys import new_key


class Election(models.Model):
    """An election to seats of a group. Each voter chooses at most as many candidates as there are seats."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        COUNTED = "counted", _("Counted")
        CANCELLED = "cancelled", _("Cancelled")

    key = models.CharField(max_length=12, unique=True, default=new_key)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="elections")
    role = models.CharField(max_length=10, choices=Membership.Role, default=Membership.Role.MEMBER)
    seats = models.PositiveSmallIntegerField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    term_from_on = models.DateField()
    term_until_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=now)
    counted_at = models.DateTimeField(null=True, blank=True)
    # Where several had the same number at the last seat: how it was settled, in words.
    tie_settled = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-closes_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="election_closes_after_it_opens"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="election_has_a_seat"),
        ]

    def __str__(self) -> str:
        return f"{self.group}, {self.closes_on:%Y}"

    def get_absolute_url(self) -> str:
        return reverse("groups:election", args=[self.key])


class Candidate(models.Model):
    """Somebody who stands, with what she says for herself. `votes` is filled while ballots come in, and shown after."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="candidates")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="candidacies")
    statement = models.TextField(blank=True)
    stands_since = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    votes = models.PositiveIntegerField(default=0)
    elected = models.BooleanField(default=False)

    class Meta:
        ordering = ["person__family_name", "person__given_name", "pk"]
        constraints = [models.UniqueConstraint(fields=["election", "person"], name="candidate_once")]

    def __str__(self) -> str:
        return str(self.person)


class Ballot(models.Model):
    """That a member voted. For whom is not kept, so a ballot cannot be taken back; the page says so first."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="ballots")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="ballots")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["election", "person"], name="ballot_once")]

    def __str__(self) -> str:
        return f"{self.election}: {self.person}"
