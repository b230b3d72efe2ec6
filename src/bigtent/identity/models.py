"""Tables: what a person answered about herself, and what under-represented is taken to mean."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.ledger.demonstration import building
from bigtent.ledger.encryption import EncryptedField
from bigtent.ledger.keys import new_key


class Answer(models.Model):
    """One person's answer to one question, as given, with the version of the question. Read only in `scope`."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    answer = EncryptedField()
    answered_at = models.DateTimeField(default=now)
    demonstration = models.BooleanField(default=building, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "question"], name="answered_once")]
        indexes = [models.Index(fields=["question", "person"])]

    def __str__(self) -> str:
        return self.question


class DefinitionQuerySet(models.QuerySet):
    def in_force(self, date):
        not_ended = Q(until_on__isnull=True) | Q(until_on__gte=date)
        return self.filter(not_ended, from_on__lte=date)


class Definition(models.Model):
    """What under-represented means here, for how long: groups, and their shares of a reference population.

    It says something of groups and nothing of anybody. `shares` is {group: percent of the reference population}.
    """

    class View(models.TextChoices):
        EITHER = "alone_or_in_combination", _("alone or in combination with others")
        ALONE = "alone", _("alone")

    key = models.CharField(max_length=12, unique=True, default=new_key)
    name = models.CharField(max_length=120)
    basis = models.TextField()
    source = models.CharField(max_length=300)
    population = models.CharField(max_length=200)
    geography = models.CharField(max_length=120)
    population_source = models.CharField(max_length=300)
    population_on = models.DateField()
    question = models.CharField(max_length=40, default="race_ethnicity")
    version = models.PositiveSmallIntegerField(default=1)
    view = models.CharField(max_length=30, choices=View, default=View.EITHER)
    shares = models.JSONField()
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(default=now)
    demonstration = models.BooleanField(default=building, editable=False)

    objects = DefinitionQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="definition_ends_after_it_began",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("identity:definition", args=[self.key])
