"""Verbs: the address of one's own calendar; bring in a calendar file, and take that back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from bigtent.gatherings.errors import CalendarError
from bigtent.gatherings.models import CalendarImport, CalendarSubscription, Event, Registration, Slot
from bigtent.gatherings.reading_calendars import Entry, read_calendar, without_people
from bigtent.ledger.clock import now
from bigtent.ledger.services import keep_document, record


@dataclass(frozen=True)
class Found:
    """What would become of one entry of a file: new, changed, the same, or refused."""

    entry: Entry
    outcome: str
    event: Event | None = None


def renew_calendar_address(*, by) -> CalendarSubscription:
    """A new address for one's own calendar; the old one shows nothing from now on."""
    with transaction.atomic():
        subscription, made = CalendarSubscription.objects.get_or_create(person_id=by.person_id)
        if not made:
            CalendarSubscription.objects.filter(pk=subscription.pk).update(version=F("version") + 1, made_at=now())
            subscription.refresh_from_db()
        record(by=by, verb="renew_calendar_address", about=subscription)
    return subscription


def receive_calendar(*, file: BinaryIO, name: str, by) -> CalendarImport:
    """Keep a calendar file without those invited, and say what would come of it; nothing is brought in yet."""
    raw = file.read()
    read_calendar(raw, now())
    document = keep_document(file=BytesIO(without_people(raw)), name=name, by=by)
    with transaction.atomic():
        received = CalendarImport.objects.create(document=document, name=name[:200], by=by)
        record(by=by, verb="receive_calendar", about=received)
    return received


def found_in(received: CalendarImport) -> list[Found]:
    """Each entry of the file with what would become of it now."""
    entries = read_calendar(received.document.path.read_bytes(), received.made_at)
    known = {
        event.foreign_uid: event
        for event in Event.objects.exclude(foreign_uid="").prefetch_related("slots")
    }  # fmt: skip
    return [_compared(entry, known.get(entry.uid)) for entry in entries]


def _compared(entry: Entry, event: Event | None) -> Found:
    if entry.fault:
        return Found(entry, "refused")
    if event is None:
        return Found(entry, "new")
    return Found(entry, "same" if _said(entry) == _standing(event) else "changed", event)


def _said(entry: Entry) -> tuple:
    return entry.title, entry.text, entry.where, entry.link, entry.zone, tuple(sorted(entry.slots)), entry.cancelled


def _standing(event: Event) -> tuple:
    slots = tuple(sorted((slot.starts_at, slot.ends_at) for slot in event.slots.all() if not slot.cancelled_at))
    return event.title, event.text, event.where, event.external_link, event.zone, slots, event.is_cancelled


@transaction.atomic
def apply_calendar(*, received: CalendarImport, by) -> dict[str, int]:
    """Bring in what is new and what changed. New ones are drafts that nobody sees until somebody publishes them.

    Bringing in the same file again changes nothing.
    """
    received = CalendarImport.objects.select_for_update(of=("self",)).select_related("document").get(pk=received.pk)
    if received.state == CalendarImport.State.UNDONE:
        raise CalendarError(_("This file was taken back. Bring it in anew."))
    found = found_in(received)
    new = [one.entry for one in found if one.outcome == "new" and not one.entry.cancelled]
    changed = [one for one in found if one.outcome == "changed"]
    _make(received, new, by)
    for one in changed:
        _change(one.event, one.entry)
    received.state = CalendarImport.State.APPLIED
    received.save(update_fields=["state"])
    counts = {"new": len(new), "changed": len(changed)}
    record(by=by, verb="apply_calendar", about=received, changes=counts, count=len(new) + len(changed))
    return counts


def _make(received: CalendarImport, entries: Sequence[Entry], by) -> None:
    moment = now()
    events = [_event(received, entry, by, moment) for entry in entries]
    Event.objects.bulk_create(events, batch_size=500)
    slots = [
        Slot(event=event, starts_at=starts, ends_at=ends)
        for event, entry in zip(events, entries, strict=True)
        for starts, ends in entry.slots
    ]
    Slot.objects.bulk_create(slots, batch_size=500)


def _event(received: CalendarImport, entry: Entry, by, moment: datetime) -> Event:
    return Event(
        title=entry.title, kind=Event.Kind.MEETING, text=entry.text, zone=entry.zone, where=entry.where,
        mode=Event.Mode.IN_PERSON if entry.where else Event.Mode.ONLINE, external_link=entry.link,
        registering=Event.Registering.ELSEWHERE if entry.link else Event.Registering.NONE,
        foreign_uid=entry.uid, imported=received, by=by, changed_at=moment,
    )  # fmt: skip


def _change(event: Event, entry: Entry) -> None:
    """The other calendar knows better what it announced; what was added here (panel, topics) stays."""
    moment = now()
    event.title, event.text, event.where, event.zone = entry.title, entry.text, entry.where, entry.zone
    event.external_link, event.sequence, event.changed_at = entry.link, event.sequence + 1, moment
    if entry.cancelled and event.state == Event.State.PUBLISHED:
        event.state, event.cancelled_at = Event.State.CANCELLED, moment
    event.save()
    wanted, standing = dict(entry.slots), {slot.starts_at: slot for slot in event.slots.all() if not slot.cancelled_at}
    for starts in standing.keys() - wanted.keys():
        standing[starts].cancelled_at = moment
        standing[starts].save(update_fields=["cancelled_at"])
    for starts, ends in wanted.items():
        if starts not in standing:
            Slot.objects.create(event=event, starts_at=starts, ends_at=ends)
        elif standing[starts].ends_at != ends:
            Slot.objects.filter(pk=standing[starts].pk).update(ends_at=ends)


@transaction.atomic
def undo_calendar(*, received: CalendarImport, by) -> int:
    """Take back what a file brought: its events go, as long as nobody registered for one of them."""
    received = CalendarImport.objects.select_for_update(of=("self",)).get(pk=received.pk)
    events = Event.objects.filter(imported=received)
    awaited = Registration.objects.filter(slot__event__in=events).values_list("slot__event__title", flat=True).first()
    if awaited:
        words = _("Somebody registered for “%s”. Cancel that event first, so that everybody is told.")
        raise CalendarError(words % awaited)
    gone = events.count()
    events.delete()
    received.state = CalendarImport.State.UNDONE
    received.save(update_fields=["state"])
    record(by=by, verb="undo_calendar", about=received, count=gone)
    return gone
