"""Calendars: files that were brought in, and the private calendar of a person."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.ledger.keys import new_key


class CalendarImport(models.Model):
    """A calendar file somebody brought in. Checked first, then applied; what it made can be taken back."""

    class State(models.TextChoices):
        CHECKED = "checked", _("Checked, not brought in")
        APPLIED = "applied", _("Brought in")
        UNDONE = "undone", _("Taken back")

    key = models.CharField(max_length=12, unique=True, default=new_key)
    document = models.ForeignKey("ledger.Document", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=State, default=State.CHECKED)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class CalendarSubscription(models.Model):
    """The private calendar of a person. Its address holds the number of this version; a new one ends the old."""

    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="calendar_subscription")
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return str(self.person)
