"""Who may register now, and for which times: what the block on the page of an event shows."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from bigtent.gatherings.forms.registering import RegisterForm
from bigtent.gatherings.models import Event, Registration, Slot
from bigtent.gatherings.models.registration import TAKING
from bigtent.gatherings.own_pages import path_of
from bigtent.gatherings.services.offering import room_of
from bigtent.gatherings.when import time_in
from bigtent.ledger.clock import now

State = Registration.State


@dataclass(frozen=True)
class Place:
    """One time somebody may register for; `is_full` where she would wait, or get none."""

    slot: Slot
    is_full: bool

    @property
    def words(self) -> str:
        words = time_in(self.slot, self.slot.event.zone)
        return _("%s: waiting list") % words if self.is_full else words

    @property
    def is_closed(self) -> bool:
        return self.is_full and (not self.slot.event.has_waiting_list or self.slot.has_begun)


def slots_open(event: Event) -> QuerySet[Slot]:
    """Times that take place and are not over."""
    return event.slots.coming(now()).order_by("starts_at", "pk")


def places_of(event: Event) -> list[Place]:
    """Each of these times and whether it is full, asked at once."""
    in_line = Q(registrations__state__in=[*TAKING, State.WAITING])
    found = []
    for slot in slots_open(event).annotate(in_line=Count("registrations", filter=in_line)):
        slot.event = event
        room = room_of(slot)
        found.append(Place(slot, room is not None and slot.in_line >= room))
    return found


def form_for(request, event: Event, places: list[Place]) -> RegisterForm | None:
    """The form to register with for one of these; None where there is none."""
    if not places:
        return None
    choices = [(str(place.slot.pk), place.words) for place in places]
    return RegisterForm(
        request.POST or None, event=event, choices=choices, signed_in=request.user.is_authenticated,
        auto_id="register-%s",
    )  # fmt: skip


def free_for(request, event: Event) -> list[Place]:
    """The times this reader may register for: without those she is registered for already."""
    if event.state != Event.State.PUBLISHED or event.registering == Event.Registering.NONE:
        return []
    hers = {row.slot_id for row in registered_by(request, event)}
    return [place for place in places_of(event) if place.slot.pk not in hers]


def block_of(request, event: Event) -> dict:
    """What the block on the page of an event needs: her own registrations, and the form for the times left."""
    mine, places = registered_by(request, event), free_for(request, event)
    return {
        "event": event,
        "mine": [(row, path_of(row)) for row in mine],
        "form": form_for(request, event, places),
        "is_full": bool(places) and all(place.is_full for place in places),
        "is_closed": bool(places) and all(place.is_closed for place in places),
        "request": request,
        "user": request.user,
    }


def registered_by(request, event: Event) -> list[Registration]:
    """Those of whoever is signed in that are in force."""
    if not request.user.is_authenticated:
        return []
    rows = Registration.objects.in_force().filter(slot__event=event, person=request.user.person_id)
    return list(rows.select_related("slot__event"))
