"""Letters of a published round. Nobody gets one twice."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bigtent.mentoring.models.program import OfPrograms


class NoticeQuerySet(OfPrograms):
    program = "match_round__program"

    def waiting(self):
        return self.filter(state=Notice.State.WAITING)

    def handing_over(self):
        return self.filter(state=Notice.State.HANDING_OVER)

    def need_a_decision(self):
        """Those that nobody but a person can settle."""
        return self.filter(state__in=[Notice.State.UNCERTAIN, Notice.State.FAILED])

    def counts(self) -> dict[str, int]:
        """How many are in each state; every state is there."""
        found = dict(self.order_by().values_list("state").annotate(count=models.Count("pk")))
        return {state: found.get(state, 0) for state in Notice.State.values}


class Notice(models.Model):
    """One letter to one person of a published round, and how far it is on its way.

    It is committed as handing over, with its Message-ID, before the mail backend is called. What is cut off
    in that state becomes uncertain and is never sent again by itself.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        HANDING_OVER = "handing_over", _("Being handed over")
        SENT = "sent", _("Sent")
        UNCERTAIN = "uncertain", _("Uncertain")
        FAILED = "failed", _("Not sent")

    class Side(models.TextChoices):
        STUDENT = "student", _("Student")
        MENTOR = "mentor", _("Mentor")

    match_round = models.ForeignKey("mentoring.MatchRound", on_delete=models.CASCADE, related_name="notices")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="mentoring_notices")
    side = models.CharField(max_length=8, choices=Side)
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    address = models.EmailField(blank=True)
    message_id = models.CharField(max_length=120, blank=True)
    error = models.CharField(max_length=300, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["match_round", "person", "side"], name="notice_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["handing_over", "sent", "uncertain"])
                | (Q(handed_over_at__isnull=False) & ~Q(message_id="")),
                name="notice_handed_over_has_message_id",
            ),
        ]
        indexes = [models.Index(fields=["match_round", "state"])]

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.person}"
