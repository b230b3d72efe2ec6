"""What comes back from the mail that was sent: each kind changes what it says, and nothing else."""

import random
import sys

import pytest
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError

from bigtent.ledger.models import AuditEntry
from bigtent.outreach.models import Delivery, Suppression
from bigtent.outreach.reading_mail import Kind
from bigtent.outreach.services import receive_mail
from bigtent.outreach.tokens import token_of
from bigtent.people.models import Person
from bigtent.people.models.erasure import digest_of
from tests.factories import make_topic
from tests.outreach import returned
from tests.outreach.going import scheduled, send
from tests.outreach.mails import make_delivery, make_message
from tests.outreach.making import make_reader

pytestmark = pytest.mark.django_db
GONE = (
    returned.postfix_unknown, returned.exim_unknown, returned.sendmail_no_such_domain, returned.exchange_unknown,
    returned.gmail_disabled,
)  # fmt: skip
NOT_NOW = (returned.mailbox_full, returned.refused_as_unwanted, returned.expired)
AWAY = (
    returned.exchange_away, returned.sieve_vacation, returned.gmail_vacation, returned.away_by_subject_alone,
    returned.away_in_spanish,
)  # fmt: skip
REPLIES = (returned.reply, returned.reply_by_references_alone)
ALL = (*GONE, *NOT_NOW, *AWAY, *REPLIES, returned.postfix_delayed, returned.delivered, returned.abuse_report,
       returned.report_in_a_form_of_its_own)  # fmt: skip

BROKEN = (b"\0", b"=?utf-8?b?/?=", b"\r\n\r\n", b"--=_part")
INSIDE = b"--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
ODD = {
    "empty": b"",
    "zeros": b"\0" * 100,
    "blank": b"\r\n\r\n",
    "latin": "ñ: é\r\n\r\n".encode("latin-1"),
    "cut": b"Content-Type: multipart/report\r\n\r\n--",
    "charset": b"From: a\r\nContent-Type: text/plain; charset=nowhere\r\nAuto-Submitted: \xff\r\n\r\n",
    "nested": INSIDE[5:] + INSIDE * 999,
    "deep": b"Content-Type: message/rfc822\r\n\r\n" * 2000,
}


def name_of(function):
    return getattr(function, "__name__", None)


@pytest.fixture
def delivery(network):
    return make_delivery()


def take(delivery, written, **more):
    received = receive_mail(raw=written(delivery.mail_id, delivery.address, **more))
    delivery.refresh_from_db()
    return received.kind


def suppressed(delivery):
    return list(Suppression.objects.of(delivery.address).values_list("because", flat=True))


@pytest.mark.parametrize("written", GONE, ids=name_of)
def test_an_address_that_is_no_more_is_not_written_to_again(delivery, written):
    assert take(delivery, written) == Kind.BOUNCE
    assert (delivery.state, suppressed(delivery)) == ("bounced", ["bounce"])
    assert "5." in delivery.error


@pytest.mark.parametrize("written", NOT_NOW, ids=name_of)
def test_what_came_back_for_another_reason_keeps_the_address(delivery, written):
    assert take(delivery, written) == Kind.BOUNCE
    assert (delivery.state, suppressed(delivery)) == ("bounced", [])


def test_a_delay_is_noted_and_nothing_else(delivery):
    assert take(delivery, returned.postfix_delayed) == Kind.DELAY
    assert (delivery.state, suppressed(delivery)) == ("sent", [])
    assert "4.4.1" in delivery.error


@pytest.mark.parametrize("original", ["message/rfc822", "text/rfc822-headers"])
@pytest.mark.parametrize("kind", ["abuse", "opt-out", "fraud"])
def test_a_complaint_is_a_no(delivery, kind, original):
    assert take(delivery, returned.abuse_report, kind=kind, original=original) == Kind.COMPLAINT
    assert (delivery.state, suppressed(delivery)) == ("complained", ["complaint"])
    assert not Person.objects.consenting_to("outreach").filter(pk=delivery.person_id).exists()


def test_a_mail_that_was_wanted_after_all_is_no_complaint(delivery):
    assert take(delivery, returned.abuse_report, kind="not-spam") == Kind.OTHER
    assert (delivery.state, suppressed(delivery)) == ("sent", [])


@pytest.mark.parametrize("written", AWAY, ids=name_of)
def test_an_automatic_answer_is_that_and_nothing_else(delivery, written):
    assert take(delivery, written) == Kind.AUTOMATIC
    assert delivery.auto_replied_at and not delivery.replied_at
    assert (delivery.state, suppressed(delivery), mail.outbox) == ("sent", [], [])


@pytest.mark.parametrize("written", REPLIES, ids=name_of)
def test_an_answer_goes_on_to_whoever_wrote(delivery, written, manager):
    delivery.message.by = manager
    delivery.message.save()
    assert take(delivery, written) == Kind.REPLY
    letter = mail.outbox[0]
    assert delivery.replied_at and letter.to == [manager.email] and letter.reply_to == [delivery.address]
    assert "I will bring two friends." in letter.message().as_string()


def test_what_we_pass_on_is_never_passed_on_again(delivery, manager):
    """Not even where the writer's program answers it by itself, or sends it back."""
    delivery.message.by = manager
    delivery.message.save()
    take(delivery, returned.reply)
    passed_on = mail.outbox.pop().message().as_bytes()
    answered = passed_on.replace(b"Subject:", f"In-Reply-To: {delivery.mail_id}\nSubject:".encode(), 1)
    for raw in (passed_on, answered):
        assert receive_mail(raw=raw).kind in (Kind.AUTOMATIC, Kind.OTHER)
    assert mail.outbox == []


def test_without_a_writer_an_answer_goes_to_the_network(delivery, network):
    network.contact_email = "office@example.org"
    network.save()
    take(delivery, returned.reply)
    assert mail.outbox[0].to == ["office@example.org"]


@pytest.mark.parametrize("written", [returned.delivered, returned.exchange_away, returned.reply], ids=name_of)
def test_what_nobody_was_sure_of_has_arrived(delivery, written):
    Delivery.objects.update(state="uncertain")
    take(delivery, written)
    assert delivery.state == "sent"


def test_a_report_for_people_is_not_taken_for_an_answer(delivery):
    assert take(delivery, returned.report_in_a_form_of_its_own) == Kind.OTHER
    assert (delivery.state, delivery.replied_at, mail.outbox) == ("sent", None, [])


def test_a_wish_by_mail_stops_the_topic(network):
    """As mail programs send it that know no other way: the subject our letters put into mailto."""
    delivery = make_delivery(message=make_message(topic=make_topic("care")))
    raw = f"From: a@example.org\r\nSubject: stop {token_of(delivery)}\r\n\r\n".encode()
    assert receive_mail(raw=raw).kind == Kind.STOP
    assert not Person.objects.consenting_to("outreach", "topic:care").exists()


def test_a_bounce_is_known_by_the_address_it_came_to(delivery):
    """Where nothing of the mail is sent back, and a server changed the case."""
    raw = returned.postfix_unknown("<gone@elsewhere>", delivery.address)
    token = delivery.mail_id[1:].partition("@")[0]
    assert receive_mail(raw=raw, sent_to=f"Bounces+{token.upper()}@lantern.example").delivery == delivery


@pytest.mark.parametrize("written", ALL, ids=name_of)
def test_about_none_of_ours_it_changes_nothing(delivery, written):
    received = receive_mail(raw=written("<somebody@elsewhere.example>", "x@example.org"))
    delivery.refresh_from_db()
    assert received.delivery is None and delivery.state == "sent"
    assert not AuditEntry.objects.exists() and not Suppression.objects.exists() and not mail.outbox


def test_a_report_names_no_address_to_keep_out(delivery):
    """What is kept out is where we sent it, whatever the report says."""
    receive_mail(raw=returned.postfix_unknown(delivery.mail_id, "director@example.org"))
    assert Suppression.objects.get().digest == digest_of("email", delivery.address)


def test_the_same_twice_is_as_once(delivery):
    for _ in range(2):
        take(delivery, returned.abuse_report)
        take(delivery, returned.postfix_unknown)
    assert (delivery.state, suppressed(delivery)) == ("complained", ["complaint"])


def test_what_is_still_in_a_workers_hands_may_come_back(delivery):
    Delivery.objects.update(state="handing_over")
    take(delivery, returned.postfix_unknown)
    assert delivery.state == "bounced"


@pytest.mark.parametrize("seed", range(4))
def test_broken_mail_breaks_nothing(delivery, manager, seed):
    """150 mails of each seed with bytes cut, doubled, swapped and replaced."""
    chance = random.Random(seed)
    delivery.message.by = manager
    delivery.message.save()
    for _ in range(150):
        raw = bytearray(chance.choice(ALL)(delivery.mail_id, delivery.address))
        for _ in range(chance.randint(1, 12)):
            at, upto = sorted(chance.randrange(len(raw) + 1) for _ in range(2))
            part = raw[at : min(upto, at + chance.choice((1, 3, 40, 400)))]
            raw[at : at + len(part)] = chance.choice(
                (
                    b"",
                    part * 2,
                    part[::-1],
                    chance.randbytes(len(part)),
                    b"\0",
                    b"=?utf-8?b?/?=",
                    b"\r\n\r\n",
                    b"--=_part",
                )
            )
        assert receive_mail(raw=bytes(raw)).kind in Kind


@pytest.mark.parametrize("raw", ODD.values(), ids=ODD.keys())
def test_odd_mail_breaks_nothing(network, raw):
    assert receive_mail(raw=raw).delivery is None


def test_sent_through_a_real_mail_server_and_come_back(postbox, manager, network, settings):
    """Each of five readers gets the mail; what their servers send back changes the state of each, and of no other."""
    network.postal_address, settings.BOUNCES = "1 Lantern Way, Denver", "bounces@lantern.example"
    network.save()
    backs = (returned.postfix_unknown, returned.abuse_report, returned.exchange_away, returned.reply, None)
    readers = [make_reader() for _ in backs]
    message = scheduled(manager)
    postbox.mails.clear()
    send(message, settings)
    assert len(postbox.mails) == len(backs)
    for arrived, back in zip(list(postbox.mails), backs, strict=True):
        if back:
            receive_mail(raw=back(arrived["Message-ID"], arrived["To"]), sent_to=arrived.came_from)
    kept = [Delivery.objects.get(person=reader) for reader in readers]
    assert [one.state for one in kept] == ["bounced", "complained", "sent", "sent", "sent"]
    assert [bool(one.auto_replied_at) for one in kept] == [False, False, True, False, False]
    assert [bool(one.replied_at) for one in kept] == [False, False, False, True, False]
    assert [bool(suppressed(one)) for one in kept] == [True, True, False, False, False]
    assert [mail["To"] for mail in postbox.mails[len(backs) :]] == [manager.email]


def test_a_server_that_sends_nothing_back_but_the_envelope(postbox, manager, network, settings):
    network.postal_address, settings.BOUNCES = "1 Lantern Way, Denver", "bounces@lantern.example"
    network.save()
    make_reader()
    send(scheduled(manager), settings)
    arrived = postbox.mails[-1]
    received = receive_mail(raw=returned.exim_unknown("<lost@x>", arrived["To"]), sent_to=arrived.came_from)
    assert received.delivery.state == "bounced"


def test_a_mail_server_pipes_it_in(delivery, monkeypatch, capsys):
    raw = returned.postfix_unknown(delivery.mail_id, delivery.address)
    monkeypatch.setattr(sys, "stdin", type("Pipe", (), {"buffer": type("B", (), {"read": lambda self: raw})()})())
    call_command("receive_mail")
    delivery.refresh_from_db()
    assert delivery.state == "bounced" and "bounce: <outreach-" in capsys.readouterr().out


def test_a_folder_of_mail_is_taken_in_once(delivery, tmp_path, capsys):
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "1").write_bytes(returned.abuse_report(delivery.mail_id, delivery.address))
    (tmp_path / "new" / "2").write_bytes(b"nothing of ours")
    for _ in range(2):
        call_command("receive_mail", maildir=tmp_path)
    delivery.refresh_from_db()
    assert delivery.state == "complained"
    assert sorted(path.name for path in (tmp_path / "cur").iterdir()) == ["1:2,S", "2:2,S"]
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_a_folder_that_is_none_is_said(tmp_path):
    with pytest.raises(CommandError, match="no folder of mail") as refused:
        call_command("receive_mail", maildir=tmp_path)
    assert refused.value.returncode == 2
