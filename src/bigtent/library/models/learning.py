"""Learning: one person's way through a course, with what she answered and when she was through."""

from datetime import date

from django.db import models
from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.ledger.keys import new_key
from bigtent.library.models.course import Course, CreditType, Module
from bigtent.people.models.volunteering import end_of


class LearningQuerySet(models.QuerySet):
    def own(self, account):
        return self.filter(person=account.person_id)

    def under_way(self):
        return self.filter(completed_at__isnull=True)

    def completed(self, day: date | None = None):
        """Those that were through by the end of a day."""
        if day is None:
            return self.filter(completed_at__isnull=False)
        return self.filter(completed_at__lt=end_of(day))

    def hours_learned(self):
        return self.aggregate(hours=Sum("hours"))["hours"] or 0


class Learning(models.Model):
    """One person's way through a course. `steps` counts what she has done of it.

    What a certificate says (title, hours, credit, provider) is kept as it was on the day she was through. Completed
    ones stay when she leaves, without her: how many finished a course has to stay true.
    """

    key = models.CharField(max_length=12, unique=True, default=new_key)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="learnings")
    person = models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="learnings"
    )
    version = models.PositiveSmallIntegerField(default=1)
    steps = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField(default=now)
    completed_at = models.DateTimeField(null=True, blank=True)
    title = models.CharField(max_length=120, blank=True)
    hours = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    credit_type = models.CharField(max_length=8, choices=CreditType, default=CreditType.NONE)
    provider = models.CharField(max_length=200, blank=True)

    objects = LearningQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "person"], condition=Q(completed_at__isnull=True), name="learning_under_way_once"
            ),
            models.CheckConstraint(
                condition=Q(completed_at__isnull=True) | (Q(hours__isnull=False) & ~Q(title="")),
                name="learning_completed_says_what",
            ),
        ]
        indexes = [models.Index(fields=["course", "completed_at"], name="learning_completed")]

    def __str__(self) -> str:
        return self.title or (str(self.course) if self.course_id else "")

    def get_absolute_url(self) -> str:
        return reverse("library:learning_of", args=[self.key])

    @property
    def gives_credit(self) -> bool:
        return self.credit_type != CreditType.NONE


class ModuleDone(models.Model):
    """That somebody has gone through a module, with her answers where it asked questions."""

    learning = models.ForeignKey(Learning, on_delete=models.CASCADE, related_name="modules_done")
    module = models.ForeignKey(Module, on_delete=models.CASCADE, related_name="+")
    answers = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["learning", "module"], name="module_done_once")]

    def __str__(self) -> str:
        return str(self.module)


class Attempt(models.Model):
    """Answers to the questions about the knowledge: once before the course, as often as she likes after it."""

    class When(models.TextChoices):
        BEFORE = "before", _("Before")
        AFTER = "after", _("After")

    learning = models.ForeignKey(Learning, on_delete=models.CASCADE, related_name="attempts")
    when = models.CharField(max_length=6, choices=When)
    answers = models.JSONField(default=dict, blank=True)
    right = models.PositiveSmallIntegerField()
    of = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["learning"], condition=Q(when="before"), name="attempt_before_once"),
            models.CheckConstraint(condition=Q(right__lte=models.F("of")), name="attempt_right_of_all"),
        ]

    def __str__(self) -> str:
        return f"{self.get_when_display()}: {self.right}/{self.of}"

    @property
    def percent(self) -> int:
        return round(100 * self.right / self.of) if self.of else 0
