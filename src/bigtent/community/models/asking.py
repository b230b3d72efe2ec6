"""Quick asks: a question, the people it was brought to, what they answered."""

from datetime import timedelta

from django.db import models
from django.db.models import Exists, Max, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.ledger.demonstration import building
from bigtent.ledger.encryption import EncryptedField
from bigtent.ledger.keys import new_key
from bigtent.people.models import Place

# So long nobody is asked, so that a question can still be taken back unread.
GRACE = timedelta(minutes=10)
# After so long without an answer coordinators see a question.
PATIENCE = timedelta(days=5)


class AskQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=Ask.State.OPEN)

    def unanswered(self):
        return self.open().filter(~Exists(AskAnswer.objects.filter(asked__ask=OuterRef("pk"))))

    def waiting_too_long(self, moment):
        """Open ones that nobody answered although those asked latest had their time, or that nobody could be asked."""
        reached = Asked.objects.filter(ask=OuterRef("pk"), state__in=Asked.REACHED)
        return self.unanswered().annotate(latest=Coalesce(Max("asked__at"), "made_at")).filter(
            Q(latest__lte=moment - PATIENCE) | (~Exists(reached) & Q(made_at__lte=moment - GRACE))
        )  # fmt: skip


class Ask(models.Model):
    """One question of one person to those who offer to answer. What she typed is encrypted: it may say much of her."""

    class Kind(models.TextChoices):
        EXPERIENCE = "experience", _("How it was for somebody who did it")
        ADVICE = "advice", _("Advice on a choice I have to make")
        HOW_TO = "how_to", _("How something is done")
        WHO = "who", _("Whom to turn to")

    class Name(models.TextChoices):
        GIVEN = "given", _("My given name only")
        WHOLE = "whole", _("My whole name")
        NONE = "none", _("No name")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")
        TAKEN_BACK = "taken_back", _("Taken back")

    key = models.CharField(max_length=12, unique=True, default=new_key)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="asks")
    text = EncryptedField()
    kind = models.CharField(max_length=10, choices=Kind)
    name_shown = models.CharField(max_length=5, choices=Name, default=Name.GIVEN)
    profession = models.ForeignKey("people.Profession", models.PROTECT, null=True, blank=True, related_name="+")
    specialty = models.ForeignKey("people.Specialty", models.PROTECT, null=True, blank=True, related_name="+")
    topic = models.ForeignKey("people.Topic", models.PROTECT, null=True, blank=True, related_name="+")
    state_code = models.CharField(max_length=2, blank=True)
    division = models.CharField(max_length=20, choices=Place.Division, blank=True)
    language = models.CharField(max_length=2, choices=[("en", _("English")), ("es", _("Spanish"))], default="en")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    # What a coordinator says with closing it; told to the asker.
    closing_words = EncryptedField(null=True, blank=True)
    made_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)
    demonstration = models.BooleanField(default=building, editable=False)

    objects = AskQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["state", "made_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True) | (~Q(state="open") & Q(ended_at__isnull=False)),
                name="ask_ended_when_not_open",
            )
        ]

    def __str__(self) -> str:
        return str(_("A question of %s") % self.made_at.date().isoformat())

    def get_absolute_url(self) -> str:
        return reverse("community:ask", args=[self.key])

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def shown_name(self) -> str:
        """How those asked see who asks; empty where she shows no name."""
        names = {self.Name.GIVEN: self.person.given_name or self.person.name, self.Name.WHOLE: self.person.name}
        return names.get(self.name_shown, "")


class Asked(models.Model):
    """One person a question was brought to, why she, and what became of it."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        AWAY = "away", _("Is away; somebody else was asked too")
        ANSWERED = "answered", _("Answered")
        PASSED_ON = "passed_on", _("Passed it on")
        LOST = "lost", _("The letter did not arrive")

    REACHED = (State.ASKED, State.AWAY, State.ANSWERED)

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="asked")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="asked")
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    # What fits, as codes of `community.fitting`; shown to the asker as "why these".
    why = models.JSONField(default=list, blank=True)
    by_coordinator = models.BooleanField(default=False)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "asked"
        constraints = [models.UniqueConstraint(fields=["ask", "person"], name="asked_once")]
        indexes = [models.Index(fields=["person", "at"], name="asked_lately")]

    def __str__(self) -> str:
        return f"{self.ask}: {self.get_state_display()}"


class AskAnswer(models.Model):
    """What somebody answered, by mail or on the page, and the thanks she got."""

    asked = models.ForeignKey(Asked, on_delete=models.CASCADE, related_name="answers")
    text = EncryptedField()
    by_mail = models.BooleanField(default=False)
    at = models.DateTimeField(default=now)
    thanked_at = models.DateTimeField(null=True, blank=True)
    thanks = EncryptedField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.asked.ask}: {self.at.date().isoformat()}"


class KeptApart(models.Model):
    """That one person wants no questions of another, and not to be shown to her: the other is not told."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="kept_apart")
    other = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="kept_apart_by")
    at = models.DateTimeField(default=now)

    class Meta:
        verbose_name_plural = "kept apart"
        constraints = [
            models.UniqueConstraint(fields=["person", "other"], name="kept_apart_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
