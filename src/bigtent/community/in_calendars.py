"""How deadlines stand in calendars: all open ones for everybody, and for a person those she saved."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.community.models import Opportunity, SavedOpportunity
from bigtent.community.saying import deadline_words
from bigtent.gatherings.calendars import host
from bigtent.ledger.declarations import CalendarItem, CalendarSource

SHOWN = [Opportunity.State.PUBLISHED, Opportunity.State.CLOSED]


def deadline_items(account, since: datetime, until: datetime) -> Iterable[CalendarItem]:
    """The deadlines between two moments. One that was withdrawn stays for who saved it, marked as canceled."""
    # The day of a deadline begins up to a day before the moment at which it closes.
    within = deadlines_of(account).filter(Q(closes_at__gt=since, closes_at__lte=until) | _on_days(since, until))
    return [item_of(one) for one in within.select_related("sponsor").order_by("closes_at", "pk")]


def _on_days(since: datetime, until: datetime) -> Q:
    return Q(deadline_time__isnull=True, deadline_on__gte=since.date(), deadline_on__lte=until.date())


def deadlines_of(account):
    """The opportunities whose deadlines may stand in a calendar."""
    rows = Opportunity.objects.filter(closes_at__isnull=False)
    if account is None:
        return rows.filter(state__in=SHOWN)
    saved = SavedOpportunity.objects.of(account).values("opportunity")
    return rows.filter(pk__in=saved, state__in=[*SHOWN, Opportunity.State.WITHDRAWN])


def item_of(one: Opportunity) -> CalendarItem:
    """A deadline with an hour as that moment; one without as the whole day, the same wherever the reader is."""
    return CalendarItem(
        uid=f"deadline-{one.key}@{host()}",
        title=_("Deadline: %(title)s") % {"title": one.title},
        starts=one.closes_at if one.deadline_time else one.deadline_on,
        ends=None,
        url=one.get_absolute_url(),
        where=one.where,
        text=". ".join(filter(None, (one.sponsored_by, deadline_words(one)))),
        zone=one.zone,
        cancelled=one.state == Opportunity.State.WITHDRAWN,
        sequence=one.sequence,
        changed_at=one.changed_at,
    )


def deadline_version(account) -> str:
    """Two questions at most, whatever the number of deadlines."""
    told = deadlines_of(account).aggregate(Count("pk"), Max("changed_at"))
    parts = [str(value) for value in told.values()]
    if account is not None:
        own = SavedOpportunity.objects.of(account).aggregate(Count("pk"), Max("saved_at"))
        parts += [str(value) for value in own.values()]
    return "deadlines " + " ".join(parts)


CALENDAR_OF_OPPORTUNITIES = (
    CalendarSource("deadlines", gettext_lazy("Deadlines"), deadline_items, deadline_version, order=20),
)
