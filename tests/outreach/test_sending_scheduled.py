"""Before a message goes: tried out, released by a second person where many get it, scheduled, stopped, started."""

from datetime import timedelta

import pytest
from django.core import mail

from bigtent.ledger.clock import now
from bigtent.ledger.jobs import look_after, work
from bigtent.ledger.models import AuditEntry, Job
from bigtent.outreach.errors import MessageError, TextError
from bigtent.outreach.models import Delivery, Message
from bigtent.outreach.services import (
    keep_audience,
    release_message,
    schedule_message,
    send_message,
    send_test,
    stop_message,
    write_message,
)
from tests.outreach.going import later, scheduled, send
from tests.outreach.making import make_message, make_reader

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def complete(network):
    network.postal_address = "1 Lantern Way, Denver, CO 80202"
    network.save()


@pytest.fixture
def reader():
    return make_reader()


@pytest.fixture
def many(monkeypatch):
    """A second person is needed for more than two people."""
    monkeypatch.setattr("bigtent.outreach.services.addressing.MOST_ALONE", 2)
    return [make_reader() for _ in range(3)]


def tried(manager, **values):
    message = make_message(by=manager, **values)
    send_test(message=message, by=manager)
    message.refresh_from_db()
    return message


def state_of(message):
    message.refresh_from_db()
    return message.state


def test_it_works(manager, reader):
    message = tried(manager)
    assert schedule_message(message=message, by=manager) == now() + timedelta(minutes=10)
    assert state_of(message) == Message.State.SCHEDULED
    assert AuditEntry.objects.get(verb="schedule_message").count == 1


def test_a_test_goes_to_oneself_in_each_language_and_to_nobody_else(manager, reader):
    tried(manager, subject_es="Noticias", body_es="Hola {given_name}")
    assert [one.to for one in mail.outbox] == [[manager.email]] * 2
    assert "Dear Marta" in mail.outbox[0].body and "Hola Marta" in mail.outbox[1].body
    assert not Delivery.objects.exists()


def test_a_test_that_does_not_go_out_is_no_test(manager, reader, postbox):
    postbox.says[manager.email] = ["550 5.1.1 No such user"]
    message = make_message(by=manager)
    with pytest.raises(MessageError, match="No such user"):
        send_test(message=message, by=manager)
    message.refresh_from_db()
    assert message.tested_at is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"tested_at": None}, "Send it to yourself first"),
        ({"body_en": "Dear {first}"}, "line 1, column 6: “{first}”"),
        ({"subject_en": " "}, "subject is empty"),
        ({"body_es": "Hola"}, "Spanish subject is empty"),
        ({"audience": None}, "to whom"),
        ({"choices": [{"en": "Yes", "es": ""}], "body_es": "Hola", "subject_es": "Hola"}, "no Spanish words"),
    ],
)
def test_what_is_not_complete_is_not_scheduled(manager, reader, change, words):
    message = tried(manager)
    for name, value in change.items():
        setattr(message, name, value)
    message.save()
    with pytest.raises((MessageError, TextError), match=words):
        schedule_message(message=message, by=manager)


def test_without_a_postal_address_nothing_goes_out(manager, reader, network):
    message = tried(manager)
    network.postal_address = ""
    network.save()
    with pytest.raises(MessageError, match="postal address"):
        schedule_message(message=message, by=manager)


def test_to_nobody_nothing_is_scheduled(manager):
    with pytest.raises(MessageError, match="Nobody"):
        schedule_message(message=tried(manager), by=manager)


@pytest.mark.parametrize("ahead", [timedelta(hours=-1), timedelta(days=400)])
def test_an_hour_that_makes_no_sense_is_refused(manager, reader, ahead):
    with pytest.raises(MessageError, match="cannot be chosen"):
        schedule_message(message=tried(manager), by=manager, send_at=now() + ahead)


def test_a_changed_text_is_tried_out_again(manager, reader):
    message = tried(manager)
    message.body_en = "Something else"
    write_message(message=message, by=manager)
    with pytest.raises(MessageError, match="yourself first"):
        schedule_message(message=message, by=manager)


def test_to_many_a_second_person_releases_it(manager, administrator, many):
    message = tried(manager)
    with pytest.raises(MessageError, match="3 people would get it.*second person"):
        schedule_message(message=message, by=manager)
    release_message(message=message, by=administrator)
    schedule_message(message=message, by=manager)
    assert state_of(message) == Message.State.SCHEDULED


def test_whoever_wrote_or_changed_it_cannot_release_it(manager, administrator, many):
    message = tried(manager)
    with pytest.raises(MessageError, match="Somebody else"):
        release_message(message=message, by=manager)
    message.body_en = "In other words"
    write_message(message=message, by=administrator)
    with pytest.raises(MessageError, match="Somebody else"):
        release_message(message=message, by=administrator)


def test_whoever_changed_to_whom_it_goes_cannot_release_it(manager, administrator, many):
    message = tried(manager)
    keep_audience(name="Everybody", audience=message.audience, by=administrator)
    send_test(message=message, by=administrator)
    with pytest.raises(MessageError, match="Somebody else"):
        release_message(message=message, by=administrator)


def test_many_more_than_were_released_are_released_anew(manager, administrator, many):
    message = tried(manager)
    release_message(message=message, by=administrator)
    for _ in range(3):
        make_reader()
    with pytest.raises(MessageError, match="6 people would get it.*second person"):
        schedule_message(message=message, by=manager)
    release_message(message=message, by=administrator)
    schedule_message(message=message, by=manager)
    assert state_of(message) == Message.State.SCHEDULED


def test_a_change_takes_the_release_back(manager, administrator, many):
    message = tried(manager)
    release_message(message=message, by=administrator)
    message.refresh_from_db()
    message.subject_en = "Another subject"
    write_message(message=message, by=manager)
    send_test(message=message, by=manager)
    with pytest.raises(MessageError, match="second person"):
        schedule_message(message=message, by=manager)


def test_an_audience_that_has_grown_since_needs_the_second_person(manager, many, settings):
    many[0].consents.update(given=False)
    message = scheduled(manager)
    many[0].consents.update(given=True)
    with pytest.raises(MessageError, match="second person"):
        send(message, settings)
    assert state_of(message) == Message.State.DRAFT and mail.outbox == []


def test_it_can_be_stopped_until_its_hour_and_is_a_draft_again(manager, reader, settings):
    message = scheduled(manager)
    later(settings, minutes=9)
    stop_message(message=message, by=manager)
    assert state_of(message) == Message.State.DRAFT
    later(settings, hours=1)
    with pytest.raises(MessageError):
        send_message(key=message.key, by=None)
    assert mail.outbox == []


def test_what_was_sent_cannot_be_stopped(manager, reader, settings):
    message = scheduled(manager)
    send(message, settings)
    with pytest.raises(MessageError, match="meanwhile"):
        stop_message(message=message, by=manager)


def test_workers_start_it_when_its_hour_has_come_and_never_twice(manager, reader, settings):
    scheduled(manager)
    look_after()
    assert not Job.objects.exists()
    later(settings, minutes=10)
    look_after()
    look_after()
    assert Job.objects.count() == 1
    assert work(until_idle=True) == 1
    assert [one.to for one in mail.outbox] == [[reader.contact_points.get().value]]
    look_after()
    assert Job.objects.count() == 1


def test_workers_start_it_again_while_somebody_waits(manager, reader, settings):
    make_reader()
    scheduled(manager, per_minute=1)
    later(settings, minutes=10)
    look_after()
    work(until_idle=True)
    later(settings, minutes=2)
    look_after()
    work(until_idle=True)
    assert len(mail.outbox) == 2 and Job.objects.count() == 2
