"""Verbs: publish an event, take it back, cancel it or one of its times, hold it after all, show its recording."""

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.gatherings.errors import EventError
from bigtent.gatherings.models import Event, Registration, Slot
from bigtent.gatherings.services.planning import locked
from bigtent.gatherings.telling import tell_registered
from bigtent.ledger.clock import now
from bigtent.ledger.services import record


@transaction.atomic
def publish_event(*, event: Event, by) -> Event:
    """Show a draft to those it is for; registering begins."""
    event = locked(event)
    if not event.is_draft:
        raise EventError(_("This event is published already."))
    if not event.slots.coming(now()).exists():
        raise EventError(_("Its time is over. Change the day first."), field="day")
    if event.mode != Event.Mode.ONLINE and not event.where:
        raise EventError(_("People come to a place. Say first where it is."), field="where")
    event.state, event.published_at = Event.State.PUBLISHED, event.published_at or now()
    _keep(event, "state", "published_at")
    record(by=by, verb="publish_event", about=event)
    return event


@transaction.atomic
def take_back_event(*, event: Event, by) -> Event:
    """Make a published event a draft again, as long as nobody registered."""
    event = locked(event)
    if event.state != Event.State.PUBLISHED:
        raise EventError(_("This event is not published."))
    if registered(event).exists():
        raise EventError(_("Somebody registered. Cancel the event instead and say why, so that they are told."))
    event.state = Event.State.DRAFT
    _keep(event, "state")
    record(by=by, verb="take_back_event", about=event)
    return event


@transaction.atomic
def discard_event(*, event: Event, by) -> None:
    """Throw a draft away."""
    event = locked(event)
    if not event.is_draft or registered(event).exists():
        raise EventError(_("Only a draft for which nobody registered can be thrown away."))
    record(by=by, verb="discard_event", about=event)
    event.delete()


@transaction.atomic
def cancel_event(*, event: Event, because: str, by) -> Event:
    """Say that a published event does not take place, and why. Whoever registered is told."""
    event = locked(event)
    if event.state != Event.State.PUBLISHED:
        raise EventError(_("Only a published event can be canceled. A draft is thrown away."))
    if not event.slots.coming(now()).exists():
        raise EventError(_("It is over. What took place is not canceled any more."))
    event.cancelled_because = _reason(because)
    event.state, event.cancelled_at = Event.State.CANCELLED, now()
    _keep(event, "state", "cancelled_at", "cancelled_because")
    record(by=by, verb="cancel_event", about=event, reason=event.cancelled_because)
    tell_registered(event, "canceled", by)
    return event


@transaction.atomic
def hold_event_after_all(*, event: Event, by) -> Event:
    """Take the canceling of an event back. Whoever registered is told."""
    event = locked(event)
    if not event.is_cancelled:
        raise EventError(_("This event is not canceled."))
    event.state, event.cancelled_at, event.cancelled_because = Event.State.PUBLISHED, None, ""
    _keep(event, "state", "cancelled_at", "cancelled_because")
    record(by=by, verb="hold_event_after_all", about=event)
    tell_registered(event, "changed", by)
    return event


@transaction.atomic
def cancel_slot(*, slot: Slot, because: str, by) -> Slot:
    """Cancel one of several times. Whoever registered for it is told."""
    event = locked(slot.event)
    slot = Slot.objects.select_for_update(of=("self",)).get(pk=slot.pk)
    if slot.is_cancelled or event.state != Event.State.PUBLISHED:
        raise EventError(_("This time is not open any more."))
    if slot.ends_at < now():
        raise EventError(_("It is over. What took place is not canceled any more."))
    if not event.slots.open().exclude(pk=slot.pk).exists():
        raise EventError(_("It is the only time of the event. Cancel the event instead."))
    because = _reason(because)
    slot.event, slot.cancelled_at = event, now()
    slot.save(update_fields=["cancelled_at"])
    _keep(event)
    record(by=by, verb="cancel_slot", about=event, reason=because, changes={"times": [str(slot.local), None]})
    tell_registered(event, "canceled", by, slot=slot)
    return slot


@transaction.atomic
def add_recording(*, event: Event, link: str, by, transcript: str = "") -> Event:
    """Show where the event can be watched, and what was said; without a link it is taken down. The first time those
    who registered are told."""
    event = locked(event)
    if event.state != Event.State.PUBLISHED or not event.slots.open().filter(starts_at__lt=now()).exists():
        raise EventError(_("A recording is there when the event has begun."))
    if transcript.strip() and not link:
        raise EventError(_("Give the address of the recording to which the transcript belongs."), field="link")
    is_new = bool(link) and event.recorded_at is None
    changes = {"recording_link": [event.recording_link, link], "transcript": []}
    event.recording_link, event.transcript = link, transcript.strip()
    event.recorded_at = event.recorded_at or (now() if link else None)
    event.changed_at = now()
    event.save(update_fields=["recording_link", "transcript", "recorded_at", "changed_at"])
    record(by=by, verb="add_recording", about=event, changes=changes)
    if is_new:
        tell_registered(event, "recorded", by)
    return event


def registered(event: Event):
    """Those who registered and have not said that they do not come."""
    return Registration.objects.filter(slot__event=event).exclude(state=Registration.State.CANCELLED)


def _reason(because: str) -> str:
    if not because.strip():
        raise EventError(_("Say why, such as “The speaker is ill.” Whoever registered reads it."), field="because")
    return because.strip()[:300]


def _keep(event: Event, *fields: str) -> None:
    """Calendars learn of it by the next number of the sequence."""
    event.sequence += 1
    event.changed_at = now()
    event.save(update_fields=[*fields, "sequence", "changed_at"])
