"""A letter about one thing somebody asked for, such as her registration or her question."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now


class ServiceLetterQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=ServiceLetter.State.WAITING)

    def due(self, moment):
        return self.waiting().filter(Q(not_before__isnull=True) | Q(not_before__lte=moment))

    def handing_over(self):
        return self.filter(state=ServiceLetter.State.HANDING_OVER)

    def need_a_decision(self):
        """Those that nobody but a person can settle."""
        return self.filter(state__in=[ServiceLetter.State.UNCERTAIN, ServiceLetter.State.FAILED])


class ServiceLetter(models.Model):
    """One letter to one address. Its words are written when it goes out, by the room whose `kind` it is, about the row
    `of`; nothing of them is kept. `about` names the thing, so that nobody gets the same letter twice.

    It is no news: who asked for the thing wants the letter. An address that takes no mail is left out all the same.
    After `until` it would make no sense and is not sent. Without a person the reader has no record here.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        HANDING_OVER = "handing_over", _("Being handed over")
        SENT = "sent", _("Sent")
        UNCERTAIN = "uncertain", _("Uncertain")
        FAILED = "failed", _("Not sent")
        LEFT_OUT = "left_out", _("Left out")
        BOUNCED = "bounced", _("Came back")
        COMPLAINED = "complained", _("Reported as unwanted")

    class Because(models.TextChoices):
        """Why it was not sent."""

        NOT_NEEDED = "not_needed", _("it is needed no more")
        TOO_LATE = "too_late", _("its time is over")
        SUPPRESSED = "suppressed", _("the address must not be written to")
        CHANNEL = "channel", _("told on the pages of the network")

    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=80)
    of = models.PositiveBigIntegerField()
    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, null=True, blank=True, related_name="service_letters"
    )
    address = models.EmailField()
    language = models.CharField(max_length=2, choices=[("en", _("English")), ("es", _("Spanish"))], default="en")
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    because = models.CharField(max_length=10, choices=Because, blank=True)
    not_before = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    mail_id = models.CharField(max_length=120, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=now)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    auto_replied_at = models.DateTimeField(null=True, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    objects = ServiceLetterQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "about"], name="service_letter_once"),
            models.UniqueConstraint(fields=["mail_id"], condition=~Q(mail_id=""), name="service_mail_id_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["handing_over", "sent", "uncertain", "bounced", "complained"])
                | (Q(handed_over_at__isnull=False) & ~Q(mail_id="")),
                name="service_letter_has_mail_id",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "not_before"], name="service_letter_to_do"),
            models.Index(fields=["kind", "of"], name="service_letter_of"),
            models.Index(fields=["address"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.about}"
