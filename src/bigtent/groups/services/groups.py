"""Verbs: found a group, change it, end it."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bigtent.groups.errors import GroupError
from bigtent.groups.models import Group, Membership
from bigtent.groups.services.seats import leave, locked, most_from, refuse_ended, said
from bigtent.ledger.clock import today
from bigtent.ledger.services import record

CHANGEABLE = (
    "name", "kind", "purpose", "seating", "seats", "term_months", "specialty", "division", "is_public", "answers",
    "answered_by", "answer_days", "founded_on",
)  # fmt: skip
# Of these the history says that they changed, not to what: a long text, and the address of an account.
NAMED_ONLY = ("purpose", "answered_by")


def found_group(*, by, **values) -> Group:
    """Found a council, circle, panel or team. It has no members yet."""
    group = Group(**values)
    with transaction.atomic():
        _save(group)
        record(by=by, verb="found_group", about=group)
    return group


@transaction.atomic
def change_group(*, group: Group, by, **values) -> Group:
    """Change what is said of a group. Seats can be taken away down to what is taken from today on."""
    group = locked(group)
    refuse_ended(group)
    changes = {}
    for name in CHANGEABLE:
        old = getattr(group, name)
        if name in values and values[name] != old:
            changes[name] = [] if name in NAMED_ONLY else [_plain(old), _plain(values[name])]
            setattr(group, name, values[name])
    if not changes:
        return group
    _refuse_too_few_seats(group)
    _refuse_founded_late(group)
    _save(group)
    record(by=by, verb="change_group", about=group, changes=changes)
    return group


@transaction.atomic
def end_group(*, group: Group, by, reason: str) -> Group:
    """A group ends today: nobody sits in it from today on, open elections are called off. What was stays to be read."""
    group = locked(group)
    refuse_ended(group)
    if not reason.strip():
        raise GroupError(_("Say why the group ends, such as “Its task is done.”"), field="reason")
    running = [row for row in group.memberships.sitting() if row.last_day is None or row.last_day >= today()]
    for row in running:
        leave(row, today(), Membership.Left.OTHER)
    group.elections.unfinished().update(state="cancelled")
    group.ended_on = today()
    group.save(update_fields=["ended_on"])
    record(by=by, verb="end_group", about=group, reason=reason, changes={"ended_on": ["", str(today())]})
    return group


def _save(group: Group) -> None:
    group.name = " ".join(group.name.split())
    if not group.name or not group.purpose.strip():
        raise GroupError(_("Give the group a name and say what it is for."), field="purpose" if group.name else "name")
    if group.seats is not None and group.seats < 1:
        raise GroupError(_("0 seats: give at least 1, or leave it empty for as many as come."), field="seats")
    try:
        with transaction.atomic():
            group.save()
    except IntegrityError as error:
        words = _("There is a group called “%(name)s” already. Choose another name.")
        raise GroupError(words % {"name": group.name}, field="name") from error


def _refuse_too_few_seats(group: Group) -> None:
    if group.seats is None:
        return
    most, day = most_from(group, today())
    if most > group.seats:
        words = _("%(most)s people are members on %(day)s. Keep at least as many seats, or end terms first.")
        raise GroupError(words % {"most": most, "day": said(day)}, field="seats")


def _refuse_founded_late(group: Group) -> None:
    first = group.memberships.sitting().order_by("started_on").first()
    if first and first.started_on < group.founded_on:
        words = _("Somebody has been a member since %(day)s. The group was founded on that day or before.")
        raise GroupError(words % {"day": said(first.started_on)}, field="founded_on")


def _plain(value):
    return value if value is None or isinstance(value, bool | int) else str(value)
