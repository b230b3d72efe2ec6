"""How a person wants to be reached."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now


class Preference(models.Model):
    """Channel, rhythm, the name she is called by and the hours that are safe. Who has none gets each message by mail.

    To what she agreed at all, and on which topics, are consents and stand with the others.
    """

    class Channel(models.TextChoices):
        EMAIL = "email", _("By e-mail")
        PLATFORM = "platform", _("Only on the pages of the network")

    class Rhythm(models.TextChoices):
        EACH = "each", _("Each message when it is sent")
        WEEKLY = "weekly", _("One mail a week with everything")

    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="preference")
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.EMAIL)
    rhythm = models.CharField(max_length=6, choices=Rhythm, default=Rhythm.EACH)
    called = models.CharField(max_length=80, blank=True)
    # The hours of her day, in her zone, between which mail may arrive; empty at any hour. May reach past midnight.
    from_hour = models.PositiveSmallIntegerField(null=True, blank=True)
    to_hour = models.PositiveSmallIntegerField(null=True, blank=True)
    zone = models.CharField(max_length=40, blank=True)
    changed_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return str(self.person)
