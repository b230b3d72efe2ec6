"""Lists that someone else keeps, the rows of them that were shown to a reviewer, and the runs that searched them."""

import re
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Exists, Max, OuterRef, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.ledger.demonstration import building
from bigtent.ledger.keys import new_key


def as_written(name: str) -> str:
    """A name that a registry keeps in capitals, as people write it: OBI-MCKAY is Obi-McKay."""
    if name != name.upper():
        return name
    return re.sub(r"\bMc(\w)(?=\w)", lambda found: f"Mc{found[1].upper()}", name.title())


class RegistryQuerySet(models.QuerySet):
    def latest_editions(self):
        """Of each registry the edition with the latest date."""
        later = Registry.objects.filter(name=OuterRef("name"), as_of_on__gt=OuterRef("as_of_on"))
        return self.exclude(Exists(later))

    def never_searched(self):
        """Loaded, but no finding run has been finished with it."""
        return self.exclude(Exists(FindingRun.objects.finished().filter(registry=OuterRef("pk"))))

    def with_searched_at(self):
        return self.annotate(searched_at=Max("runs__ended_at")).order_by("-as_of_on", "name")


class Registry(models.Model):
    """One edition of a list that someone else keeps: a Parquet file, named by the content it came from.

    Editions share a name; the ids in a registry mean the same in every edition, so decisions outlive them.
    """

    key = models.CharField(max_length=12, unique=True, default=new_key)
    name = models.CharField(_("name"), max_length=120)
    as_of_on = models.DateField(_("as of"))
    source = models.CharField(_("where it comes from"), max_length=200)
    license = models.CharField(_("what its use rests on"), max_length=200)
    digest = models.CharField(max_length=64, unique=True)
    columns = models.JSONField(default=list)
    rows = models.PositiveIntegerField()
    refused_rows = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    loaded_at = models.DateTimeField(default=now)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    demonstration = models.BooleanField(default=building, editable=False)

    objects = RegistryQuerySet.as_manager()

    class Meta:
        ordering = ["-as_of_on", "name"]
        verbose_name_plural = "registries"
        constraints = [models.UniqueConstraint(fields=["name", "as_of_on"], name="registry_edition_once")]

    def __str__(self) -> str:
        return f"{self.name}, {date_format(self.as_of_on, 'DATE_FORMAT')}"

    def get_absolute_url(self) -> str:
        return reverse("alumni:registry", args=[self.key])

    @staticmethod
    def folder() -> Path:
        return settings.DATA / "registries"

    @property
    def path(self) -> Path:
        return self.folder() / f"{self.digest}.parquet"

    @property
    def refused_path(self) -> Path:
        """Every row and value that was left out, by line, column, value and remedy."""
        return self.folder() / f"{self.digest}-refused.csv"


class RegistryEntry(models.Model):
    """One row of a registry that was a candidate for somebody, with the values of the edition last searched."""

    series = models.CharField(max_length=120)
    number = models.CharField(max_length=40)
    registry = models.ForeignKey(Registry, on_delete=models.CASCADE, related_name="entries")
    first_name = models.CharField(max_length=200)
    middle_name = models.CharField(max_length=200, blank=True)
    last_name = models.CharField(max_length=200)
    other_last_name = models.CharField(max_length=200, blank=True)
    sex = models.CharField(max_length=20, blank=True)
    credential = models.CharField(max_length=200, blank=True)
    taxonomy = models.CharField(max_length=40, blank=True)
    enum_year = models.PositiveSmallIntegerField(null=True, blank=True)
    city = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=40, blank=True)
    zip5 = models.CharField(max_length=20, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    med_school = models.CharField(max_length=200, blank=True)
    grad_year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["last_name", "first_name", "pk"]
        verbose_name_plural = "registry entries"
        constraints = [models.UniqueConstraint(fields=["series", "number"], name="registry_entry_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return as_written(" ".join(filter(None, (self.first_name, self.middle_name, self.last_name))))


class FindingRunQuerySet(models.QuerySet):
    def finished(self):
        return self.filter(ended_at__isnull=False)

    def unfinished(self):
        return self.filter(ended_at__isnull=True)


class FindingRun(models.Model):
    """One search of a registry for alumni who were not found yet, and what the engine said about it."""

    key = models.CharField(max_length=12, unique=True, default=new_key)
    registry = models.ForeignKey(Registry, on_delete=models.CASCADE, related_name="runs")
    started_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    searched = models.PositiveIntegerField(default=0)
    proposed = models.PositiveIntegerField(default=0)
    expected = models.FloatField(default=0)
    precision = models.FloatField(null=True)
    bands = models.JSONField(default=list)
    columns_read = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    demonstration = models.BooleanField(default=building, editable=False)

    objects = FindingRunQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registry"], condition=Q(ended_at__isnull=True), name="one_run_at_work_per_registry"
            )
        ]

    def __str__(self) -> str:
        return f"{self.registry}: {date_format(self.started_at, 'DATE_FORMAT')}"

    def get_absolute_url(self) -> str:
        return reverse("alumni:finding-run", args=[self.key])

    @property
    def results_path(self) -> Path:
        """What the engine gave; kept so that a killed run goes on without searching again."""
        return settings.DATA / "findings" / f"{self.key}.parquet"
