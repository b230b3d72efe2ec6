"""A deadline closes at its own minute: where the sponsor's clocks are, also in the nights in which they are changed."""

import random
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bigtent.community.models import Opportunity
from bigtent.community.services.opportunities import change_opportunity
from bigtent.ledger.clock import living_at
from tests.community.opportunities import make_opportunity

pytestmark = pytest.mark.django_db

# Two of them change their clocks on other nights than the others, two never.
ZONES = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles",
    "America/Havana", "Pacific/Honolulu", "Europe/Berlin",
)  # fmt: skip
# The days around both changes of the clocks in the zones above.
AROUND = [date(2026, 10, 25), date(2026, 11, 1), date(2027, 3, 14), date(2027, 3, 28), date(2027, 11, 7)]
MINUTE = timedelta(minutes=1)


def moment_by_watching(on, at, zone):
    """The oracle: look at the clocks of the zone minute by minute until they show the deadline or more."""
    wall = datetime.combine(on, at) if at else datetime.combine(on, time()) + timedelta(days=1)
    clocks, moment = ZoneInfo(zone), datetime.combine(on, time(), UTC) - timedelta(hours=15)
    while moment.astimezone(clocks).replace(tzinfo=None) < wall:
        moment += MINUTE
    return moment


def some_deadlines(many):
    chance = random.Random(500)
    for number in range(many):
        on = chance.choice(AROUND) + timedelta(days=chance.choice([-1, 0, 0, 0, 1]))
        # The hours in which clocks leap or show an hour twice come often; every fifth deadline is a date alone.
        at = time(chance.choice([0, 1, 2, 3, 12, 23]), chance.randrange(60)) if number % 5 else None
        yield on, at, ZONES[number % len(ZONES)]


def test_500_deadlines_in_eight_zones_close_at_their_own_minute(network):
    with living_at(datetime(2026, 10, 1, tzinfo=UTC)):
        one = make_opportunity()
        rows = []
        for on, at, zone in some_deadlines(500):
            given = change_opportunity(opportunity=one, deadline_on=on, deadline_time=at, zone=zone, by=None)
            row = Opportunity(kind="award", title="x", state="published", published_at=one.published_at, zone=zone)
            row.deadline_on, row.deadline_time, row.closes_at = on, at, given.closes_at
            rows.append(row)
        Opportunity.objects.bulk_create(rows)
    for row in Opportunity.objects.filter(title="x"):
        closes = moment_by_watching(row.deadline_on, row.deadline_time, row.zone)
        with living_at(closes - MINUTE):
            assert row.is_open and not row.is_over, row.deadline
        with living_at(closes):
            assert row.is_over and not row.is_open, (row.deadline, row.zone)
    closes = Opportunity.objects.filter(title="x").order_by("closes_at")[250].closes_at
    counted = Opportunity.objects.filter(title="x", closes_at__gt=closes).count()
    assert Opportunity.objects.filter(title="x").open(closes).count() == counted < 250
    assert Opportunity.objects.filter(title="x").over(closes).count() == 500 - counted


@pytest.mark.parametrize(
    ("on", "at", "zone", "closes"),
    [
        # The clocks leap from 2:00 to 3:00: at half past two it is over from the leap on.
        (date(2027, 3, 14), time(2, 30), "America/New_York", datetime(2027, 3, 14, 7, 0, tzinfo=UTC)),
        # They show half past one twice: the first of the two, so that nobody comes too late.
        (date(2026, 11, 1), time(1, 30), "America/New_York", datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
        # A day that has 25 hours lasts all of them.
        (date(2026, 11, 1), None, "America/New_York", datetime(2026, 11, 2, 5, 0, tzinfo=UTC)),
        # The clocks leap at midnight: the day before ends with the leap.
        (date(2027, 3, 13), None, "America/Havana", datetime(2027, 3, 14, 5, 0, tzinfo=UTC)),
    ],
)
def test_nights_in_which_clocks_are_changed(network, on, at, zone, closes):
    with living_at(datetime(2026, 10, 1, tzinfo=UTC)):
        assert make_opportunity(deadline_on=on, deadline_time=at, zone=zone).closes_at == closes


def test_a_page_says_it_is_closed_from_that_minute_on_and_stays(network, client):
    one = make_opportunity(deadline_on=date(2026, 11, 30), deadline_time=time(17), zone="America/Los_Angeles")
    closes = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
    with living_at(closes - MINUTE):
        before = client.get(one.get_absolute_url()).content.decode()
    with living_at(closes):
        after = client.get(one.get_absolute_url()).content.decode()
        assert one.title not in client.get("/community/opportunities/").content.decode()
        assert one.title in client.get("/community/opportunities/", {"when": "over"}).content.decode()
    assert "This is closed" not in before and "Until November 30, 2026, 5:00 PM (PST, Los Angeles)" in before
    assert "This is closed" in after


def test_one_that_is_open_all_the_time_closes_only_by_hand(network):
    make_opportunity(rolling=True)
    with living_at(datetime(2036, 1, 1, tzinfo=UTC)):
        assert Opportunity.objects.get().is_open


def test_saved_deadlines_are_due_within_a_week(member):
    from bigtent.community.services.saving import note_application, save_opportunity
    from bigtent.ledger.clock import today

    soon = make_opportunity(title="Soon over", deadline_on=today() + timedelta(days=7))
    later = make_opportunity(title="Later", deadline_on=today() + timedelta(days=9))
    for one in (soon, later):
        save_opportunity(opportunity=one, by=member)
    from bigtent.ledger.declarations import declared

    (source,) = [one for one in declared("DUE") if one.name == "saved-deadlines"]
    assert [item.title for item in source.items(member)] == ["Soon over"]
    note_application(opportunity=soon, on=today(), by=member)
    assert list(source.items(member)) == []
