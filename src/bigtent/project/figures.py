"""How a number of the network is made: what it counts, its parts, when and by which version, and its rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db.models import Max
from django.http import Http404
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from bigtent.accountability.course import points_of
from bigtent.accountability.models import Action, Observation, Plan
from bigtent.accountability.rules import may_open_page
from bigtent.ledger.clock import now, today
from bigtent.ledger.declarations import Measure
from bigtent.ledger.models import AuditEntry
from bigtent.ledger.readings import Reading, read_figure
from bigtent.people.models import Network

REMEMBERED_SECONDS = 60
MOST_ROWS = 40


@dataclass(frozen=True)
class Counted:
    """A measure with its present value, as one reader may see it."""

    measure: Measure
    reading: Reading
    at: datetime
    exact: bool

    @property
    def opens(self) -> str:
        return reverse("figure", args=[self.measure.name])


def figure(request, name):
    """The derivation of one measure. A measure of a room that is not in use is not there."""
    measure = next((one for one in measures_for(request.user) if one.name == name), None)
    if measure is None:
        raise Http404
    counted = count_all([measure], request.user)[0]
    plans = Plan.objects.visible_to(request.user)
    return render(
        request,
        "project/figure.html",
        {
            "counted": counted,
            "measure": measure,
            "rows": rows_behind(measure, request.user) if counted.exact else "",
            "observed": points_of(measure, _observed(measure), Action.Scale.NUMBER, exact=counted.exact)[
                : -MOST_ROWS - 1 : -1
            ],
            "promises": [
                action for action in Action.objects.of_plans(plans).in_order().bound() if name in action.measures
            ],
        },
    )


def _observed(measure: Measure) -> dict[str, list[Observation]]:
    return Observation.objects.by_measure({measure.name, measure.within} - {""})


def measures_for(account) -> list[Measure]:
    """The measures of the rooms in use that a reader may see at all."""
    at_work = account.has_perm("accountability.read_exact")
    return [one for one in Network.current().offered("MEASURES") if at_work or not one.staff_only]


def count_all(measures: Iterable[Measure], account) -> list[Counted]:
    """The present values of measures as `account` may see them, none of them older than the latest deed."""
    latest = AuditEntry.objects.aggregate(latest=Max("pk"))["latest"]
    known = {one.name: one for one in measures_for(account)}
    return [_count(measure, account, known.get(measure.within), latest) for measure in measures]


def _count(measure: Measure, account, whole: Measure | None, latest: int | None) -> Counted:
    value, of, at = _remembered(measure, latest)
    exact = not measure.of_people or account.has_perm("accountability.read_exact")
    within = _remembered(whole, latest)[0] if whole and not exact else None
    return Counted(measure, read_figure(value, of, exact=exact, within=within), at, exact)


def _remembered(measure: Measure, latest: int | None) -> tuple[float | None, float | None, datetime]:
    """Value, whole and time; counted anew after a minute, and after any deed that the audit knows."""
    key, state = f"figure-{measure.name}", (measure.version, today(), latest)
    found = cache.get(key)
    if found is None or found[0] != state:
        counted = measure.compute(today())
        found = (state, (counted.value, counted.of, now()))
        cache.set(key, found, REMEMBERED_SECONDS)
    return found[1]


def rows_behind(measure: Measure, account) -> str:
    """The address of the rows a number counts, for readers who may enter their room."""
    if not measure.url or not may_open_page(account, measure.url):
        return ""
    try:
        address = reverse(measure.url)
    except NoReverseMatch:
        return ""
    return f"{address}?{measure.query}" if measure.query else address
