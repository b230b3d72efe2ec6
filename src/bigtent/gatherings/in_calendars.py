"""How events stand in calendars: public ones for everybody; for a person those she registered for and those of her
circles, with the joining link only where she has a place."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.gatherings.calendars import host
from bigtent.gatherings.models import Event, Registration, Slot
from bigtent.gatherings.models.reading import insides_of
from bigtent.ledger.declarations import CalendarItem, CalendarSource

State = Registration.State
COMING = (State.CONFIRMED, State.WAITING, State.OFFERED)


def event_items(account, since: datetime, until: datetime) -> Iterable[CalendarItem]:
    """The slots of the events between two moments, each an entry of its own."""
    within = Slot.objects.filter(starts_at__lt=until, ends_at__gt=since, event__in=events_of(account).values("pk"))
    if account is not None:
        hers = Registration.objects.filter(slot=OuterRef("pk"), person=account.person_id)
        within = within.annotate(registered=Subquery(hers.values("state")[:1]))
        within = within.filter(Q(registered__in=COMING) | Q(event__inside__in=insides_of(account.person_id)))
    slots = within.select_related("event__host").order_by("starts_at", "pk")
    return [item_of(slot, getattr(slot, "registered", None) or "") for slot in slots.iterator(chunk_size=1_000)]


def events_of(account):
    """The events whose slots may stand in a calendar: without an account the public ones."""
    if account is None:
        return Event.objects.published().filter(seen_by=Event.SeenBy.EVERYBODY)
    mine = Q(inside__in=insides_of(account.person_id)) | Q(
        pk__in=Registration.objects.filter(person=account.person_id, state__in=COMING).values("slot__event")
    )
    return Event.objects.visible_to(account).published().filter(mine)


def item_of(slot: Slot, registered: str = "") -> CalendarItem:
    """One slot as an entry; `registered` is the state of the reader's registration. Only for who has a place the
    joining link is in it."""
    event = slot.event
    has_place = registered == State.CONFIRMED
    link = event.join_link if has_place else ""
    title = event.title if registered in ("", State.CONFIRMED) else _("%(event)s (waiting list)") % {"event": event}
    hosted = _("Host: %s") % event.hosted_by if event.hosted_by else ""
    joining = _("Join here: %s") % link if link else ""
    return CalendarItem(
        uid=uid_of(slot),
        title=title,
        starts=slot.starts_at,
        ends=slot.ends_at,
        url=event.get_absolute_url(),
        where=event.where or link or (str(event.get_mode_display()) if event.mode == Event.Mode.ONLINE else ""),
        text="\n\n".join(filter(None, (joining, hosted, event.text))),
        zone=event.zone,
        cancelled=event.is_cancelled or slot.cancelled_at is not None,
        sequence=event.sequence,
        changed_at=event.changed_at,
    )


def uid_of(slot: Slot) -> str:
    """What names a slot for good, also in the mail of who registered."""
    return f"{slot.event.key}-{slot.pk}@{host()}"


def event_version(account) -> str:
    """Two or three counts instead of a thousand events."""
    told = events_of(account).aggregate(Count("pk"), Max("changed_at"), Max("slots__pk"), Count("slots__cancelled_at"))
    parts = [str(value) for value in told.values()]
    if account is not None:
        own = Registration.objects.filter(person=account.person_id).aggregate(Count("pk"), Max("changed_at"))
        parts += [str(value) for value in own.values()] + sorted(insides_of(account.person_id))
    return "events " + " ".join(parts)


CALENDAR_OF_EVENTS = (CalendarSource("events", gettext_lazy("Events"), event_items, event_version, order=10),)
