"""Groups with members, made through the room's own services; and a clock that a test can turn."""

from datetime import datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from bigtent.groups.services.elections import announce_election, cast_ballot, stand
from bigtent.groups.services.groups import found_group
from bigtent.groups.services.memberships import seat_member
from bigtent.ledger.clock import today
from tests.cast import signed_in
from tests.factories import make_account, make_person

_number = count(1)
YEAR = timedelta(days=365)


def make_group(*, by=None, **values):
    """A public council without a limit of seats, founded ten years ago."""
    usual = {
        "name": f"Council {next(_number)}", "kind": "council", "purpose": "Decides what the network does next.",
        "founded_on": today() - 10 * YEAR, "is_public": True,
    }  # fmt: skip
    return found_group(by=by, **usual | values)


def seated(group, person=None, *, since=100, days=None, by=None, **values):
    """Somebody who has sat for so many days (or will sit from a day ahead, when negative), for a term of `days`."""
    begins = today() - timedelta(days=since)
    ends = begins + timedelta(days=days - 1) if days else None
    return seat_member(group=group, person=person or make_person(), begins=begins, ends=ends, by=by, **values)


def voter(group, **values):
    """A member of the group who can sign in."""
    account = make_account(roles=["member"])
    seated(group, account.person, **values)
    return signed_in(account)


def turn_clock(settings, days: int) -> None:
    """So many days later it is noon."""
    moment = datetime.combine(today() + timedelta(days=days), time(12), ZoneInfo(settings.NETWORK_TIME_ZONE))
    settings.NOW = moment


def make_election(group, *, by=None, candidates=(), seats=1, **values):
    """Voting opens tomorrow for a week; these accounts stand."""
    usual = {"opens_on": today() + timedelta(days=1), "closes_on": today() + timedelta(days=7)}
    usual["term_from_on"] = today() + timedelta(days=10)
    election = announce_election(group=group, seats=seats, by=by, **usual | values)
    for account in candidates:
        stand(election=election, by=account, statement=f"Words of {account.person.family_name}")
    return election


def vote_for(election, voters, *accounts):
    """Each of the voters chooses these accounts."""
    chosen = election.candidates.filter(person__in=[account.person for account in accounts])
    for one in voters:
        cast_ballot(election=election, choices=list(chosen), by=one)
