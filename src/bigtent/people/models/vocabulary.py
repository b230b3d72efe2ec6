"""The shared lists: places, professions, specialties, topics. Loaded from packaged files.

Their names are kept in English and shown in the reader's language.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext


class PlaceQuerySet(models.QuerySet):
    def within(self, *, state="", division=""):
        """The places of a state, of a census division, or of both."""
        found = self.filter(state=state) if state else self
        return found.filter(division=division) if division else found


class Place(models.Model):
    """A ZIP code with its city, or a state alone (then ZIP and city are empty)."""

    class Division(models.TextChoices):
        NEW_ENGLAND = "new-england", _("New England")
        MIDDLE_ATLANTIC = "middle-atlantic", _("Middle Atlantic")
        EAST_NORTH_CENTRAL = "east-north-central", _("East North Central")
        WEST_NORTH_CENTRAL = "west-north-central", _("West North Central")
        SOUTH_ATLANTIC = "south-atlantic", _("South Atlantic")
        EAST_SOUTH_CENTRAL = "east-south-central", _("East South Central")
        WEST_SOUTH_CENTRAL = "west-south-central", _("West South Central")
        MOUNTAIN = "mountain", _("Mountain")
        PACIFIC = "pacific", _("Pacific")
        TERRITORY = "territory", _("Puerto Rico and other territories")

    zip = models.CharField(max_length=5, blank=True)
    city = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=2)
    division = models.CharField(max_length=20, choices=Division)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["state", "city", "zip"]
        constraints = [models.UniqueConstraint(fields=["zip", "city", "state"], name="place_once")]
        indexes = [models.Index(fields=["state"]), models.Index(fields=["division"])]

    def __str__(self) -> str:
        return f"{self.city}, {self.state}" if self.city else self.state


class ListQuerySet(models.QuerySet):
    def labels(self) -> dict[str, str]:
        """Each code with its name in the reader's language, in the order of the list."""
        return {row.code: str(row) for row in self}


class Profession(models.Model):
    code = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    order = models.PositiveSmallIntegerField(default=50)

    objects = ListQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return pgettext("profession", self.name)


class Specialty(models.Model):
    """A field of practice. `family` groups those close enough for partial credit in matching."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    family = models.CharField(max_length=80)
    profession = models.ForeignKey(Profession, on_delete=models.PROTECT, related_name="specialties")
    taxonomy_codes = models.JSONField(default=list, blank=True)

    objects = ListQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "specialties"

    def __str__(self) -> str:
        return pgettext("specialty", self.name)

    @property
    def family_label(self) -> str:
        return pgettext("specialty", self.family)


class Topic(models.Model):
    """What people care about; one list for wishes, resources, events and messages."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    order = models.PositiveSmallIntegerField(default=50)

    objects = ListQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return pgettext("topic", self.name)
