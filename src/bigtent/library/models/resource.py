"""Resources and their versions."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.library.models.shelf import Shelved


class Resource(Shelved):
    """An article, toolkit, recording, template or data set elsewhere or kept here, or a page of our own text.

    It holds its newest version; earlier ones stay readable. `shipped` names the packaged text it began as.
    """

    class Kind(models.TextChoices):
        PAGE = "page", _("Page")
        ARTICLE = "article", _("Article")
        TOOLKIT = "toolkit", _("Toolkit")
        RECORDING = "recording", _("Recording")
        TEMPLATE = "template", _("Template")
        DATASET = "dataset", _("Data set")

    class Language(models.TextChoices):
        ENGLISH = "en", _("English")
        SPANISH = "es", _("Spanish")
        OTHER = "other", _("Another language")

    kind = models.CharField(max_length=10, choices=Kind)
    link = models.URLField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    document = models.ForeignKey("ledger.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=5, choices=Language, default=Language.ENGLISH)
    source = models.CharField(max_length=200, blank=True)
    license = models.CharField(max_length=120, blank=True)
    # What a text says of others rests on these: title, publisher, year, link.
    sources = models.JSONField(default=list, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    number = models.PositiveSmallIntegerField(default=1)
    shipped = models.SlugField(max_length=60, unique=True, null=True, blank=True)

    SEARCHED = ("title", "summary", "text", "source")

    class Meta(Shelved.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~Q(link="") | ~Q(text="") | Q(document__isnull=False), name="resource_has_content"
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("library:resource", args=[self.key])


class ResourceVersion(models.Model):
    """How a resource read from a day on, and what had changed. Never changed itself.

    `digest` is that of the packaged text it came from; empty where people wrote it, whose words are never overwritten.
    """

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    summary = models.CharField(max_length=400)
    link = models.URLField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    document = models.ForeignKey("ledger.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sources = models.JSONField(default=list, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    what_changed = models.CharField(max_length=300)
    digest = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(default=now)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["resource", "number"], name="resource_version_once")]

    def __str__(self) -> str:
        return _("%(title)s, version %(number)s") % {"title": self.title, "number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("library:version", args=[self.resource.key, self.number])
