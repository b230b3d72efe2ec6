"""Addresses that are not written to, as keyed hashes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.people.models import Suppression as Erased
from bigtent.people.models.erasure import KeptOut, digest_of


class SuppressionQuerySet(models.QuerySet):
    def of(self, address: str):
        return self.filter(digest=digest_of("email", address))

    def kept_out(self) -> KeptOut:
        """All addresses that are not written to, also those of people who were erased."""
        erased = Erased.objects.filter(kind=Erased.Kind.EMAIL).values_list("digest", flat=True)
        return KeptOut(frozenset(self.values_list("digest", flat=True)) | frozenset(erased))


class Suppression(models.Model):
    """A keyed hash of an address that came back for good, or whose owner reported a message.

    Who was erased is suppressed in the people room, for keeping as well as for writing. Both make the hash alike.
    """

    class Because(models.TextChoices):
        BOUNCE = "bounce", _("The address does not exist or takes no mail")
        COMPLAINT = "complaint", _("The reader reported a message as unwanted")
        STAFF = "staff", _("Staff were asked not to write there")

    digest = models.CharField(max_length=64, unique=True)
    because = models.CharField(max_length=9, choices=Because)
    at = models.DateTimeField(default=now)

    objects = SuppressionQuerySet.as_manager()

    def __str__(self) -> str:
        return self.get_because_display()
