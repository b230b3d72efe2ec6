"""Verbs: who sits in a group, in which role, from when until when."""

from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.groups.counting import last_day_of_term
from bigtent.groups.errors import MembershipError
from bigtent.groups.models import Group, Membership
from bigtent.groups.services.seats import check_days, check_term, leave, locked, refuse_ended, said
from bigtent.ledger.clock import now, today
from bigtent.ledger.services import record
from bigtent.outreach.services.notifying import notify
from bigtent.people.models import Person

# A slip is set right within these days; what is older is history.
GRACE = timedelta(days=14)
Left, Role, Seated = Membership.Left, Membership.Role, Membership.Seated


@transaction.atomic
def seat_member(
    *, group: Group, person: Person, begins: date, by, role: str = Role.MEMBER, ends: date | None = None,
    seated: str = Seated.APPOINTED, reason: str = "",
) -> Membership:  # fmt: skip
    """Give somebody a seat for a term; without an end it goes on. She is told."""
    group = locked(group)
    check_term(group, person, begins, ends)
    membership = seat(group, person, role, seated, begins, ends, by)
    record(by=by, verb="seat_member", about=membership, reason=reason)
    return membership


def seat(group, person, role, seated, begins, ends, by, election=None) -> Membership:
    """Write a seat down and tell her; whoever calls has checked the term and writes the audit."""
    if person.merged_into_id:
        raise MembershipError(_("This record was merged into %s. Choose that one.") % person.merged_into)
    membership = Membership.objects.create(
        group=group, person=person, role=role, seated=seated, started_on=begins, until_on=ends, by=by, election=election
    )
    if by is None or by.person_id != person.pk:
        words = gettext_lazy("You have a seat in a group")
        notify(people=[person], title=words, text=str(group), url=inside(group), about=f"seat:{membership.pk}", by=by)
    return membership


def inside(group: Group) -> str:
    return reverse("groups:inside", args=[group.key])


@transaction.atomic
def join_group(*, group: Group, by) -> Membership:
    """Come in by oneself, where a group is open to whoever wants to join."""
    group = locked(group)
    if group.seating != Group.Seating.OPEN:
        words = _("%(group)s is not open to everybody: its members are seated otherwise. Its page says how.")
        raise MembershipError(words % {"group": group})
    ends = last_day_of_term(today(), group.term_months) if group.term_months else None
    check_term(group, by.person, today(), ends)
    membership = seat(group, by.person, Role.MEMBER, Seated.JOINED, today(), ends, by)
    record(by=by, verb="join_group", about=membership)
    return membership


@transaction.atomic
def leave_group(*, group: Group, by) -> Membership:
    """Leave by oneself, from today on. She can come back within 14 days while her seat is free."""
    group = locked(group)
    membership = group.memberships.on(today()).filter(person=by.person_id).first()
    if membership is None:
        raise MembershipError(_("You are not a member of %(group)s today.") % {"group": group})
    leave(membership, today(), Left.RESIGNED)
    record(by=by, verb="leave_group", about=membership, changes=_left(membership))
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, on: date, because: str, by, reason: str = "") -> Membership:
    """Somebody is no member from a day on, before the term is over. Being asked to leave needs a reason."""
    locked(membership.group)
    membership.refresh_from_db()
    _refuse_over(membership)
    _check_day(membership, on)
    _check_reason(because, reason)
    leave(membership, on, because)
    record(by=by, verb="end_membership", about=membership, reason=reason, changes=_left(membership))
    return membership


@transaction.atomic
def replace_member(
    *, membership: Membership, person: Person, on: date, because: str, by, reason: str = ""
) -> Membership:
    """Another person takes a seat from a day on, for the rest of the term."""
    group = locked(membership.group)
    membership.refresh_from_db()
    _refuse_over(membership)
    _check_day(membership, on)
    _check_reason(because, reason)
    leave(membership, on, because)
    check_term(group, person, membership.left_on, membership.until_on)
    new = seat(group, person, membership.role, Seated.APPOINTED, membership.left_on, membership.until_on, by)
    record(by=by, verb="replace_member", about=new, reason=reason)
    return new


@transaction.atomic
def change_role(*, membership: Membership, role: str, on: date, by, reason: str = "") -> Membership:
    """Somebody takes another role from a day on, for the rest of the term; from her first day on, it is set right."""
    locked(membership.group)
    membership.refresh_from_db()
    _refuse_over(membership)
    _check_day(membership, on)
    changes = {"role": [membership.role, role], "started_on": ["", str(on)]}
    if on <= membership.started_on:
        membership.role = role
        membership.save(update_fields=["role"])
        record(by=by, verb="change_role", about=membership, reason=reason, changes={"role": changes["role"]})
        return membership
    leave(membership, on, Left.REPLACED)
    new = Membership.objects.create(
        group=membership.group, person=membership.person, role=role, seated=membership.seated, started_on=on,
        until_on=membership.until_on, election=membership.election, by=by,
    )  # fmt: skip
    record(by=by, verb="change_role", about=new, reason=reason, changes=changes)
    return new


@transaction.atomic
def change_term(*, membership: Membership, ends: date | None, by, reason: str = "") -> Membership:
    """Let a term end earlier or later, or go on without an end."""
    group = locked(membership.group)
    membership.refresh_from_db()
    _refuse_over(membership)
    before = membership.until_on
    if ends is not None and ends < max(membership.started_on, today()):
        words = _("The term cannot end on %(day)s. Choose a day from %(first)s on, or end the membership.")
        first = max(membership.started_on, today())
        raise MembershipError(words % {"day": said(ends), "first": said(first)}, field="ends")
    check_days(membership.started_on, ends)
    if before is not None and (ends is None or ends > before):
        check_term(group, membership.person, before + timedelta(days=1), ends, without=[membership])
    membership.until_on = ends
    membership.save(update_fields=["until_on"])
    changes = {"until_on": [str(before or ""), str(ends or "")]}
    record(by=by, verb="change_term", about=membership, reason=reason, changes=changes)
    return membership


@transaction.atomic
def take_back_leaving(*, membership: Membership, by, reason: str = "") -> Membership:
    """She stays after all: within 14 days, while her seat is free."""
    group = locked(membership.group)
    membership.refresh_from_db()
    if not may_come_back(membership):
        raise MembershipError(_("Leaving can be taken back within 14 days. Give a new seat instead."))
    check_term(group, membership.person, membership.left_on, membership.until_on, without=[membership])
    changes = {"left_on": [str(membership.left_on), ""]}
    membership.left_on, membership.left_because = None, ""
    membership.save(update_fields=["left_on", "left_because"])
    record(by=by, verb="take_back_leaving", about=membership, reason=reason, changes=changes)
    return membership


@transaction.atomic
def take_back_seat(*, membership: Membership, by, reason: str = "") -> Membership:
    """A seat was given by mistake: it counts on no day. Within 14 days; never what an election gave."""
    locked(membership.group)
    membership.refresh_from_db()
    if not may_take_back(membership):
        words = _("A seat can be taken back within 14 days after it was given, unless by election. End it instead.")
        raise MembershipError(words)
    leave(membership, membership.started_on, Left.OTHER)
    record(by=by, verb="take_back_seat", about=membership, reason=reason, changes=_left(membership))
    return membership


def may_come_back(membership: Membership) -> bool:
    """Whether leaving can still be taken back, as far as the seat itself tells."""
    if membership.left_on is None or membership.person_id is None or membership.left_because == Left.REPLACED:
        return False
    is_term_over = membership.until_on is not None and membership.until_on < membership.left_on
    return membership.left_on >= today() - GRACE and not is_term_over and not membership.group.is_over


def may_take_back(membership: Membership) -> bool:
    is_fresh = membership.made_at >= now() - GRACE
    return is_fresh and membership.left_on is None and membership.election_id is None and not membership.group.is_over


def _refuse_over(membership: Membership) -> None:
    refuse_ended(membership.group)
    if membership.left_on is not None or membership.person_id is None:
        raise MembershipError(_("This member has left, or leaves on a day that is set. Take that back first."))
    if membership.until_on is not None and membership.until_on < today():
        words = _("This term ended on %(day)s. Give a new seat instead.")
        raise MembershipError(words % {"day": said(membership.until_on)})


def _check_reason(because: str, reason: str) -> None:
    if because == Left.REMOVED and not reason.strip():
        words = _("Say why this member was asked to leave. Managers read it, nobody else.")
        raise MembershipError(words, field="reason")


def _check_day(membership: Membership, on: date) -> None:
    first, last = membership.started_on, membership.until_on
    if on < first or (last is not None and on > last):
        if last is None:
            words = _("%(day)s is before the term, which begins on %(first)s.") % {
                "day": said(on),
                "first": said(first),
            }
        else:
            words = _("%(day)s is outside the term, which is from %(first)s to %(last)s.")
            words %= {"day": said(on), "first": said(first), "last": said(last)}
        raise MembershipError(words, field="on")


def _left(membership: Membership) -> dict:
    return {"left_on": ["", str(membership.left_on)], "left_because": ["", membership.left_because]}
