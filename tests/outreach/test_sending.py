"""A message reaches everybody of its audience once, and nobody who has said no."""

import pytest

from bigtent.ledger.models import AuditEntry
from bigtent.outreach.errors import MessageError
from bigtent.outreach.handing_over import MailServer
from bigtent.outreach.models import Delivery, Message, Preference, Suppression
from bigtent.outreach.services import send_message, settle_deliveries, stop_message
from bigtent.people.models import ContactPoint
from bigtent.people.models.erasure import digest_of
from bigtent.people.services import set_consent
from tests.factories import make_contact_point, make_person, make_topic
from tests.outreach.going import delivery_to, later, scheduled, send
from tests.outreach.making import make_reader

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def complete(network):
    network.postal_address, network.contact_email = "1 Lantern Way, Denver, CO 80202", "office@example.org"
    network.save()


@pytest.fixture
def readers():
    return [make_reader(given_name=name) for name in ("Ana", "Ben", "Cleo")]


def addresses(people):
    return sorted(ContactPoint.objects.filter(person__in=people).values_list("value", flat=True))


def say_no(person, datum=""):
    set_consent(person=person, purpose="outreach", datum=datum, given=False, by=None, basis="told us")


def test_it_works(postbox, manager, readers, settings):
    message = scheduled(manager)
    postbox.mails.clear()
    counts = send(message, settings)
    assert sorted(postbox.readers) == addresses(readers)
    assert (counts["sent"], counts["waiting"]) == (3, 0)
    message.refresh_from_db()
    assert message.state == Message.State.SENT and message.ended_at


def test_a_second_run_sends_nothing_more(postbox, manager, readers, settings):
    message = scheduled(manager)
    send(message, settings)
    taken = len(postbox.mails)
    with pytest.raises(MessageError, match="has ended"):
        send(message)
    assert len(postbox.mails) == taken


def test_nothing_is_sent_before_its_hour(postbox, manager, readers):
    message = scheduled(manager)
    postbox.mails.clear()
    with pytest.raises(MessageError, match="waits for its hour"):
        send(message)
    assert postbox.mails == []


def test_everybody_left_out_is_listed_with_the_reason(postbox, manager, settings):
    topic = make_topic()
    silent, averse, on_platform = make_person(email="s@example.org"), make_reader(), make_reader()
    gone, unknown = make_reader(email="gone@example.org"), make_reader(email=None)
    say_no(averse, "topic:access-to-care")
    Preference.objects.create(person=on_platform, channel="platform")
    make_reader()
    message = scheduled(manager, topic=topic)
    Suppression.objects.create(digest=digest_of("email", "gone@example.org"), because="bounce")
    counts = send(message, settings)
    reasons = {one.person_id: one.because for one in Delivery.objects.filter(state="left_out")}
    assert [reasons[p.pk] for p in (silent, averse, on_platform, gone, unknown)] == [
        "consent", "topic", "channel", "suppressed", "address",
    ]  # fmt: skip
    assert counts["sent"] == 1


def test_another_address_is_used_where_the_first_came_back(postbox, manager, settings):
    reader = make_reader(email="old@example.org")
    make_contact_point(person=reader, value="new@example.org", source="roster")
    Suppression.objects.create(digest=digest_of("email", "old@example.org"), because="bounce")
    send(scheduled(manager), settings)
    assert delivery_to(reader).address == "new@example.org"


def test_a_no_between_scheduling_and_sending_stops_the_mail(postbox, manager, readers, settings):
    message = scheduled(manager)
    postbox.mails.clear()
    say_no(readers[0])
    send(message, settings)
    assert sorted(postbox.readers) == addresses(readers[1:])
    assert delivery_to(readers[0]).because == "consent"


@pytest.mark.parametrize(("datum", "because"), [("", "consent"), ("topic:access-to-care", "topic")])
def test_a_no_in_the_last_moment_stops_the_mail(postbox, manager, readers, settings, monkeypatch, datum, because):
    """She answers after the run has looked at everybody, just before her mail would be taken up."""
    message = scheduled(manager, topic=make_topic())
    postbox.mails.clear()
    be_ready = MailServer.be_ready

    def answer_meanwhile(server):
        be_ready(server)
        if postbox.mails:
            say_no(readers[1], datum)

    monkeypatch.setattr(MailServer, "be_ready", answer_meanwhile)
    send(message, settings)
    assert sorted(postbox.readers) == addresses([readers[0], readers[2]])
    assert delivery_to(readers[1]).because == because


def test_who_says_yes_only_after_it_was_addressed_does_not_get_it(postbox, manager, readers, settings):
    late = make_person(email="late@example.org")
    message = scheduled(manager, per_minute=1)
    send(message, settings)
    set_consent(person=late, purpose="outreach", given=True, by=None, basis="told us")
    later(settings, minutes=2)
    send(message)
    assert "late@example.org" not in postbox.readers


def test_so_many_a_minute_and_no_more(postbox, manager, readers, settings):
    message = scheduled(manager, per_minute=2)
    postbox.mails.clear()
    assert send(message, settings)["waiting"] == 1
    assert send(message)["waiting"] == 1 and len(postbox.mails) == 2
    later(settings, minutes=1, seconds=1)
    assert send(message)["waiting"] == 0 and len(postbox.mails) == 3


def test_who_wants_one_mail_a_week_waits_for_the_digest(postbox, manager, readers, settings):
    Preference.objects.create(person=readers[0], rhythm="weekly")
    counts = send(scheduled(manager), settings)
    assert (counts["digest"], counts["sent"]) == (1, 2)


def test_stopped_on_the_way_nobody_more_gets_it(postbox, manager, readers, settings):
    message = scheduled(manager, per_minute=1)
    send(message, settings)
    taken = len(postbox.mails)
    assert stop_message(message=message, by=manager) == 2
    later(settings, minutes=2)
    with pytest.raises(MessageError, match="was stopped"):
        send(message)
    assert len(postbox.mails) == taken
    assert Delivery.objects.filter(because="stopped").count() == 2


def test_refused_for_now_it_is_tried_again_with_longer_pauses(postbox, manager, settings):
    reader = make_reader(email="full@example.org")
    postbox.says["full@example.org"] = ["452 4.2.2 Mailbox full"] * 2
    message = scheduled(manager)
    postbox.mails.clear()
    assert send(message, settings)["waiting"] == 1
    assert send(message)["waiting"] == 1
    later(settings, minutes=6)
    send(message)
    assert delivery_to(reader).tries == 2 and "Mailbox full" in delivery_to(reader).error
    later(settings, minutes=16)
    assert send(message)["sent"] == 1
    assert postbox.readers == ["full@example.org"]


def test_five_times_refused_it_is_left_to_a_person(postbox, manager, settings):
    make_reader(email="full@example.org")
    postbox.says["full@example.org"] = ["452 4.2.2 Mailbox full"] * 9
    message = scheduled(manager)
    send(message, settings)
    for _ in range(4):
        later(settings, hours=5)
        counts = send(message)
    assert counts["failed"] == 1 and len(postbox.says["full@example.org"]) == 4


@pytest.mark.parametrize(
    ("answer", "state", "suppressed"),
    [
        ("550 5.1.1 No such user", "bounced", True),
        ("550 5.7.1 Not welcome", "failed", False),
        ("550 No", "failed", False),
    ],
)
def test_refused_for_good(postbox, manager, settings, answer, state, suppressed):
    make_reader(email="no@example.org")
    postbox.says["no@example.org"] = [answer]
    assert send(scheduled(manager), settings)[state] == 1
    assert Suppression.objects.of("no@example.org").exists() == suppressed


def test_a_text_that_is_refused_is_left_to_a_person(postbox, manager, readers, settings):
    message = scheduled(manager)
    postbox.to_data = ["554 5.6.0 Not this text"]
    counts = send(message, settings)
    assert (counts["failed"], counts["sent"]) == (1, 2)


def test_without_a_mail_server_everybody_waits_and_nobody_is_uncertain(postbox, manager, readers, settings):
    message = scheduled(manager)
    postbox.mails.clear()
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    with pytest.raises(MessageError, match="cannot be reached"):
        send(message, settings)
    assert message.deliveries.all().counts()["waiting"] == 3
    settings.EMAIL_PORT = port
    later(settings, minutes=16)
    assert send(message)["sent"] == len(postbox.mails) == 3


def test_a_server_that_shuts_down_loses_nobody_her_mail(postbox, manager, readers, settings):
    message = scheduled(manager)
    postbox.mails.clear()
    postbox.says[addresses(readers)[1]] = ["421 4.3.2 Shutting down"]
    with pytest.raises(MessageError, match="Shutting down"):
        send(message, settings)
    assert message.deliveries.all().counts()["waiting"] == 2
    later(settings, minutes=16)
    assert send(message)["sent"] == 3 and sorted(postbox.readers) == addresses(readers)


def cut_off(message, settings, monkeypatch, *, after):
    """A run that is cut off with the first mail in its hands, before or after the server took it."""
    hand_over = MailServer.hand_over

    def die(server, mail):
        if after:
            hand_over(server, mail)
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(MailServer, "hand_over", die)
        with pytest.raises(KeyboardInterrupt):
            send(message, settings)


@pytest.mark.parametrize("after", [True, False])
def test_what_was_cut_off_is_uncertain_and_not_sent_again_by_itself(
    postbox, manager, readers, settings, monkeypatch, after
):
    message = scheduled(manager)
    postbox.mails.clear()
    cut_off(message, settings, monkeypatch, after=after)
    counts = send(message)
    assert (counts["uncertain"], counts["sent"]) == (1, 2)
    assert sorted(postbox.readers) == addresses(readers if after else readers[1:])


def test_a_person_decides_that_it_arrived(postbox, manager, readers, settings, monkeypatch):
    message = scheduled(manager)
    cut_off(message, settings, monkeypatch, after=True)
    send(message)
    taken = len(postbox.mails)
    assert settle_deliveries(deliveries=message.deliveries.filter(state="uncertain"), arrived=True, by=manager) == 1
    assert message.deliveries.all().counts()["sent"] == 3 and len(postbox.mails) == taken
    assert AuditEntry.objects.get(verb="settle_deliveries").by_id == manager.pk


def test_a_person_decides_that_it_is_sent_again(postbox, manager, readers, settings, monkeypatch):
    message = scheduled(manager)
    postbox.mails.clear()
    cut_off(message, settings, monkeypatch, after=False)
    send(message)
    settle_deliveries(deliveries=message.deliveries.filter(state="uncertain"), arrived=False, by=manager)
    assert send(message)["sent"] == 3
    assert sorted(postbox.readers) == addresses(readers)


def test_a_run_that_is_still_alive_knows_better_than_others(postbox, manager, readers, settings, monkeypatch):
    """While it speaks to the server another run takes its mail for uncertain, and somebody has it sent again."""
    message = scheduled(manager)
    postbox.mails.clear()
    hand_over = MailServer.hand_over

    def meanwhile(server, mail):
        held = message.deliveries.filter(state="handing_over")
        held.update(state="uncertain")
        settle_deliveries(deliveries=message.deliveries.filter(state="uncertain"), arrived=False, by=manager)
        return hand_over(server, mail)

    monkeypatch.setattr(MailServer, "hand_over", meanwhile)
    assert send(message, settings)["sent"] == 3
    assert sorted(postbox.readers) == addresses(readers)


def test_a_letter_that_cannot_be_written_keeps_nobody_waiting(postbox, manager, readers, settings):
    message = scheduled(manager)
    type(message).objects.update(body_en="Dear {nobody}")
    counts = send(message, settings)
    assert counts["failed"] == 3 and "{nobody}" in delivery_to(readers[0]).error


def test_what_was_sent_is_not_settled(postbox, manager, readers, settings):
    message = scheduled(manager)
    send(message, settings)
    with pytest.raises(MessageError, match="can be settled"):
        settle_deliveries(deliveries=message.deliveries.all(), arrived=False, by=manager)


def test_who_lost_the_right_to_write_writes_to_nobody(postbox, manager, readers, settings):
    message = scheduled(manager)
    postbox.mails.clear()
    manager.grants.all().delete()
    with pytest.raises(MessageError, match="may not write"):
        send(message, settings)
    message.refresh_from_db()
    assert message.state == Message.State.DRAFT and postbox.mails == []


def test_an_unknown_message_is_refused(db):
    with pytest.raises(MessageError):
        send_message(key="nothing", by=None)
