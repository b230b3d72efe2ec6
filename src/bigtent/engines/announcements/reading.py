"""The reading of an announcement as a whole."""

import re
from datetime import date
from zoneinfo import ZoneInfo

from bigtent.engines.announcements.dates import read_dates
from bigtent.engines.announcements.eligibility import read_eligibility
from bigtent.engines.announcements.errors import ZoneError
from bigtent.engines.announcements.kinds import made_of, read_kind
from bigtent.engines.announcements.links import (
    read_email,
    read_hashtags,
    read_links,
    read_quotes,
    read_recommendations,
    read_stipend,
)
from bigtent.engines.announcements.naming import read_honor, read_names, read_speakers, read_speaking
from bigtent.engines.announcements.parts import MISSING, Announcement, Link, Part
from bigtent.engines.announcements.titles import read_title
from bigtent.engines.announcements.words import NAMED, STATE_NAMES, STATES, pattern, trimmed

# Announcements are a page at most; what stands further on is not read, so that any paste is read at once.
LONGEST = 20_000
PLACE = pattern(r"^\s*(?:Where|Location|Place|Venue|Address|Dónde|Lugar)\s*:\s*(?P<t>[^\n]{2,200})", re.M | re.I)
CITY = pattern(
    rf"\b(?:in|at|en)\s+(?:the )?(?P<t>(?:{NAMED}, )?[A-Z][\w.'’]+(?: [A-Z][\w.'’]+){{0,2}},? (?:{'|'.join(STATES)}"
    rf"|D\.C\.|{STATE_NAMES})\b)"
)
ONLINE = pattern(
    r"\b(?:zoom|virtual(?:ly)?|online|on-?line|livestream\w*|webinar|webex|teams meeting|en línea|phone ?bank\w*)\b",
    re.I,
)
ON_SITE = pattern(r"\b(?:in[- ]person|on[- ]site|presencial)\b", re.I)
BOTH = pattern(r"\bhybrid\b|\bh[ií]brid[oa]\b|\bin[- ]person (?:and|or) (?:online|virtual\w*|on zoom)\b", re.I)
RESIDENCE = pattern(r"\bin[- ]residence\b|\bmust relocate\b|\bpresencial\b", re.I)
REMOTE = pattern(r"\b(?:fully )?remote\b|\bwork from home\b", re.I)


def read(text: str, *, today: date, zone: str) -> Announcement:
    """What the text of an announcement says, each value with the words it was taken from.

    Reads by rules, in English and partly in Spanish, and asks nobody: the same text gives the same answer anywhere.

    Args:
        text: The announcement as somebody would copy it, any characters; of more than `LONGEST` (20,000) the rest is
            not read.
        today: The day it was posted, or is read. A day without a year is the next such day from here on.
        zone: An IANA zone, such as "America/New_York", for hours and deadlines that name none.

    Returns:
        An `Announcement`. What the text does not say is a `Part` that is "missing", or an empty tuple; an empty text
        gives a post of which everything is missing. Where several readings are possible (two hosts, three amounts) it
        is the first of the strongest rule. A weekday that is not that of its day, and a
        deadline after the end of what it is for, are told in `doubts`.

    Raises:
        ZoneError: `zone` is not the name of a zone.

    Source:
        Rules over words and the shapes of dates, no model: hand-made, after how such posts are written. Months,
        weekdays and zone names as in Unicode CLDR (English, Spanish); zones by the IANA time zone database, where an
        abbreviation such as EST is read as the zone with its summer time; currencies by ISO 4217.

    Example:
        >>> from datetime import date
        >>> found = read("Join our webinar, Debt and You, on March 4, 6-7pm ET.", today=date(2026, 11, 22), zone="UTC")
        >>> found.title.value, found.kind.value, found.occasions[0].value.zone
        ('Debt and You', 'webinar', 'America/New_York')
        >>> found.occasions[0].value.day, found.occasions[0].why
        (datetime.date(2027, 3, 4), 'next_such_day')
    """
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise ZoneError(f"{zone!r} is no zone. Give a name such as America/New_York.") from None
    text = text[:LONGEST]
    dates, names, honor = read_dates(text, today, zone), read_names(text), read_honor(text)
    takes_place = any(part.value.starts for part in dates.occasions)
    kind, kinds = read_kind(text, takes_place=takes_place, closes=bool(dates.deadline))
    what = made_of(kind.value)
    place, links = _place(text), read_links(text)
    return Announcement(
        what=what, kind=kind, kinds=kinds, title=read_title(text, kind.value), occasions=dates.occasions,
        deadline=dates.deadline, period=dates.period, stipend=read_stipend(text), place=place,
        mode=_mode(text, place, links, what), in_residence=_residence(text), host=names.host,
        speakers=read_speakers(text), eligibility=read_eligibility(text), links=links, email=read_email(text),
        hashtags=read_hashtags(text), quotes=read_quotes(text), recommendations=read_recommendations(text),
        authors=names.authors or _speaking(text, kind.value), publisher=names.publisher,
        reposted_by=names.reposted_by, original_author=names.original_author, honor=honor, doubts=dates.doubts,
    )  # fmt: skip


def _speaking(text: str, kind: str) -> tuple[Part[str], ...]:
    """Of a mention in the press, who is quoted."""
    said = read_speaking(text) if kind == "media" else MISSING
    return (Part(said.value, said.start, said.end, "inferred", "quoted"),) if said.value else ()


def _place(text: str) -> Part[str | None]:
    match = PLACE.search(text) or CITY.search(text)
    if match is None or ONLINE.fullmatch(match["t"].strip()):
        return MISSING
    name = trimmed(match["t"]) if match.re is PLACE else match["t"].strip()
    return Part(name, match.start("t"), match.start("t") + len(name))


def _mode(text: str, place: Part[str | None], links: tuple[Part[Link], ...], what: str) -> Part[str | None]:
    """In person, online or both; where no word says it from a place, or for an event from an address to register."""
    if what == "post":
        return MISSING
    for mode, sign in (("hybrid", BOTH), ("in_person", ON_SITE)):
        if match := sign.search(text):
            return Part(mode, *match.span())
    if match := ONLINE.search(text):
        return Part("online", *match.span(), "inferred", "words")
    if place.value:
        return Part("in_person", place.start, place.end, "inferred", "a_place_is_named")
    if links and what == "event":
        return Part("online", links[0].start, links[0].end, "inferred", "an_address_and_no_place")
    return MISSING


def _residence(text: str) -> Part[bool | None]:
    if match := RESIDENCE.search(text):
        return Part(True, *match.span())
    if match := REMOTE.search(text):
        return Part(False, *match.span())
    return MISSING
