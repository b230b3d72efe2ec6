"""What is written: texts in two languages, and how far they are on their way."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.ledger.demonstration import building
from bigtent.ledger.keys import new_key


class Text(models.Model):
    """A subject and a body in English and Spanish, with fields such as {given_name}. An empty Spanish text means
    that everybody gets the English one."""

    subject_en = models.CharField(max_length=120, blank=True)
    body_en = models.TextField(blank=True)
    subject_es = models.CharField(max_length=120, blank=True)
    body_es = models.TextField(blank=True)

    class Meta:
        abstract = True

    def subject(self, language: str) -> str:
        return (language == "es" and self.subject_es) or self.subject_en

    def body(self, language: str) -> str:
        return (language == "es" and self.body_es) or self.body_en


class Template(Text):
    """A text kept to be used again. A message takes a copy: editing a template changes nothing that was sent."""

    key = models.CharField(max_length=12, unique=True, default=new_key)
    name = models.CharField(max_length=120)
    topic = models.ForeignKey("people.Topic", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(default=now)
    ended_on = models.DateField(null=True, blank=True)
    demonstration = models.BooleanField(default=building, editable=False)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("outreach:template", args=[self.key])


class MessageQuerySet(models.QuerySet):
    def due(self, moment):
        """Those whose hour has come and that nobody stopped, and those that still have somebody to reach."""
        return self.filter(state__in=[Message.State.SCHEDULED, Message.State.SENDING], send_at__lte=moment)


class Message(Text):
    """One message to one audience.

    `choices` are the answers it asks for, as [{"en": ..., "es": ...}]; they are counted, opening it is not.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SCHEDULED = "scheduled", _("Scheduled")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        STOPPED = "stopped", _("Stopped")

    class Kind(models.TextChoices):
        NEWS = "news", _("News or invitation")
        DIGEST = "digest", _("Weekly digest")

    key = models.CharField(max_length=12, unique=True, default=new_key)
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.NEWS)
    name = models.CharField(max_length=120)
    topic = models.ForeignKey("people.Topic", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    template = models.ForeignKey(Template, on_delete=models.SET_NULL, null=True, blank=True, related_name="messages")
    audience = models.ForeignKey(
        "outreach.Audience", on_delete=models.PROTECT, null=True, blank=True, related_name="messages"
    )
    choices = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    send_at = models.DateTimeField(null=True, blank=True)
    per_minute = models.PositiveIntegerField(default=0)
    tested_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=now)
    released_by = models.ForeignKey(
        "people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    released_at = models.DateTimeField(null=True, blank=True)
    addressed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    demonstration = models.BooleanField(default=building, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["state", "send_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "stopped"]) | Q(send_at__isnull=False), name="message_has_an_hour"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("outreach:message", args=[self.key])
