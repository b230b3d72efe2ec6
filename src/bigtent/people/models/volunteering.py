"""What people who give their time agree to, and what they are cleared for."""

from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.ledger.demonstration import building


class VolunteerRole(models.TextChoices):
    MENTOR = "mentor", _("Mentor")
    SPEAKER = "speaker", _("Speaker")
    COUNCIL = "council", _("Council member")
    CALLER = "caller", _("Caller at phonebanks")
    REVIEWER = "reviewer", _("Reviewer of applications")
    AMBASSADOR = "ambassador", _("Ambassador")


def end_of(day: date) -> datetime:
    """The moment at which a day is over in the organization's zone."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(settings.NETWORK_TIME_ZONE))


def _kept(day: date) -> Q:
    """Not ended by the end of that day."""
    return Q(ended_at__isnull=True) | Q(ended_at__gte=end_of(day))


class AgreementQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_at__isnull=False)

    def in_force(self, day=None):
        """The version that is signed on that day: the latest one published by then; None before the first."""
        found = self.published() if day is None else self.filter(published_at__lt=end_of(day))
        return found.order_by("-number").first()

    def draft(self):
        return self.filter(published_at__isnull=True).first()


class Agreement(models.Model):
    """One version of the agreement of everybody who gives time. Once published it is never changed; a new one follows.

    The texts have the parts responsibilities, expectations, good practice and conduct; of two languages the one in
    which a person signed binds.
    """

    number = models.PositiveSmallIntegerField(unique=True)
    text_en = models.TextField()
    text_es = models.TextField(blank=True)
    valid_months = models.PositiveSmallIntegerField(default=12)
    # Whether signatures under earlier versions end with it, or hold until they expire.
    sign_anew = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    demonstration = models.BooleanField(default=building, editable=False)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return _("Volunteer agreement, version %s") % self.number

    def get_absolute_url(self) -> str:
        return reverse("people:agreement_version", args=[self.number])

    def language(self, wanted: str) -> str:
        """The language in which it is shown to somebody who reads `wanted`: English where it has no other."""
        return "es" if wanted.startswith("es") and self.text_es else "en"

    def text(self, language: str) -> str:
        return self.text_es if language == "es" else self.text_en


class AgreementRole(models.Model):
    """What one role adds to the agreement, and which checks it needs."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=10, choices=VolunteerRole)
    text_en = models.TextField()
    text_es = models.TextField(blank=True)
    needs_training = models.BooleanField(default=False)
    needs_background = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["agreement", "role"], name="agreement_role_once")]

    def __str__(self) -> str:
        return self.get_role_display()

    def text(self, language: str) -> str:
        return self.text_es if language == "es" else self.text_en

    @property
    def needs(self) -> list[str]:
        """The kinds of checks without which nobody is cleared for the role."""
        asked = ((Check.Kind.TRAINING, self.needs_training), (Check.Kind.BACKGROUND, self.needs_background))
        return [kind.value for kind, needed in asked if needed]


class SignatureQuerySet(models.QuerySet):
    def in_force(self):
        """Not ended by the person and not replaced by a later one; the day until which it holds may be over."""
        return self.filter(ended_at__isnull=True)

    def standing(self, day):
        """Signed by that day and not ended by then; they may have expired."""
        return self.filter(_kept(day), signed_at__lt=end_of(day))

    def holding(self, day):
        """Standing, not expired, and not undone by a newer version that everybody has to sign anew."""
        found = self.standing(day).filter(until_on__gte=day)
        anew = Agreement.objects.filter(published_at__lt=end_of(day), sign_anew=True).order_by("-number").first()
        return found.filter(agreement__number__gte=anew.number) if anew else found

    def cleared(self, day):
        """Those that hold and whose role has every check that the version in force asks for."""
        agreement = Agreement.objects.in_force(day)
        asked = agreement.roles.all() if agreement else ()
        fitting = [Q(*(_checked(kind, day) for kind in one.needs), role=one.role) for one in asked]
        return self.holding(day).filter(reduce(or_, fitting)) if fitting else self.none()

    def ending_within(self, day, days):
        """Those that hold and expire within so many days."""
        return self.holding(day).filter(until_on__lte=day + timedelta(days=days))


class Signature(models.Model):
    """That a person agreed to a version in one role, in which language, and until when it holds."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="signatures")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    role = models.CharField(max_length=10, choices=VolunteerRole)
    language = models.CharField(max_length=2, default="en")
    signed_as = models.CharField(max_length=160)
    signed_at = models.DateTimeField(default=now)
    until_on = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)
    # Said where staff ended it; empty where she did.
    ended_because = models.CharField(max_length=200, blank=True)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ["-signed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"], condition=Q(ended_at__isnull=True), name="signature_in_force_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"


def _checked(kind: str, day: date) -> Q:
    return Q(person__in=Check.objects.holding(day).filter(kind=kind).values("person"))


class CheckQuerySet(models.QuerySet):
    def in_force(self):
        """The latest word on each kind of check."""
        return self.filter(ended_at__isnull=True)

    def waiting(self):
        """Under way now."""
        return self.in_force().filter(state=Check.State.ASKED)

    def standing(self, day):
        """The word that was the latest on that day: a later one was not recorded while the one before it stood."""
        before = Check.objects.filter(
            _kept(day), person=OuterRef("person"), kind=OuterRef("kind"), pk__lt=OuterRef("pk")
        )
        return self.filter(~Exists(before), _kept(day), on__lte=day)

    def holding(self, day):
        """Those by which somebody counted as checked on that day. A renewal under way carries in `until_on` the day
        until which the check before it holds."""
        passed = Q(state=Check.State.PASSED) & (Q(until_on__isnull=True) | Q(until_on__gte=day))
        return self.standing(day).filter(passed | Q(state=Check.State.ASKED, until_on__gte=day))


class Check(models.Model):
    """That a training was done or a background check was passed: the outcome and its last day, never what it found."""

    class Kind(models.TextChoices):
        TRAINING = "training", _("Training")
        BACKGROUND = "background", _("Background check")

    class State(models.TextChoices):
        ASKED = "asked", _("Under way")
        PASSED = "passed", _("Passed")
        NOT_PASSED = "not_passed", _("Not passed")

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="checks")
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State)
    on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CheckQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(ended_at__isnull=True), name="check_in_force_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_state_display()}"
