"""The numbers of events."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from bigtent.gatherings.models import Event, Registration, Slot
from bigtent.ledger.declarations import Figure, Measure

YEAR = timedelta(days=365)


def _held_in_the_year_to(day: date):
    """The times of published events that lay in the 365 days up to this one; meetings of groups are counted there."""
    slots = Slot.objects.open().filter(event__state=Event.State.PUBLISHED, event__belongs_at="")
    return slots.filter(ends_at__date__gt=day - YEAR, ends_at__date__lte=day)


def events_held(day: date) -> Figure:
    return Figure(_held_in_the_year_to(day).values("event").distinct().count())


def people_who_came(day: date) -> Figure:
    rows = Registration.objects.filter(slot__in=_held_in_the_year_to(day), came=Registration.Came.YES)
    return Figure(rows.values("email").distinct().count())


MEASURES_OF_EVENTS = (
    Measure(
        name="events-held",
        label=_("Events that took place"),
        unit=_("events"),
        definition=_(
            "Published events with a time in the 365 days up to this one that was not canceled. An event with several "
            "times is one. Meetings of groups are counted with the groups."
        ),
        compute=events_held,
        url="gatherings:events",
        query="over=1",
        of_people=False,
        order=54,
    ),
    Measure(
        name="people-who-came",
        label=_("People who came to events"),
        unit=_("people"),
        definition=_(
            "Those who registered here for an event of the 365 days up to this one and of whom was noted, or who said "
            "themselves, that they were there. Each address is counted once."
        ),
        compute=people_who_came,
        url="gatherings:events",
        query="over=1",
        order=54,
    ),
)
