"""The group and who belongs to it, from when until when."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now, today
from bigtent.ledger.demonstration import building
from bigtent.ledger.keys import new_key
from bigtent.people.models.reading import signed_in

SOON = timedelta(days=60)


class GroupQuerySet(models.QuerySet):
    def visible_to(self, account):
        """Public groups to everybody; the others to those who belong to the network, sit in them or answer them."""
        if not signed_in(account):
            return self.filter(is_public=True)
        if account.roles:
            return self
        seats = Membership.objects.on(today()).filter(person=account.person_id).values("group")
        return self.filter(Q(is_public=True) | Q(pk__in=seats) | Q(answered_by=account))

    def of(self, person):
        """Those in which a person sits today."""
        return self.filter(pk__in=Membership.objects.on(today()).filter(person=person).values("group"))

    def under_way(self):
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=today()))

    def with_empty_seats(self, day):
        """Those with seats nobody sits on that day; `empty` is how many, as `Group.vacancies` counts them for one."""
        seated = Membership.objects.on(day).filter(group=OuterRef("pk")).order_by().values("group")
        taken = Subquery(seated.annotate(count=Count("pk")).values("count"))
        found = self.under_way().filter(seats__isnull=False, founded_on__lte=day)
        return found.annotate(empty=F("seats") - Coalesce(taken, 0)).filter(empty__gt=0)


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

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("groups:group", args=[self.key])

    @property
    def is_over(self) -> bool:
        return self.ended_on is not None and self.ended_on <= today()

    def vacancies(self, day: date) -> int:
        """Seats nobody sits on that day; none where the group has as many members as come."""
        if self.seats is None or (self.ended_on and self.ended_on <= day) or day < self.founded_on:
            return 0
        return max(0, self.seats - self.memberships.on(day).count())


class MembershipQuerySet(models.QuerySet):
    def sitting(self):
        """Those that count on some day: not taken back, and not left behind with a record that was merged."""
        behind = Q(person__merged_into__isnull=False)
        return self.exclude(left_on=F("started_on")).exclude(behind)

    def on(self, day):
        """Those who sit on a day: begun, the term not over, not left.

        Where two records of one person sat in a group and became one, she sits once, by the seat she had first.
        """
        on_that_day = Q(started_on__lte=day) & Q(
            Q(until_on__isnull=True) | Q(until_on__gte=day), Q(left_on__isnull=True) | Q(left_on__gt=day)
        )
        before = Q(started_on__lt=OuterRef("started_on")) | Q(started_on=OuterRef("started_on"), pk__lt=OuterRef("pk"))
        of_the_same = self.model._base_manager.filter(on_that_day, group=OuterRef("group"), person=OuterRef("person"))
        return self.sitting().filter(on_that_day).exclude(Exists(of_the_same.filter(before)))

    def ending_soon(self):
        """Those who sit today and whose term ends within 60 days."""
        return self.on(today()).filter(until_on__lte=today() + SOON)


class Membership(models.Model):
    """A person in a group in a role for a term.

    `until_on` is the last day of the term; `left_on` the first day on which somebody who went earlier is no member.
    A seat that was taken back has both on one day and counts on none. Without a person it was held by somebody who
    was erased: the table keeps how many sat, and no name.
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
        REPLACED = "replaced", _("Went on in another role or term")
        REMOVED = "removed", _("Was asked to leave")
        OTHER = "other", _("Left for another reason")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, null=True, blank=True, related_name="group_memberships"
    )
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
            # Of terms that somebody left, two may have begun on one day: a seat was taken back and given again.
            models.UniqueConstraint(
                fields=["group", "person", "started_on"], condition=Q(left_on__isnull=True), name="membership_once"
            ),
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
        return f"{self.name}, {self.get_role_display()}"

    def get_absolute_url(self) -> str:
        return reverse("groups:membership", args=[self.pk])

    @property
    def name(self) -> str:
        return self.person.name if self.person_id else _now("A former member")

    @property
    def last_day(self) -> date | None:
        """The last day on which this seat counts; None while it has no end. Before its first day: it never did."""
        left = self.left_on and self.left_on - timedelta(days=1)
        return min((day for day in (self.until_on, left) if day), default=None)
