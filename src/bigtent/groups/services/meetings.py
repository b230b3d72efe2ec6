"""Verbs: plan a meeting, change and cancel it, set its agenda, note who came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.groups.errors import MeetingError
from bigtent.groups.models import AgendaItem, Attendance, Group, Meeting, Membership
from bigtent.groups.services.announcing import announce, announce_again, call_off
from bigtent.groups.telling import tell_members
from bigtent.ledger.clock import now, today
from bigtent.ledger.services import record
from bigtent.ledger.zones import moment_of
from bigtent.people.models import Person

LONGEST_MINUTES, MOST_ITEMS = 12 * 60, 40
ASIDE = 1000
FARTHEST = timedelta(days=5 * 366)
FIELDS = ("title", "starts_at", "minutes_long", "zone", "where", "link")


@dataclass(frozen=True)
class AgendaPoint:
    """One thing to talk about as somebody entered it; `pk` says which item it was before, if any."""

    title: str
    text: str = ""
    minutes_long: int | None = None
    presenter: Person | None = None
    pk: int | None = None


@transaction.atomic
def plan_meeting(
    *, group: Group, title: str, starts_at: datetime, zone: str, by, minutes_long: int = 60, where: str = "",
    link: str = "",
) -> Meeting:  # fmt: skip
    """Plan a meeting and tell the members; one that is over is only written down, and nobody is told. `starts_at` is
    what the clocks of the zone show."""
    if group.is_over:
        raise MeetingError(_("%(group)s has ended. An ended group does not meet.") % {"group": group})
    begins = moment_of(starts_at, zone)
    _refuse_day(group, starts_at.date())
    meeting = Meeting(group=group, title=title, starts_at=begins, zone=zone, where=where, link=link, by=by)
    meeting.minutes_long = _length(minutes_long)
    meeting.save()
    record(by=by, verb="plan_meeting", about=meeting)
    announce(meeting, by)
    if begins >= now():
        _tell(meeting, gettext_lazy("{group}: a meeting is planned"), "planned", by)
    return meeting


@transaction.atomic
def change_meeting(
    *, meeting: Meeting, title: str, starts_at: datetime, zone: str, by, minutes_long: int = 60, where: str = "",
    link: str = "",
) -> Meeting:  # fmt: skip
    """Change what was planned; members are told when the time or the place is another one."""
    meeting = _planned(meeting)
    _refuse_day(meeting.group, starts_at.date())
    new = {
        "title": title,
        "starts_at": moment_of(starts_at, zone),
        "minutes_long": _length(minutes_long),
        "zone": zone,
        "where": where,
        "link": link,
    }
    changes = {name: [_plain(getattr(meeting, name)), _plain(new[name])] for name in FIELDS}
    changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    for name, value in new.items():
        setattr(meeting, name, value)
    meeting.save(update_fields=FIELDS)
    announce(meeting, by)
    record(by=by, verb="change_meeting", about=meeting, changes=changes)
    if changes.keys() - {"title", "minutes_long"}:
        _tell(meeting, gettext_lazy("{group}: a meeting has another time or place"), f"moved:{now():%Y%m%d%H%M%S}", by)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, reason: str, by) -> Meeting:
    """Say that a planned meeting is not held, and why."""
    meeting = _planned(meeting)
    if not reason.strip():
        raise MeetingError(_("Say why, such as “Too few could come.” Members read it."), field="reason")
    meeting.state, meeting.cancelled_because = Meeting.State.CANCELLED, reason.strip()[:300]
    meeting.save(update_fields=["state", "cancelled_because"])
    call_off(meeting, by)
    record(by=by, verb="cancel_meeting", about=meeting, reason=reason)
    _tell(meeting, gettext_lazy("{group}: a meeting is canceled"), "cancelled", by)
    return meeting


@transaction.atomic
def plan_again(*, meeting: Meeting, by) -> Meeting:
    """A meeting that was canceled by mistake is held after all."""
    meeting = _locked(meeting)
    if meeting.state != Meeting.State.CANCELLED:
        raise MeetingError(_("This meeting is not canceled."))
    meeting.state, meeting.cancelled_because = Meeting.State.PLANNED, ""
    meeting.save(update_fields=["state", "cancelled_because"])
    announce_again(meeting, by)
    record(by=by, verb="plan_again", about=meeting)
    _tell(meeting, gettext_lazy("{group}: a canceled meeting is held after all"), f"again:{now():%Y%m%d%H%M%S}", by)
    return meeting


@transaction.atomic
def set_agenda(*, meeting: Meeting, points: Sequence[AgendaPoint], by) -> list[AgendaItem]:
    """The agenda in the order given. Items named by their number stay the same item, so that decisions keep them."""
    meeting = _changeable(meeting)
    if len(points) > MOST_ITEMS:
        raise MeetingError(
            _("%(n)s points are more than a meeting can hold. At most %(most)s.")
            % {"n": len(points), "most": MOST_ITEMS}
        )
    before = {item.pk: item for item in meeting.agenda.all()}
    kept = {point.pk for point in points if point.pk in before}
    meeting.agenda.exclude(pk__in=kept).delete()
    meeting.agenda.update(order=F("order") + ASIDE)
    items = [_written(meeting, before, order, point) for order, point in enumerate(points, start=1)]
    record(by=by, verb="set_agenda", about=meeting, count=len(items))
    return items


@transaction.atomic
def take_attendance(*, meeting: Meeting, came: Mapping[int, str], by) -> Meeting:
    """Say of each who is a member that day, by the person's id, whether she came; the meeting is held with it.

    Taken again it corrects what was noted. Decisions keep who was there when they were recorded.
    """
    meeting = _changeable(meeting)
    seats = members_at(meeting)
    _refuse_attendance(meeting, came, seats)
    before = {row.person_id: row for row in meeting.attendances.once().filter(person__isnull=False)}
    old = sum(row.came == Attendance.Came.PRESENT for row in before.values())
    meeting.attendances.filter(person__in=before.keys() - came.keys()).delete()
    for person, word in came.items():
        role = seats[person].role if person in seats else before[person].role
        meeting.attendances.update_or_create(person_id=person, defaults={"came": word, "role": role})
    meeting.state = Meeting.State.HELD
    meeting.save(update_fields=["state"])
    new = sum(word == Attendance.Came.PRESENT for word in came.values())
    record(by=by, verb="take_attendance", about=meeting, changes={"present": [old, new]}, count=len(came))
    return meeting


def members_at(meeting: Meeting) -> dict[int, Membership]:
    """The seats of the group on the day of a meeting, by person."""
    seats = Membership.objects.on(meeting.on).filter(group=meeting.group_id, person__isnull=False)
    return {
        seat.person_id: seat
        for seat in seats.select_related("person").order_by("person__family_name", "person__given_name", "pk")
    }


def _refuse_attendance(meeting: Meeting, came: Mapping[int, str], seats: Mapping[int, Membership]) -> None:
    if not meeting.has_come:
        raise MeetingError(
            _("The meeting is on %s. Who came can be noted from that day on.") % date_format(meeting.on, "DATE_FORMAT")
        )
    noted = set(meeting.attendances.once().values_list("person", flat=True))
    unknown = came.keys() - seats.keys() - noted
    if unknown:
        names = ", ".join(person.name for person in Person.objects.filter(pk__in=unknown))
        raise MeetingError(_("%s: no member of the group on that day.") % (names or _("Somebody unknown here")))
    if missing := [str(seat.person) for pk, seat in seats.items() if pk not in came]:
        raise MeetingError(_("Say of everybody whether they came. Not yet of: %s.") % ", ".join(missing))
    odd = set(came.values()) - set(Attendance.Came.values)
    if odd:
        raise MeetingError(_("“%s” is not known here. Choose present, excused or absent.") % min(odd))
    if Attendance.Came.PRESENT not in came.values():
        raise MeetingError(_("Nobody came by this list. If the meeting was not held, cancel it and say why."))


def _written(meeting: Meeting, before: Mapping[int, AgendaItem], order: int, point: AgendaPoint) -> AgendaItem:
    item = before.get(point.pk or 0) or AgendaItem(meeting=meeting)
    item.order, item.title, item.text = order, point.title, point.text
    item.minutes_long, item.presenter = point.minutes_long, point.presenter
    item.save()
    return item


def _refuse_day(group: Group, day: date) -> None:
    if day < group.founded_on:
        words = _("The group was founded on %(day)s. It met on that day or later.")
        raise MeetingError(words % {"day": date_format(group.founded_on, "DATE_FORMAT")}, field="day")
    if day > today() + FARTHEST:
        raise MeetingError(_("%s is more than five years away. Look at the year.") % f"{day:%Y}", field="day")


def _length(minutes: int) -> int:
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise MeetingError(
            _("%(n)s minutes is not the length of a meeting. Give 1 to %(most)s.")
            % {"n": minutes, "most": LONGEST_MINUTES},
            field="minutes_long",
        )
    return minutes


def _locked(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update(of=("self",)).select_related("group", "event").get(pk=meeting.pk)


def _planned(meeting: Meeting) -> Meeting:
    meeting = _locked(meeting)
    if meeting.state != Meeting.State.PLANNED:
        raise MeetingError(_("This meeting is not planned any more: %s.") % meeting.get_state_display().lower())
    return meeting


def _changeable(meeting: Meeting) -> Meeting:
    meeting = _locked(meeting)
    if meeting.state == Meeting.State.CANCELLED:
        raise MeetingError(_("This meeting was canceled."))
    if meeting.minutes_state != Meeting.Minutes.DRAFT:
        raise MeetingError(_("The minutes are approved. Open them again first, and say why."))
    return meeting


def _tell(meeting: Meeting, title, what: str, by) -> None:
    url = meeting.get_absolute_url()
    tell_members(meeting.group, title, url=url, about=f"meeting:{meeting.pk}:{what}", by=by)


def _plain(value):
    return value.isoformat() if isinstance(value, datetime) else value
