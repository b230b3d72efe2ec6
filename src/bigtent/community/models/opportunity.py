"""The opportunity: a fellowship, a job, a call, with its deadline in its own zone and whom it is for."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.ledger.demonstration import building
from bigtent.ledger.keys import new_key
from bigtent.people.models.reading import STAFF_ROLES, signed_in


class OpportunityQuerySet(models.QuerySet):
    def visible_to(self, account):
        """Those that are or were open, to everybody; staff see drafts and withdrawn ones too, and whoever saved one
        sees what became of it."""
        shown = Q(state__in=[Opportunity.State.PUBLISHED, Opportunity.State.CLOSED])
        if not signed_in(account):
            return self.filter(shown)
        if account.roles & STAFF_ROLES:
            return self
        # A condition of its own instead of a join, so that nothing stands there twice.
        saved = Q(pk__in=account.person.saved_opportunities.values("opportunity"))
        return self.filter(shown | (saved & Q(state=Opportunity.State.WITHDRAWN)))

    def published(self):
        return self.filter(state=Opportunity.State.PUBLISHED)

    def open(self, moment: datetime | None = None):
        """Published and not closed at a moment, the next deadline first, then those without one."""
        not_closed = Q(closes_at__isnull=True) | Q(closes_at__gt=moment or now())
        return self.published().filter(not_closed).order_by(F("closes_at").asc(nulls_last=True), "pk")

    def over(self, moment: datetime | None = None):
        """Closed by staff or by their own deadline, the latest first."""
        closed = Q(state=Opportunity.State.CLOSED) | Q(
            state=Opportunity.State.PUBLISHED, closes_at__lte=moment or now()
        )
        return self.filter(closed).order_by(F("closes_at").desc(nulls_last=True), "-pk")

    def to_be_checked(self, day):
        """Open ones whose source is to be looked at again."""
        return self.open().filter(recheck_on__lte=day)


class Opportunity(models.Model):
    """Something to apply for. `closes_at` is the first moment at which the clocks of the zone show the deadline, kept
    beside it; without a deadline it stays open until somebody closes it. `clauses` is what the sponsor asks for, as
    `engines.eligibility` reads it."""

    class Kind(models.TextChoices):
        FELLOWSHIP = "fellowship", _("Fellowship")
        SCHOLARSHIP = "scholarship", _("Scholarship")
        AWARD = "award", _("Award")
        PRACTICUM = "practicum", _("Practicum or service-learning")
        JOB = "job", _("Job")
        COMMITTEE = "committee", _("Committee call")
        GRANT = "grant", _("Grant")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        CLOSED = "closed", _("Closed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Presence(models.TextChoices):
        IN_RESIDENCE = "in_residence", _("In residence")
        REMOTE = "remote", _("From afar")
        EITHER = "either", _("In residence or from afar")

    key = models.CharField(max_length=12, unique=True, default=new_key)
    kind = models.CharField(max_length=11, choices=Kind)
    title = models.CharField(max_length=160)
    text = models.TextField(blank=True)
    sponsor = models.ForeignKey(
        "people.Organization", on_delete=models.PROTECT, null=True, blank=True, related_name="opportunities"
    )
    # The sponsor as it is announced, where it is none of the organizations kept here.
    sponsor_name = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=300, blank=True)
    deadline_on = models.DateField(null=True, blank=True)
    deadline_time = models.TimeField(null=True, blank=True)
    zone = models.CharField(max_length=40)
    closes_at = models.DateTimeField(null=True, blank=True, editable=False)
    rolling = models.BooleanField(default=False)
    stipend = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, default="USD")
    stipend_text = models.CharField(max_length=200, blank=True)
    where = models.CharField(max_length=200, blank=True)
    presence = models.CharField(max_length=12, choices=Presence, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    topics = models.ManyToManyField("people.Topic", blank=True, related_name="opportunities")
    clauses = models.JSONField(default=list, blank=True)
    source_link = models.URLField(max_length=300, blank=True)
    source_checked_on = models.DateField(null=True, blank=True)
    recheck_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.CharField(max_length=300, blank=True)
    # Counts the changes that calendars must learn of.
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=now)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=now)
    demonstration = models.BooleanField(default=building, editable=False)

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name_plural = "opportunities"
        constraints = [
            models.CheckConstraint(
                condition=Q(deadline_on__isnull=True, closes_at__isnull=True)
                | Q(deadline_on__isnull=False, closes_at__isnull=False),
                name="opportunity_closes_by_its_deadline",
            ),
            models.CheckConstraint(
                condition=Q(deadline_time__isnull=True) | Q(deadline_on__isnull=False), name="opportunity_hour_of_a_day"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="opportunity_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False), name="opportunity_published_when"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "closes_at"], name="opportunity_open"),
            models.Index(fields=["recheck_on"]),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("community:opportunity", args=[self.key])

    @property
    def sponsored_by(self) -> str:
        return self.sponsor.name if self.sponsor else self.sponsor_name

    @property
    def is_open(self) -> bool:
        return self.state == self.State.PUBLISHED and (self.closes_at is None or now() < self.closes_at)

    @property
    def is_over(self) -> bool:
        """Closed by staff, or by its own deadline."""
        return self.state == self.State.CLOSED or (self.state == self.State.PUBLISHED and not self.is_open)

    @property
    def place_of_clocks(self) -> str:
        return self.zone.rpartition("/")[2].replace("_", " ")

    @property
    def deadline(self):
        """The deadline as the clocks of its zone show it, without a zone so that no page moves it; the date alone where
        no hour was said."""
        if self.deadline_on is None:
            return None
        return datetime.combine(self.deadline_on, self.deadline_time) if self.deadline_time else self.deadline_on

    @property
    def days_left(self) -> int | None:
        """Days until the day of the deadline, counted where it is."""
        if self.deadline_on is None:
            return None
        return (self.deadline_on - now().astimezone(ZoneInfo(self.zone)).date()).days

    @property
    def paid(self) -> str:
        """The stipend in words."""
        if self.stipend is None:
            return self.stipend_text
        amount = number_format(self.stipend, 2 if self.stipend % 1 else 0, force_grouping=True)
        sign = f"${amount}" if self.currency == "USD" else f"{amount} {self.currency}"
        return ", ".join(filter(None, (sign, self.stipend_text)))


class PracticumSite(models.Model):
    """A place where a practicum or service-learning is done: hours, and who looks after the students there."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="sites")
    order = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=160)
    where = models.CharField(max_length=200, blank=True)
    hours = models.PositiveSmallIntegerField(null=True, blank=True)
    places = models.PositiveSmallIntegerField(null=True, blank=True)
    supervisor = models.CharField(max_length=160, blank=True)
    about = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name
