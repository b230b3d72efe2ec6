"""Who is told what about the event she registered for."""

from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef
from django.utils.translation import get_language

from bigtent.gatherings.models import Event, Registration, Slot
from bigtent.ledger.clock import now
from bigtent.ledger.zones import is_zone, moment_of, wall_of
from bigtent.outreach.models import ServiceLetter
from bigtent.outreach.services.service_letters import ask_for_letters

# What may have happened to an event, and which letter says it.
HAPPENED = {"changed": "event-changed", "canceled": "event-canceled", "recorded": "event-recorded"}
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
# Which letter so long before the start at the earliest, and at the latest: nobody gets both at once.
REMINDERS = (("event-tomorrow", DAY, 2 * HOUR), ("event-soon", HOUR, timedelta()))
MORNING, ASKED_FOR = 9, timedelta(days=3)
AT_ONCE = 1_000


def tell_registered(event: Event, what: str, by, slot: Slot | None = None) -> int:
    """Have everybody who registered told that the event has another time or place ("changed"), does not take place
    ("canceled"), or can be watched ("recorded"); of one slot where only that is meant. How many are told."""
    rows = Registration.objects.filter(slot__event=event).select_related("person", "slot")
    rows = rows.confirmed() if what == "recorded" else rows.in_force().filter(slot__ends_at__gt=now())
    if slot is not None:
        rows = rows.filter(slot=slot)
    mark = f"{event.sequence}" if slot is None else f"{event.sequence}-{slot.pk}"
    letters = [letter_of(row, HAPPENED[what], mark) for row in rows.order_by("pk")]
    ask_for_letters(letters=letters, by=by)
    return len(letters)


def letter_of(
    row: Registration, kind: str, mark: str, not_before: datetime | None = None, until: datetime | None = None
) -> ServiceLetter:
    """A letter of one kind to whoever registered; `mark` tells it from others of the kind."""
    language = (row.person.language if row.person else "") or row.language
    return ServiceLetter(
        kind=kind, about=f"registration:{row.key}:{mark}", of=row.pk, person=row.person, address=row.email,
        language=(language or get_language() or "en")[:2], not_before=not_before, until=until,
    )  # fmt: skip


def look_after_reminders() -> None:
    """Worker: ask for the letters of the day before, the hour before, and the morning after."""
    moment = now()
    for kind, before, after in REMINDERS:
        _remind(kind, moment, before, after)
    _ask_whether_they_went(moment)


def _remind(kind: str, moment: datetime, before: timedelta, after: timedelta) -> None:
    """Whoever had a place before then; who registers later has just read when it is."""
    soon = Slot.objects.open().filter(starts_at__gt=moment + after, starts_at__lte=moment + before)
    rows = _coming(soon).filter(changed_at__lte=F("slot__starts_at") - before)
    rows = rows.exclude(Exists(_asked(kind).filter(until=OuterRef("slot__starts_at"))))[:AT_ONCE]
    letters = [letter_of(row, kind, f"{row.slot.starts_at:%Y%m%d%H%M}", until=row.slot.starts_at) for row in rows]
    if letters:
        ask_for_letters(letters=letters, by=None)


def _ask_whether_they_went(moment: datetime) -> None:
    """The morning after, as the reader's clocks show it."""
    over = Slot.objects.open().filter(ends_at__lte=moment, ends_at__gt=moment - ASKED_FOR)
    rows = _coming(over).filter(came="").exclude(Exists(_asked("did-you-go")))
    letters = [letter_of(row, "did-you-go", "", not_before=_morning_after(row)) for row in rows[:AT_ONCE]]
    if letters:
        ask_for_letters(letters=letters, by=None)


def _coming(slots):
    rows = Registration.objects.confirmed().filter(slot__in=slots, slot__event__state=Event.State.PUBLISHED)
    return rows.select_related("slot__event", "person").order_by("pk")


def _asked(kind: str):
    return ServiceLetter.objects.filter(kind=kind, of=OuterRef("pk"))


def _morning_after(row: Registration) -> datetime:
    zone = row.zone if is_zone(row.zone) else row.slot.event.zone
    wall = wall_of(row.slot.ends_at, zone) + DAY
    return moment_of(wall.replace(hour=MORNING, minute=0, second=0, microsecond=0), zone)
