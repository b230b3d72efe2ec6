"""What the groups room offers to others."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from bigtent.groups.belonging import DATA_OF_MEMBERS, KNOWN_OF_MEMBERS, SWEPT_OF_MEMBERS, TRACES_OF_MEMBERS
from bigtent.groups.deeds import DEEDS_OF_MEETINGS, HISTORY_OF_MEETINGS
from bigtent.groups.due import DUE_OF_MEETINGS
from bigtent.groups.history import DEEDS_OF_MEMBERS, HISTORY_OF_MEMBERS
from bigtent.groups.known import KNOWN_OF_MEETINGS, TRACES_OF_MEETINGS
from bigtent.groups.measures import MEASURES_OF_MEETINGS
from bigtent.groups.models import Group, Membership
from bigtent.groups.services.reminding import remind
from bigtent.groups.waiting import DUE_OF_MEMBERS
from bigtent.ledger.clock import today
from bigtent.ledger.declarations import AudienceSource, Population, Recurring, RoomEntry

ROOMS = (RoomEntry(name="groups", label=_("Groups"), url="groups:home", switchable=True, order=50),)

DATA = DATA_OF_MEMBERS
DEEDS = (*DEEDS_OF_MEMBERS, *DEEDS_OF_MEETINGS)
DUE = (*DUE_OF_MEMBERS, *DUE_OF_MEETINGS)
HISTORY = (*HISTORY_OF_MEMBERS, *HISTORY_OF_MEETINGS)
MEASURES = MEASURES_OF_MEETINGS
KNOWN = (*KNOWN_OF_MEMBERS, *KNOWN_OF_MEETINGS)
TRACES = (*TRACES_OF_MEMBERS, *TRACES_OF_MEETINGS)
RECURRING = (Recurring("groups-reminders", remind),)


def groups_to_write_to(account):
    return [(str(group.pk), group.name) for group in Group.objects.visible_to(account).under_way()]


def members_of(number: str):
    """Those who sit in a group today."""
    group = int(number) if number.isascii() and number.isdecimal() and len(number) < 19 else 0
    return Membership.objects.on(today()).filter(group=group, person__isnull=False).values("person")


def groups_of(person):
    return Group.objects.of(person).values_list("pk", flat=True)


def may_run_events(account, number: str) -> bool:
    """Whoever runs the meetings of a group runs its events."""
    group = Group.objects.filter(pk=int(number)).first() if number.isascii() and number.isdecimal() else None
    return group is not None and account.has_perm("groups.run_meetings", group)


def page_of(account, number: str) -> tuple[str, str] | None:
    """The group whose event it is, for who may open its page."""
    found = Group.objects.visible_to(account).filter(pk=int(number)) if number.isascii() and number.isdecimal() else ()
    return next(((group.name, group.get_absolute_url()) for group in found), None)


AUDIENCES = (
    AudienceSource(
        "group", _("Members of a group"), groups_to_write_to, members_of, of=groups_of, may_run=may_run_events,
        page=page_of, order=30,
    ),
)  # fmt: skip


def at_the_table():
    """Who sat in a council or an advisory panel when the month began, of seats that had been given by then.

    Seats of this month do not count, also not with an earlier day: who gives a seat and takes it back again must not
    see the totals move by one person.
    """
    kinds = [Group.Kind.COUNCIL, Group.Kind.PANEL]
    first = today().replace(day=1)
    given = Membership.objects.on(first).filter(made_at__lt=start_of(first))
    return given.filter(group__kind__in=kinds, person__isnull=False).values("person")


def start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(settings.NETWORK_TIME_ZONE))


POPULATIONS = (
    Population(
        "at-the-table",
        _("Who is at the table"),
        _("Everybody who sat in a council or an advisory panel when this month began, each once."),
        at_the_table,
    ),
)

SWEPT = (
    *SWEPT_OF_MEMBERS,
    "groups.Meeting.title",
    "groups.Meeting.where",
    "groups.Meeting.minutes",
    "groups.Meeting.cancelled_because",
    "groups.AgendaItem.title",
    "groups.AgendaItem.text",
    "groups.Decision.text",
    "groups.Decision.reasons",
    "groups.Decision.correction",
    "groups.DecisionStep.text",
    "groups.Recommendation.title",
    "groups.Recommendation.text",
    "groups.Recommendation.answer_reason",
    "groups.Recommendation.changed",
    "groups.Recommendation.reply",
)
