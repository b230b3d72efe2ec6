"""A meeting in calendars: the event that is planned, changed and canceled with it, where members say that they come."""

from typing import Any

from bigtent.gatherings.models import Event
from bigtent.gatherings.services.planning import Time, change_event, plan_event
from bigtent.gatherings.services.publishing import cancel_event, hold_event_after_all, publish_event
from bigtent.groups.models import Meeting
from bigtent.ledger.clock import now

# What people write as the place of a meeting that has none.
NO_PLACE = {"online", "virtual", "en línea", "zoom", "teams"}


def announce(meeting: Meeting, by) -> None:
    """Put a meeting to come into the calendars of the group, or bring what stands there up to date.

    One that was only written down afterwards stands in none.
    """
    if meeting.event is not None:
        _bring_up_to_date(meeting, meeting.event, by)
    elif meeting.starts_at >= now():
        event = plan_event(times=[_time(meeting)], by=by, **_plan(meeting), **_of_the_group(meeting))
        meeting.event = publish_event(event=event, by=by)
        meeting.save(update_fields=["event"])


def call_off(meeting: Meeting, by) -> None:
    event = meeting.event
    if event is not None and event.state == Event.State.PUBLISHED and meeting.starts_at >= now():
        cancel_event(event=event, because=meeting.cancelled_because, by=by)


def announce_again(meeting: Meeting, by) -> None:
    if meeting.event is not None and meeting.event.is_cancelled:
        hold_event_after_all(event=meeting.event, by=by)
    else:
        announce(meeting, by)


def _bring_up_to_date(meeting: Meeting, event: Event, by) -> None:
    slot = event.slots.open().first()
    change_event(
        event=event, times=[_time(meeting, slot and slot.pk)], by=by, topics=list(event.topics.all()), **_plan(meeting)
    )


def _plan(meeting: Meeting) -> dict[str, Any]:
    where = "" if meeting.where.strip().casefold() in NO_PLACE else meeting.where
    return {
        "title": meeting.title,
        "kind": Event.Kind.MEETING,
        "zone": meeting.zone,
        "host": meeting.group.name,
        "mode": _mode(where, meeting.link),
        "where": where,
        "join_link": meeting.link,
    }


def _of_the_group(meeting: Meeting) -> dict[str, Any]:
    """Seen and asked about by those inside; its page is that of the meeting."""
    return {
        "seen_by": Event.SeenBy.INSIDE,
        "inside": f"group:{meeting.group_id}",
        "belongs_at": meeting.get_absolute_url(),
        "asks_questions": True,
    }


def _time(meeting: Meeting, slot: int | None = None) -> Time:
    return Time(starts_at=meeting.local, minutes=meeting.minutes_long, slot=slot)


def _mode(where: str, link: str) -> str:
    if where and link:
        return Event.Mode.HYBRID
    return Event.Mode.IN_PERSON if where else Event.Mode.ONLINE
