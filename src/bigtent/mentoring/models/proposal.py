"""What the matching engine proposed, with its proof."""

from django.db import models
from django.db.models import Q

from bigtent.ledger.clock import now
from bigtent.mentoring.models.program import OfPrograms


class Proposal(models.Model):
    """One answer of the engine for a round. Proposals are numbered within the round and never changed.

    `columns_read` is the ledger: every column the engine read, and no other.
    """

    match_round = models.ForeignKey("mentoring.MatchRound", on_delete=models.CASCADE, related_name="proposals")
    number = models.PositiveIntegerField()
    run = models.CharField(max_length=12, unique=True)
    made_at = models.DateTimeField(default=now)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, related_name="+")
    program = models.JSONField()
    program_version = models.PositiveIntegerField()
    mentees = models.PositiveIntegerField()
    mentors = models.PositiveIntegerField()
    places = models.PositiveIntegerField()
    placed = models.PositiveIntegerField()
    total = models.BigIntegerField()
    bound = models.BigIntegerField()
    gap = models.BigIntegerField()
    points = models.BigIntegerField()
    most_points = models.PositiveIntegerField()
    least_served = models.PositiveIntegerField(null=True)
    changes = models.PositiveIntegerField(null=True)
    blocking_pairs = models.PositiveIntegerField(null=True)
    columns_read = models.JSONField(default=list)
    engine_seconds = models.FloatField()
    check_seconds = models.FloatField()
    verified_at = models.DateTimeField()
    certificate = models.ForeignKey("ledger.Document", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["match_round", "number"], name="proposal_number_once"),
            models.CheckConstraint(condition=Q(gap=0), name="proposal_is_proven"),
        ]

    def __str__(self) -> str:
        return f"{self.match_round}, {self.number}"

    @property
    def average(self) -> int | None:
        """Points of a placed student on average; None when nobody is placed."""
        return round(self.points / self.placed) if self.placed else None

    @property
    def waiting(self) -> int:
        return self.mentees - self.placed


class PairingQuerySet(OfPrograms):
    program = "proposal__match_round__program"

    def current(self):
        """Published and not ended."""
        return self.filter(published_at__isnull=False, ended_on__isnull=True)

    def current_on(self, date):
        """Published by that day and not ended then."""
        not_ended = Q(ended_on__isnull=True) | Q(ended_on__gt=date)
        return self.filter(not_ended, published_at__date__lte=date)

    def named(self, words):
        """Every word begins a part of the student's or of the mentor's name."""
        found = self
        for word in words:
            found = found.filter(
                Q(mentee__person__search_text__contains=f" {word}")
                | Q(mentor__person__search_text__contains=f" {word}")
            )
        return found

    def with_people(self):
        return self.select_related("mentee__person", "mentor__person")

    def with_profiles(self):
        """With all that an explanation or a letter reads of both sides."""
        sides = ("person__specialty", "person__place", "institution")
        return self.select_related(
            "mentee__specialty", *(f"{side}__{part}" for side in ("mentee", "mentor") for part in sides)
        )


class Pairing(models.Model):
    """A mentee with a mentor: the points, and how many each factor gave.

    `nearest` are the next best mentors: [mentor, points, and what the whole round would lose at least if she had
    that one instead: students placed, points].
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="pairings")
    mentor = models.ForeignKey("mentoring.Mentor", on_delete=models.CASCADE, related_name="pairings")
    mentee = models.ForeignKey("mentoring.Mentee", on_delete=models.CASCADE, related_name="pairings")
    points = models.PositiveIntegerField()
    reasons = models.JSONField(default=dict)
    nearest = models.JSONField(default=list)
    is_locked = models.BooleanField(default=False)
    is_new = models.BooleanField(default=True)
    published_at = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = PairingQuerySet.as_manager()

    class Meta:
        ordering = ["-points", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "mentee"], name="mentee_once_per_proposal"),
            models.UniqueConstraint(
                fields=["mentee"],
                condition=Q(published_at__isnull=False, ended_on__isnull=True),
                name="one_mentor_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(published_at__isnull=False), name="only_published_pairings_end"
            ),
        ]
        indexes = [
            models.Index(fields=["proposal", "points"]),
            models.Index(fields=["mentor", "published_at", "ended_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.mentee} – {self.mentor}"


class Unmatched(models.Model):
    """A mentee the proposal could not place.

    `hurdles` are the rules in order: [rule, mentors it leaves, mentors that would fit without it].
    `nearest` are mentors that fit, but whose places went elsewhere: [mentor, points, and what one more place
    there would add to the whole round: students placed, points].
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="unmatched")
    mentee = models.ForeignKey("mentoring.Mentee", on_delete=models.CASCADE, related_name="+")
    hurdles = models.JSONField(default=list)
    nearest = models.JSONField(default=list)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "unmatched"

    def __str__(self) -> str:
        return str(self.mentee)


class Price(models.Model):
    """What one more place with a mentor would add to the proposal: students placed, and points."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="prices")
    mentor = models.ForeignKey("mentoring.Mentor", on_delete=models.CASCADE, related_name="+")
    places = models.IntegerField()
    points = models.BigIntegerField()

    class Meta:
        ordering = ["-places", "-points", "pk"]
        constraints = [models.UniqueConstraint(fields=["proposal", "mentor"], name="price_once")]

    def __str__(self) -> str:
        return f"{self.mentor}: {self.places}, {self.points}"
