"""The event: what, when, where, who speaks, who may see it."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, F, Max, Min, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bigtent.gatherings.models.reading import insides_of
from bigtent.ledger.clock import now
from bigtent.ledger.demonstration import building
from bigtent.ledger.keys import new_key
from bigtent.ledger.zones import wall_of
from bigtent.people.models.reading import STAFF_ROLES, signed_in


class Spoken(models.TextChoices):
    """Languages an event may be given in or interpreted into."""

    ENGLISH = "en", _("English")
    SPANISH = "es", _("Spanish")
    SIGN = "ase", _("American Sign Language")
    CHINESE = "zh", _("Chinese")
    VIETNAMESE = "vi", _("Vietnamese")
    TAGALOG = "tl", _("Tagalog")
    ARABIC = "ar", _("Arabic")
    KOREAN = "ko", _("Korean")
    CREOLE = "ht", _("Haitian Creole")
    NAVAJO = "nv", _("Navajo")


class Series(models.Model):
    """Events that belong together, such as a webinar each month."""

    key = models.CharField(max_length=12, unique=True, default=new_key)
    title = models.CharField(max_length=160)
    text = models.TextField(blank=True)
    made_at = models.DateTimeField(default=now)
    demonstration = models.BooleanField(default=building, editable=False)

    class Meta:
        ordering = ["title", "pk"]
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("gatherings:series", args=[self.key])


class EventQuerySet(models.QuerySet):
    def visible_to(self, account):
        """Published ones: the public to everybody, those of the network to who belongs to it, those of a group or
        another circle to whoever is in it. Staff see all, drafts too."""
        if not signed_in(account):
            return self.published().filter(seen_by=Event.SeenBy.EVERYBODY)
        if account.roles & STAFF_ROLES:
            return self
        open_to = Q(seen_by=Event.SeenBy.EVERYBODY) | Q(inside__in=insides_of(account.person_id))
        if account.roles:
            open_to |= Q(seen_by=Event.SeenBy.NETWORK)
        return self.filter(open_to, state__in=[Event.State.PUBLISHED, Event.State.CANCELLED])

    def published(self):
        """Shown: published ones, and those that were published and then canceled."""
        return self.filter(state__in=[Event.State.PUBLISHED, Event.State.CANCELLED])

    def coming(self, moment):
        """With a slot that is not over, the next first; `next_at` is when it begins."""
        open_slots = Q(slots__ends_at__gte=moment, slots__cancelled_at__isnull=True)
        return (
            self.filter(state=Event.State.PUBLISHED)
            .annotate(next_at=Min("slots__starts_at", filter=open_slots))
            .filter(next_at__isnull=False)
            .order_by("next_at", "pk")
        )

    def over(self, moment):
        """Those that took place, the latest first; `ended_at` is when the last slot was over."""
        open_slots = Q(slots__cancelled_at__isnull=True)
        return (
            self.filter(state=Event.State.PUBLISHED)
            .annotate(ended_at=Max("slots__ends_at", filter=open_slots))
            .filter(ended_at__lt=moment)
            .order_by("-ended_at", "-pk")
        )

    def drafts(self):
        return self.filter(state=Event.State.DRAFT)

    def within(self, since: datetime, until: datetime):
        """Those with a slot that begins between two moments."""
        slots = Slot.objects.open().filter(event=OuterRef("pk"), starts_at__gte=since, starts_at__lt=until)
        return self.filter(Exists(slots))

    def saying(self, words: str):
        """Those in which each of the words stands: title, text, host, place, topics or the panel."""
        found = self
        for word in words.split():
            spoken = Panelist.objects.filter(event=OuterRef("pk")).filter(
                Q(name__icontains=word) | Q(organization_name__icontains=word) | Q(organization__name__icontains=word)
            )
            topics = Event.topics.through.objects.filter(event=OuterRef("pk"), topic__name__icontains=word)
            found = found.filter(
                Q(title__icontains=word)
                | Q(text__icontains=word)
                | Q(host_name__icontains=word)
                | Q(host__name__icontains=word)
                | Q(where__icontains=word)
                | Exists(spoken)
                | Exists(topics)
            )
        return found

    def with_slots(self):
        """With the slots that take place and the topics at hand, so that a list asks the same for 3 as for 300."""
        slots = Prefetch("slots", Slot.objects.open(), to_attr="times")
        return self.select_related("host", "series").prefetch_related(slots, "topics")


class Event(models.Model):
    """A webinar, meeting, training or another gathering, with one or many slots.

    `where` is the address in words; `join_link` is told to the registered only. An event `inside` a circle, such as
    "group:12", is seen by those who are in it. `sequence` counts the changes that calendars must learn of.
    """

    class Kind(models.TextChoices):
        WEBINAR = "webinar", _("Webinar")
        MEETING = "meeting", _("Meeting")
        TRAINING = "training", _("Training")
        MEET_UP = "meet_up", _("Meet-up")
        GRAND_ROUNDS = "grand_rounds", _("Grand rounds")
        PITCH = "pitch", _("Pitch")
        HEARING = "hearing", _("Hearing")
        PHONEBANK = "phonebank", _("Phonebank shift")

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", _("In person")
        ONLINE = "online", _("Online")
        HYBRID = "hybrid", _("In person and online")

    class SeenBy(models.TextChoices):
        EVERYBODY = "everybody", _("Everybody")
        NETWORK = "network", _("Whoever belongs to the network")
        INSIDE = "inside", _("Whoever belongs to the group")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        CANCELLED = "cancelled", _("Canceled")

    class Registering(models.TextChoices):
        HERE = "here", _("Here")
        ELSEWHERE = "elsewhere", _("On another site")
        NONE = "none", _("Nobody needs to register")

    key = models.CharField(max_length=12, unique=True, default=new_key)
    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.TextField(blank=True)
    series = models.ForeignKey(Series, on_delete=models.SET_NULL, null=True, blank=True, related_name="events")
    topics = models.ManyToManyField("people.Topic", blank=True, related_name="events")
    mode = models.CharField(max_length=9, choices=Mode, default=Mode.ONLINE)
    zone = models.CharField(max_length=40)
    where = models.CharField(max_length=300, blank=True)
    join_link = models.URLField(max_length=300, blank=True)
    host = models.ForeignKey("people.Organization", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The host as it is announced, where it is none of the organizations kept here.
    host_name = models.CharField(max_length=200, blank=True)
    seen_by = models.CharField(max_length=9, choices=SeenBy, default=SeenBy.EVERYBODY)
    inside = models.CharField(max_length=40, blank=True)
    # The page of what it is part of, such as the meeting of a group; a path of this site.
    belongs_at = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)
    registering = models.CharField(max_length=9, choices=Registering, default=Registering.HERE)
    external_link = models.URLField(max_length=300, blank=True)
    # Places of each slot that names none of its own; empty for as many as come.
    capacity = models.PositiveIntegerField(null=True, blank=True)
    has_waiting_list = models.BooleanField(default=True)
    offer_hours = models.PositiveSmallIntegerField(default=24)
    captions = models.BooleanField(default=False)
    languages = models.JSONField(default=list, blank=True)
    access = models.CharField(max_length=400, blank=True)
    asks_access_needs = models.BooleanField(default=True)
    asks_questions = models.BooleanField(default=False)
    gives_certificate = models.BooleanField(default=False)
    hours = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    recording_link = models.URLField(max_length=300, blank=True)
    transcript = models.TextField(blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    source_link = models.URLField(max_length=300, blank=True)
    # How another calendar calls it, where it was brought in from a file.
    foreign_uid = models.CharField(max_length=255, blank=True)
    imported = models.ForeignKey(
        "gatherings.CalendarImport", on_delete=models.SET_NULL, null=True, blank=True, related_name="events"
    )
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=now)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=now)
    demonstration = models.BooleanField(default=building, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(seen_by="inside") | ~Q(inside=""), name="event_inside_what"),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | Q(cancelled_at__isnull=False), name="event_cancelled_when"
            ),
            models.CheckConstraint(condition=Q(capacity__isnull=True) | Q(capacity__gte=1), name="event_has_a_place"),
            models.UniqueConstraint(fields=["foreign_uid"], condition=~Q(foreign_uid=""), name="event_brought_in_once"),
        ]
        indexes = [
            models.Index(fields=["state", "seen_by"], name="event_shown"),
            models.Index(fields=["inside"], condition=~Q(inside=""), name="event_inside"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("gatherings:event", args=[self.key])

    @property
    def hosted_by(self) -> str:
        return self.host.name if self.host else self.host_name

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_public(self) -> bool:
        """Whether whoever comes by may read it."""
        return self.seen_by == self.SeenBy.EVERYBODY and not self.is_draft

    @property
    def is_from_afar(self) -> bool:
        return self.mode != self.Mode.IN_PERSON

    @property
    def spoken(self) -> list[str]:
        """The languages of the event, in words."""
        return [str(Spoken(code).label) for code in self.languages if code in Spoken.values]


class SlotQuerySet(models.QuerySet):
    def open(self):
        return self.filter(cancelled_at__isnull=True)

    def coming(self, moment):
        return self.open().filter(ends_at__gte=moment)


class Slot(models.Model):
    """One time at which an event takes place. `line` is the latest number that was given to somebody registering."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveIntegerField(null=True, blank=True)
    line = models.PositiveIntegerField(default=0)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = SlotQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="slot_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(capacity__isnull=True) | Q(capacity__gte=1), name="slot_has_a_place"),
            models.UniqueConstraint(
                fields=["event", "starts_at"], condition=Q(cancelled_at__isnull=True), name="slot_once"
            ),
        ]
        indexes = [models.Index(fields=["starts_at"]), models.Index(fields=["ends_at"])]

    def __str__(self) -> str:
        return f"{self.event}, {self.local:%Y-%m-%d %H:%M}"

    @property
    def local(self):
        """When it begins, as the clocks of the event's zone show it; without a zone, so that no page moves it."""
        return wall_of(self.starts_at, self.event.zone)

    @property
    def local_end(self):
        return wall_of(self.ends_at, self.event.zone)

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= now()

    @property
    def has_ended(self) -> bool:
        return self.ends_at <= now()

    @property
    def places(self) -> int | None:
        """How many may come; None for as many as do."""
        return self.capacity or self.event.capacity


class Panelist(models.Model):
    """Somebody who speaks or moderates, as announced; a link to a person of the network only where she is one."""

    class Role(models.TextChoices):
        SPEAKER = "speaker", _("Speaker")
        MODERATOR = "moderator", _("Moderator")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="panel")
    order = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=120)
    credentials = models.CharField(max_length=60, blank=True)
    role = models.CharField(max_length=9, choices=Role, default=Role.SPEAKER)
    about = models.CharField(max_length=400, blank=True)
    organization = models.ForeignKey(
        "people.Organization", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    organization_name = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="panels")

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.name, self.credentials)))

    @property
    def belongs_to(self) -> str:
        return self.organization.name if self.organization else self.organization_name


class CoHost(models.Model):
    """Who gives the event together with its host."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="cohosts")
    organization = models.ForeignKey(
        "people.Organization", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.organization.name if self.organization else self.name
