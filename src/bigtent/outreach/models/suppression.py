"""Addresses that are not written to, as keyed hashes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now


class Suppression(models.Model):
    """A keyed hash of an address that came back for good, or whose owner reported a message.

    Who was erased is suppressed in the people room, for keeping as well as for writing.
    """

    class Because(models.TextChoices):
        BOUNCE = "bounce", _("The address does not exist or takes no mail")
        COMPLAINT = "complaint", _("The reader reported a message as unwanted")
        STAFF = "staff", _("Staff were asked not to write there")

    digest = models.CharField(max_length=64, unique=True)
    because = models.CharField(max_length=9, choices=Because)
    at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.get_because_display()
