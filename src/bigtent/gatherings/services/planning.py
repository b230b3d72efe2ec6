"""Verbs: plan an event and change it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from bigtent.gatherings.errors import EventError
from bigtent.gatherings.models import CoHost, Event, Panelist, Registration, Series, Slot
from bigtent.gatherings.readable import in_one_line, readable
from bigtent.gatherings.telling import tell_registered
from bigtent.ledger.clock import now
from bigtent.ledger.services import record
from bigtent.ledger.zones import moment_of
from bigtent.people.models import Organization, Person

LONGEST, MOST_TIMES, MOST_SPEAKERS = 7 * 24 * 60, 60, 40
FARTHEST = timedelta(days=5 * 366)
ASIDE = timedelta(days=100 * 366)
# What else may be said of an event, besides its title, kind, zone, times, hosts, panel and topics.
DETAILS = (
    "text", "mode", "where", "join_link", "seen_by", "inside", "belongs_at", "registering", "external_link",
    "capacity", "has_waiting_list", "offer_hours", "captions", "languages", "access", "asks_access_needs",
    "asks_questions", "gives_certificate", "hours", "source_link",
)  # fmt: skip
# Of these a change is told to whoever registered, and calendars learn of it.
MOVING = {"times", "zone", "mode", "where", "join_link"}
# Of these the audit notes that they changed, and not what they say.
UNSAID = {"text", "join_link", "panel"}


@dataclass(frozen=True)
class Time:
    """When an event takes place: `starts_at` is what the clocks of its zone show. `slot` says which slot it was."""

    starts_at: datetime
    minutes: int = 60
    places: int | None = None
    slot: int | None = None


@dataclass(frozen=True)
class Speaker:
    """Somebody on the panel as announced. `organization` is its name; one that is kept here is linked by it."""

    name: str
    credentials: str = ""
    role: str = Panelist.Role.SPEAKER
    organization: str = ""
    about: str = ""
    person: Person | None = None


@transaction.atomic
def plan_event(
    *, title: str, kind: str, zone: str, times: Sequence[Time], by, host: str = "", cohosts: Sequence[str] = (),
    panel: Sequence[Speaker] = (), topics: Sequence = (), series: Series | None = None, **details: Any,
) -> Event:  # fmt: skip
    """Draft an event; nobody but those who run it sees it before it is published.

    `host` and `cohosts` are names: one of an organization kept here is linked. `details` are those of DETAILS.
    """
    event = Event(title=in_one_line(title), kind=kind, zone=zone, series=series, by=by)
    _take_over(event, host, details)
    slots = _slots(event, times)
    event.save()
    Slot.objects.bulk_create(slots)
    _write_around(event, cohosts, panel, topics)
    record(by=by, verb="plan_event", about=event)
    return event


@transaction.atomic
def change_event(
    *, event: Event, title: str, kind: str, zone: str, times: Sequence[Time], by, host: str = "",
    cohosts: Sequence[str] = (), panel: Sequence[Speaker] = (), topics: Sequence = (), **details: Any,
) -> Event:  # fmt: skip
    """Say anew what the event is; of `details` those that are not given stay. Whoever registered is told of another
    time or place. A time at which somebody registered can be moved or canceled, not left out."""
    event = locked(event)
    if event.is_cancelled:
        raise EventError(_("This event is canceled. Say first that it is held after all."))
    before = _as_it_stands(event)
    event.title, event.kind, event.zone = in_one_line(title), kind, zone
    _take_over(event, host, details)
    slots = _slots(event, times)
    _move_slots(event, slots)
    _refuse_too_few_places(event, slots)
    _write_around(event, cohosts, panel, topics)
    changes = _difference(before, _as_it_stands(event))
    has_moved = bool(MOVING & changes.keys())
    event.sequence += has_moved
    event.changed_at = now()
    event.save()
    record(by=by, verb="change_event", about=event, changes=changes)
    if has_moved and event.state == Event.State.PUBLISHED:
        tell_registered(event, "changed", by)
    return event


def locked(event: Event) -> Event:
    return Event.objects.select_for_update(of=("self",)).get(pk=event.pk)


def _take_over(event: Event, host: str, details: dict[str, Any]) -> None:
    if unknown := details.keys() - set(DETAILS):
        raise TypeError(f"An event has no {min(unknown)!r}. It has: {', '.join(DETAILS)}.")
    for name, value in details.items():
        setattr(event, name, readable(value) if isinstance(value, str) else value)
    event.host, event.host_name = _organization(host)
    try:
        event.clean_fields(exclude=["host", "series", "by", "imported"])
    except ValidationError as error:
        field, words = next(iter(error.message_dict.items()))
        raise EventError(words[0], field=field) from None
    _refuse_contradictions(event)


def _refuse_contradictions(event: Event) -> None:
    if event.seen_by == Event.SeenBy.INSIDE and not event.inside:
        raise EventError(_("No group is named that could see it. Choose who sees it anew."), field="seen_by")
    if event.registering == Event.Registering.ELSEWHERE and not event.external_link:
        raise EventError(_("People register on another site. Give the address of that page."), field="external_link")
    if event.capacity is not None and event.capacity < 1:
        raise EventError(_("An event without a place is none. Leave it empty for as many as come."), field="capacity")
    if not 1 <= event.offer_hours <= 7 * 24:
        words = _("%(n)s hours is not a time to answer. Give 1 to 168.")
        raise EventError(words % {"n": event.offer_hours}, field="offer_hours")


def _organization(name: str) -> tuple[Organization | None, str]:
    """The one organization kept here under a name, or else the name as it was given."""
    name = name.strip()
    named = Q(name__iexact=name) | Q(short_name__iexact=name)
    found = list(Organization.objects.filter(named)[:2]) if name else []
    return (found[0], "") if len(found) == 1 else (None, name[:200])


def _slots(event: Event, times: Sequence[Time]) -> list[Slot]:
    """The times as rows, in their order, with the numbers of those that were there already."""
    if not times:
        raise EventError(_("Say when it takes place."), field="day")
    if len(times) > MOST_TIMES:
        words = _("%(n)s times are more than one event has. Plan a series of at most %(most)s.")
        raise EventError(words % {"n": len(times), "most": MOST_TIMES})
    slots = sorted((_slot(event, time) for time in times), key=lambda slot: slot.starts_at)
    for one, other in zip(slots, slots[1:], strict=False):
        if one.starts_at == other.starts_at:
            raise EventError(_("%s is there twice. Leave one out.") % f"{one.local:%Y-%m-%d %H:%M}", field="day")
    return slots


def _slot(event: Event, time: Time) -> Slot:
    if not 1 <= time.minutes <= LONGEST:
        words = _("%(n)s minutes is not the length of an event. Give 1 to %(most)s.")
        raise EventError(words % {"n": time.minutes, "most": LONGEST}, field="minutes")
    begins = moment_of(time.starts_at, event.zone)
    if begins > now() + FARTHEST:
        raise EventError(_("%s is more than five years away. Look at the year.") % f"{begins:%Y}", field="day")
    ends = begins + timedelta(minutes=time.minutes)
    return Slot(pk=time.slot, event=event, starts_at=begins, ends_at=ends, capacity=time.places)


def _move_slots(event: Event, slots: list[Slot]) -> None:
    """Rows keep their registrations: those named by their number, and those at the very time, stay the same row."""
    there = {slot.pk: slot for slot in event.slots.open()}
    kept = _recognize(slots, there)
    for gone in there.values():
        if gone.pk not in kept:
            _leave_out(gone)
    # Out of the way first, so that one may take the time that another had.
    event.slots.filter(pk__in=kept).update(starts_at=F("starts_at") + ASIDE, ends_at=F("ends_at") + ASIDE)
    for slot in slots:
        plain = {"starts_at": slot.starts_at, "ends_at": slot.ends_at, "capacity": slot.capacity}
        Slot.objects.update_or_create(pk=slot.pk, event=event, defaults=plain)


def _recognize(slots: list[Slot], there: dict[int, Slot]) -> set[int]:
    """Which rows the slots are: first those that name their number, then those at the time of a row that is left."""
    kept: set[int] = set()
    for slot in slots:
        slot.pk = slot.pk if slot.pk in there.keys() - kept else None
        kept |= {slot.pk} - {None}
    at = {row.starts_at: pk for pk, row in there.items() if pk not in kept}
    for slot in slots:
        slot.pk = slot.pk or at.get(slot.starts_at)
    return {slot.pk for slot in slots} - {None}


def _leave_out(slot: Slot) -> None:
    if slot.registrations.exists():
        words = _("Somebody registered for %s. Cancel that time instead, so that they are told.")
        raise EventError(words % f"{slot.local:%Y-%m-%d %H:%M}", field="day")
    slot.delete()


def _refuse_too_few_places(event: Event, slots: list[Slot]) -> None:
    taken = Registration.objects.taking_places().filter(slot__event=event).values_list("slot").annotate(Count("pk"))
    counts = dict(taken)
    for slot in slots:
        slot.event = event
        if slot.places is not None and counts.get(slot.pk, 0) > slot.places:
            words = _("%(n)s people have a place on %(day)s already. Give at least as many places.")
            told = {"n": counts[slot.pk], "day": f"{slot.local:%Y-%m-%d}"}
            raise EventError(words % told, field="capacity")


def _write_around(event: Event, cohosts: Sequence[str], panel: Sequence[Speaker], topics: Sequence) -> None:
    if len(panel) > MOST_SPEAKERS:
        words = _("%(n)s are more than a panel holds. At most %(most)s.")
        raise EventError(words % {"n": len(panel), "most": MOST_SPEAKERS})
    event.cohosts.all().delete()
    for name in filter(None, map(str.strip, cohosts)):
        organization, other = _organization(name)
        CoHost.objects.create(event=event, organization=organization, name=other)
    known = {one.name: one.person_id for one in event.panel.all()}
    event.panel.all().delete()
    for order, speaker in enumerate(panel, start=1):
        _seat(event, order, speaker, known)
    event.topics.set(topics)


def _seat(event: Event, order: int, speaker: Speaker, known: dict[str, int | None]) -> None:
    organization, other = _organization(speaker.organization)
    seat = Panelist(event=event, order=order, name=speaker.name.strip(), credentials=speaker.credentials.strip())
    seat.role, seat.about, seat.organization, seat.organization_name = speaker.role, speaker.about, organization, other
    seat.person_id = speaker.person.pk if speaker.person else known.get(seat.name)
    try:
        seat.clean_fields(exclude=["event", "organization", "person"])
    except ValidationError as error:
        words = next(iter(error.message_dict.values()))[0]
        raise EventError(_("%(name)s on the panel: %(words)s") % {"name": seat.name or "?", "words": words}) from None
    seat.save()


def _as_it_stands(event: Event) -> dict[str, Any]:
    plain = {name: getattr(event, name) for name in ("title", "kind", "zone", *DETAILS)}
    return plain | {
        "hours": None if event.hours is None else float(event.hours),
        "times": [f"{slot.starts_at:%Y-%m-%dT%H:%MZ}, {slot.minutes}" for slot in event.slots.open()],
        "host": event.hosted_by,
        "cohosts": [str(one) for one in event.cohosts.select_related("organization")],
        "panel": [
            (one.name, one.credentials, one.role, one.belongs_to, one.about)
            for one in event.panel.select_related("organization")
        ],
        "topics": sorted(event.topics.values_list("code", flat=True)),
    }


def _difference(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list]:
    changed = {name: [before[name], after[name]] for name in before if before[name] != after[name]}
    return {name: [] if name in UNSAID else pair for name, pair in changed.items()}
