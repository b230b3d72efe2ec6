"""Verbs: join, check in, say or note whether somebody came, give certificates."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bigtent.gatherings.errors import RegistrationError
from bigtent.gatherings.models import Event, Registration, Slot
from bigtent.gatherings.services.offering import tell_of
from bigtent.ledger.clock import now
from bigtent.ledger.keys import new_key
from bigtent.ledger.services import record

Came, State = Registration.Came, Registration.State
# How long before the start somebody who joins counts as joining, and how long before it the door may be open.
DOOR_OF_A_CALL, DOOR_OF_A_ROOM = timedelta(minutes=15), timedelta(hours=12)
LATEST = timedelta(days=30)


@transaction.atomic
def note_joined(*, registration: Registration, by=None) -> bool:
    """She pressed the button that joins, while the event goes on; whether that is new."""
    slot, moment = registration.slot, now()
    if not slot.starts_at - DOOR_OF_A_CALL <= moment < slot.ends_at:
        return False
    row = Registration.objects.confirmed().filter(pk=registration.pk, joined_at__isnull=True)
    joined = bool(row.update(joined_at=moment))
    if joined:
        record(by=by, verb="note_joined", about=registration)
    return joined


@transaction.atomic
def check_in(*, slot: Slot, code: str, by) -> Registration:
    """Somebody is at the door and says her six letters."""
    told = "".join(code.upper().split())
    row = Registration.objects.select_for_update(of=("self",)).filter(slot=slot, code=told).first()
    if row is None:
        words = _("Nobody registered for this time with the code “%s”. The letters I, L and O and the digits 0 and 1 "
                  "are never in a code.")  # fmt: skip
        raise RegistrationError(words % told[:20], field="code")
    row.slot = slot
    _refuse_at_the_door(row)
    row.checked_in_at, row.came, row.said_herself = now(), Came.YES, False
    row.save(update_fields=["checked_in_at", "came", "said_herself"])
    record(by=by, verb="check_in", about=row)
    return row


@transaction.atomic
def undo_check_in(*, registration: Registration, by) -> Registration:
    """It was somebody else. A certificate that stood on it is taken back with it."""
    row = _of(registration)
    if row.checked_in_at is None:
        raise RegistrationError(_("This person is not checked in."))
    row.checked_in_at, row.came, row.certificate_key = None, "", ""
    row.save(update_fields=["checked_in_at", "came", "certificate_key"])
    record(by=by, verb="undo_check_in", about=row)
    return row


@transaction.atomic
def say_whether_she_went(*, registration: Registration, went: bool, by=None) -> Registration:
    """Her own answer, the latest stands; what those who run the event noted is theirs to correct.

    With more than her word for it, such as that she joined, she has her certificate at once.
    """
    row = _of(registration)
    if row.state != State.CONFIRMED or not row.slot.has_begun:
        raise RegistrationError(_("This can be said by those who had a place, once the event has begun."))
    if row.came and not row.said_herself:
        raise RegistrationError(_("Whoever runs the event noted it already. Write to them if it is wrong."))
    row.came, row.said_herself = Came.YES if went else Came.NO, True
    if not went:
        row.certificate_key = ""
    row.save(update_fields=["came", "said_herself", "certificate_key"])
    record(by=by, verb="say_whether_she_went", about=row, changes={"came": ["", row.came]})
    _give([row], by)
    return row


@transaction.atomic
def note_attendance(*, slot: Slot, came: Mapping[int, str], by) -> int:
    """Note of many, by the number of their registration, whether they were there ("yes", "no", or "" for not known);
    how many are new. A certificate of somebody who was not there is taken back."""
    if not slot.has_begun:
        raise RegistrationError(_("It begins on %s. Who came can be noted from then on.") % date_format(slot.local))
    rows = {row.pk: row for row in slot.registrations.confirmed().select_for_update(of=("self",))}
    if odd := came.keys() - rows.keys():
        raise RegistrationError(_("%s of those noted have no place here any more. Open the page again.") % len(odd))
    moved = [rows[pk] for pk, word in came.items() if _noted(rows[pk], word)]
    Registration.objects.bulk_update(moved, ["came", "said_herself", "certificate_key"], batch_size=200)
    if moved:
        record(by=by, verb="note_attendance", about=slot, count=len(moved))
    return len(moved)


@transaction.atomic
def give_certificates(*, event: Event, by) -> int:
    """A certificate for everybody who was there by more than her own word, and has none yet; how many."""
    if not event.gives_certificate:
        raise RegistrationError(_("No certificate was announced for this event. Change the event first."))
    rows = Registration.objects.confirmed().came().filter(slot__event=event, certificate_key="")
    return _give(rows.select_for_update(of=("self",)).select_related("slot__event", "person"), by)


@transaction.atomic
def export_registrations(*, slot: Slot, by) -> list[list]:
    """Who registered for a time, as rows with their heading; without what they need, which stays encrypted."""
    rows = slot.registrations.exclude(state=State.CANCELLED).order_by("number")
    record(by=by, verb="export_registrations", about=slot.event, count=len(rows))
    heading = [_("Number"), _("Name"), _("E-mail"), _("State"), _("Question"), _("Checked in"), _("Joined"), _("Came")]
    return [heading, *(_line(row) for row in rows)]


def _line(row: Registration) -> list:
    moments = [f"{at:%Y-%m-%d %H:%M} UTC" if at else "" for at in (row.checked_in_at, row.joined_at)]
    came = str(row.get_came_display()) if row.came else ""
    return [row.number, row.name, row.email, str(row.get_state_display()), row.question, *moments, came]


def _give(rows: Iterable[Registration], by) -> int:
    earned = [row for row in rows if _has_earned(row)]
    for row in earned:
        row.certificate_key = new_key()
    Registration.objects.bulk_update(earned, ["certificate_key"], batch_size=200)
    if earned:
        record(by=by, verb="give_certificates", about=earned[0].slot.event, count=len(earned))
        tell_of(earned, "certificate", by=by)
    return len(earned)


def _has_earned(row: Registration) -> bool:
    is_over = row.slot.event.gives_certificate and row.slot.has_ended
    return bool(is_over and row.came == Came.YES and row.was_seen and not row.certificate_key)


def _noted(row: Registration, word: str) -> bool:
    """Put it into the row; whether that is new."""
    if word not in ("", *Came.values):
        raise RegistrationError(_("“%s” is not known here. Choose yes, no, or not known.") % word[:20])
    if word == row.came and not (row.said_herself and word):
        return False
    row.came, row.said_herself = word, False
    row.certificate_key = row.certificate_key if word == Came.YES else ""
    return True


def _refuse_at_the_door(row: Registration) -> None:
    slot = row.slot
    if row.state != State.CONFIRMED:
        words = _("%(name)s has no place: %(state)s.")
        raise RegistrationError(words % {"name": row.name, "state": row.get_state_display().lower()}, field="code")
    if row.checked_in_at:
        words = _("%(name)s is checked in already.") % {"name": row.name}
        raise RegistrationError(words, field="code")
    if not slot.starts_at - DOOR_OF_A_ROOM <= now() <= slot.ends_at + LATEST:
        raise RegistrationError(
            _("Checking in opens 12 hours before the start and ends a month after it."), field="code"
        )


def _of(registration: Registration) -> Registration:
    rows = Registration.objects.select_for_update(of=("self",)).select_related("slot__event")
    row = rows.filter(pk=registration.pk).first()
    if row is None:
        raise RegistrationError(_("This registration is not there any more."))
    return row
