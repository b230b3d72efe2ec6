"""Who may do what in the groups room: managers everywhere; members inside their group; its chair, vice chair and
secretary run its meetings."""

import rules

from bigtent.groups.models import Membership
from bigtent.ledger.clock import today
from bigtent.people.models.reading import signed_in
from bigtent.people.rules import is_manager, is_member, is_staff

OFFICERS = (Membership.Role.CHAIR, Membership.Role.VICE_CHAIR, Membership.Role.SECRETARY)
# A staff liaison sits with the group and does not decide who belongs to it.
VOTERS = (*OFFICERS, Membership.Role.MEMBER)


def sits_in_group(*roles: str):
    """A predicate: the account's person is a member of the group today, in one of the roles where any are named."""

    @rules.predicate(name="sits_in_group:" + ",".join(sorted(roles)))
    def predicate(account, group):
        if not signed_in(account) or group is None:
            return False
        seats = Membership.objects.on(today()).filter(group=group, person=account.person_id)
        return (seats.filter(role__in=roles) if roles else seats).exists()

    return predicate


@rules.predicate
def answers_for_group(account, group):
    """Whom the group's recommendations go to."""
    return signed_in(account) and group is not None and group.answered_by_id == account.pk


is_member_of_group = sits_in_group()
is_officer_of_group = sits_in_group(*OFFICERS)
is_voter_of_group = sits_in_group(*VOTERS)

rules.add_perm("groups.manage", is_manager)
rules.add_perm("groups.read_inside", is_member_of_group | is_staff | answers_for_group)
rules.add_perm("groups.run_meetings", is_officer_of_group | is_manager)
rules.add_perm("groups.recommend", is_officer_of_group | is_manager)
rules.add_perm("groups.answer", answers_for_group)
rules.add_perm("groups.vote", is_voter_of_group)
rules.add_perm("groups.join", is_member)
rules.add_perm("groups.take_part", is_member | is_member_of_group)
