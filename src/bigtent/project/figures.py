"""How a number of the network is made: what it counts, its parts, when and by which version, and its rows."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.http import Http404
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from bigtent.accountability.models import Action, Observation, Plan
from bigtent.accountability.rules import may_open_page
from bigtent.ledger.clock import now, today
from bigtent.ledger.declarations import Measure
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
    measure = next((one for one in Network.current().offered("MEASURES") if one.name == name), None)
    if measure is None:
        raise Http404
    counted = count(measure, request.user)
    plans = Plan.objects.visible_to(request.user)
    return render(
        request,
        "project/figure.html",
        {
            "counted": counted,
            "measure": measure,
            "rows": rows_behind(measure, request.user) if counted.exact else "",
            "observed": [
                (one.on, read_figure(one.value, one.of, exact=counted.exact))
                for one in Observation.objects.filter(measure=name, version=measure.version).order_by("-on")[:MOST_ROWS]
            ],
            "promises": [
                action for action in Action.objects.of_plans(plans).in_order().bound() if name in action.measures
            ],
        },
    )


def count(measure: Measure, account) -> Counted:
    """The present value of a measure, remembered for a minute, as `account` may see it."""
    key = f"figure-{measure.name}-{measure.version}-{today()}"
    found = cache.get(key)
    if found is None:
        counted = measure.compute(today())
        found = (counted.value, counted.of, now())
        cache.set(key, found, REMEMBERED_SECONDS)
    value, of, at = found
    exact = not measure.of_people or account.has_perm("accountability.read_exact")
    return Counted(measure, read_figure(value, of, exact=exact), at, exact)


def rows_behind(measure: Measure, account) -> str:
    """The address of the rows a number counts, for readers who may enter their room."""
    if not measure.url or not may_open_page(account, measure.url):
        return ""
    try:
        address = reverse(measure.url)
    except NoReverseMatch:
        return ""
    return f"{address}?{measure.query}" if measure.query else address
