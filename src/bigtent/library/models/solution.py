"""Solutions: what somebody did about a problem, where, and how one knows that it helped."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bigtent.library.models.shelf import Shelved


class Solution(Shelved):
    """What was done about a problem. `contact` is named only to whoever may read her in the directory."""

    class Kind(models.TextChoices):
        SERVICE = "service", _("Service")
        TECHNOLOGY = "technology", _("Technology")
        PARTNERSHIP = "partnership", _("Partnership")
        PAYMENT = "payment", _("Payment model")

    kind = models.CharField(max_length=12, choices=Kind)
    problem = models.TextField()
    done = models.TextField()
    where = models.CharField(max_length=160)
    evidence = models.TextField()
    link = models.URLField(max_length=300, blank=True)
    contact = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    SEARCHED = ("title", "summary", "problem", "done", "where", "evidence")

    def get_absolute_url(self) -> str:
        return reverse("library:solution", args=[self.key])
