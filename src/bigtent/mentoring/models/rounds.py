"""A match round and what staff decided about single pairs in it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.ledger.demonstration import building
from bigtent.ledger.keys import new_key
from bigtent.mentoring.models.program import OfPrograms


class MatchRoundQuerySet(OfPrograms):
    def unfinished(self):
        return self.filter(state__in=[MatchRound.State.DRAFT, MatchRound.State.PROPOSED])

    def to_be_published(self):
        """Those whose proposal is published when its moment comes, unless it is taken back."""
        return self.filter(state=MatchRound.State.PROPOSED, publish_at__isnull=False)

    def editable_by(self, account):
        """Those that the account may still change."""
        return self.unfinished().run_by(account)


class MatchRound(models.Model):
    """One pairing of the students who wait with the mentors who have places."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Opened")
        PROPOSED = "proposed", _("Proposed")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    key = models.CharField(max_length=12, unique=True, default=new_key)
    name = models.CharField(_("name"), max_length=80)
    program = models.ForeignKey("mentoring.MentoringProgram", on_delete=models.PROTECT, related_name="rounds")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, db_index=True)
    opened_at = models.DateTimeField(default=now)
    opened_by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        "people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # When somebody said yes to a proposal: from which moment it is published, by whom; taken back until it begins.
    publish_at = models.DateTimeField(null=True, blank=True)
    publish_proposal = models.PositiveIntegerField(null=True, blank=True)
    publish_by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    demonstration = models.BooleanField(default=building, editable=False)

    objects = MatchRoundQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["program", "name"], name="round_name_once"),
            models.UniqueConstraint(
                fields=["program"], condition=Q(state__in=["draft", "proposed"]), name="one_open_round_per_program"
            ),
            models.CheckConstraint(
                condition=Q(state="published", published_at__isnull=False)
                | (~Q(state="published") & Q(published_at__isnull=True)),
                name="round_published_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("mentoring:round", args=[self.key])

    @property
    def is_unfinished(self) -> bool:
        return self.state in (self.State.DRAFT, self.State.PROPOSED)

    @property
    def is_scheduled(self) -> bool:
        return self.state == self.State.PROPOSED and self.publish_at is not None


class Decision(models.Model):
    """What somebody decided about one pair of a round, with the reason."""

    mentee = models.ForeignKey("mentoring.Mentee", on_delete=models.CASCADE, related_name="+")
    mentor = models.ForeignKey("mentoring.Mentor", on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=now)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.mentee} – {self.mentor}"


class Lock(Decision):
    """This pair stays, whatever a later proposal finds."""

    match_round = models.ForeignKey(MatchRound, on_delete=models.CASCADE, related_name="locks")

    class Meta(Decision.Meta):
        constraints = [models.UniqueConstraint(fields=["match_round", "mentee"], name="one_lock_per_mentee")]


class Block(Decision):
    """This pair must not be proposed."""

    match_round = models.ForeignKey(MatchRound, on_delete=models.CASCADE, related_name="blocks")

    class Meta(Decision.Meta):
        constraints = [models.UniqueConstraint(fields=["match_round", "mentee", "mentor"], name="one_block_per_pair")]
