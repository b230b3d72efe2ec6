"""What somebody is an expert of by her own word, and when she was called upon."""

from django.db import models
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.ledger.encryption import EncryptedField


class ExpertiseQuerySet(models.QuerySet):
    def offered(self):
        """The entries that stand: what was removed is gone from the roster at once."""
        return self.filter(ended_on__isnull=True)

    def matching(self, *, words="", sector="", will=""):
        """Every word stands in the field; what is empty asks nothing. What somebody lived through is never searched."""
        found = self.offered()
        for word in words.split():
            found = found.filter(field__icontains=word)
        if sector:
            found = found.filter(sector=sector)
        return found.filter(**{will: True}) if will else found

    def least_used_first(self):
        """With `used_on`, the latest day somebody was called upon: those never asked stand first."""
        never_first = F("used_on").asc(nulls_first=True)
        return self.annotate(used_on=Max("uses__on")).order_by(never_first, "person__family_name", "pk")


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
    changed_at = models.DateTimeField(default=now)
    ended_on = models.DateField(null=True, blank=True)

    objects = ExpertiseQuerySet.as_manager()

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
