"""The waiting list: who gets a place that became free, and how long it is kept for her."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce

from bigtent.gatherings.models import Event, Registration, Slot
from bigtent.gatherings.models.registration import TAKING
from bigtent.gatherings.telling import letter_of
from bigtent.ledger.clock import now, today
from bigtent.ledger.services import record
from bigtent.outreach.models import ServiceLetter
from bigtent.outreach.services.service_letters import ask_for_letters

State = Registration.State
# So shortly before the start nobody is asked first; and so long before it every offer ends.
AT_ONCE, ENDS_BEFORE = timedelta(hours=2), timedelta(hours=1)
AGAIN_A_DAY = 3


@dataclass(frozen=True)
class Standing:
    """How many have a place that nobody else can have, and how many wait."""

    taking: int
    waiting: int


def standing_of(slot: Slot) -> Standing:
    rows = slot.registrations.order_by()
    counted = rows.filter(state__in=[*TAKING, State.WAITING]).aggregate(
        taking=Count("pk", filter=Q(state__in=TAKING)), waiting=Count("pk", filter=Q(state=State.WAITING))
    )
    return Standing(**counted)


def room_of(slot: Slot) -> int | None:
    """How many places we give; None for as many as come. Of an event elsewhere the places are given there."""
    return slot.places if slot.event.registering == Event.Registering.HERE else None


def fill(slot: Slot, *, by=None) -> int:
    """Give free places to those who wait, in their order; how many got one. The slot is locked already.

    Each is asked and has until an hour before the start, or as many hours as the event says; shortly before the start
    she has the place at once. Once it has begun nobody is called any more.
    """
    moment = now()
    if slot.has_begun or slot.cancelled_at or slot.event.state != Event.State.PUBLISHED:
        return 0
    waiting = slot.registrations.waiting().select_related("person")
    places = room_of(slot)
    if places is not None:
        waiting = waiting[: max(0, places - standing_of(slot).taking)]
    rows = list(waiting)
    at_once = slot.starts_at - moment < AT_ONCE
    for row in rows:
        row.slot, row.changed_at = slot, moment
        row.state = State.CONFIRMED if at_once else State.OFFERED
        row.offered_until = None if at_once else _until(slot, moment)
        row.save(update_fields=["state", "offered_until", "changed_at"])
        record(by=by, verb="offer_place", about=row, changes={"state": [State.WAITING, row.state]})
    tell_of(rows, "place-given" if at_once else "place-offered", by=by)
    return len(rows)


def look_after_places() -> None:
    """Worker: end the offers that were not taken, free places that a person has twice, and call those who wait."""
    for slot in _late(now()) | _doubled(now()) | _unfilled(now()):
        _look_after(slot)


def _late(moment: datetime) -> set[int]:
    late = Registration.objects.filter(state=State.OFFERED, offered_until__lte=moment)
    return set(late.order_by().values_list("slot", flat=True).distinct())


def _doubled(moment: datetime) -> set[int]:
    """Somebody registered under two records that were merged since: what she has under the kept one stays."""
    twice = Registration.objects.in_force().filter(slot__starts_at__gt=moment, person__merged_into__isnull=False)
    return set(twice.order_by().values_list("slot", flat=True).distinct())


def _unfilled(moment: datetime) -> set[int]:
    """Slots to come where somebody waits although a place is free: a record was erased, or there is more room."""
    slots = Slot.objects.open().filter(
        starts_at__gt=moment, event__state=Event.State.PUBLISHED, event__registering=Event.Registering.HERE
    )
    slots = slots.filter(pk__in=Registration.objects.waiting().order_by().values("slot"))
    slots = slots.annotate(
        room=Coalesce(F("capacity"), F("event__capacity")),
        taking=Count("registrations", filter=Q(registrations__state__in=TAKING)),
    )
    return set(slots.filter(Q(room=None) | Q(room__gt=F("taking"))).order_by().values_list("pk", flat=True))


@transaction.atomic
def _look_after(pk: int) -> None:
    slot = Slot.objects.select_for_update(of=("self",)).select_related("event").get(pk=pk)
    moment = now()
    late = slot.registrations.filter(state=State.OFFERED, offered_until__lte=moment)
    lapsed = late.update(state=State.LAPSED, changed_at=moment)
    if lapsed:
        record(by=None, verb="lapse_offers", about=slot, count=lapsed)
    twice = slot.registrations.in_force().filter(person__merged_into__isnull=False)
    if doubled := twice.update(state=State.CANCELLED, offered_until=None, changed_at=moment):
        record(by=None, verb="cancel_registration", about=slot, count=doubled)
    fill(slot)


def _until(slot: Slot, moment: datetime) -> datetime:
    return min(moment + timedelta(hours=slot.event.offer_hours), slot.starts_at - ENDS_BEFORE)


def tell_of(rows: Iterable[Registration], kind: str, *, by=None) -> None:
    """A letter to each about what has just become of her registration."""
    ask_for_letters(
        letters=[letter_of(row, kind, f"{row.number}.{row.changed_at:%Y%m%d%H%M%S%f}") for row in rows], by=by
    )


def ask_again(row: Registration, *, by=None) -> None:
    """Send what holds for her once more, so often a day: the page must not tell that she is there already."""
    day = f"{today():%Y%m%d}"
    sent = ServiceLetter.objects.filter(kind="registration-again", of=row.pk, about__contains=day).count()
    if sent < AGAIN_A_DAY:
        ask_for_letters(letters=[letter_of(row, "registration-again", f"{day}-{sent + 1}")], by=by)
