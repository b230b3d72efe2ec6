"""Tables: audit entry, job, document."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.ledger.demonstration import building
from bigtent.ledger.keys import new_key

MANAGERS = frozenset({"administrator", "program_manager"})


class AuditEntry(models.Model):
    """Who did what, when, to which thing and why, with the old and new value of each field."""

    at = models.DateTimeField(default=now, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    verb = models.CharField(max_length=80)
    object_type = models.CharField(max_length=80)
    object_id = models.CharField(max_length=40, blank=True)
    object_label = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    changes = models.JSONField(default=dict, blank=True)
    count = models.PositiveIntegerField(default=1)
    demonstration = models.BooleanField(default=building, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["object_type", "object_id"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type} {self.object_label}"


class JobQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=Job.State.WAITING)

    def running(self):
        return self.filter(state=Job.State.RUNNING)

    def silent_since(self, moment):
        """Running, but no heartbeat since `moment`."""
        return self.running().filter(heartbeat_at__lt=moment)

    def visible_to(self, account):
        """One's own work; all of it for those who manage."""
        return self if account.roles & MANAGERS else self.filter(by=account)

    def changeable_by(self, account):
        """What those who manage may stop or start again; who no longer manages only sees her own work."""
        return self.visible_to(account) if account.roles & MANAGERS else self.none()

    def unfinished(self):
        return self.filter(state__in=[Job.State.WAITING, Job.State.RUNNING])


class Job(models.Model):
    """Long work: a verb named by its path, its arguments, and how far it is.

    `permission` is the right its starter needed, and still needs when a worker takes it up; `language` is the one in
    which she started it, and in which it says how far it is and what it refuses.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("At work")
        DONE = "done", _("Done")
        REFUSED = "refused", _("Refused")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Stopped")

    key = models.CharField(max_length=12, unique=True, default=new_key)
    verb = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="jobs"
    )
    permission = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, db_index=True)
    step = models.CharField(max_length=200, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    position = models.JSONField(default=dict)
    worker = models.CharField(max_length=100, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=now)
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    result = models.JSONField(default=dict)
    result_url = models.CharField(max_length=300, blank=True)
    error = models.TextField(blank=True)
    demonstration = models.BooleanField(default=building, editable=False)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        return self.state not in (self.State.WAITING, self.State.RUNNING)

    @property
    def percent(self) -> int:
        return min(100, round(100 * self.done / self.total)) if self.total else 0


class Document(models.Model):
    """A file that is kept, named by its content, under BIGTENT_DATA."""

    key = models.CharField(max_length=12, unique=True, default=new_key)
    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    kept_at = models.DateTimeField(default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    demonstration = models.BooleanField(default=building, editable=False)

    class Meta:
        ordering = ["-kept_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        return settings.DATA / "documents" / self.digest[:2] / f"{self.digest}{Path(self.name).suffix.lower()[:12]}"
