"""The calendar: a month to read, and the files that programs subscribe to."""

import re
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
import vobject
from django.test import Client

from bigtent.gatherings.models import Event
from bigtent.gatherings.services.publishing import publish_event
from bigtent.ledger.clock import now
from tests.gatherings.announced import announced, registered
from tests.gatherings.planning import FORM
from tests.groups.councils import make_group, sit

PUBLIC = "/events/calendar.ics"


@pytest.fixture
def visitor(network):
    return Client()


def entries(answer):
    """The entries of a file as two programs read them; both read the same."""
    one = {str(entry["uid"]): entry for entry in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")}
    two = {entry.uid.value: entry for entry in vobject.readOne(answer.content.decode()).contents.get("vevent", [])}
    assert one.keys() == two.keys()
    for uid, entry in one.items():
        assert str(entry["summary"]) == two[uid].summary.value
        assert entry["dtstart"].dt == two[uid].dtstart.value
        assert str(entry["status"]) == two[uid].status.value
    return sorted(one.values(), key=lambda entry: str(entry["summary"]))


def test_it_works(visitor):
    announced()
    answer = visitor.get(PUBLIC)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    (entry,) = entries(answer)
    assert str(entry["summary"]) == "Saving the small clinics"
    assert entry["dtstart"].dt == datetime(2026, 12, 3, 1, 0, tzinfo=UTC)
    assert entry["dtend"].dt - entry["dtstart"].dt == timedelta(hours=1)


def test_each_slot_is_an_entry_with_a_name_that_stays(visitor):
    event = announced(slots=3)
    before = {str(entry["uid"]) for entry in entries(visitor.get(PUBLIC))}
    Event.objects.filter(pk=event.pk).update(title="Another title", changed_at=now() + timedelta(minutes=1))
    after = {str(entry["uid"]) for entry in entries(visitor.get(PUBLIC))}
    assert len(before) == 3
    assert before == after


def test_no_word_ends_a_line_of_a_file_or_breaks_a_feed(visitor, manager):
    odd = "Odd\x01\x0b\rX-FORGED:1\nATTENDEE:x"
    manager.client.post("/events/new/", FORM | {"title": odd, "text": odd, "mode": "in_person", "where": odd})
    event = Event.objects.get()
    publish_event(event=event, by=manager)
    announced(odd, text=odd, where=odd)
    for file in (PUBLIC, f"/events/{event.key}.ics", f"/events/{Event.objects.last().key}.ics"):
        answer = visitor.get(file)
        assert not re.search(rb"^(X-FORGED|ATTENDEE)", answer.content.replace(b"\r", b"\n"), re.MULTILINE)
        assert str(entries(answer)[0]["summary"]) == "Odd X-FORGED:1 ATTENDEE:x"
    Event.objects.exclude(pk=event.pk).delete()
    assert "<title>Odd X-FORGED:1 ATTENDEE:x</title>" in visitor.get("/events/feed.atom").content.decode()


def test_what_was_canceled_is_marked(visitor):
    announced(state="cancelled", cancelled_at=now(), sequence=2)
    (entry,) = entries(visitor.get(PUBLIC))
    assert (str(entry["status"]), entry["sequence"]) == ("CANCELLED", 2)


def test_what_not_everybody_sees_is_in_no_public_file(visitor):
    announced("A draft", state="draft")
    announced("For the network", seen_by="network")
    announced("Within a circle", seen_by="inside", inside="group:1")
    assert entries(visitor.get(PUBLIC)) == []


def test_the_joining_link_is_for_who_has_a_place(visitor, member):
    event = announced(join_link="https://meet.example.org/secret")
    assert b"secret" not in visitor.get(PUBLIC).content
    assert b"secret" not in visitor.get(f"/events/{event.key}.ics").content
    registered(event, member.person)
    assert b"secret" in visitor.get(own_address(member)).content


def test_a_file_that_did_not_change_is_not_sent_again(visitor, django_assert_max_num_queries):
    for number in range(20):
        announced(f"Evening {number}")
    etag = visitor.get(PUBLIC).headers["ETag"]
    with django_assert_max_num_queries(4):
        answer = visitor.get(PUBLIC, headers={"If-None-Match": etag})
    assert (answer.status_code, answer.content) == (304, b"")
    Event.objects.filter(title="Evening 3").update(state="cancelled", cancelled_at=now(), changed_at=now())
    Event.objects.filter(title="Evening 3").update(changed_at=now() + timedelta(seconds=1))
    assert visitor.get(PUBLIC, headers={"If-None-Match": etag}).status_code == 200


def test_it_takes_as_many_questions_for_many_events_as_for_few(visitor, django_assert_max_num_queries):
    for number in range(30):
        announced(f"Evening {number}", slots=2)
    with django_assert_max_num_queries(6):
        assert len(entries(visitor.get(PUBLIC))) == 60


def own_address(account):
    account.client.post("/events/calendar/address/")
    page = account.client.get("/events/calendar/").content.decode()
    return re.search(r'href="https?://[^/"]+(/events/calendar/[^"]+\.ics)"', page)[1]


def test_ones_own_calendar_holds_what_she_registered_for_and_her_circles(visitor, member):
    group = make_group(is_public=False)
    sit(group, member.person)
    announced("Everybody may come")
    announced("Council meets", seen_by="inside", inside=f"group:{group.pk}")
    announced("Another council", seen_by="inside", inside="group:999999")
    registered(announced("She comes"), member.person)
    registered(announced("She waits"), member.person, "waiting")
    registered(announced("She left"), member.person, "cancelled")
    titles = [str(entry["summary"]) for entry in entries(visitor.get(own_address(member)))]
    assert titles == ["Council meets", "She comes", "She waits (waiting list)"]


def test_a_new_address_ends_the_old_one(visitor, member):
    old = own_address(member)
    new = own_address(member)
    assert visitor.get(old).status_code == 404
    assert visitor.get(new).status_code == 200
    assert visitor.get(new[:-8] + "aaaa.ics").status_code == 404


def test_who_is_no_longer_here_has_no_calendar(visitor, member):
    address = own_address(member)
    type(member).objects.filter(pk=member.pk).update(is_active=False)
    assert visitor.get(address).status_code == 404


def test_ones_own_file_is_kept_by_nobody_on_the_way(visitor, member):
    answer = visitor.get(own_address(member))
    assert "private" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert visitor.get(own_address(member), headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_a_month_shows_what_is_hers(member):
    announced("Everybody may come")
    registered(announced("She comes"), member.person)
    page = member.client.get("/events/calendar/?month=2026-12").content.decode()
    assert page.index("Wednesday, December 2") < page.index("Everybody may come")
    assert "Everybody may come" not in member.client.get("/events/calendar/?month=2026-12&mine").content.decode()
    assert "Nothing stands in this month yet" in member.client.get("/events/calendar/?month=2027-03").content.decode()


@pytest.mark.parametrize("month", ["", "2026-13", "tomorrow", "9999-12", "0001-01", "2026-1-1", "%00"])
def test_a_month_that_is_none_shows_this_one(visitor, month):
    assert "November 2026" in visitor.get("/events/calendar/", {"month": month}).content.decode()


def test_announced_events_are_read_by_feed_readers(visitor):
    announced("Second <b>evening</b>")
    answer = visitor.get("/events/feed.atom")
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    assert b"Second &lt;b&gt;evening&lt;/b&gt;" in answer.content
    etag = {"If-None-Match": answer.headers["ETag"]}
    assert visitor.get("/events/feed.atom", headers=etag).status_code == 304
