"""Verbs: register for a slot of an event, change what was said, leave, come after all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from bigtent.gatherings.errors import RegistrationError
from bigtent.gatherings.models import Event, Registration, Slot
from bigtent.gatherings.models.registration import new_code
from bigtent.gatherings.services.offering import ask_again, fill, room_of, standing_of, tell_of
from bigtent.gatherings.turns import in_turn
from bigtent.ledger.clock import now
from bigtent.ledger.services import record
from bigtent.people.models import Person

State = Registration.State
# How long leaving can be taken back, while there is room.
UNDO_WITHIN = timedelta(days=1)


@dataclass(frozen=True)
class Answer:
    """What became of it. `newcomer` is what anybody who was not there yet would be told; only that may be shown to who
    has not proved that the address is hers: whether it was registered before is nobody's business."""

    registration: Registration
    newcomer: str


def register(
    *, slot: Slot, name: str, email: str, person: Person | None = None, language: str = "en", zone: str = "",
    access_needs: str = "", question: str = "", by=None,
) -> Answer:  # fmt: skip
    """Give a place, or one on the waiting list, in the order in which people come; the same address is there once.

    Whoever is there already gets her letter again and changes nothing. `person` is given only where she is signed in
    and has proved that the address is hers: what was registered by it before is hers then.
    """
    said = {"name": name.strip(), "language": language, "zone": zone, "question": question.strip()}
    said["access_needs"] = access_needs.strip() or None
    with in_turn("registering"), transaction.atomic():
        slot = locked(slot)
        _refuse_closed(slot)
        newcomer = _for_newcomers(slot)
        row = _found(slot, email.lower(), person)
        if row is not None and person and row.person_id != person.pk:
            _make_hers(row, person, said)
        if row is not None and row.is_in_force:
            ask_again(row, by=by)
        elif newcomer:
            row = row or Registration(email=email.lower(), person=person)
            _give_number(row, slot, {**said, "state": newcomer}, by)
    if not newcomer:
        raise RegistrationError(_("All places are taken, and there is no waiting list."))
    return Answer(row, newcomer)


@transaction.atomic
def change_registration(*, registration: Registration, changes: Mapping[str, str], by=None) -> Registration:
    """Say anew what she needs to take part (`access_needs`), or what she asks beforehand (`question`)."""
    row = _locked_row(registration)
    _refuse_over(row.slot)
    before = {name: getattr(row, name) or "" for name in ("access_needs", "question")}
    changed = [name for name, value in changes.items() if value.strip() != before[name]]
    for name in changed:
        setattr(row, name, changes[name].strip() or (None if name == "access_needs" else ""))
    if changed:
        row.save(update_fields=changed)
        record(by=by, verb="change_registration", about=row, changes={name: [] for name in changed})
    return row


@transaction.atomic
def cancel_registration(*, registration: Registration, by=None) -> Registration:
    """Leave: the place, the offer, or the waiting list. Whoever is next gets the place."""
    row = _locked_row(registration)
    if not row.is_in_force:
        raise RegistrationError(_("You are not registered any more."))
    _refuse_over(row.slot)
    before = _now_in(row, State.CANCELLED)
    record(by=by, verb="cancel_registration", about=row, changes={"state": [before, row.state]})
    fill(row.slot, by=by)
    return row


@transaction.atomic
def come_after_all(*, registration: Registration, by=None) -> Registration:
    """Take back having left, within a day and while a place is free that nobody waits for."""
    row = _locked_row(registration)
    _refuse_closed(row.slot)
    if not may_come_back(row):
        raise RegistrationError(_("This cannot be taken back any more. You can register anew."))
    _now_in(row, State.CONFIRMED)
    record(by=by, verb="come_after_all", about=row)
    _tell(row, by)
    return row


def may_come_back(row: Registration) -> bool:
    """Whether leaving can be taken back now."""
    lately = row.state == State.CANCELLED and now() - row.changed_at < UNDO_WITHIN
    return lately and not row.slot.has_ended and _for_newcomers(row.slot) == State.CONFIRMED


def may_say(row: Registration) -> bool:
    """Whether she may say now whether she went: nobody else has noted it."""
    return row.state == State.CONFIRMED and row.slot.has_begun and (not row.came or row.said_herself)


@transaction.atomic
def take_offer(*, registration: Registration, by=None) -> Registration:
    """Yes to the place that became free, as long as it is hers."""
    row = _locked_row(registration)
    _refuse_closed(row.slot)
    if row.state != State.OFFERED or row.offered_until <= now():
        raise RegistrationError(_("This offer is over. If places are free you can register anew."))
    _now_in(row, State.CONFIRMED)
    record(by=by, verb="take_offer", about=row)
    _tell(row, by)
    return row


def locked(slot: Slot) -> Slot:
    """Whoever else registers for it waits: so many places, and not one more."""
    return Slot.objects.select_for_update(of=("self",)).select_related("event").get(pk=slot.pk)


def _locked_row(registration: Registration) -> Registration:
    slot = locked(registration.slot)
    row = Registration.objects.select_for_update(of=("self",)).select_related("person").filter(pk=registration.pk)
    found = row.first()
    if found is None:
        raise RegistrationError(_("This registration is not there any more."))
    found.slot = slot
    return found


def _now_in(row: Registration, state: str) -> str:
    before, row.state = row.state, state
    row.offered_until, row.changed_at = None, now()
    row.save(update_fields=["state", "offered_until", "changed_at"])
    return before


def _refuse_closed(slot: Slot) -> None:
    event = slot.event
    if event.state != Event.State.PUBLISHED or slot.cancelled_at:
        raise RegistrationError(_("This event does not take place, or is not announced yet."))
    if event.registering == Event.Registering.NONE:
        raise RegistrationError(_("Nobody needs to register for this event. Just come."))
    _refuse_over(slot)


def _refuse_over(slot: Slot) -> None:
    if slot.has_ended:
        raise RegistrationError(_("This event is over."))


def _for_newcomers(slot: Slot) -> str:
    """What somebody gets who comes now; nothing where all places are taken and nobody may wait."""
    places = room_of(slot)
    if places is None:
        return State.CONFIRMED
    standing = standing_of(slot)
    # A free place belongs to who waits for it, not to who comes later.
    if standing.taking + standing.waiting < places:
        return State.CONFIRMED
    return State.WAITING if slot.event.has_waiting_list and not slot.has_begun else ""


def _found(slot: Slot, email: str, person: Person | None) -> Registration | None:
    """Her registration for this slot, in whatever state."""
    who = Q(email=email) | Q(person=person) if person else Q(email=email)
    rows = list(slot.registrations.filter(who).select_related("person").order_by("pk"))
    mine = [row for row in rows if person and row.person_id == person.pk]
    return next(iter(mine or rows), None)


def _make_hers(row: Registration, person: Person, said: Mapping[str, object]) -> None:
    """What was registered by her address is hers now that she has proved it. Who typed it before is not known, so the
    name and the question are those she gives."""
    if row.person_id:
        # The address was somebody else's before: what she needs is not told to who has it now.
        row.access_needs = said["access_needs"]
    row.person, row.name, row.question = person, said["name"], said["question"]
    row.save(update_fields=["person", "name", "question", "access_needs"])


def _give_number(row: Registration, slot: Slot, said: Mapping[str, object], by) -> None:
    """A new number at the end of the line, also for who had left."""
    slot.line += 1
    row.slot, row.number, row.changed_at = slot, slot.line, now()
    row.offered_until, row.code = None, row.code if row.pk else _free_code(slot)
    for name, value in said.items():
        setattr(row, name, value)
    row.save()
    slot.save(update_fields=["line"])
    record(by=by, verb="register", about=row, changes={"state": ["", row.state]})
    _tell(row, by)


def _tell(row: Registration, by) -> None:
    """The letter about what she has now."""
    confirmed = "reminder-asked" if row.is_elsewhere else "registration"
    tell_of([row], confirmed if row.state == State.CONFIRMED else "place-waited-for", by=by)


def _free_code(slot: Slot) -> str:
    code = new_code()
    while slot.registrations.filter(code=code).exists():
        code = new_code()
    return code
