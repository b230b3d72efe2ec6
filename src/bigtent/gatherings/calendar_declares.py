"""What the calendar offers to others."""

from django.utils.translation import gettext_lazy as _

from bigtent.gatherings.in_calendars import CALENDAR_OF_EVENTS
from bigtent.ledger.declarations import Deed, Known, Recorded

CALENDAR = CALENDAR_OF_EVENTS

DEEDS_OF_CALENDARS = (
    Deed("renew_calendar_address", _("Somebody made an address for her calendar")),
    Deed("receive_calendar", _("The calendar file “%(what)s” was read")),
    Deed(
        "apply_calendar",
        _("One event of “%(what)s” was brought in"),
        _("%(count)s events of “%(what)s” were brought in"),
    ),
    Deed("undo_calendar", _("The calendar file “%(what)s” was taken back")),
)


def may_read(account, row) -> bool:
    return account.has_perm("gatherings.plan")


HISTORY_OF_CALENDARS = (Recorded("gatherings.CalendarImport", may_read),)
KNOWN_OF_CALENDARS = (Known(model="gatherings.CalendarSubscription", title=_("The address of your calendar")),)
SWEPT_OF_CALENDARS = ("gatherings.CalendarImport.name",)
