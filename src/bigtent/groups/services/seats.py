"""Whether there is a seat: within the life of the group, nobody twice at a time, never more than there are seats."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bigtent.groups.counting import Span, most_at_once
from bigtent.groups.errors import MembershipError
from bigtent.groups.models import Group, Membership
from bigtent.ledger.clock import today
from bigtent.people.models import Person

FURTHEST = 50


def locked(group: Group) -> Group:
    """The group as it is now; nobody else seats or ends anybody in it until this is over."""
    return Group.objects.select_for_update().get(pk=group.pk)


def refuse_ended(group: Group) -> None:
    if group.is_over:
        words = _("%(group)s ended on %(day)s. Nothing can be changed in it any more.")
        raise MembershipError(words % {"group": group, "day": said(group.ended_on)})


def check_term(
    group: Group, person: Person, begins: date, ends: date | None, *, without: Iterable[Membership] = ()
) -> None:
    """Refuse a term that cannot be; `without` are seats that are given up for it."""
    refuse_ended(group)
    if begins < group.founded_on:
        words = _("%(group)s was founded on %(day)s. A term begins on that day or later.")
        raise MembershipError(words % {"group": group, "day": said(group.founded_on)}, field="begins")
    check_days(begins, ends)
    others = _sitting(group, begins, ends).exclude(pk__in=[row.pk for row in without])
    _refuse_twice(person, others.filter(person=person).first())
    if group.seats is not None:
        _refuse_too_many(group, others, begins, ends)


def check_days(begins: date, ends: date | None) -> None:
    """Refuse days that go backwards or that nobody means."""
    if ends is not None and ends < begins:
        words = _("The term would end on %(ends)s, before it begins on %(begins)s. Choose a later end.")
        raise MembershipError(words % {"ends": said(ends), "begins": said(begins)}, field="ends")
    for field, day in (("begins", begins), ("ends", ends)):
        if day is not None and day.year > today().year + FURTHEST:
            words = _("%(day)s is more than %(years)s years away. Look at the year.")
            raise MembershipError(words % {"day": said(day), "years": FURTHEST}, field=field)


def _sitting(group: Group, begins: date, ends: date | None):
    """Those who sit on some day of a term."""
    lasting = Q(until_on__isnull=True) | Q(until_on__gte=begins)
    found = group.memberships.sitting().filter(lasting, Q(left_on__isnull=True) | Q(left_on__gt=begins))
    return found if ends is None else found.filter(started_on__lte=ends)


def _refuse_twice(person: Person, other: Membership | None) -> None:
    if other is None:
        return
    if other.last_day is None:
        words = _("%(name)s is a member from %(begins)s on, without an end. Change that term instead.")
        raise MembershipError(words % {"name": person.name, "begins": said(other.started_on)}, field="begins")
    words = _("%(name)s is a member from %(begins)s to %(ends)s already. Choose days outside it, or change that term.")
    told = {"name": person.name, "begins": said(other.started_on), "ends": said(other.last_day)}
    raise MembershipError(words % told, field="begins")


def _refuse_too_many(group: Group, others, begins: date, ends: date | None) -> None:
    most, day = most_at_once(map(_span, others), Span(0, begins, ends))
    if most + 1 > group.seats:
        words = ngettext(
            "The %(seats)s seat is taken on %(day)s. Choose other days, end a term first, or add a seat.",
            "All %(seats)s seats are taken on %(day)s. Choose other days, end a term first, or add a seat.",
            group.seats,
        )
        raise MembershipError(words % {"seats": group.seats, "day": said(day)}, field="begins")


def most_from(group: Group, begins: date, ends: date | None = None) -> tuple[int, date]:
    """The greatest number of members on any day from one day on, and the first such day."""
    return most_at_once(map(_span, _sitting(group, begins, ends)), Span(0, begins, ends))


def _span(row: Membership) -> Span:
    """Of somebody who was erased each seat stands for itself."""
    return Span(row.person_id or -row.pk, row.started_on, row.last_day)


def leave(membership: Membership, on: date, because: str) -> None:
    """From this day on she is no member; before her term began, she never was."""
    membership.left_on, membership.left_because = max(on, membership.started_on), because
    membership.save(update_fields=["left_on", "left_because"])


def said(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
