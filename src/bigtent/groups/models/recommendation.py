"""Recommendations: those who hold power owe them an answer, and the page shows whether it came."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bigtent.groups.models.decision import Decision
from bigtent.groups.models.group import Group
from bigtent.groups.models.reading import inside, outside
from bigtent.ledger.clock import now, today
from bigtent.ledger.keys import new_key

# Accepted, whole or in part, with what is decided otherwise because of it.
CHANGING = Q(answer__in=["accepted", "in_part"]) & ~Q(changed="")


def _shown_to(account) -> Q:
    return Q(sent_on__isnull=False, is_public=True) & outside(account)


class RecommendationQuerySet(models.QuerySet):
    def visible_to(self, account):
        """All of the groups the account sees from inside; of others what was sent and is public."""
        return self.filter(inside(account) | _shown_to(account))

    def shown_to(self, account):
        """What others of this account's standing see, also where the account sees more."""
        return self.filter(_shown_to(account))

    def sent(self):
        return self.filter(sent_on__isnull=False)

    def waiting(self):
        return self.sent().filter(answer="")

    def overdue(self, day):
        return self.waiting().filter(answer_due_on__lt=day)

    def answered(self):
        return self.exclude(answer="")

    def owed_by(self, day):
        """Sent, and answered by a day or owed an answer on it: those of which in time or not can be said."""
        return self.sent().filter(Q(answered_on__lte=day) | Q(answer_due_on__lt=day))

    def changing(self):
        return self.filter(CHANGING)


class Recommendation(models.Model):
    """What a group asks of those who decide: made, sent, answered with a reason, and replied to."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", pgettext_lazy("recommendation", "Accepted")
        IN_PART = "in_part", _("Accepted in part")
        REFUSED = "refused", pgettext_lazy("recommendation", "Refused")

    key = models.CharField(max_length=12, unique=True, default=new_key)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="recommendations")
    decision = models.ForeignKey(
        Decision, on_delete=models.SET_NULL, null=True, blank=True, related_name="recommendations"
    )
    title = models.CharField(max_length=200)
    text = models.TextField()
    sent_on = models.DateField(null=True, blank=True)
    sent_by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    answer_due_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    answer_reason = models.TextField(blank=True)
    # What was decided otherwise because of it, in the words of those who answer: so the table is seen to matter.
    changed = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reply = models.TextField(blank=True)
    replied_on = models.DateField(null=True, blank=True)
    replied_by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    is_public = models.BooleanField(default=True)
    made_at = models.DateTimeField(default=now)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="") | (Q(answered_on__isnull=False) & Q(sent_on__isnull=False)),
                name="answered_when_sent",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["", "accepted"]) | ~Q(answer_reason=""), name="refused_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("groups:recommendation", args=[self.key])

    @property
    def is_waiting(self) -> bool:
        return self.sent_on is not None and not self.answer

    @property
    def days_owed(self) -> int:
        """How many days ago the answer was due; 0 while there is time, or once it came."""
        return max(0, (today() - self.answer_due_on).days) if self.is_waiting and self.answer_due_on else 0

    @property
    def days_late(self) -> int:
        """How many days after its day the answer came."""
        return max(0, (self.answered_on - self.answer_due_on).days) if self.answered_on and self.answer_due_on else 0
