"""How deadlines and findings read."""

from dataclasses import dataclass

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from bigtent.community.lists import FACTS, KINDS
from bigtent.community.models import Opportunity
from bigtent.engines.eligibility import Finding, Fit
from bigtent.ledger.zones import clocks_of


def deadline_words(one: Opportunity) -> str:
    """Until when one can apply, on the clocks of the sponsor."""
    if one.deadline_on is None:
        return _("Open all the time") if one.rolling else _("No deadline is known")
    day = date_format(one.deadline_on, "DATE_FORMAT")
    clocks = clocks_of(one.closes_at, one.zone)
    if one.deadline_time is None:
        return _("Until the end of %(day)s (%(clocks)s)") % {"day": day, "clocks": clocks}
    hour = time_format(one.deadline_time, "TIME_FORMAT")
    return _("Until %(day)s, %(hour)s (%(clocks)s)") % {"day": day, "hour": hour, "clocks": clocks}


@dataclass(frozen=True)
class Line:
    """One finding as a page shows it: the sponsor's words, and the facts on which it rests."""

    words: str
    facts: str


@dataclass(frozen=True)
class Said:
    """How an opportunity fits, in words; the four parts of `engines.eligibility.Fit`."""

    why: list[Line]
    missing: list[Line]
    not_met: list[Line]
    not_checked: list[str]


def said(fit: Fit) -> Said:
    return Said(
        [_line(one) for one in fit.why],
        [_line(one) for one in fit.missing],
        [_line(one) for one in fit.not_met],
        [clause.words for clause in fit.not_checked],
    )


def _line(finding: Finding) -> Line:
    words = finding.clause.words or str(KINDS.get(finding.clause.kind, ""))
    return Line(words, ", ".join(str(FACTS[name]) for name in finding.facts))
