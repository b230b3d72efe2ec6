"""Series: events that return at the same hour, each with a page of its own."""

from datetime import date, datetime, timedelta

import pytest

from bigtent.gatherings.errors import EventError
from bigtent.gatherings.models import Event, Series
from bigtent.gatherings.services.planning import Time, change_event
from bigtent.gatherings.services.repeating import Repeat, plan_series
from bigtent.ledger.errors import ZoneError
from tests.gatherings.planning import EVENING, FORM, as_planned

pytestmark = pytest.mark.django_db


def series(by, repeat, at=EVENING, zone="America/New_York") -> list[datetime]:
    """The beginnings of the events, as the clocks show them."""
    made = plan_series(title="Office hour", kind="meet_up", zone=zone, times=[Time(at)], repeat=repeat, by=by)
    return sorted(event.slots.get().local for event in made.events.all())


def test_it_works(manager, client):
    address = manager.client.post("/events/new/", FORM | {"repeat-count": "3"}).url
    assert client.get(address).status_code == 404
    manager.client.post(f"{address}publish/")
    page = client.get(address).content.decode()
    assert "3 events of this series" in page
    assert all(f"December {day}, 2026" in page for day in (3, 10, 17))


def test_clocks_show_the_same_hour_after_they_were_changed(manager):
    made = plan_series(
        title="Office hour", kind="meet_up", zone="America/New_York", times=[Time(datetime(2027, 3, 7, 20, 0))],
        repeat=Repeat(times=3), by=manager,
    )  # fmt: skip
    slots = [event.slots.get() for event in made.events.order_by("slots__starts_at")]
    assert {slot.local.hour for slot in slots} == {20}
    assert [slot.starts_at.hour for slot in slots] == [1, 0, 0]


def test_a_night_without_that_hour_is_named_and_nothing_is_kept(manager):
    with pytest.raises(ZoneError, match="On 2027-03-14 .* leap over 02:30"):
        series(manager, Repeat(times=3), at=datetime(2027, 3, 7, 2, 30))
    assert not Event.objects.exists() and not Series.objects.exists()


@pytest.mark.parametrize(
    ("first", "repeat", "days"),
    [
        (date(2026, 12, 3), Repeat(every=2, times=3), ["12-03", "12-17", "12-31"]),
        (date(2026, 12, 3), Repeat(until=date(2026, 12, 17)), ["12-03", "12-10", "12-17"]),
        (date(2026, 12, 10), Repeat("months", times=4), ["12-10", "01-14", "02-11", "03-11"]),
        (date(2026, 12, 31), Repeat("months", times=4), ["12-31", "01-28", "02-25", "03-25"]),
        (date(2026, 12, 3), Repeat("months", every=3, times=3), ["12-03", "03-04", "06-03"]),
    ],
)
def test_days(first, repeat, days):
    assert [f"{day:%m-%d}" for day in repeat.days(first)] == days


def test_every_month_has_the_same_weekday_of_the_same_week():
    for start in range(28):
        first = date(2026, 12, 1) + timedelta(days=start)
        days = Repeat("months", times=24).days(first)
        assert {(day.weekday(), (day.day - 1) // 7) for day in days} == {(first.weekday(), (first.day - 1) // 7)}
        assert [(day.year * 12 + day.month) - (2026 * 12 + 12) for day in days] == list(range(24))


@pytest.mark.parametrize(
    ("repeat", "words"),
    [
        (Repeat("days", times=2), "Choose weeks or months"),
        (Repeat(every=0, times=2), "Give 1 to 52"),
        (Repeat(), "how many times it is held or until"),
        (Repeat(times=2, until=date(2027, 1, 1)), "how many times it is held or until"),
        (Repeat(times=61), "Give 2 to 60"),
        (Repeat(until=date(2031, 1, 1)), "more than 60"),
        (Repeat(until=date(2026, 1, 1)), "before it begins"),
    ],
)
def test_what_is_no_series_is_refused(repeat, words):
    with pytest.raises(EventError, match=words):
        repeat.days(date(2026, 12, 3))


def test_one_event_of_a_series_is_changed_alone(manager):
    series(manager, Repeat(times=3))
    first, *others = Event.objects.order_by("slots__starts_at")
    moved = Time(EVENING + timedelta(days=1), slot=first.slots.get().pk)
    change_event(event=first, by=manager, **as_planned(first, times=[moved]))
    assert [event.slots.get().local.day for event in (first, *others)] == [4, 10, 17]


def test_members_publish_no_series(manager, member):
    series(manager, Repeat(times=2))
    one = Series.objects.get()
    assert member.client.post(f"/events/series/{one.key}/publish/").status_code == 403
