"""Events as they stand in the tables, for tests of what is read from them."""

from datetime import UTC, datetime, timedelta

from bigtent.gatherings.models import Event, Registration, Slot
from bigtent.ledger.clock import now

AT = datetime(2026, 12, 3, 1, 0, tzinfo=UTC)


def announced(title="Saving the small clinics", *, at=AT, minutes=60, slots=1, **values) -> Event:
    """A published webinar with so many slots, a week between them."""
    plain = {"kind": "webinar", "zone": "America/New_York", "state": "published", "published_at": now()}
    event = Event.objects.create(title=title, **plain | values)
    Slot.objects.bulk_create(
        Slot(event=event, starts_at=at + timedelta(weeks=week), ends_at=at + timedelta(weeks=week, minutes=minutes))
        for week in range(slots)
    )
    return event


def registered(event, person, state="confirmed") -> Registration:
    slot = event.slots.first()
    slot.line += 1
    slot.save()
    return Registration.objects.create(
        slot=slot, person=person, name=person.name, email=f"{person.key}@example.org", state=state, number=slot.line
    )
