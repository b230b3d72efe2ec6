"""Meetings: what was to be talked about, who was there, what was written down."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bigtent.groups.models.group import Group, Membership
from bigtent.ledger.clock import now
from bigtent.ledger.keys import new_key


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
    published_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=now)

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


class Attendance(models.Model):
    """Who came to a meeting, with the role held that day."""

    class Came(models.TextChoices):
        PRESENT = "present", _("Present")
        EXCUSED = "excused", _("Excused")
        ABSENT = "absent", _("Absent")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="meeting_attendances")
    role = models.CharField(max_length=10, choices=Membership.Role)
    came = models.CharField(max_length=8, choices=Came)

    class Meta:
        ordering = ["person__family_name", "person__given_name", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_came_display()}"
