"""Rosters: lists the organization keeps, the files of them, and their rows as received."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.ledger.demonstration import building
from bigtent.ledger.keys import new_key
from bigtent.ledger.models import Document
from bigtent.people.models import Account, Person


class Roster(models.Model):
    """A list the organization keeps, such as the awards book of the finance office."""

    key = models.CharField(max_length=12, unique=True, default=new_key)
    name = models.CharField(max_length=120, unique=True)
    demonstration = models.BooleanField(default=building, editable=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ColumnMapping(models.Model):
    """Which of our columns the headings of a file mean; used again for every file with the same headings."""

    signature = models.CharField(max_length=64, unique=True)
    columns = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=now)
    by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    demonstration = models.BooleanField(default=building, editable=False)

    def __str__(self) -> str:
        return ", ".join(self.columns)


class RosterFileQuerySet(models.QuerySet):
    def applied(self):
        return self.filter(state=RosterFile.State.APPLIED)

    def unfinished(self):
        return self.filter(state__in=[RosterFile.State.RECEIVED, RosterFile.State.MAPPED, RosterFile.State.CHECKED])


class RosterFile(models.Model):
    """One file of a roster on its way: received, columns matched, checked, applied, perhaps undone."""

    class State(models.TextChoices):
        RECEIVED = "received", _("Columns to be matched")
        MAPPED = "mapped", _("To be checked")
        CHECKED = "checked", _("Checked, not yet brought in")
        APPLIED = "applied", _("Brought in")
        UNDONE = "undone", _("Taken back")

    key = models.CharField(max_length=12, unique=True, default=new_key)
    roster = models.ForeignKey(Roster, on_delete=models.PROTECT, related_name="files")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=State, default=State.RECEIVED, db_index=True)
    shape = models.JSONField(default=dict)
    sample = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    program = models.CharField(max_length=160, blank=True)
    everyone_awarded = models.BooleanField(default=True)
    day_first = models.BooleanField(default=False)
    staged_line = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    received_at = models.DateTimeField(default=now)
    by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    demonstration = models.BooleanField(default=building, editable=False)

    objects = RosterFileQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="applied") | Q(applied_at__isnull=False), name="roster_file_applied_when"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("alumni:roster", args=[self.key])

    @property
    def status(self) -> str:
        """The sign that stands beside the state."""
        return {self.State.APPLIED: "done", self.State.UNDONE: "cancelled"}.get(self.state, "waiting")

    @property
    def refused(self) -> int:
        return self.counts.get("refused", 0)

    @property
    def brings(self) -> int:
        """Rows that would change something."""
        return sum(self.counts.get(name, 0) for name in ("new", "further", "changed"))


class AlumniRecordQuerySet(models.QuerySet):
    def applied(self):
        return self.filter(person__isnull=False)

    def staged(self):
        return self.filter(person__isnull=True)


class AlumniRecord(models.Model):
    """One row of a roster: the cells as received, and what was read from them."""

    class Change(models.TextChoices):
        NEW = "new", _("New person")
        FURTHER = "further", _("Further row of a person in this file")
        CHANGED = "changed", _("Adds to a person already known")

    file = models.ForeignKey(RosterFile, on_delete=models.CASCADE, related_name="records")
    roster = models.ForeignKey(Roster, on_delete=models.PROTECT, related_name="records")
    line = models.PositiveIntegerField()
    raw = models.JSONField()
    values = models.JSONField()
    fingerprint = models.CharField(max_length=32)
    identity = models.CharField(max_length=32)
    change = models.CharField(max_length=7, choices=Change)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="alumni_records")

    objects = AlumniRecordQuerySet.as_manager()

    class Meta:
        ordering = ["file", "line"]
        constraints = [
            models.UniqueConstraint(fields=["file", "line"], name="alumni_record_once_a_line"),
            models.UniqueConstraint(
                fields=["roster", "fingerprint"],
                condition=Q(person__isnull=False),
                name="alumni_record_applied_once",
            ),
        ]
        indexes = [models.Index(fields=["roster", "identity"])]

    def __str__(self) -> str:
        return f"{self.roster}, {self.line}"


class RowProblemQuerySet(models.QuerySet):
    def refusing(self):
        return self.filter(refuses=True)

    def set_aside(self):
        return self.filter(refuses=False)


class RowProblem(models.Model):
    """Why a row was refused, or a single value of an accepted row set aside: where, what, and the remedy."""

    file = models.ForeignKey(RosterFile, on_delete=models.CASCADE, related_name="problems")
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=120, blank=True)
    value = models.CharField(max_length=200, blank=True)
    problem = models.CharField(max_length=300)
    remedy = models.CharField(max_length=300)
    refuses = models.BooleanField(default=True)

    objects = RowProblemQuerySet.as_manager()

    class Meta:
        ordering = ["line", "pk"]
        indexes = [models.Index(fields=["file", "refuses", "line"])]

    def __str__(self) -> str:
        return f"{self.line}: {self.problem}"


class RosterChange(models.Model):
    """One row that a file added to, or altered for, a person who was there before; what undo reads."""

    file = models.ForeignKey(RosterFile, on_delete=models.CASCADE, related_name="changes")
    model = models.CharField(max_length=60)
    row_id = models.BigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["file", "model"])]

    def __str__(self) -> str:
        return f"{self.model} {self.row_id}"
