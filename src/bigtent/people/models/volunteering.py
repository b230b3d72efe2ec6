"""What people who give their time agree to, and what they are cleared for."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.ledger.demonstration import building
from bigtent.ledger.encryption import EncryptedField


class VolunteerRole(models.TextChoices):
    MENTOR = "mentor", _("Mentor")
    SPEAKER = "speaker", _("Speaker")
    COUNCIL = "council", _("Council member")
    CALLER = "caller", _("Caller at phonebanks")
    REVIEWER = "reviewer", _("Reviewer of applications")
    AMBASSADOR = "ambassador", _("Ambassador")


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

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return _("Volunteer agreement, version %s") % self.number


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

    class Meta:
        ordering = ["-signed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"], condition=Q(ended_at__isnull=True), name="signature_in_force_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"


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

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(ended_at__isnull=True), name="check_in_force_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_state_display()}"


class Expertise(models.Model):
    """What somebody is an expert of, as she says it herself. What she lived through is read only by her leave."""

    class Sector(models.TextChoices):
        CARE = "care", _("Care")
        EDUCATION = "education", _("Education")
        RESEARCH = "research", _("Research")
        PUBLIC_HEALTH = "public_health", _("Public health")
        GOVERNMENT = "government", _("Government")
        COMMUNITY = "community", _("Community organization")
        INDUSTRY = "industry", _("Industry")
        LAW = "law", _("Law and policy")
        MEDIA = "media", _("Media")
        OTHER = "other", _("Another sector")

    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="expertise")
    field = models.CharField(max_length=200)
    sector = models.CharField(max_length=13, choices=Sector)
    lived_experience = EncryptedField(null=True, blank=True)
    speaks = models.BooleanField(default=False)
    reviews = models.BooleanField(default=False)
    testifies = models.BooleanField(default=False)
    languages = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField(default=now)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "expertise"

    def __str__(self) -> str:
        return self.field


class ExpertUse(models.Model):
    """When an expert was called upon, for what, and what came of it."""

    class Kind(models.TextChoices):
        SPOKE = "spoke", _("Spoke")
        REVIEWED = "reviewed", _("Reviewed")
        TESTIFIED = "testified", _("Testified")
        ADVISED = "advised", _("Advised")

    expertise = models.ForeignKey(Expertise, on_delete=models.CASCADE, related_name="uses")
    kind = models.CharField(max_length=9, choices=Kind)
    on = models.DateField()
    what = models.CharField(max_length=200)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return self.what
