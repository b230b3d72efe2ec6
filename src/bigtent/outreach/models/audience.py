"""To whom a message goes: a saved search of the directory, or the people another room names."""

from django.db import models
from django.urls import reverse

from bigtent.ledger.clock import now
from bigtent.ledger.demonstration import building
from bigtent.ledger.keys import new_key


class AudienceQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(ended_on__isnull=True)


class Audience(models.Model):
    """A description of people, never a list of them: who it is, is asked anew whenever it is counted or written to.

    `source` names what another room declares, such as "group:12"; `criteria` is a query string of the directory's
    search that narrows it.
    """

    key = models.CharField(max_length=12, unique=True, default=new_key)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=80, blank=True)
    criteria = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=now)
    ended_on = models.DateField(null=True, blank=True)
    demonstration = models.BooleanField(default=building, editable=False)

    objects = AudienceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("outreach:audience", args=[self.key])
