"""What was read from a pasted announcement, as the first values of the form that makes something of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bigtent.community.pasted_clauses import clause_of
from bigtent.engines.announcements import Announcement, Part, read
from bigtent.engines.announcements import Speaker as Announced
from bigtent.gatherings.services.planning import Speaker
from bigtent.people.models import Topic

# A post shows what it links to once more below itself; who passed it on stands above it.
FRAME = re.compile(r"^[^\n]{0,120} (?:reposted this|compartió esto)[^\n]*\n+", re.M)
LINE = re.compile(
    r"(?P<name>[^,(@–]+)(?:,\s*(?P<credentials>[^(@–]+?))?\s*(?P<moderates>\(moderator\))?\s*"
    r"(?:@\s*(?P<organization>.+?))?\s*(?:\s–\s(?P<about>.*))?$"
)


@dataclass(frozen=True)
class Pasted:
    """One announcement with the day it was posted and who posted it."""

    text: str
    posted_on: date
    posted_by: str
    found: Announcement

    @classmethod
    def of(cls, text: str, *, posted_on: date, posted_by: str, zone: str) -> "Pasted":
        return cls(text, posted_on, posted_by.strip(), read(text, today=posted_on, zone=zone))

    def values(self, what: str) -> dict[str, Any]:
        """The first values of the fields of an event, an opportunity or a post."""
        found = self.found
        shared = {"title": self.title(what), "kind": found.kind.value, "text": self.body, "link": self.link}
        return shared | {"topics": self.topics()} | getattr(self, f"_of_{what}")()

    def grounds(self, what: str) -> dict[str, list[Part]]:
        """For each field the parts of the announcement it was taken from."""
        found = self.found
        first = list(found.occasions[:1])
        shared = {"title": [found.title], "kind": [found.kind], "link": [found.link]}
        host = [found.host or found.original_author]
        if what == "event":
            return shared | {
                "day": first, "starts": first, "ends": first, "zone": first, "more_times": list(found.occasions[1:]),
                "mode": [found.mode], "where": [found.place], "host": host, "panel": list(found.speakers),
            }  # fmt: skip
        if what == "opportunity":
            period = [found.period]
            return shared | {
                "sponsor_name": host, "deadline_on": [found.deadline], "deadline_time": [found.deadline],
                "zone": [found.deadline], "stipend": [found.stipend], "where": [found.place],
                "presence": [found.in_residence], "starts_on": period, "ends_on": period,
                "clauses": list(found.eligibility),
            }  # fmt: skip
        honor = [found.honor]
        return shared | {
            "original_author": [found.original_author], "authors": list(found.authors), "honored": honor,
            "award": honor, "giver": honor, "publisher": [found.publisher], "expires_on": [found.deadline],
        }  # fmt: skip

    def title(self, what: str) -> str:
        """An honor is called by who and what; anything else as it was announced."""
        honor = self.found.honor.value
        if what == "post" and self.found.kind.value == "honor" and honor:
            return f"{honor.person}: {honor.award}"
        return self.found.title.value or ""

    @property
    def body(self) -> str:
        return FRAME.sub("", self.text, count=1).strip()

    @property
    def link(self) -> str:
        return self.found.link.value.address if self.found.link.value else ""

    @property
    def host(self) -> str:
        """Who gives it; where nobody is named, whoever posted it speaks of itself."""
        return self.found.host.value or self.found.original_author.value or self.posted_by

    def topics(self) -> list[Topic]:
        """Topics of the network whose name stands in the text."""
        words = self.text.lower()
        return [topic for topic in Topic.objects.all() if topic.name.lower() in words]

    def clauses(self) -> list:
        return [clause_of(part.value, self.posted_on) for part in self.found.eligibility]

    def _of_event(self) -> dict[str, Any]:
        found = self.found
        first = found.occasions[0].value if found.occasions else None
        return {
            "day": first.day if first else None, "starts": first.starts if first else None,
            "ends": first.ends if first else None, "zone": first.zone if first else "",
            "more_times": "\n".join(map(_time_line, found.occasions[1:])), "mode": found.mode.value or "online",
            "where": found.place.value or "", "host": self.host,
            "panel": "\n".join(speaker_line(part.value) for part in found.speakers),
        }  # fmt: skip

    def _of_opportunity(self) -> dict[str, Any]:
        found = self.found
        deadline, period, money = found.deadline.value, found.period.value, found.stipend.value
        presence = {True: "in_residence", False: "remote", None: ""}[found.in_residence.value]
        return {
            "sponsor_name": self.host, "deadline_on": deadline.day if deadline else None,
            "deadline_time": deadline.at if deadline and (deadline.at.hour, deadline.at.minute) != (23, 59) else None,
            "zone": deadline.zone if deadline else "", "rolling": deadline is None,
            "stipend": money.amount if money else None, "currency": money.currency if money else "USD",
            "where": found.place.value or "", "presence": presence,
            "starts_on": period.first if period else None, "ends_on": period.last if period else None,
            "clauses": [str(number) for number in range(len(found.eligibility))],
        }  # fmt: skip

    def _of_post(self) -> dict[str, Any]:
        found, honor = self.found, self.found.honor.value
        is_honor = found.kind.value == "honor" and honor
        return {
            "original_author": found.original_author.value or "" if found.reposted_by else "",
            "authors": ", ".join(part.value for part in found.authors), "publisher": found.publisher.value or "",
            "honored": honor.person if is_honor else "", "award": honor.award if is_honor else "",
            "giver": honor.giver if is_honor else "", "source_link": self.link if is_honor else "",
            "expires_on": found.deadline.value.day if found.deadline.value else None,
        }  # fmt: skip

    def marked(self) -> SafeString:
        """The text, with the words from which something was taken marked."""
        spans = _apart(part for parts in self.grounds(self.found.what).values() for part in parts if part)
        pieces, here = [], 0
        for start, end in spans:
            pieces += [(format_html("{}", self.text[here:start])), format_html("<mark>{}</mark>", self.text[start:end])]
            here = end
        return format_html_join("", "{}", [(piece,) for piece in [*pieces, format_html("{}", self.text[here:])]])

    def words_of(self, parts: Iterable[Part]) -> str:
        """How a field came by its value: found, inferred from which words, or not said."""
        said = [part for part in parts if part]
        if not said:
            return _("Not found in the text.")
        words = "; ".join(" ".join(self.text[part.start : part.end].split())[:90] for part in said if part.end)
        inferred = any(part.sure == "inferred" for part in said)
        if not words:
            return _("Nothing in the text says it; look at it.")
        sentence = _("Inferred from “%s”. Look at it.") if inferred else _("Found: “%s”.")
        return sentence % words[:240]

    def doubts(self) -> list[str]:
        """What does not fit together, in words."""
        said = {
            "weekday_differs": _("“%s”: that day is another weekday. Look at the date."),
            "closes_after_its_end": _("“%s”: that is after the end of what it is for. Look at the years."),
        }
        return [said[part.why] % self.text[part.start : part.end] for part in self.found.doubts]


def speaker_line(one: Announced) -> str:
    """Such as "Ana Cruz, MD (moderator) @ Harbor College – Loan counselor"."""
    line = ", ".join(filter(None, (one.name, one.credentials)))
    line += " (moderator)" if one.role == "moderator" else ""
    line += f" @ {one.organization}" if one.organization else ""
    return line + (f" – {one.about[:400]}" if one.about else "")


def speakers_of(lines: str) -> list[Speaker]:
    """The panel from lines as `speaker_line` writes them."""
    found = [LINE.match(line.strip()) for line in lines.splitlines() if line.strip()]
    return [
        Speaker(
            name=match["name"].strip()[:120], credentials=(match["credentials"] or "").strip()[:60],
            role="moderator" if match["moderates"] else "speaker",
            organization=(match["organization"] or "").strip()[:200], about=(match["about"] or "").strip()[:400],
        )
        for match in found
        if match
    ]  # fmt: skip


def minutes_between(starts, ends) -> int:
    """An hour where no end is given; an end before the beginning is the next day."""
    if ends is None:
        return 60
    day = date(2000, 1, 1)
    length = datetime.combine(day, ends) - datetime.combine(day, starts)
    return int((length if length > timedelta(0) else length + timedelta(days=1)).total_seconds() // 60)


def _time_line(part: Part) -> str:
    one = part.value
    hours = f" {one.starts:%H:%M}" if one.starts else ""
    return f"{one.day:%Y-%m-%d}{hours}" + (f"-{one.ends:%H:%M}" if one.ends else "")


def _apart(parts: Iterable[Part]) -> list[tuple[int, int]]:
    """The stretches of the text, those that overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted({(part.start, part.end) for part in parts if part.end > part.start}):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
