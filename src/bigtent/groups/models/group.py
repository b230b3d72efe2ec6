"""The group and who belongs to it, from when until when."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.ledger.demonstration import building
from bigtent.ledger.keys import new_key


class Group(models.Model):
    """A council, circle, panel or team: one idea for all of them.

    `seats` is how many members it may have at a time, empty for as many as come. What a panel recommends goes to
    `answered_by` and is owed an answer within `answer_days`.
    """

    class Kind(models.TextChoices):
        COUNCIL = "council", _("Council")
        CIRCLE = "circle", _("Circle")
        PANEL = "panel", _("Advisory panel")
        TEAM = "team", _("Staff team")

    class Seating(models.TextChoices):
        ELECTED = "elected", _("Elected by its members")
        APPOINTED = "appointed", _("Appointed")
        OPEN = "open", _("Open to whoever wants to join")

    key = models.CharField(max_length=12, unique=True, default=new_key)
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=8, choices=Kind)
    purpose = models.TextField()
    seating = models.CharField(max_length=9, choices=Seating, default=Seating.APPOINTED)
    seats = models.PositiveSmallIntegerField(null=True, blank=True)
    term_months = models.PositiveSmallIntegerField(null=True, blank=True)
    specialty = models.ForeignKey("people.Specialty", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    division = models.CharField(max_length=20, blank=True)
    is_public = models.BooleanField(default=False)
    answers = models.CharField(max_length=120, blank=True)
    answered_by = models.ForeignKey(
        "people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="answers_for_groups"
    )
    answer_days = models.PositiveSmallIntegerField(default=60)
    founded_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(default=now)
    demonstration = models.BooleanField(default=building, editable=False)

    class Meta:
        ordering = ["kind", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("groups:group", args=[self.key])


class MembershipQuerySet(models.QuerySet):
    def on(self, day):
        """Those that count on a day: begun, the term not over, not left."""
        return self.filter(
            Q(until_on__isnull=True) | Q(until_on__gte=day), Q(left_on__isnull=True) | Q(left_on__gt=day),
            started_on__lte=day,
        )  # fmt: skip


class Membership(models.Model):
    """A person in a group in a role for a term.

    `until_on` is the last day of the term; `left_on` the first day on which somebody who went earlier is no member.
    """

    class Role(models.TextChoices):
        CHAIR = "chair", _("Chair")
        VICE_CHAIR = "vice_chair", _("Vice chair")
        SECRETARY = "secretary", _("Secretary")
        MEMBER = "member", _("Member")
        LIAISON = "liaison", _("Staff liaison")

    class Seated(models.TextChoices):
        FOUNDING = "founding", _("Founding member")
        ELECTED = "elected", _("Elected")
        APPOINTED = "appointed", _("Appointed")
        JOINED = "joined", _("Joined")

    class Left(models.TextChoices):
        RESIGNED = "resigned", _("Resigned")
        REPLACED = "replaced", _("Took another role")
        REMOVED = "removed", _("Was asked to leave")
        OTHER = "other", _("Left for another reason")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="group_memberships")
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    seated = models.CharField(max_length=9, choices=Seated)
    election = models.ForeignKey(
        "groups.Election", on_delete=models.PROTECT, null=True, blank=True, related_name="seated"
    )
    started_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    left_because = models.CharField(max_length=8, choices=Left, blank=True)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=now)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["started_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "person", "started_on"], name="membership_begins_once"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("started_on")), name="term_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("started_on")), name="left_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True, left_because="") | (Q(left_on__isnull=False) & ~Q(left_because="")),
                name="left_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["group", "started_on", "until_on"], name="membership_term")]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"


class GroupDocument(models.Model):
    """A file of a group; a public one is on its public page."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="documents")
    meeting = models.ForeignKey(
        "groups.Meeting", on_delete=models.SET_NULL, null=True, blank=True, related_name="documents"
    )
    key = models.CharField(max_length=12, unique=True, default=new_key)
    document = models.ForeignKey("ledger.Document", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    is_public = models.BooleanField(default=False)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return self.title
