"""What is new of what somebody follows is in her weekly mail, once, and only if she asked for it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.urls import reverse

from bigtent.community.services.following import see_feed, set_follows
from bigtent.ledger import jobs
from bigtent.outreach.models import Preference
from tests.cast import play
from tests.community.posts import make_post
from tests.factories import make_consent, make_contact_point, make_network, make_topic

pytestmark = pytest.mark.django_db(transaction=True)
MONDAY = datetime(2026, 11, 23, 9, 1, tzinfo=ZoneInfo("America/New_York"))


@pytest.fixture
def clock(settings):
    def to(days=0.0):
        settings.NOW = (MONDAY + timedelta(days=days)).astimezone(UTC)

    make_network(postal_address="1 Main Street, Denver")
    to(-3)
    return to


@pytest.fixture
def topic(clock):
    return make_topic(code="primary-care", name="Primary care")


@pytest.fixture
def reader(clock, topic):
    """A member who follows a topic and asked for one mail a week."""
    account = play("Ada", "Reed", "member")
    make_contact_point(person=account.person, value="ada@example.org")
    make_consent(person=account.person, purpose="outreach")
    Preference.objects.create(person=account.person, rhythm="weekly")
    set_follows(person=account.person, topics=[topic], specialties=[], groups=[], by=account)
    return account


def letters(clock, days=0.0):
    """What the worker sends on this day."""
    mail.outbox.clear()
    clock(days)
    for _ in range(3):
        jobs.look_after()
        jobs.work(until_idle=True)
    return [one.body for one in mail.outbox]


def test_it_works(clock, topic, reader):
    post = make_post(title="A clinic opens its doors", topics=[topic])
    make_post(title="About something else")
    [letter] = letters(clock)
    assert "New of what you follow" in letter and "A clinic opens its doors" in letter
    assert f"http://127.0.0.1:8000{post.get_absolute_url()}" in letter
    assert "About something else" not in letter


def test_each_thing_is_told_once_and_empty_weeks_send_nothing(clock, topic, reader):
    make_post(title="A clinic opens its doors", topics=[topic])
    assert len(letters(clock)) == 1
    assert letters(clock, 7) == []
    clock(9)
    make_post(title="A second clinic", topics=[topic])
    [letter] = letters(clock, 14)
    assert "A second clinic" in letter and "opens its doors" not in letter


def test_what_she_has_seen_here_is_left_out(clock, topic, reader):
    make_post(title="Seen already", topics=[topic])
    reader.client.post(reverse("community:see_feed"))
    assert letters(clock) == []
    clock(1)
    make_post(title="Not yet seen", topics=[topic])
    [letter] = letters(clock, 7)
    assert "Not yet seen" in letter and "Seen already" not in letter


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one.person.consents.update(given=False),
        lambda one: Preference.objects.update(rhythm="each"),
        lambda one: Preference.objects.update(channel="platform"),
        lambda one: set_follows(person=one.person, topics=[], specialties=[], groups=[], by=one),
        lambda one: make_consent(person=one.person, purpose="outreach", datum="topic:primary-care", given=False),
    ],
)
def test_nobody_gets_it_who_does_not_want_it(clock, topic, reader, change):
    make_post(title="A clinic opens its doors", topics=[topic])
    change(reader)
    assert letters(clock) == []


def test_what_is_for_the_network_only_goes_to_whoever_belongs_to_it(clock, topic, reader):
    make_post(title="Inside", topics=[topic], seen_by="network")
    reader.grants.all().delete()
    assert letters(clock) == []


def test_the_letter_is_written_in_the_language_of_its_reader(clock, topic, reader):
    make_post(title="A clinic opens its doors", topics=[topic])
    reader.person.language = "es"
    reader.person.save()
    [letter] = letters(clock)
    assert "A clinic opens its doors" in letter and "Dear" not in letter


def test_seeing_the_feed_moves_only_ones_own_mark(clock, topic, reader):
    other = play("Bo", "Lee", "member")
    make_post(title="A clinic opens its doors", topics=[topic])
    see_feed(person=other.person, by=other)
    assert len(letters(clock)) == 1
