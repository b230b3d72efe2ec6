"""Verbs: plan a series of events and publish those of it that are drafts."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count as counting
from itertools import islice, takewhile
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.gatherings.errors import EventError
from bigtent.gatherings.models import Event, Series
from bigtent.gatherings.services.planning import Time, plan_event
from bigtent.gatherings.services.publishing import publish_event
from bigtent.ledger.services import record

MOST = 60
RHYTHMS = (
    ("weeks", gettext_lazy("Every week, or every so many weeks")),
    ("months", gettext_lazy("Every month on the same weekday, such as the second Thursday")),
)


@dataclass(frozen=True)
class Repeat:
    """How often: every so many weeks or months, so many times or until a day that belongs to it.

    By months it is the same weekday of the month; of a fifth one it is the last of each month.
    """

    rhythm: str = "weeks"
    every: int = 1
    times: int | None = None
    until: date | None = None

    def days(self, first: date) -> list[date]:
        """The days, the first one included."""
        self._refuse(first)
        days = self._weeks(first) if self.rhythm == "weeks" else self._months(first)
        until = self.until
        found = takewhile(lambda day: day <= until, days) if until else days
        found = list(islice(found, MOST + 1 if self.times is None else self.times))
        if len(found) > MOST:
            raise EventError(_("That makes more than %s events. Choose an earlier day.") % MOST, field="until")
        return found

    def _refuse(self, first: date) -> None:
        if self.rhythm not in dict(RHYTHMS):
            raise EventError(_("“%s” is not known here. Choose weeks or months.") % self.rhythm, field="rhythm")
        if not 1 <= self.every <= 52:
            raise EventError(_("%s is not how often something returns. Give 1 to 52.") % self.every, field="every")
        if (self.times is None) == (self.until is None):
            raise EventError(_("Say either how many times it is held or until which day."), field="count")
        if self.times is not None and not 2 <= self.times <= MOST:
            words = _("%(n)s events are not a series. Give 2 to %(most)s.")
            raise EventError(words % {"n": self.times, "most": MOST}, field="count")
        if self.until is not None and self.until < first:
            raise EventError(_("The series would end before it begins."), field="until")

    def _weeks(self, first: date) -> Iterator[date]:
        return (first + timedelta(weeks=self.every * n) for n in counting())

    def _months(self, first: date) -> Iterator[date]:
        nth = (first.day - 1) // 7
        for n in counting():
            months = first.year * 12 + first.month - 1 + n * self.every
            yield _nth_weekday(months // 12, months % 12 + 1, first.weekday(), nth)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    offset = (weekday - date(year, month, 1).weekday()) % 7
    day = 1 + offset + 7 * nth
    return date(year, month, day if day <= monthrange(year, month)[1] else day - 7)


@transaction.atomic
def plan_series(
    *, title: str, repeat: Repeat, times: Sequence[Time], by, kind: str, zone: str, text: str = "", **plan: Any
) -> Series:
    """Draft events that return, all alike; the clocks of the zone show the same hour at each. `times` are those of the
    first one; the others lie as far from its first day. Each can be changed alone afterwards."""
    if not times:
        raise EventError(_("Say when it takes place."), field="day")
    first = min(time.starts_at for time in times).date()
    days = repeat.days(first)
    series = Series.objects.create(title=title.strip()[:160], text=text)
    for day in days:
        moved = [replace(time, starts_at=time.starts_at + (day - first), slot=None) for time in times]
        plan_event(title=title, kind=kind, zone=zone, times=moved, by=by, series=series, text=text, **plan)
    record(by=by, verb="plan_series", about=series, count=len(days))
    return series


@transaction.atomic
def publish_series(*, series: Series, by) -> Series:
    """Publish what is still a draft of a series."""
    drafts = list(Event.objects.drafts().filter(series=series))
    if not drafts:
        raise EventError(_("No event of this series is a draft."))
    for event in drafts:
        publish_event(event=event, by=by)
    record(by=by, verb="publish_series", about=series, count=len(drafts))
    return series
