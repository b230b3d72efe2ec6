"""Meetings: what was to be talked about, who was there, what was written down."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bigtent.groups.models.group import Group, Membership
from bigtent.groups.models.reading import inside, outside
from bigtent.ledger.clock import now
from bigtent.ledger.keys import new_key
from bigtent.ledger.zones import wall_of


def _shown_to(account) -> Q:
    return Q(minutes_state="published") & outside(account)


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, account):
        """All of the groups the account sees from inside; of others what they published."""
        return self.filter(inside(account) | _shown_to(account))

    def shown_to(self, account):
        """What others of this account's standing see, also where the account sees more."""
        return self.filter(_shown_to(account))

    def held(self):
        return self.filter(state=Meeting.State.HELD)

    def coming(self):
        """Planned and not over, the next one first."""
        return self.filter(state=Meeting.State.PLANNED, starts_at__gte=now() - timedelta(days=1)).order_by("starts_at")

    def unfinished(self):
        """What an officer still has to do: say who came when the hour is over, write the minutes, approve them."""
        over = Q(state=Meeting.State.PLANNED, starts_at__lt=now() - timedelta(days=1))
        return self.filter(over | Q(state=Meeting.State.HELD, minutes_state=Meeting.Minutes.DRAFT))


class Meeting(models.Model):
    """One meeting of a group. Minutes are a draft until the group approves them; only then are they published."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")

    class Minutes(models.TextChoices):
        DRAFT = "draft", _("Draft")
        APPROVED = "approved", _("Approved")
        PUBLISHED = "published", _("Published")

    key = models.CharField(max_length=12, unique=True, default=new_key)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="meetings")
    # How it stands in calendars, with who comes; empty for what was only written down afterwards.
    event = models.OneToOneField(
        "gatherings.Event", on_delete=models.SET_NULL, null=True, blank=True, related_name="meeting"
    )
    title = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    minutes_long = models.PositiveSmallIntegerField(default=60)
    zone = models.CharField(max_length=40)
    where = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=300, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    minutes = models.TextField(blank=True)
    minutes_state = models.CharField(max_length=9, choices=Minutes, default=Minutes.DRAFT)
    approved_at = models.DateTimeField(null=True, blank=True)
    # The later meeting at which the group approved them; empty where the chair did.
    approved_in = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    cancelled_because = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=now)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(minutes_state="published") | Q(published_at__isnull=False), name="minutes_published_when"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("groups:meeting", args=[self.key])

    @property
    def local(self):
        """When it begins, as the clocks of its zone show it; without a zone, so that no page moves it to another."""
        return wall_of(self.starts_at, self.zone)

    @property
    def place_of_clocks(self) -> str:
        return self.zone.rpartition("/")[2].replace("_", " ")

    @property
    def on(self):
        """The day it is held, where it is held."""
        return self.local.date()

    @property
    def has_come(self) -> bool:
        """Its day is here, on its own clocks."""
        return self.on <= now().astimezone(ZoneInfo(self.zone)).date()

    @property
    def is_open(self) -> bool:
        """What was noted may still be changed: held, and the minutes not approved."""
        return self.state == self.State.HELD and self.minutes_state == self.Minutes.DRAFT

    @property
    def is_published(self) -> bool:
        return self.minutes_state == self.Minutes.PUBLISHED


class AgendaItem(models.Model):
    """One thing to talk about."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    text = models.TextField(blank=True)
    minutes_long = models.PositiveSmallIntegerField(null=True, blank=True)
    presenter = models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="agenda_items"
    )

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "order"], name="agenda_order_once")]

    def __str__(self) -> str:
        return self.title


class ThereQuerySet(models.QuerySet):
    def once(self):
        """Each person once: a row that a merge left with the other record says what the kept one's row says."""
        return self.filter(Q(person__isnull=True) | Q(person__merged_into__isnull=True))


class Attendance(models.Model):
    """Who came to a meeting, with the role held that day."""

    class Came(models.TextChoices):
        PRESENT = "present", _("Present")
        EXCUSED = "excused", _("Excused")
        ABSENT = "absent", _("Absent")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    # Empty for somebody who was erased: how many came does not change by that.
    person = models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="meeting_attendances"
    )
    role = models.CharField(max_length=10, choices=Membership.Role)
    came = models.CharField(max_length=8, choices=Came)

    objects = ThereQuerySet.as_manager()

    class Meta:
        ordering = ["person__family_name", "person__given_name", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_came_display()}"
