"""One mail a week with everything, for those who asked for that; never twice, and none where nothing waits."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from bigtent.ledger import jobs
from bigtent.outreach.models import Delivery, Message, Notification, Preference
from bigtent.outreach.services import notify, settle_deliveries
from tests.factories import make_consent, make_network, make_person, make_topic
from tests.outreach.mails import CHOICES, make_message

pytestmark = pytest.mark.django_db(transaction=True)
MONDAY = datetime(2026, 11, 23, 9, 1, tzinfo=ZoneInfo("America/New_York"))


@pytest.fixture
def clock(settings):
    """`clock(days)` sets the time to so long after Monday morning."""

    def to(days=0.0):
        settings.NOW = MONDAY + timedelta(days=days)

    make_network(postal_address="1 Main Street, Denver")
    return to


def weekly(**values):
    person = make_person(**{"email": "ada@example.org", "consents": ["outreach"]} | values)
    Preference.objects.create(person=person, rhythm="weekly")
    return person


def waits(person, **message):
    return Delivery.objects.create(message=make_message(**message), person=person, state="digest")


def work():
    """What a worker does in a few minutes."""
    for _ in range(3):
        jobs.look_after()
        jobs.work(until_idle=True)


def test_it_works(clock):
    ada = weekly()
    first, second = waits(ada), waits(ada, subject_en="A workshop", body_en="Come to the **workshop**.")
    notify(people=[ada], title="A meeting was planned", url="/groups/x/", about="meeting:1", by=None)
    clock()
    work()
    letter = mail.outbox[0]
    assert (len(mail.outbox), letter.to) == (1, ["ada@example.org"])
    for words in ("A date to keep", "A workshop", "A meeting was planned", "http://127.0.0.1:8000/groups/x/"):
        assert words in letter.body and words in letter.alternatives[0].content
    assert "<strong>workshop</strong>" in letter.alternatives[0].content
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}
    assert {first.pk, second.pk} == set(
        Delivery.objects.get(message__kind="digest").carried.values_list("pk", flat=True)
    )


def test_never_twice(clock):
    ada = weekly()
    waits(ada)
    notify(people=[ada], title="A meeting was planned", about="meeting:1", by=None)
    for days in (0, 0.1, 0.9, 7, 14):
        clock(days)
        work()
    assert len(mail.outbox) == 1
    assert Message.objects.filter(kind="digest").count() == 3


def test_two_workers_make_one(clock):
    waits(weekly())
    clock()
    for _ in range(2):
        jobs.look_after()
    jobs.work(until_idle=True)
    work()
    assert (Message.objects.filter(kind="digest").count(), len(mail.outbox)) == (1, 1)


@pytest.mark.parametrize("days", [-0.1, 2, 5])
def test_only_on_monday_morning_or_soon_after(clock, days):
    waits(weekly())
    clock(days)
    work()
    assert not mail.outbox and not Message.objects.filter(kind="digest").exists()


def test_nothing_waiting_no_mail(clock):
    weekly()
    notify(people=[make_person(consents=["outreach"], email="x@example.org")], title="X", about="x", by=None)
    clock()
    work()
    assert not mail.outbox
    assert Message.objects.get(kind="digest").state == "sent"


@pytest.mark.parametrize(
    ("why", "change"),
    [
        ("consent", lambda one: one.person.consents.update(given=False)),
        ("channel", lambda one: Preference.objects.update(channel="platform")),
        ("address", lambda one: one.person.contact_points.all().delete()),
        ("topic", lambda one: make_consent(person=one.person, purpose="outreach", datum="topic:care", given=False)),
    ],
)
def test_who_wants_none_gets_none(clock, why, change):
    waiting = waits(weekly(), topic=make_topic("care"))
    change(waiting)
    clock()
    work()
    waiting.refresh_from_db()
    assert (mail.outbox, waiting.state, waiting.because) == ([], "left_out", why)


def test_in_her_language_and_by_the_name_she_chose(clock):
    ada = weekly(language="es")
    Preference.objects.filter(person=ada).update(called="Adita")
    Delivery.objects.create(
        message=make_message(body_es="Hola {given_name}."), person=ada, state="digest", language="es"
    )
    clock()
    work()
    letter = mail.outbox[0]
    assert letter.extra_headers["Content-Language"] == "es"
    assert "Hola Adita." in letter.body and "Una fecha para guardar" in letter.body


def test_what_a_carried_message_asks_is_answered_from_the_digest(clock):
    one = waits(weekly(), choices=CHOICES)
    clock()
    work()
    assert f"/messages/answer/{one.pk}." in mail.outbox[0].body


def test_what_was_seen_before_is_not_told_again(clock):
    ada = weekly()
    notify(people=[ada], title="A meeting was planned", about="meeting:1", by=None)
    Notification.objects.update(seen_at=MONDAY)
    clock()
    work()
    assert not mail.outbox


def test_while_it_is_uncertain_so_is_what_it_carried(clock):
    one = waits(weekly())
    clock()
    jobs.look_after()
    jobs.work(until_idle=True)
    Delivery.objects.filter(message__kind="digest").update(
        state="uncertain", mail_id="<d@x>", handed_over_at=MONDAY, sent_at=None
    )
    Delivery.objects.filter(pk=one.pk).update(state="digest", mail_id="", handed_over_at=None, sent_at=None)
    jobs.look_after()
    one.refresh_from_db()
    assert one.state == "digest"
    Delivery.objects.filter(message__kind="digest").update(state="sent", sent_at=MONDAY)
    jobs.look_after()
    one.refresh_from_db()
    assert one.state == "sent" and one.mail_id.startswith("<carried-")


def test_one_that_failed_brings_everything_when_it_is_sent_again(clock, postbox):
    one = waits(weekly())
    postbox.says["ada@example.org"] = ["550 5.7.1 Not now"]
    clock()
    work()
    one.refresh_from_db()
    assert (one.state, postbox.mails) == ("failed", [])
    settle_deliveries(deliveries=[one.digest], arrived=False, by=None)
    work()
    one.refresh_from_db()
    assert one.state == "sent" and "A date to keep" in postbox.mails[0].get_body(("plain",)).get_content()
