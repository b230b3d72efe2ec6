"""Who sees a group from inside, and who sees what it publishes; as conditions on rows that belong to a group."""

from django.db.models import Q

from bigtent.groups.models.group import Membership
from bigtent.ledger.clock import today
from bigtent.people.models.reading import NOBODY, STAFF_ROLES, signed_in

# An empty condition would disappear beside another one that is joined to it by "or".
EVERYTHING = Q(pk__isnull=False)


def inside(account, group: str = "group") -> Q:
    """Members of today, staff, and whoever answers the group's recommendations: all that belongs to it."""
    if not signed_in(account):
        return NOBODY
    if account.roles & STAFF_ROLES:
        return EVERYTHING
    seats = Membership.objects.on(today()).filter(person=account.person_id).values("group")
    return Q(**{f"{group}__in": seats}) | Q(**{f"{group}__answered_by": account})


def outside(account, group: str = "group") -> Q:
    """Everybody for a public group; for the others whoever belongs to the network."""
    if signed_in(account) and account.roles:
        return EVERYTHING
    return Q(**{f"{group}__is_public": True})
