"""What events offer to others: the room itself, deeds, histories, news, whom one can write to."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bigtent.gatherings.models import Event, Panelist, Registration
from bigtent.ledger.declarations import AudienceSource, Deed, Known, News, NewsSource, Recorded, RoomEntry

ROOMS = (RoomEntry(name="gatherings", label=_("Events"), url="gatherings:events", switchable=True, order=40),)

DEEDS_OF_EVENTS = (
    Deed("plan_event", _("The event “%(what)s” was drafted"), _("%(count)s events were drafted")),
    Deed("change_event", _("The event “%(what)s” was changed")),
    Deed("publish_event", _("The event “%(what)s” was published")),
    Deed("take_back_event", _("The event “%(what)s” is a draft again")),
    Deed("discard_event", _("The draft of the event “%(what)s” was thrown away")),
    Deed("cancel_event", _("The event “%(what)s” was canceled")),
    Deed("hold_event_after_all", _("The canceled event “%(what)s” is held after all")),
    Deed("cancel_slot", _("One time of the event “%(what)s” was canceled")),
    Deed("add_recording", _("The recording of “%(what)s” was set")),
    Deed(
        "plan_series", _("The series “%(what)s” was drafted"), _("A series of %(count)s events was drafted: %(what)s")
    ),
    Deed(
        "publish_series", _("The series “%(what)s” was published"), _("%(count)s events of “%(what)s” were published")
    ),
)


def may_read(account, row: Event) -> bool:
    return account.has_perm("gatherings.run", row)


def may_read_series(account, series) -> bool:
    return account.has_perm("gatherings.plan")


HISTORY_OF_EVENTS = (Recorded("gatherings.Event", may_read), Recorded("gatherings.Series", may_read_series))


def show_panels(person, account) -> Iterator[tuple[str, str, str]]:
    if account.person_id == person.pk:
        for row in Panelist.objects.filter(person=person).select_related("event"):
            yield row.get_role_display(), f"{row.event}: {row}", _now("as the event was announced")


KNOWN_OF_EVENTS = (Known(model="gatherings.Panelist", title=_("Events at which you speak"), show=show_panels),)

SWEPT_OF_EVENTS = (
    "gatherings.Series.title",
    "gatherings.Series.text",
    "gatherings.Event.title",
    "gatherings.Event.text",
    "gatherings.Event.where",
    "gatherings.Event.host_name",
    "gatherings.Event.access",
    "gatherings.Event.cancelled_because",
    "gatherings.Event.transcript",
    "gatherings.CoHost.name",
    "gatherings.Panelist.name",
    "gatherings.Panelist.about",
)
CHOICES = 200


def events_to_write_to(account):
    """Of what this account runs the latest with anybody registered."""
    found = Event.objects.published().filter(slots__registrations__person__isnull=False)
    found = found.distinct().order_by("-made_at")[:CHOICES]
    return [(str(event.pk), event.title) for event in found] if account.has_perm("gatherings.plan") else []


def registered_for(number: str):
    """Whoever registered as somebody of the network and has not left."""
    event = int(number) if number.isascii() and number.isdecimal() and len(number) < 19 else 0
    rows = Registration.objects.filter(slot__event=event, person__isnull=False)
    return rows.exclude(state=Registration.State.CANCELLED).values("person")


AUDIENCES = (AudienceSource("event", _("Who registered for an event"), events_to_write_to, registered_for, order=35),)


def events_published(since: datetime) -> Iterator[News]:
    """Events that everybody may see, published since then; of a series the first, which leads to all."""
    public = Event.objects.filter(state=Event.State.PUBLISHED, seen_by=Event.SeenBy.EVERYBODY)
    found = public.filter(published_at__gte=since)
    first = public.filter(series=OuterRef("series")).order_by("pk").values("pk")[:1]
    found = found.filter(Q(series__isnull=True) | Q(pk=Subquery(first)))
    for event in found.select_related("series").prefetch_related("topics").order_by("published_at"):
        yield News(
            about=f"event:{event.pk}",
            title=event.title,
            text=event.text,
            url=(event.series or event).get_absolute_url(),
            at=event.published_at,
            topics=tuple(topic.pk for topic in event.topics.all()),
            demonstration=event.demonstration,
        )


NEWS = (NewsSource("events", _("Events"), events_published, order=20),)
