"""Learning paths: what helps at a stage, step by step, and which steps somebody marked as done for herself."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.ledger.demonstration import building


class Path(models.Model):
    """The path of one stage. A path that was changed by people is never overwritten by the packaged one."""

    class Stage(models.TextChoices):
        PREMEDICAL = "premedical", _("Before professional school")
        STUDENT = "student", _("In professional school")
        RESIDENT = "resident", _("In residency or a first post")
        EARLY_CAREER = "early-career", _("The first ten years")
        LEADER = "leader", _("Leading others")

    stage = models.SlugField(max_length=12, choices=Stage, unique=True)
    title = models.CharField(max_length=160)
    summary = models.CharField(max_length=400)
    is_public = models.BooleanField(default=True)
    digest = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField(default=now)
    demonstration = models.BooleanField(default=building, editable=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("library:path", args=[self.stage])


class PathStep(models.Model):
    """One step: a resource or a course of the library, or a text with or without a link."""

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    text = models.CharField(max_length=600, blank=True)
    link = models.CharField(max_length=300, blank=True)
    resource = models.ForeignKey("library.Resource", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    course = models.ForeignKey("library.Course", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(resource__isnull=True) | Q(course__isnull=True), name="step_leads_to_one_thing"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class StepDone(models.Model):
    """That a person marked a step as done. Only she reads it."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="path_steps_done")
    step = models.ForeignKey(PathStep, on_delete=models.CASCADE, related_name="done")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["person", "step"], name="step_done_once")]

    def __str__(self) -> str:
        return str(self.step)
