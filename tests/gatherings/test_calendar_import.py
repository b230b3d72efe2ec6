"""A calendar file of somebody else: read first, then brought in, and taken back."""

import random
import re
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bigtent.gatherings.models import CalendarImport, Event
from bigtent.gatherings.reading_calendars import read_calendar
from tests.factories import make_person
from tests.gatherings.announced import registered

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n"
ONE = """BEGIN:VEVENT
UID:evening-1@partner.example
SUMMARY:Evening of the partner
DTSTART;TZID=America/Chicago:20261210T180000
DTEND;TZID=America/Chicago:20261210T193000
LOCATION:Library\\, second floor
URL:https://partner.example/evening
END:VEVENT
"""
WEEKLY = """BEGIN:VEVENT
UID:weekly@partner.example
SUMMARY:Office hour
DTSTART;TZID=Eastern Standard Time:20261026T090000
DURATION:PT45M
RRULE:FREQ=WEEKLY;COUNT=4
EXDATE;TZID=Eastern Standard Time:20261109T090000
END:VEVENT
"""
BROKEN = """BEGIN:VEVENT
UID:broken@partner.example
SUMMARY:No hour
DTSTART:the day after tomorrow
END:VEVENT
"""


def calendar(*entries) -> bytes:
    return (HEAD + "".join(entries) + "END:VCALENDAR\n").replace("\r\n", "\n").replace("\n", "\r\n").encode()


def bring(manager, content: bytes):
    """Upload the file; gives the page that tells what would come of it."""
    upload = SimpleUploadedFile("partner.ics", content)
    return manager.client.post("/events/import/", {"file": upload}, follow=True)


def apply(manager):
    received = CalendarImport.objects.latest("pk")
    return manager.client.post(f"/events/import/{received.key}/apply/", follow=True).content.decode()


def test_it_works(manager):
    page = bring(manager, calendar(ONE)).content.decode()
    assert "1 new, 0 changed, 0 the same, 0 that cannot be brought in" in page
    assert not Event.objects.exists()
    assert "1 new as drafts" in apply(manager)
    event = Event.objects.get()
    assert (event.title, event.where, event.zone) == (
        "Evening of the partner",
        "Library, second floor",
        "America/Chicago",
    )
    assert (event.state, event.registering, event.external_link) == (
        "draft", "elsewhere", "https://partner.example/evening",
    )  # fmt: skip
    assert event.slots.get().starts_at == datetime(2026, 12, 11, 0, 0, tzinfo=UTC)


def test_of_those_invited_elsewhere_nothing_is_kept(manager):
    """No erasure would look for them there; the lines below keep their numbers."""
    people = "ATTENDEE;CN=Ada Quillfeather;ROLE=REQ:mailto:\n ada@example.org\nORGANIZER:mailto:rosa@example.org\n"
    page = bring(manager, calendar(ONE.replace("URL:", f"{people}URL:"), BROKEN)).content.decode()
    assert '<td class="number">15</td>' in page
    kept = CalendarImport.objects.get().document.path.read_bytes()
    assert b"Library" in kept and not re.search(rb"Quillfeather|ada@|rosa@", kept)
    apply(manager)
    assert Event.objects.get().external_link == "https://partner.example/evening"


def test_the_same_file_again_changes_nothing(manager):
    bring(manager, calendar(ONE, WEEKLY))
    apply(manager)
    page = bring(manager, calendar(ONE, WEEKLY)).content.decode()
    assert "0 new, 0 changed, 2 the same" in page
    assert Event.objects.count() == 2


def test_what_changed_there_changes_here(manager):
    bring(manager, calendar(ONE))
    apply(manager)
    bring(manager, calendar(ONE.replace("T180000", "T170000").replace("Evening of", "Late evening of")))
    apply(manager)
    event = Event.objects.get()
    assert (event.title, event.sequence) == ("Late evening of the partner", 1)
    assert event.slots.filter(cancelled_at=None).get().starts_at == datetime(2026, 12, 10, 23, 0, tzinfo=UTC)


def test_what_repeats_keeps_its_hour_when_the_clocks_change(manager):
    """Before and after November 1 it is nine in the morning; the date left out there is left out here."""
    bring(manager, calendar(WEEKLY))
    apply(manager)
    slots = Event.objects.get().slots.all()
    assert [str(slot.local) for slot in slots] == ["2026-10-26 09:00:00", "2026-11-02 09:00:00", "2026-11-16 09:00:00"]
    assert {slot.ends_at - slot.starts_at for slot in slots} == {slots[0].ends_at - slots[0].starts_at}


def test_what_cannot_be_read_is_told_by_its_line_and_spoils_nothing(manager):
    page = bring(manager, calendar(ONE, BROKEN)).content.decode()
    assert "1 new, 0 changed, 0 the same, 1 that cannot be brought in" in page
    assert '<td class="number">12</td>' in page
    apply(manager)
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("UID:evening-1@partner.example\n", ""), "It has no UID"),
        (("SUMMARY:Evening of the partner\n", ""), "It has no SUMMARY"),
        (("20261210T193000", "20261210T170000"), "ends before it begins"),
        (("America/Chicago", "Mars/Olympus"), "“Mars/Olympus” is no time zone"),
        (("2026121", "2031121"), "more than a year ahead"),
        (("URL:", "RRULE:FREQ=HOURLY\nURL:"), "more than once a day"),
        (("URL:", "RRULE:FREQ=DAILY\nURL:"), "repeats 348 times within a year"),
        (("URL:", "RECURRENCE-ID:20261210T180000\nURL:"), "changes one date of something that repeats"),
    ],
)
def test_why_an_entry_cannot_be_brought_in(manager, change, words):
    assert words in bring(manager, calendar(ONE.replace(*change))).content.decode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"name,day\nEvening,Monday\n", "This is no calendar file"),
        (calendar(), "The calendar has no entries"),
        (b"BEGIN:VCALENDAR\n" + b"x" * 5_000_001, "more than 5 million bytes"),
    ],
)
def test_what_is_no_calendar_is_refused_in_words(manager, content, words):
    assert words in bring(manager, content).content.decode()


def test_broken_bytes_never_crash(manager):
    """A hundred files with bytes changed, lost and doubled at random."""
    whole, chance = calendar(ONE, WEEKLY, BROKEN), random.Random(5)
    for _number in range(100):
        content = bytearray(whole)
        for _change in range(chance.randint(1, 12)):
            place = chance.randrange(len(content))
            content[place : place + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
        assert bring(manager, bytes(content)).status_code == 200


def test_what_a_file_brought_can_be_taken_back(manager):
    bring(manager, calendar(ONE))
    apply(manager)
    received = CalendarImport.objects.get()
    page = manager.client.post(f"/events/import/{received.key}/undo/", follow=True).content.decode()
    assert "What the file brought is gone" in page
    assert not Event.objects.exists()


def test_not_once_somebody_registered(manager):
    bring(manager, calendar(ONE))
    apply(manager)
    registered(Event.objects.get(), make_person())
    received = CalendarImport.objects.get()
    page = manager.client.post(f"/events/import/{received.key}/undo/", follow=True).content.decode()
    assert "Somebody registered for “Evening of the partner”" in page
    assert Event.objects.exists()


def test_a_member_brings_in_nothing(member):
    assert member.client.get("/events/import/").status_code == 403


def test_rules_that_never_hold_do_not_keep_the_reader_forever(monkeypatch):
    """A line may be folded anywhere, also within its name."""
    never = ONE.replace("END:", "RR\n ULE:FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2\nEND:")
    entries = [never.replace("evening-1", f"never-{number}") for number in range(40)]
    monkeypatch.setattr("bigtent.gatherings.reading_calendars.PATIENCE", 0.2)
    found = read_calendar(calendar(*entries, ONE.replace("evening-1", "last")), datetime(2026, 11, 22, tzinfo=UTC))
    assert sum("took too long to read" in entry.fault for entry in found) > 20
    assert not found[0].fault and not found[-1].fault
