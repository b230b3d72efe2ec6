"""Courses: modules in their order, and the questions asked before, inside and after."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.ledger.demonstration import building
from bigtent.ledger.keys import new_key
from bigtent.library.models.audience import Audience
from bigtent.library.models.shelf import MANAGERS, Domain
from bigtent.people.models.reading import signed_in
from bigtent.people.names import folded


class CreditType(models.TextChoices):
    NONE = "none", _("No credit")
    AMA = "ama", _("AMA PRA Category 1 Credit")
    NURSING = "nursing", _("Nursing contact hours")
    CE = "ce", _("Continuing education hours")


class CourseQuerySet(models.QuerySet):
    def shown_to(self, account):
        """Open courses: public ones to everybody, all of them to whoever belongs to the network."""
        found = self.filter(state=Course.State.PUBLISHED)
        return found if signed_in(account) and account.roles else found.filter(is_public=True)

    def visible_to(self, account):
        """Those that may be opened: also drafts and ended ones for managers, and what somebody has begun."""
        if not signed_in(account):
            return self.shown_to(account)
        if account.roles & MANAGERS:
            return self
        begun = Q(learnings__person=account.person_id) & ~Q(state=Course.State.DRAFT)
        return self.filter(Q(pk__in=self.model.objects.shown_to(account).values("pk")) | begun).distinct()

    def holding(self, words: str):
        """Those in which each of the words stands, without regard to case and accents."""
        found = self
        for word in folded(words).split()[:10]:
            found = found.filter(words__contains=word)
        return found

    def for_listing(self):
        return self.select_related("provider").order_by("title", "pk")


class Course(models.Model):
    """Modules in an order, with the knowledge asked before the first and after the latest of them.

    `pass_share` is the percentage of right answers asked for after it; 0 where any answer ends it. `activity_id` is
    what the accreditor's system calls the course. `version` counts the changes since it was published.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        ENDED = "ended", _("Ended")

    key = models.CharField(max_length=12, unique=True, default=new_key)
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    topics = models.ManyToManyField("people.Topic", blank=True, related_name="courses")
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.EVERYONE)
    domain = models.CharField(max_length=10, choices=Domain, blank=True)
    words = models.TextField(blank=True, editable=False)
    hours = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(1))
    credit_type = models.CharField(max_length=8, choices=CreditType, default=CreditType.NONE)
    provider = models.ForeignKey(
        "people.Organization", on_delete=models.PROTECT, null=True, blank=True, related_name="courses"
    )
    activity_id = models.CharField(max_length=12, blank=True)
    pass_share = models.PositiveSmallIntegerField(default=80)
    is_public = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    version = models.PositiveSmallIntegerField(default=1)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    published_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    demonstration = models.BooleanField(default=building, editable=False)

    objects = CourseQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(hours__gt=0), name="course_takes_time"),
            models.CheckConstraint(condition=Q(pass_share__lte=100), name="course_pass_share"),
            models.CheckConstraint(
                condition=Q(credit_type="none") | Q(provider__isnull=False), name="course_credit_has_provider"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False), name="course_published_when"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs):
        self.words, self.changed_at = folded(f"{self.title} {self.summary}"), now()
        fields = kwargs.get("update_fields")
        super().save(*args, **kwargs | ({"update_fields": {*fields, "words", "changed_at"}} if fields else {}))

    def get_absolute_url(self) -> str:
        return reverse("library:course", args=[self.key])

    @property
    def gives_credit(self) -> bool:
        return self.credit_type != CreditType.NONE

    @property
    def is_open(self) -> bool:
        return self.state == self.State.PUBLISHED


class Module(models.Model):
    """One page of a course: a text, a video with its transcript, or questions with explanations."""

    class Kind(models.TextChoices):
        TEXT = "text", _("Text")
        VIDEO = "video", _("Video with transcript")
        QUESTIONS = "questions", _("Questions")

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="modules")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=9, choices=Kind)
    text = models.TextField(blank=True)
    link = models.URLField(max_length=300, blank=True)
    transcript = models.TextField(blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="video") | (~Q(link="") & ~Q(transcript="")), name="video_has_transcript"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("library:module", args=[self.course.key, self.pk])


class QuestionQuerySet(models.QuerySet):
    def of_knowledge(self):
        """Those asked before the first module and after the latest."""
        return self.filter(module__isnull=True)


class Question(models.Model):
    """A question with choices, of which the numbers in `right` are right. Without a module it asks for the knowledge
    before and after the course."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="questions")
    module = models.ForeignKey(Module, on_delete=models.CASCADE, null=True, blank=True, related_name="questions")
    order = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=500)
    choices = models.JSONField(default=list)
    right = models.JSONField(default=list)
    explanation = models.TextField(blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def takes_several(self) -> bool:
        return len(self.right) > 1

    def is_right(self, answer) -> bool:
        return sorted(answer or []) == sorted(self.right)
