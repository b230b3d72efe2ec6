"""How deadlines and findings read."""

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from bigtent.community.models import Opportunity
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
