"""Reading somebody else's calendar file (iCalendar, RFC 5545): what of it can be brought in, and why the rest not.

Each entry is read by itself, so that a broken one spoils no other and is told by its line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from time import perf_counter
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from bigtent.gatherings.errors import CalendarError

MOST_BYTES, MOST_ENTRIES, MOST_SLOTS = 5_000_000, 2_000, 60
FARTHEST = timedelta(days=366)
PATIENCE = 8.0
BEGIN, END = re.compile(rb"^BEGIN:VEVENT\s*$", re.IGNORECASE), re.compile(rb"^END:VEVENT\s*$", re.IGNORECASE)
FOLD, REPEATS = re.compile(rb"\r\n[ \t]"), re.compile(rb"^RRULE", re.IGNORECASE | re.MULTILINE)
# Who was invited elsewhere is nothing we were asked to keep.
PEOPLE = re.compile(rb"^(?:ATTENDEE|ORGANIZER|CONTACT)\b", re.IGNORECASE)
# The library raises many kinds of errors over broken bytes; to us they are all alike.
BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError)
is_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class Entry:
    """One entry of a file, from its line on. `fault` says why it cannot be brought in; then the rest may be missing."""

    line: int
    uid: str = ""
    title: str = ""
    slots: tuple[tuple[datetime, datetime], ...] = ()
    zone: str = ""
    where: str = ""
    text: str = ""
    link: str = ""
    cancelled: bool = False
    fault: str = ""
    noted: tuple[str, ...] = field(default=())


def read_calendar(raw: bytes, moment: datetime) -> list[Entry]:
    """Every entry of the file. Refuses what is no calendar file, or too large, in words.

    What repeats is written out for a year from `moment`, at most 60 times. Some rules never hold, which only looking
    through eight thousand years tells: after `PATIENCE` no further one of the file is tried.
    """
    if len(raw) > MOST_BYTES:
        raise CalendarError(
            _("The file has more than %s million bytes. Bring in a part of it.") % (MOST_BYTES // 10**6)
        )
    lines = raw.lstrip(b"\xef\xbb\xbf \r\n").splitlines()
    if not lines or lines[0].strip().upper() != b"BEGIN:VCALENDAR":
        raise CalendarError(_("This is no calendar file: the first line is not BEGIN:VCALENDAR. Export it as .ics."))
    found = list(_blocks(lines))
    if not found:
        raise CalendarError(_("The calendar has no entries."))
    if len(found) > MOST_ENTRIES:
        words = _("The calendar has %(count)s entries, more than %(most)s. Export a shorter time.")
        raise CalendarError(words % {"count": len(found), "most": MOST_ENTRIES})
    return _without_repeated(list(_read_all(found, moment)))


def _read_all(found: list[tuple[int, bytes]], moment: datetime) -> Iterator[Entry]:
    spent = 0.0
    for line, block in found:
        if spent > PATIENCE and REPEATS.search(FOLD.sub(b"", block)):
            words = _("The repeating entries before it took too long to read. Bring this one in by a file of its own.")
            yield Entry(line, fault=words)
            continue
        begun = perf_counter()
        yield _read(line, block, moment)
        spent += perf_counter() - begun


def without_people(raw: bytes) -> bytes:
    """The file without those who are invited, who invites, and whom to ask: empty lines stand there instead, so that
    every other line keeps its number."""
    kept: list[bytes] = []
    is_hers = False
    for line in raw.splitlines():
        is_hers = is_hers if line[:1] in (b" ", b"\t") else bool(PEOPLE.match(line))
        kept.append(b"" if is_hers else line)
    return b"\r\n".join(kept) + b"\r\n"


def _blocks(lines: list[bytes]) -> Iterator[tuple[int, bytes]]:
    begun = 0
    for number, line in enumerate(lines, start=1):
        if BEGIN.match(line):
            begun = number
        elif END.match(line) and begun:
            yield begun, b"\r\n".join(lines[begun - 1 : number]) + b"\r\n"
            begun = 0
    if begun:
        yield begun, b"\r\n".join(lines[begun - 1 :])


def _without_repeated(entries: list[Entry]) -> list[Entry]:
    """Of two entries of one name the later stands: the first is told."""
    latest = {entry.uid: number for number, entry in enumerate(entries) if not entry.fault}
    told = []
    for number, entry in enumerate(entries):
        if not entry.fault and latest[entry.uid] != number:
            words = _("The same entry stands again in line %s; that one counts.") % entries[latest[entry.uid]].line
            entry = Entry(line=entry.line, uid=entry.uid, title=entry.title, fault=words)
        told.append(entry)
    return told


def _read(line: int, block: bytes, moment: datetime) -> Entry:
    from icalendar import Event

    try:
        event = Event.from_ical(block)
        uid, title = _text(event, "uid", 255), _text(event, "summary", 160)
        if "RECURRENCE-ID" in event:
            words = _("It changes one date of something that repeats. Change that date here by hand.")
            return Entry(line, uid, title, fault=words)
        if fault := _missing(event, uid, title):
            return Entry(line, uid, title, fault=fault)
        return _entry(line, uid, title, event, moment)
    except CalendarError as error:
        return Entry(line, fault=str(error))
    except BROKEN as error:
        return Entry(line, fault=_("It cannot be read: %s.") % " ".join(str(error).split())[:200])


def _missing(event, uid: str, title: str) -> str:
    if not uid:
        return _("It has no UID, by which it would be known again. Export it anew from the calendar it comes from.")
    if not title:
        return _("It has no SUMMARY, so nobody would know what it is. Give it a title there.")
    if "DTSTART" not in event:
        return _("It has no DTSTART, so nobody would know when it is.")
    return ""


def _entry(line: int, uid: str, title: str, event, moment: datetime) -> Entry:
    starts, zone, noted = _start(event)
    length = _length(event, starts)
    slots = tuple((one.astimezone(UTC), (one + length).astimezone(UTC)) for one in _times(event, starts, moment))
    if not slots:
        return Entry(line, uid, title, fault=_("It lies wholly in the past, or more than a year ahead."))
    link = _text(event, "url", 300)
    return Entry(
        line, uid, title, slots, zone,
        where=_text(event, "location", 300), text=_text(event, "description", 20_000),
        link=link if _leads_somewhere(link) else "",
        cancelled=_text(event, "status", 20).upper() == "CANCELLED", noted=tuple(noted),
    )  # fmt: skip


def _start(event) -> tuple[datetime, str, list[str]]:
    """When it begins, in a zone we know, and what was taken for granted."""
    value, told = event["DTSTART"].dt, str(event["DTSTART"].params.get("TZID", ""))
    network = settings.NETWORK_TIME_ZONE
    if not isinstance(value, datetime):
        return datetime.combine(value, time.min, ZoneInfo(network)), network, [_("It lasts whole days.")]
    if told:
        zone = _zone(told)
        return value.replace(tzinfo=ZoneInfo(zone)), zone, []
    if value.tzinfo is None:
        return value.replace(tzinfo=ZoneInfo(network)), network, [_("It names no time zone; read as %s.") % network]
    return value.astimezone(ZoneInfo(network)), network, []


def _zone(told: str) -> str:
    """The zone as the world calls it; Outlook has names of its own."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    name = WINDOWS_TO_OLSON.get(told, told.rpartition("/mozilla.org/")[2])
    for candidate in (name, "/".join(name.strip("/").split("/")[-2:])):
        try:
            ZoneInfo(candidate)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
        return candidate
    raise CalendarError(_("“%s” is no time zone known here. Choose one such as America/Chicago there.") % told[:60])


def _length(event, starts: datetime) -> timedelta:
    if "DTEND" in event:
        ends = event["DTEND"].dt
        if not isinstance(ends, datetime):
            ends = datetime.combine(ends, time.min, starts.tzinfo)
        elif ends.tzinfo is None or "TZID" in event["DTEND"].params:
            ends = ends.replace(tzinfo=starts.tzinfo)
        length = ends - starts
    elif "DURATION" in event:
        length = event["DURATION"].dt
    else:
        length = timedelta(hours=1) if isinstance(event["DTSTART"].dt, datetime) else timedelta(days=1)
    if not timedelta() < length <= timedelta(days=31):
        raise CalendarError(_("It ends before it begins, or lasts more than a month."))
    return length


def _times(event, starts: datetime, moment: datetime) -> list[datetime]:
    """When it takes place between a month ago and a year ahead; the wall clock stays over changes of the clocks."""
    since, until = moment - timedelta(days=31), moment + FARTHEST
    wall = starts.replace(tzinfo=None)
    times = {wall, *_listed(event, "RDATE")}
    if "RRULE" in event:
        times |= set(_repeated(event, wall, until))
    times -= set(_listed(event, "EXDATE"))
    found = sorted(one.replace(tzinfo=starts.tzinfo) for one in times)
    found = [one for one in found if since <= one <= until]
    if len(found) > MOST_SLOTS:
        words = _("It repeats %(count)s times within a year, more than %(most)s. Bring it in by hand as a series.")
        raise CalendarError(words % {"count": len(found), "most": MOST_SLOTS})
    return found


def _repeated(event, wall: datetime, until: datetime) -> Iterator[datetime]:
    from dateutil.rrule import rrulestr

    rules = event["RRULE"]
    for rule in rules if isinstance(rules, list) else [rules]:
        text = re.sub(r"(UNTIL=\d{8}T\d{6})Z", r"\1", rule.to_ical().decode())
        if re.search(r"FREQ=(SECONDLY|MINUTELY|HOURLY)", text):
            raise CalendarError(_("It repeats more than once a day. Bring it in by hand."))
        for one, _number in zip(rrulestr(text, dtstart=wall), range(2_000), strict=False):
            if one > until.replace(tzinfo=None):
                break
            yield one


def _listed(event, name: str) -> Iterator[datetime]:
    held = event.get(name, [])
    for one in held if isinstance(held, list) else [held]:
        for value in one.dts:
            day = value.dt
            if isinstance(day, datetime):
                yield day.replace(tzinfo=None)
            elif isinstance(day, date):
                yield datetime.combine(day, time.min)


def _text(event, name: str, most: int) -> str:
    value = event.get(name, "")
    value = value[0] if isinstance(value, list) else value
    kept = "".join(letter for letter in str(value) if letter.isprintable() or letter == "\n")
    return kept.strip()[:most]


def _leads_somewhere(link: str) -> bool:
    try:
        is_address(link)
    except ValidationError:
        return False
    return True
