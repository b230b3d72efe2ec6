"""A council with people in it, and meetings that were held."""

from datetime import date, datetime, timedelta

from bigtent.groups.models import Group, Meeting, Membership
from bigtent.groups.services.decisions import record_decision
from bigtent.groups.services.meetings import plan_meeting, take_attendance
from bigtent.ledger.clock import now, today
from tests.cast import signed_in
from tests.factories import make_account, make_person

FOUNDED = date(2020, 1, 1)


def make_group(name="Council of the West", **values):
    plain = {"kind": "council", "purpose": "Speaks for all.", "is_public": True, "founded_on": FOUNDED}
    return Group.objects.create(name=name, **plain | values)


def sit(group, person=None, role="member", since=FOUNDED, until=None):
    """A seat; gives the person."""
    person = person or make_person()
    Membership.objects.create(
        group=group, person=person, role=role, seated="appointed", started_on=since, until_on=until
    )
    return person


def officer(group, role="chair", **values):
    """Somebody of the network who sits in the group in a role, signed in."""
    account = signed_in(make_account(person=make_person(**values), roles=["member"]))
    sit(group, account.person, role)
    return account


def planned(group, by, title="Fall meeting", at=datetime(2026, 11, 22, 18, 0), zone="America/Denver") -> Meeting:
    return plan_meeting(group=group, title=title, starts_at=at, zone=zone, by=by)


def past(group, by, days=1, title="Fall meeting") -> Meeting:
    """A meeting that was planned and whose day has passed."""
    return Meeting.objects.create(
        group=group, title=title, starts_at=now() - timedelta(days=days), zone="America/Denver", by=by
    )


def held(meeting, by, came=None) -> Meeting:
    """Everybody came, unless said otherwise by person."""
    seats = Membership.objects.on(meeting.on).filter(group=meeting.group)
    answers = dict.fromkeys(seats.values_list("person", flat=True), "present")
    return take_attendance(meeting=meeting, came=answers | (came or {}), by=by)


def decided(meeting, by, text="We write to the schools", **values):
    return record_decision(meeting=meeting, text=text, how=values.pop("how", "consensus"), by=by, **values)


def later(settings, **time):
    """The clock goes on."""
    settings.NOW = now() + timedelta(**time)
    return today()
