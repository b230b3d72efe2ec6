"""What waits for whom: seats to fill, terms that end, votes to cast and to count."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bigtent.groups.models import Ballot, Election, Group, Membership
from bigtent.groups.rules import VOTERS
from bigtent.ledger.clock import today
from bigtent.ledger.declarations import Due, DueSource


def seats_due(account) -> Iterator[Due]:
    """For those who manage: groups with empty seats, and terms that end within 60 days."""
    if not account.has_perm("groups.manage"):
        return
    for group in Group.objects.with_empty_seats(today()):
        yield _of_vacancies(group, group.empty)
    ending: dict[Group, list[Membership]] = {}
    for row in Membership.objects.ending_soon().select_related("group").order_by("until_on"):
        ending.setdefault(row.group, []).append(row)
    for group, rows in ending.items():
        yield _of_ends(group, rows)


def _of_vacancies(group: Group, empty: int) -> Due:
    words = ngettext("%(group)s has %(n)s empty seat", "%(group)s has %(n)s empty seats", empty)
    is_elected = group.seating == Group.Seating.ELECTED
    return Due(
        title=words % {"group": group, "n": empty},
        why=_("Its members are elected.") if is_elected else _("Somebody can be given the seat today."),
        button=_("Announce an election") if is_elected else _("Give a seat"),
        url=reverse("groups:new_election" if is_elected else "groups:seat", args=[group.key]),
        minutes=5,
        order=60,
    )


def _of_ends(group: Group, rows: list[Membership]) -> Due:
    words = ngettext("%(n)s term in %(group)s ends soon", "%(n)s terms in %(group)s end soon", len(rows))
    return Due(
        title=words % {"group": group, "n": len(rows)},
        why=_("Let the terms go on, seat somebody else, or announce an election in time."),
        button=_("Look at the terms"),
        url=reverse("groups:inside", args=[group.key]),
        due_on=rows[0].until_on,
        minutes=5,
        order=50,
    )


def elections_due(account) -> Iterator[Due]:
    """A ballot to cast for whoever may vote; votes to count for those who manage."""
    seats = Membership.objects.on(today()).filter(person=account.person_id, role__in=VOTERS)
    yield from ballots_due(account, seats.values("group"))
    if account.has_perm("groups.manage"):
        for election in Election.objects.to_be_counted().select_related("group"):
            yield _of_count(election)


def ballots_due(account, groups) -> Iterator[Due]:
    """The elections of these groups in which the account's person has not voted yet."""
    voted = Ballot.objects.filter(person=account.person_id).values("election")
    open_ones = Election.objects.voting().filter(group__in=groups).exclude(pk__in=voted)
    for election in open_ones.select_related("group"):
        yield _of_ballot(election)


def _of_ballot(election: Election) -> Due:
    return Due(
        title=_("%(group)s elects") % {"group": election.group},
        why=_("You may vote. The ballot is secret."),
        button=_("Vote"),
        url=election.get_absolute_url(),
        due_on=election.closes_on,
        minutes=3,
        order=30,
    )


def _of_count(election: Election) -> Due:
    return Due(
        title=_("The election of %(group)s is to be counted") % {"group": election.group},
        why=_("Voting is over. Whoever is elected is seated by the count."),
        button=_("Count the votes"),
        url=election.get_absolute_url(),
        minutes=2,
        order=30,
    )


DUE_OF_MEMBERS = (DueSource("group-seats", seats_due), DueSource("group-elections", elections_due))
