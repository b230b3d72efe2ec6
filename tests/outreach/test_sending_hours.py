"""Mail arrives at the hours somebody called safe, in her zone."""

from datetime import UTC, datetime

import pytest

from bigtent.outreach.hours import next_safe
from bigtent.outreach.models import Preference
from tests.outreach.going import delivery_to, later, scheduled, send
from tests.outreach.making import make_reader

NEW_YORK, HONOLULU, KOLKATA = "America/New_York", "Pacific/Honolulu", "Asia/Kolkata"


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "hours", "moment", "expected"),
    [
        (NEW_YORK, (8, 18), "2026-11-22T15:30", "2026-11-22T15:30"),
        (NEW_YORK, (8, 18), "2026-11-22T12:59", "2026-11-22T13:00"),
        (NEW_YORK, (8, 18), "2026-11-22T23:00", "2026-11-23T13:00"),
        (NEW_YORK, (20, 6), "2026-11-22T10:59", "2026-11-22T10:59"),
        (NEW_YORK, (20, 6), "2026-11-22T11:00", "2026-11-23T01:00"),
        (HONOLULU, (8, 18), "2026-11-22T15:30", "2026-11-22T18:00"),
        (KOLKATA, (9, 10), "2026-11-22T12:00", "2026-11-23T03:30"),
        # The night in which clocks go back, and the one in which an hour is left out.
        (NEW_YORK, (8, 18), "2026-11-01T04:00", "2026-11-01T13:00"),
        (NEW_YORK, (2, 3), "2026-03-08T06:30", "2026-03-08T07:00"),
        (NEW_YORK, (None, None), "2026-11-22T03:00", "2026-11-22T03:00"),
        (NEW_YORK, (9, 9), "2026-11-22T03:00", "2026-11-22T03:00"),
        ("", (8, 18), "2026-11-22T12:59", "2026-11-22T13:00"),
        ("No/Such_Place", (8, 18), "2026-11-22T12:59", "2026-11-22T13:00"),
    ],
)
def test_the_next_safe_hour(zone, hours, moment, expected):
    wish = Preference(from_hour=hours[0], to_hour=hours[1], zone=zone)
    assert next_safe(wish, at(moment)) == at(expected)


def test_without_a_wish_any_hour_is_safe():
    assert next_safe(None, at("2026-11-22T03:00")) == at("2026-11-22T03:00")


@pytest.mark.django_db
def test_a_mail_waits_for_her_morning_and_the_others_do_not(network, manager, postbox, settings):
    network.postal_address = "1 Lantern Way"
    network.save()
    early, any_hour = make_reader(email="early@example.org"), make_reader(email="any@example.org")
    Preference.objects.create(person=early, from_hour=9, to_hour=17, zone=HONOLULU)
    message = scheduled(manager)
    postbox.mails.clear()
    assert send(message, settings)["waiting"] == 1
    assert postbox.readers == ["any@example.org"] and delivery_to(any_hour).state == "sent"
    assert delivery_to(early).not_before == at("2026-11-22T19:00")
    later(settings, hours=7)
    assert send(message)["sent"] == 2 and postbox.readers[-1] == "early@example.org"
