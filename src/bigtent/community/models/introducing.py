"""Introductions: one member asks to be introduced to another."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.ledger.demonstration import building
from bigtent.ledger.encryption import EncryptedField
from bigtent.ledger.keys import new_key

# So long a yes can be taken back, before either learns the other's address.
GRACE = timedelta(minutes=10)
# After so long without a yes the asker reads "not now", whether it was a no or no answer.
PATIENCE = timedelta(days=14)
# After so long the same person may be asked once more.
AGAIN = timedelta(days=180)


class IntroductionQuerySet(models.QuerySet):
    def asked_of(self, person):
        """Those that wait for a person's answer."""
        return self.filter(other=person, state=Introduction.State.ASKED)

    def agreed(self, moment):
        """Those whose yes can be taken back no more."""
        return self.filter(state=Introduction.State.AGREED, answered_at__lte=moment - GRACE)

    def between(self, one, two):
        return self.filter(Q(asker=one, other=two) | Q(asker=two, other=one))


class Introduction(models.Model):
    """That somebody asked to be introduced, in one line. A no is kept to be silent: the asker is told nothing of it.

    Each says which of her addresses the other gets: the asker with asking, the other with her yes.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        AGREED = "agreed", _("Agreed")
        DECLINED = "declined", _("Not now")
        WITHDRAWN = "withdrawn", _("Taken back")

    key = models.CharField(max_length=12, unique=True, default=new_key)
    asker = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="introductions_asked")
    other = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="introductions_wanted")
    line = EncryptedField()
    asker_address = EncryptedField()
    other_address = EncryptedField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(default=now)
    answered_at = models.DateTimeField(null=True, blank=True)
    demonstration = models.BooleanField(default=building, editable=False)

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["asker", "other"], condition=Q(state="asked"), name="introduction_asked_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed") | Q(other_address__isnull=False, answered_at__isnull=False),
                name="introduction_agreed_with_address",
            ),
        ]

    def __str__(self) -> str:
        return str(_("An introduction of %s") % self.asked_at.date().isoformat())
