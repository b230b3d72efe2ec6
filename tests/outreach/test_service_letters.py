"""Letters about what somebody asked for: once, in time, to nobody who must not be written to."""

from datetime import timedelta

import pytest
from django.core import mail

from bigtent.ledger.clock import now
from bigtent.ledger.declarations import LetterKind
from bigtent.ledger.errors import Refusal
from bigtent.ledger.models import Job
from bigtent.outreach.errors import LetterError
from bigtent.outreach.models import Notification, Preference, ServiceLetter, Suppression
from bigtent.outreach.service_texts import Attachment, LetterText, own_words
from bigtent.outreach.services import (
    ask_for_letters,
    receive_mail,
    send_service_letters,
    settle_service_letters,
    start_due_letters,
)
from bigtent.outreach.services.service_letters import SEND
from bigtent.people.models import Consent
from bigtent.people.models.erasure import digest_of
from bigtent.people.services import erase_person
from tests.factories import make_person
from tests.outreach import quoted, returned
from tests.outreach.going import later

pytestmark = pytest.mark.django_db
PAGE = "http://127.0.0.1:8000/events/abc/"


def said(letter):
    text = f"Somebody asks:\n\n{own_words('*What* [is](http://x.y)?')}\n\n{PAGE}"
    return LetterText("About your question", text, "You offered it.", (Attachment("a.ics", b"BEGIN", "text/calendar"),))


@pytest.fixture
def room(monkeypatch, settings):
    """What a room would write, and what it is told."""
    settings.SITE_URL, told = "http://127.0.0.1:8000", {"write": said, "lost": [], "replied": []}
    kind = LetterKind(
        "trial", "A trial", write=lambda letter: told["write"](letter), failed=told["lost"].append,
        replied=lambda letter, text: told["replied"].append(text),
    )  # fmt: skip
    for module in ("bigtent.outreach.service_mails", "bigtent.outreach.views.letters"):
        monkeypatch.setattr(f"{module}.declared", lambda name: (kind,))
    return told


def ask(**values):
    number = ServiceLetter.objects.count()
    values = {"kind": "trial", "about": f"trial:{number}", "of": 1, "address": f"reader{number}@example.org"} | values
    ask_for_letters(letters=[ServiceLetter(**values)], by=None)
    return ServiceLetter.objects.get(about=values["about"])


def sent(letter):
    send_service_letters()
    letter.refresh_from_db()
    return letter.state, letter.because


def test_it_goes_out_once_with_its_file_and_its_headers(postbox, room, settings):
    settings.BOUNCES = "bounces@lantern.example"
    letter = ask()
    assert (
        ask_for_letters(letters=[ServiceLetter(kind="trial", about=letter.about, of=2, address="x@y.example")], by=None)
        == 0
    )
    for _ in range(2):
        assert sent(letter) == ("sent", "")
    (mail,) = postbox.mails
    assert (mail["Auto-Submitted"], mail["Message-ID"], mail["List-Unsubscribe"]) == (
        "auto-generated",
        letter.mail_id,
        None,
    )
    assert mail["Reply-To"] == mail.came_from == f"bounces+{letter.mail_id[1:].partition('@')[0]}@lantern.example"
    assert [part.get_filename() for part in mail.iter_attachments()] == ["a.ics"]


def test_what_somebody_typed_is_never_read_as_a_mark(postbox, room):
    sent(ask())
    (mail,) = postbox.mails
    html, plain = (mail.get_body([kind]).get_content() for kind in ("html", "plain"))
    assert "*What* [is](http://x.y)?" in html and "*What* [is](http://x.y)?" in plain and "You offered it." in plain
    assert f'<a href="{PAGE}">' in html and 'x.y"' not in html


def test_her_page_stands_below_where_she_has_a_record(postbox, room):
    sent(ask(person=make_person()))
    assert "/messages/mine/" in postbox.mails[0].get_body(["plain"]).get_content()


def test_in_the_language_she_chose(postbox, room):
    sent(ask(person=make_person(language="es")))
    assert postbox.mails[0]["Content-Language"] == "es"


@pytest.mark.parametrize(("values", "because"), [
    ({"until": now() - timedelta(minutes=1)}, "too_late"), ({"address": "gone@example.org"}, "suppressed"),
    ({"of": 404}, "not_needed"),
])  # fmt: skip
def test_what_makes_no_sense_any_more_is_left_out(postbox, room, values, because):
    Suppression.objects.create(digest=digest_of("email", "gone@example.org"), because="bounce")
    room["write"] = lambda letter: said(letter) if letter.of == 1 else None
    letter = ask(**values)
    assert sent(letter) == ("left_out", because) and postbox.mails == []
    assert room["lost"] == ([letter] if because == "suppressed" else [])


def test_before_its_hour_it_waits(postbox, room, settings):
    letter = ask(not_before=now() + timedelta(hours=1))
    assert sent(letter) == ("waiting", "")
    later(settings, hours=1)
    assert sent(letter) == ("sent", "")


def test_it_waits_for_the_hours_that_are_safe(postbox, room, settings):
    hour = now().hour
    wish = Preference(from_hour=(hour + 2) % 24, to_hour=(hour + 3) % 24, zone="UTC", person=make_person())
    wish.save()
    letter = ask(person=wish.person)
    assert sent(letter) == ("waiting", "")
    later(settings, hours=2)
    assert sent(letter) == ("sent", "")


@pytest.mark.parametrize("address", ["her@example.org", ""])
def test_who_wants_no_mail_or_has_no_address_is_told_on_the_platform(postbox, room, address):
    person = make_person()
    if address:
        Preference.objects.create(person=person, channel="platform")
    assert sent(ask(person=person, address=address)) == ("left_out", "channel")
    told = Notification.objects.get(person=person)
    assert (told.title, told.url, postbox.mails) == ("About your question", "/events/abc/", [])
    assert "*What* [is](http://x.y)?" in told.text


def refuse(letter):
    raise Refusal("The event is no more.")


def fail(letter):
    raise ZeroDivisionError


@pytest.mark.parametrize("write", [refuse, fail])
def test_one_that_cannot_be_written_keeps_nobody_waiting(postbox, room, write):
    room["write"] = lambda letter: write(letter) if letter.of == 2 else said(letter)
    broken, whole = ask(of=2), ask()
    assert (sent(broken)[0], sent(whole)[0]) == ("failed", "sent")
    assert broken.error


def test_refused_for_now_it_is_tried_again_and_at_last_given_up(postbox, room, settings):
    letter = ask()
    postbox.says[letter.address] = ["450 4.2.0 later"] * 5
    states = []
    for _ in range(5):
        states.append(sent(letter)[0])
        later(settings, hours=4)
    assert states == ["waiting"] * 4 + ["failed"] and room["lost"] == [letter]


def test_an_address_that_does_not_exist_is_kept_out_and_its_room_told(postbox, room):
    letter = ask()
    postbox.says[letter.address] = ["550 5.1.1 nobody here"]
    assert sent(letter) == ("bounced", "") and room["lost"] == [letter]
    assert Suppression.objects.of(letter.address).exists()


def test_while_the_server_takes_nothing_all_wait(room, settings):
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    letter = ask()
    with pytest.raises(LetterError, match="Nobody was forgotten"):
        send_service_letters()
    letter.refresh_from_db()
    assert letter.state == "waiting" and letter.not_before > now()


def test_a_worker_starts_one_job_at_a_time(room):
    start_due_letters()
    assert not Job.objects.exists()
    ask(), ask()
    for _ in range(2):
        start_due_letters()
    assert Job.objects.filter(verb=SEND).count() == 1


def cut_off():
    letter = ask()
    ServiceLetter.objects.update(state="handing_over", mail_id="<letter-1-key@127.0.0.1>", handed_over_at=now())
    return letter


def test_what_was_cut_off_waits_for_a_persons_word(postbox, room, manager):
    letter = cut_off()
    assert sent(letter) == ("uncertain", "") and postbox.mails == []
    page = manager.client.get("/messages/letters/").content.decode()
    assert letter.address in page and "cut off" in page
    assert "letter needs your word" in manager.client.get("/monday/").content.decode()
    manager.client.post("/messages/letters/settle/", {"letter": letter.pk, "arrived": "0"})
    assert sent(letter) == ("sent", "") and postbox.mails[0]["Message-ID"] == "<letter-1-key@127.0.0.1>"


def test_that_it_arrived_is_noted(room, manager):
    letter = cut_off()
    ServiceLetter.objects.update(state="uncertain")
    settle_service_letters(letters=[letter], arrived=True, by=manager)
    assert sent(letter) == ("sent", "")
    with pytest.raises(LetterError, match="Only letters that are uncertain"):
        settle_service_letters(letters=[letter], arrived=True, by=manager)


def test_many_in_one_job_at_so_many_statements_each(room, django_assert_max_num_queries):
    many = [ServiceLetter(kind="trial", about=f"t:{n}", of=1, address=f"r{n}@example.org") for n in range(200)]
    ask_for_letters(letters=many, by=None)
    with django_assert_max_num_queries(200 * 5 + 20):
        assert send_service_letters() == {"sent": 200}


def test_who_is_erased_gets_none_and_leaves_none(room):
    person = make_person(email="her@example.org", family_name="Quillfeather")
    ask(person=person, address="her@example.org"), ask(address="her@example.org"), ask()
    erase_person(person=person, by=None, reason="asked")
    assert list(ServiceLetter.objects.values_list("address", flat=True)) == ["reader2@example.org"]


def handed_over(room):
    letter = ask()
    send_service_letters()
    letter.refresh_from_db()
    return letter


def take(letter, written):
    kind = receive_mail(raw=written(letter.mail_id, letter.address)).kind
    letter.refresh_from_db()
    return kind


@pytest.mark.parametrize(("written", "state", "because"), [
    (returned.postfix_unknown, "bounced", "bounce"), (returned.abuse_report, "complained", "complaint"),
])  # fmt: skip
def test_come_back_or_reported_the_address_is_kept_out_and_the_room_told(room, written, state, because):
    letter = handed_over(room)
    for _ in range(2):
        take(letter, written)
    assert (letter.state, Suppression.objects.get().because) == (state, because)
    assert room["lost"] == [letter] and not Consent.objects.exists()


def test_a_full_mailbox_keeps_the_address(room):
    letter = handed_over(room)
    take(letter, returned.mailbox_full)
    assert letter.state == "bounced" and not Suppression.objects.exists()


def test_an_automatic_answer_is_only_marked(room):
    letter = handed_over(room)
    assert take(letter, returned.gmail_vacation) == "automatic answer"
    assert letter.auto_replied_at and not letter.replied_at and room["replied"] == []


def test_what_she_wrote_goes_to_the_room_and_not_to_the_office(room, network):
    network.contact_email = "office@example.org"
    network.save()
    letter = handed_over(room)
    mail.outbox.clear()
    receive_mail(raw=quoted.mail(f"Yes, gladly.\n\n{quoted.TAILS['long']}", mail_id=letter.mail_id))
    assert room["replied"] == ["Yes, gladly."] and mail.outbox == []


def test_what_the_room_does_not_take_goes_to_the_office(room, network):
    network.contact_email = "office@example.org"
    network.save()
    letter, room["write"] = handed_over(room), said
    ServiceLetter.objects.update(kind="of a room that is gone")
    mail.outbox.clear()
    take(letter, returned.reply)
    assert mail.outbox[0].to == ["office@example.org"] and letter.replied_at


def test_where_a_server_changed_the_message_id_the_address_still_names_it(room, settings):
    letter = handed_over(room)
    token = letter.mail_id[1:].partition("@")[0]
    raw = quoted.mail("Yes.", mail_id="<changed@elsewhere.example>")
    receive_mail(raw=f"To: bounces+{token}@lantern.example\r\n".encode() + raw)
    assert room["replied"] == ["Yes."]
