"""Elections with secret ballots: who voted is kept, and how often each candidate was chosen, never both together."""

from secrets import randbelow

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bigtent.groups.models.group import Group, Membership
from bigtent.ledger.clock import now, today
from bigtent.ledger.keys import new_key
from bigtent.people.models.reading import signed_in

# From this many voters on, the counts are shown: with fewer they would tell of single people.
VOTERS_TO_SHOW = 11


class ElectionQuerySet(models.QuerySet):
    def visible_to(self, account):
        """Whoever belongs to the network may know of an election, and stand; else those who sit in the group."""
        if not signed_in(account):
            return self.none()
        return self if account.roles else self.filter(group__in=Group.objects.of(account.person_id))

    def unfinished(self):
        return self.filter(state=Election.State.OPEN)

    def voting(self):
        return self.unfinished().filter(opens_on__lte=today(), closes_on__gte=today())

    def to_be_counted(self):
        return self.unfinished().filter(closes_on__lt=today())


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

    objects = ElectionQuerySet.as_manager()

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

    @property
    def is_before(self) -> bool:
        """Announced: who wants to may stand, nobody votes yet."""
        return self.state == self.State.OPEN and today() < self.opens_on

    @property
    def is_voting(self) -> bool:
        return self.state == self.State.OPEN and self.opens_on <= today() <= self.closes_on

    @property
    def is_to_be_counted(self) -> bool:
        return self.state == self.State.OPEN and self.closes_on < today()


class CandidateQuerySet(models.QuerySet):
    def standing(self):
        """Who may be chosen: not withdrawn, still here, and not behind a record that became another one."""
        here = Q(person__isnull=False, person__merged_into__isnull=True)
        return self.filter(here, withdrawn_at__isnull=True)


class Candidate(models.Model):
    """Somebody who stands, with what she says for herself. `votes` is filled while ballots come in, and shown after.

    Without a person it was somebody who was erased since: how the votes fell does not change by that.
    """

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="candidates")
    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, null=True, blank=True, related_name="candidacies"
    )
    statement = models.TextField(blank=True)
    stands_since = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    votes = models.PositiveIntegerField(default=0)
    elected = models.BooleanField(default=False)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["person__family_name", "person__given_name", "pk"]
        constraints = [models.UniqueConstraint(fields=["election", "person"], name="candidate_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.person.name if self.person_id else _now("Somebody who is no longer here")


def anywhere() -> int:
    return 1 + randbelow(2**62)


class Ballot(models.Model):
    """That a member voted. For whom is not kept, so a ballot cannot be taken back; the page says so first.

    Its number is drawn, not counted up, and it has no time: in which order members voted cannot be read from the table.
    """

    id = models.BigIntegerField(primary_key=True, default=anywhere, editable=False)
    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="ballots")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, null=True, blank=True, related_name="ballots")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["election", "person"], name="ballot_once")]

    def __str__(self) -> str:
        return str(self.election)
