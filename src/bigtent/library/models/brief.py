"""Briefs: a claim, the source it rests on, and what follows from it."""

from django.db import models
from django.urls import reverse

from bigtent.library.models.shelf import Shelved


class Brief(Shelved):
    """What is claimed, by what source, and what is recommended. The title is the short name of the claim."""

    claim = models.TextField()
    source = models.CharField(max_length=300)
    source_link = models.URLField(max_length=300, blank=True)
    checked_on = models.DateField()

    SEARCHED = ("title", "summary", "claim", "source")

    def get_absolute_url(self) -> str:
        return reverse("library:brief", args=[self.key])


class BriefRecommendation(models.Model):
    """One thing a brief asks somebody to do."""

    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="recommendations")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=400)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.text
