"""How an event is planned in tests: by the verbs, and by the form of the page."""

from datetime import datetime

from bigtent.gatherings.services.planning import Time, plan_event
from bigtent.gatherings.services.publishing import publish_event

EVENING = datetime(2026, 12, 3, 20, 0)
JOIN = "https://meet.example.org/secret-room"
# What the form of a new event sends where nothing but the first questions was answered.
FORM = {
    "title": "Saving the small clinics", "kind": "webinar", "day": "2026-12-03", "hour": "20:00", "minutes": "60",
    "zone": "America/New_York", "mode": "online", "join_link": JOIN, "registering": "here", "offer_hours": "24",
    "has_waiting_list": "on", "seen_by": "everybody", "panel-TOTAL_FORMS": "4", "panel-INITIAL_FORMS": "0",
    "time-TOTAL_FORMS": "2", "time-INITIAL_FORMS": "0", "repeat-rhythm": "weeks", "repeat-every": "1",
}  # fmt: skip


def drafted(by, title="Saving the small clinics", *, at=EVENING, **values):
    plain = {"kind": "webinar", "zone": "America/New_York", "join_link": JOIN, "times": [Time(at)]}
    return plan_event(title=title, by=by, **plain | values)


def published(by, title="Saving the small clinics", **values):
    return publish_event(event=drafted(by, title, **values), by=by)


def as_planned(event, **changes):
    """What the event is, as change_event takes it, with these changes."""
    times = [Time(slot.local, slot.minutes, slot=slot.pk) for slot in event.slots.open()]
    return {"title": event.title, "kind": event.kind, "zone": event.zone, "times": times} | changes
