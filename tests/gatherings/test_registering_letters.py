"""The letters about a registration, read from a real mail server on this machine."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
import vobject
from django.test import Client

from bigtent.gatherings.own_pages import link_of, path_of
from bigtent.gatherings.services.offering import look_after_places
from bigtent.gatherings.services.registering import cancel_registration, register
from bigtent.gatherings.telling import look_after_reminders, tell_registered
from bigtent.groups.models import Membership
from bigtent.ledger.clock import now, today
from bigtent.outreach.models import Notification, Preference
from bigtent.outreach.services import receive_mail, send_service_letters
from tests.gatherings.announced import AT, announced
from tests.groups.councils import make_group, officer
from tests.outreach import returned
from tests.outreach.postbox import Postbox

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
JOIN = "https://meet.example.org/abc"


@pytest.fixture
def postbox(settings):
    with Postbox() as postbox:
        yield postbox.used_by(settings)


@pytest.fixture
def event(network):
    return announced(join_link=JOIN)


def come(event, **said):
    said = {"name": "Ada Okafor", "email": "ada@example.org", "zone": "America/Denver"} | said
    return register(slot=event.slots.first(), **said).registration


def arrived(postbox, settings=None, moment=None):
    """The mails that come when the worker looks around, at this moment."""
    before = len(postbox.mails)
    if moment:
        settings.NOW = moment
    look_after_reminders()
    send_service_letters()
    return postbox.mails[before:]


def body(mail):
    return mail.get_body(("plain",)).get_content()


def entry(mail):
    """The calendar entry that came with a mail, as two programs read it."""
    [file] = [part for part in mail.iter_attachments() if part.get_content_type() == "text/calendar"]
    raw = file.get_payload(decode=True)
    return icalendar.Calendar.from_ical(raw), vobject.readOne(raw.decode())


def test_it_works(event, postbox):
    row = come(event)
    [mail] = arrived(postbox)
    assert mail["To"] == "ada@example.org" and mail["Subject"] == "You are registered: Saving the small clinics"
    said = body(mail)
    assert "Wednesday, December 2, 2026, 8:00 PM to 9:00 PM (EST, New York)" in said
    assert "6:00 PM to 7:00 PM (MST, Denver)" in said
    assert link_of(row) in said and JOIN in said


def test_the_entry_for_her_calendar_is_read_alike_by_two_programs(event, postbox):
    row = come(event)
    one, other = entry(arrived(postbox)[0])
    [found] = one.walk("VEVENT")
    assert found["UID"] == other.vevent.uid.value == f"{event.key}-{row.slot_id}@127.0.0.1"
    assert found.decoded("DTSTART") == other.vevent.dtstart.value == AT
    assert (str(found["URL"]), str(one["METHOD"]), str(found["STATUS"])) == (link_of(row), "PUBLISH", "CONFIRMED")


def test_who_waits_reads_how_it_stands_and_not_how_to_join(event, postbox):
    event.capacity = 1
    event.save()
    come(event, email="first@example.org")
    come(event)
    mail = arrived(postbox)[1]
    assert mail["Subject"].startswith("You are on the waiting list")
    assert JOIN not in body(mail) and not list(mail.iter_attachments())


def test_an_offer_says_until_when_on_her_clocks(event, postbox):
    event.capacity = 1
    event.save()
    first = come(event, email="first@example.org")
    come(event)
    arrived(postbox)
    cancel_registration(registration=first)
    [mail] = arrived(postbox)
    assert mail["Subject"].startswith("A place is free for you")
    assert "it is kept for you until" in body(mail) and "(MST, Denver)" in body(mail) and JOIN not in body(mail)


def test_an_offer_that_is_over_is_not_sent_any_more(event, postbox, settings):
    event.capacity = 1
    event.save()
    first = come(event, email="first@example.org")
    come(event)
    arrived(postbox)
    cancel_registration(registration=first)
    settings.NOW = now() + 25 * HOUR
    look_after_places()
    assert arrived(postbox) == []


def test_reminders_come_a_day_and_an_hour_before(event, postbox, settings):
    come(event)
    arrived(postbox)
    assert arrived(postbox, settings, AT - 25 * HOUR) == []
    [day] = arrived(postbox, settings, AT - 24 * HOUR)
    assert arrived(postbox, settings, AT - 23 * HOUR) == []
    [hour] = arrived(postbox, settings, AT - HOUR)
    assert [mail["Subject"].partition(":")[0] for mail in (day, hour)] == ["Within a day", "Within an hour"]
    assert JOIN in body(hour)


def test_who_registers_within_the_day_has_just_read_when_it_is(event, postbox, settings):
    settings.NOW = AT - 3 * HOUR
    come(event)
    assert [mail["Subject"].partition(":")[0] for mail in arrived(postbox)] == ["You are registered"]


def test_a_reminder_for_another_hour_is_not_sent_and_one_for_the_new_hour_is(event, postbox, settings):
    come(event)
    arrived(postbox)
    settings.NOW = AT - 24 * HOUR
    look_after_reminders()
    event.slots.update(starts_at=AT + 24 * HOUR, ends_at=AT + 25 * HOUR)
    assert arrived(postbox) == []
    assert len(arrived(postbox, settings, AT)) == 1


def test_she_is_asked_the_morning_after_on_her_clocks(event, postbox, settings):
    come(event)
    arrived(postbox)
    assert arrived(postbox, settings, datetime(2026, 12, 3, 15, 59, tzinfo=UTC)) == []
    [mail] = arrived(postbox, settings, datetime(2026, 12, 3, 16, 0, tzinfo=UTC))
    assert mail["Subject"].startswith("Did you go?")


def test_everybody_is_told_of_another_time_and_of_a_cancellation(event, postbox):
    come(event)
    arrived(postbox)
    event.sequence = 1
    event.save()
    assert tell_registered(event, "changed", None) == 1
    [moved] = arrived(postbox)
    event.state, event.cancelled_at, event.cancelled_because, event.sequence = "cancelled", now(), "Snow", 2
    event.save()
    tell_registered(event, "canceled", None)
    [off] = arrived(postbox)
    assert moved["Subject"].startswith("Another time or place") and "Snow" in body(off)
    assert [str(entry(mail)[0].walk("VEVENT")[0]["SEQUENCE"]) for mail in (moved, off)] == ["1", "2"]
    assert str(entry(off)[0].walk("VEVENT")[0]["STATUS"]) == "CANCELLED"


def test_who_left_is_told_nothing_more(event, postbox, settings):
    cancel_registration(registration=come(event))
    tell_registered(event, "changed", None)
    assert arrived(postbox, settings, AT - HOUR) == []


def test_the_letter_is_in_the_language_she_registered_in(event, postbox):
    come(event, language="es")
    [mail] = arrived(postbox)
    assert mail["Content-Language"] == "es" and "2 de diciembre de 2026" in body(mail)


def test_the_name_of_an_event_inside_a_group_is_not_read_over_her_shoulder(network, postbox):
    come(announced("Circle after a loss", seen_by="inside", inside="group:1"))
    assert "Circle" not in arrived(postbox)[0]["Subject"]


def test_what_people_typed_is_no_mark_of_the_letter(network, postbox):
    come(announced("A *free* [link](https://evil.example)"), name="**Ada** https://evil.example/x")
    html = arrived(postbox)[0].get_body(("html",)).get_content()
    assert "evil.example" in html and 'href="https://evil' not in html


def test_who_wants_no_mail_is_told_on_the_platform(event, postbox, member):
    Preference.objects.create(person=member.person, channel="platform")
    come(event, person=member.person)
    assert arrived(postbox) == []
    assert Notification.objects.get().title.startswith("You are registered")


def test_nobody_is_reminded_twice_however_often_the_worker_looks(
    event, postbox, settings, django_assert_max_num_queries
):
    for n in range(20):
        come(event, email=f"p{n}@example.org")
    arrived(postbox)
    assert len(arrived(postbox, settings, AT - HOUR)) == 20
    assert arrived(postbox) == []
    with django_assert_max_num_queries(6):
        look_after_reminders()


def test_who_left_a_group_gets_its_joining_link_no_more(postbox, settings, network):
    group = make_group(is_public=False)
    chair = officer(group)
    event = announced(join_link=JOIN, seen_by="inside", inside=f"group:{group.pk}")
    row = come(event, person=chair.person, email=chair.email)
    page = path_of(row)
    assert JOIN in Client().get(page).content.decode()
    Membership.objects.update(until_on=today() - timedelta(days=1))
    for address in (page, f"{page}event.ics", f"{page}code.svg"):
        assert Client().get(address).status_code == 404
    assert arrived(postbox, settings, AT - HOUR) == []


def test_an_address_that_does_not_exist_keeps_no_place(network, postbox):
    event = announced(capacity=1)
    invented = come(event, email="invented@example.org")
    waits = come(event, email="ada@example.org")
    mails = arrived(postbox)
    lost = next(mail for mail in mails if mail["To"] == "invented@example.org")
    receive_mail(raw=returned.postfix_unknown(lost["Message-ID"], "invented@example.org"))
    invented.refresh_from_db(), waits.refresh_from_db()
    assert (invented.state, waits.state) == ("cancelled", "offered")


def test_a_full_mailbox_or_an_address_of_ours_keeps_its_place(event, postbox, member):
    rows = come(event, email="full@example.org"), come(event, person=member.person, email=member.email)
    full, ours = arrived(postbox)
    receive_mail(raw=returned.mailbox_full(full["Message-ID"], "full@example.org"))
    receive_mail(raw=returned.postfix_unknown(ours["Message-ID"], member.email))
    for row in rows:
        row.refresh_from_db()
        assert row.state == "confirmed"


def test_a_letter_that_was_held_up_until_it_was_over_is_not_sent(event, postbox, settings):
    """The mail server was down; nobody is told afterwards that she is registered."""
    come(event)
    settings.NOW = AT + 2 * HOUR
    send_service_letters()
    assert [mail["Subject"] for mail in postbox.mails if "You are registered" in mail["Subject"]] == []
