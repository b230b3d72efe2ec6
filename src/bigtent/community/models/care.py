"""Care: clinicians by what they state themselves, and lines somebody can turn to."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from bigtent.ledger.clock import now
from bigtent.ledger.demonstration import building
from bigtent.people.models import Person, Purpose
from bigtent.people.models.reading import signed_in

# After so long a help line is looked at again: a wrong number is worse than none.
HOLDS = timedelta(days=180)


class ClinicianListingQuerySet(models.QuerySet):
    def shown_to(self, account):
        """Those listed now by people who may be found: to members all, to everybody else those who said so."""
        found = self.filter(ended_at__isnull=True)
        found = found.filter(person__in=Person.objects.consenting_to(Purpose.DIRECTORY).values("pk"))
        if signed_in(account) and account.roles:
            return found
        return found.filter(seen_by_everybody=True)

    def matching(self, *, words="", state="", language="", mode=""):
        """Every word stands in what she states; what is empty asks nothing."""
        found = self
        for word in words.split():
            found = found.filter(Q(services__icontains=word) | Q(about_care__icontains=word))
        if state:
            found = found.filter(states__contains=f" {state} ")
        if language:
            found = found.filter(languages__icontains=language)
        if mode:
            found = found.filter(mode__in=[mode, ClinicianListing.Mode.BOTH])
        return found


class ClinicianListing(models.Model):
    """What a clinician says of her own practice, for people who look for care. Nothing here is anybody else's word."""

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", _("In person")
        ONLINE = "online", _("Online")
        BOTH = "both", _("In person and online")

    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="clinician_listing")
    services = models.CharField(max_length=300)
    about_care = models.TextField(blank=True)
    languages = models.CharField(max_length=120)
    # Codes of states with a space on each side, so that one is found by itself: " CO NM ".
    states = models.CharField(max_length=240)
    mode = models.CharField(max_length=9, choices=Mode)
    reach = models.CharField(max_length=300)
    seen_by_everybody = models.BooleanField(default=False)
    changed_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)
    demonstration = models.BooleanField(default=building, editable=False)

    objects = ClinicianListingQuerySet.as_manager()

    class Meta:
        ordering = ["person__family_name", "person__given_name", "pk"]

    def __str__(self) -> str:
        return self.person.name

    @property
    def state_codes(self) -> list[str]:
        return self.states.split()


class HelpLineQuerySet(models.QuerySet):
    def offered(self):
        return self.filter(ended_on__isnull=True)

    def for_state(self, state):
        """Those for the whole country, and those of a state; without a state all of them."""
        return self.filter(Q(states="") | Q(states__contains=f" {state} ")) if state else self

    def to_be_checked(self, day):
        """Those nobody of this network looked at within half a year, or ever."""
        return self.offered().filter(Q(checked_on__isnull=True) | Q(checked_on__lte=day - HOLDS))


class HelpLine(models.Model):
    """A line somebody can turn to, with where its facts come from and when they were last looked at.

    A `code` marks one that came with the product; once staff changed it, it is theirs and is not loaded over.
    """

    code = models.SlugField(blank=True)
    name = models.CharField(max_length=120)
    for_whom = models.CharField(max_length=240)
    phone = models.CharField(max_length=40, blank=True)
    text_to = models.CharField(max_length=80, blank=True)
    link = models.URLField(max_length=300, blank=True)
    # Codes of states with a space on each side; empty is the whole country.
    states = models.CharField(max_length=240, blank=True)
    hours = models.CharField(max_length=120)
    languages = models.CharField(max_length=160)
    for_crisis = models.BooleanField(default=False)
    source = models.CharField(max_length=200)
    source_link = models.URLField(max_length=300)
    # Empty for one that came with the product and that nobody of this network has looked at yet.
    checked_on = models.DateField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=50)
    is_changed = models.BooleanField(default=False)
    ended_on = models.DateField(null=True, blank=True)
    demonstration = models.BooleanField(default=building, editable=False)

    objects = HelpLineQuerySet.as_manager()

    class Meta:
        ordering = ["-for_crisis", "order", "name"]
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="help_line_once"),
            models.CheckConstraint(
                condition=~Q(phone="", text_to="", link=""),
                name="help_line_can_be_reached",
                violation_error_message=_("Give a number, what to write to, or a page: it has to be reached somehow."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def said(self) -> dict[str, str]:
        """For whom it is, when somebody answers and in which languages; what came with the product in the reader's."""
        shown = ("for_whom", "hours", "languages")
        return {name: pgettext("help line", getattr(self, name)) for name in shown if getattr(self, name)}

    @property
    def dialed(self) -> str:
        """What a telephone dials."""
        return "".join(sign for sign in self.phone.partition(",")[0] if sign.isdigit() or sign == "+")
