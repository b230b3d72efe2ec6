"""Days, hours and zones: when something takes place, by when to apply, from when to when."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time

from bigtent.engines.announcements.parts import MISSING, Deadline, Occasion, Part, Period
from bigtent.engines.announcements.words import MONTH, MONTHS, WEEKDAY, WEEKDAYS, ZONE, ZONES, pattern

DAY = pattern(
    rf"""\b(?:(?P<weekday>{WEEKDAY}),?\s+)?(?:el\s+|the\s+)?(?:
        (?P<iso>(?P<iy>\d{{4}})-(?P<im>\d{{1,2}})-(?P<id>\d{{1,2}}))(?!\d)
      | (?P<m1>{MONTH})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s?[ap]\.?m|:\d)(?:,?\s+(?P<y1>(?:19|20)\d\d))?(?!\d)
      | (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+|de\s+)?(?P<m2>{MONTH})
        (?:,?\s+(?:del?\s+)?(?P<y2>(?:19|20)\d\d))?(?!\d)
      | (?P<m3>\d{{1,2}})/(?P<d3>\d{{1,2}})(?:/(?P<y3>\d{{4}}|\d\d))?(?![\d/])
      | (?:the\s+)?end\s+of\s+(?P<m4>{MONTH})(?:,?\s+(?P<y4>(?:19|20)\d\d))?
    )""",
    re.I | re.X,
)
SPOKEN = pattern(rf"\b(?:(?P<near>today|tonight|tomorrow|hoy|mañana)|(?:this|next|este)\s+(?P<on>{WEEKDAY}))\b", re.I)
HOUR = r"(?P<h{n}>\d{{1,2}})(?::(?P<m{n}>\d\d))?(?!\d)\s*(?P<a{n}>[ap]\.?\s?m\b\.?)?"
NAMED_HOURS = {"noon": time(12), "mediodía": time(12), "midnight": time(0), "medianoche": time(0)}
HOURS = pattern(
    rf"(?<![\w/$#.:-])(?:{HOUR.format(n=1)}(?:\s*(?:-|–|—|to|until|till|a las|hasta(?: las)?|a)\s*(?:{HOUR.format(n=2)}"
    rf"|(?P<until>noon|midnight)))?|(?P<named>noon|midnight|mediodía|medianoche)\b)"
    r"(?:\s+de la (?P<part>mañana|tarde|noche)\b)?",
    re.I,
)
MONTHS_ONLY = pattern(
    rf"\b(?P<m1>{MONTH})(?:\s+(?P<y1>(?:19|20)\d\d))?\s*(?:-|–|—|to|through|until|thru|a|hasta)\s*"
    rf"(?P<m2>{MONTH})\s+(?:de\s+)?(?P<y2>(?:19|20)\d\d)\b",
    re.I,
)
LEADS = pattern(
    r"(?:\b(?:deadline|due(?: date)?|fecha l[ií]mite|plazo|cierre)\b[^.!?\n]{0,30}|\b(?:through|thru|until|till|by"
    r"|before"
    r"|no later than|clos(?:es?|ing)(?: date)?|hasta|antes del?)\b)(?:\s+(?:is|on|at|el|the))*:?\s*$",
    re.I,
)
HOUR_BEFORE = pattern(r"[\s,]*(?:\bon\b|\bel\b|\bdel\b)?\s*$", re.I)
NEAR = 40
LATE = "closes_after_its_end"
TO = pattern(r"\s*(?:-|–|—|to|through|thru|until|al?|hasta)\s*(?:el\s+)?", re.I)


@dataclass(frozen=True)
class Day:
    """A day named in the text; `doubt` where the weekday beside it is another one."""

    day: date
    start: int
    end: int
    inferred: str = ""
    doubt: str = ""
    bare: bool = False


@dataclass(frozen=True)
class Hours:
    """Hours named in the text, with the zone that stands behind them."""

    starts: time
    ends: time | None
    zone: str
    start: int
    end: int


@dataclass(frozen=True)
class Dates:
    """All that was read of time."""

    occasions: tuple[Part[Occasion], ...]
    deadline: Part[Deadline | None]
    period: Part[Period | None]
    doubts: tuple[Part[str], ...]


def read_dates(text: str, today: date, zone: str) -> Dates:
    """Periods first, then what stands behind words such as "by"; what is left are the days it takes place."""
    days, hours = _days(text, today), _hours(text)
    period, taken = _period(text, days)
    days = [day for day in days if not (taken[0] <= day.start < taken[1])]
    closing = [day for day in days if _closes(text, day, hours)]
    deadline = _deadline(text, closing[0], hours, zone) if closing else MISSING
    near = [(day, _hours_of(text, day, hours)) for day in days if day not in closing]
    held = [(day, at) for day, at in near if at or not day.bare]
    with_hours = [pair for pair in held if pair[1]]
    occasions = tuple(_occasion(day, at, zone) for day, at in (with_hours or held[:1]))
    doubts = [Part(day.doubt, day.start, day.end, "inferred", day.doubt) for day in days if day.doubt]
    if deadline.value and period.value and deadline.value.day > period.value.last:
        doubts.append(Part(LATE, deadline.start, deadline.end, "inferred", LATE))
    return Dates(_once(occasions), deadline, period, tuple(doubts))


def _once(occasions: tuple[Part[Occasion], ...]) -> tuple[Part[Occasion], ...]:
    """Each moment as often as it takes place: an announcement repeats itself."""
    first: dict[tuple[date, time | None], Part[Occasion]] = {}
    for part in occasions:
        first.setdefault((part.value.day, part.value.starts), part)
    return tuple(first.values())


def _days(text: str, today: date) -> list[Day]:
    found = [day for match in DAY.finditer(text) if (day := _day(match, today))]
    spoken = [_spoken(match, today) for match in SPOKEN.finditer(text)]
    apart = [day for day in spoken if not any(one.start <= day.start < one.end for one in found)]
    return sorted([*found, *apart], key=lambda day: day.start)


def _day(match: re.Match[str], today: date) -> Day | None:
    """The day of one match; None where there is no such day, or where "may 5" is no month."""
    year, month, number = _numbers(match)
    if not 1 <= month <= 12 or (match["m1"] or "").startswith("may") and not match["m1"].startswith("mayo"):
        return None
    weekday = WEEKDAYS.get((match["weekday"] or "").lower().rstrip("."))
    if match["m4"]:
        number = monthrange(year or today.year, month)[1]
    day = _dated(year, month, number, today)
    if day is None:
        return None
    why = "" if year else "next_such_day"
    doubt = "weekday_differs" if weekday is not None and weekday != day.weekday() else ""
    bare = bool(match["m3"]) and not match["y3"] and weekday is None
    return Day(day, match.start(), match.end(), why, doubt, bare)


def _numbers(match: re.Match[str]) -> tuple[int, int, int]:
    """Year (0 where none is named), month and day."""
    if match["iso"]:
        return int(match["iy"]), int(match["im"]), int(match["id"])
    if match["m3"]:
        year = int(match["y3"] or 0)
        return year + 2000 if 0 < year < 100 else year, int(match["m3"]), int(match["d3"])
    named = match["y1"] or match["y2"] or match["y4"] or "0"
    month = (match["m1"] or match["m2"] or match["m4"]).lower().rstrip(".")
    return int(named), MONTHS[month], int(match["d1"] or match["d2"] or 1)


def _dated(year: int, month: int, number: int, today: date) -> date | None:
    """The day of this year, or of the next one in which it is not over: February 29 may be years away."""
    for candidate in [year] if year else range(today.year, min(today.year + 9, 10_000)):
        try:
            day = date(candidate, month, number)
        except ValueError:
            continue
        if year or day >= today:
            return day
    return None


def _spoken(match: re.Match[str], today: date) -> Day:
    """Such as "tomorrow" and "next Tuesday", counted from the day it was posted."""
    if match["near"]:
        ahead = 1 if match["near"].lower() in {"tomorrow", "mañana"} else 0
    else:
        ahead = (WEEKDAYS[match["on"].lower().rstrip(".")] - today.weekday()) % 7 or 7
    day = date.fromordinal(min(today.toordinal() + ahead, date.max.toordinal()))
    return Day(day, match.start(), match.end(), "counted_from_posting", bare=True)


def _hours(text: str) -> list[Hours]:
    return [hours for match in HOURS.finditer(text) if (hours := _hour(match, text))]


def _hour(match: re.Match[str], text: str) -> Hours | None:
    """Hours of one match; None where a number is no hour. Without a.m. or p.m. there must be minutes or a Spanish part
    of the day."""
    behind = ZONE.match(text, match.end())
    zone = next(name for n, name in enumerate(ZONES) if behind[f"z{n}"]) if behind else ""
    end = behind.end() if behind else match.end()
    if match["named"]:
        return Hours(NAMED_HOURS[match["named"].lower()], None, zone, match.start(), end)
    part = match["part"]
    spoken = {"mañana": "a", "tarde": "p", "noche": "p"}.get((part or "").lower(), "")
    late = (match["a2"] or match["a1"] or spoken)[:1].lower()
    early = (match["a1"] or spoken)[:1].lower()
    starts = _time(match["h1"], match["m1"], early or late)
    if starts is None or not (late or match["m1"] or match["until"]):
        return None
    ends = NAMED_HOURS[match["until"].lower()] if match["until"] else _time(match["h2"], match["m2"], late)
    # "11-1pm" begins before noon.
    if ends and not early and late == "p" and not match["until"] and starts > ends and starts.hour >= 12:
        starts = starts.replace(hour=starts.hour - 12)
    return Hours(starts, ends, zone, match.start(), end)


def _time(hour: str | None, minute: str | None, half: str) -> time | None:
    if hour is None:
        return None
    number, minutes = int(hour), int(minute or 0)
    if half and not 1 <= number <= 12:
        half = ""
    if half:
        number = number % 12 + (12 if half == "p" else 0)
    return time(number, minutes) if number < 24 and minutes < 60 else None


def _hours_of(text: str, day: Day, hours: list[Hours]) -> Hours | None:
    """The hours that stand behind a day, or right before it, such as "6 pm on March 4"."""
    behind = [at for at in hours if 0 <= at.start - day.end <= NEAR and "\n\n" not in text[day.end : at.start]]
    before = [at for at in hours if 0 <= day.start - at.end <= 12 and HOUR_BEFORE.fullmatch(text[at.end : day.start])]
    return next(iter(behind or before[-1:]), None)


def _occasion(day: Day, at: Hours | None, zone: str) -> Part[Occasion]:
    end = max(day.end, at.end) if at else day.end
    start = min(day.start, at.start) if at else day.start
    why = day.inferred or ("zone_of_the_network" if at and not at.zone else "")
    found = Occasion(day.day, at.starts if at else None, at.ends if at else None, (at.zone if at else "") or zone)
    return Part(found, start, end, "inferred" if why else "found", why)


def _closes(text: str, day: Day, hours: list[Hours]) -> bool:
    """Whether the words before a day, without the hour between, say that it is the latest."""
    before = [at for at in hours if 0 <= day.start - at.end <= 12 and HOUR_BEFORE.fullmatch(text[at.end : day.start])]
    start = before[-1].start if before else day.start
    lead = text[max(0, start - 60) : start]
    return LEADS.search(lead.replace("at the", "")) is not None


def _deadline(text: str, day: Day, hours: list[Hours], zone: str) -> Part[Deadline | None]:
    at = _hours_of(text, day, hours)
    latest = at.starts if at else time(23, 59)
    if at and at.starts == time(0):
        latest = time(23, 59)
    start, end = (min(day.start, at.start), max(day.end, at.end)) if at else (day.start, day.end)
    why = day.inferred or ("" if at else "end_of_the_day") or ("" if at and at.zone else "zone_of_the_network")
    return Part(
        Deadline(day.day, latest, (at.zone if at else "") or zone), start, end, "inferred" if why else "found", why
    )


def _period(text: str, days: list[Day]) -> tuple[Part[Period | None], tuple[int, int]]:
    """From month to month, or from day to day; and the stretch of the text that said it."""
    if match := MONTHS_ONLY.search(text):
        last_year = int(match["y2"])
        first_month, last_month = (MONTHS[match[name].lower().rstrip(".")] for name in ("m1", "m2"))
        first_year = int(match["y1"] or (last_year - (first_month > last_month)))
        first = date(first_year, first_month, 1)
        last = date(last_year, last_month, monthrange(last_year, last_month)[1])
        if first <= last:
            return Part(Period(first, last), match.start(), match.end()), match.span()
    for one, other in zip(days, days[1:], strict=False):
        if one.end <= other.start and TO.fullmatch(text[one.end : other.start]):
            return _from_day_to_day(one, other)
    return MISSING, (0, 0)


def _from_day_to_day(one: Day, other: Day) -> tuple[Part[Period | None], tuple[int, int]]:
    """Where only the last day names a year, the first is the one before it."""
    first = one.day
    if one.inferred and not other.inferred:
        first = _before(first, other.day)
    last = max(other.day, first)
    why = other.inferred
    return Part(Period(first, last), one.start, other.end, "inferred" if why else "found", why), (one.start, other.end)


def _before(first: date, last: date) -> date:
    year = last.year - ((first.month, first.day) > (last.month, last.day))
    return first.replace(year=year, day=min(first.day, 28) if first.month == 2 else first.day)
