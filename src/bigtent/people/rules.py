"""Who may do what, as predicates over (account, object). Other rooms build theirs on these.

A role over the whole network opens every door of it; a role over one part only what says so here, and only for the
objects of that part. Asked without an object, a part is not enough: what forgets to name the object stays closed.
"""

import rules

from bigtent.people.models.person import STAFF_ROLES
from bigtent.people.models.reading import covers, signed_in


def has_role(*roles: str):
    """A predicate: the account holds one of the roles today, over the whole network."""
    wanted = frozenset(roles)

    @rules.predicate(name="has_role:" + ",".join(sorted(wanted)))
    def predicate(account):
        return signed_in(account) and bool(account.roles & wanted)

    return predicate


def works_as(*roles: str, within: str = ""):
    """A predicate: the account holds one of the roles today, over the whole network or over a part of it.

    `within` names the kind of part that counts, such as "school".
    """
    wanted = frozenset(roles)

    @rules.predicate(name="works_as:" + ",".join(sorted(wanted)) + within)
    def predicate(account):
        return signed_in(account) and any(
            role in wanted and (not scope or scope.startswith(f"{within}:" if within else ""))
            for role, scope in account.held
        )

    return predicate


def covers_person(*roles: str):
    """A predicate: the account holds one of the roles over the whole network, or over a part this person is in."""
    wanted = frozenset(roles)

    @rules.predicate(name="covers_person:" + ",".join(sorted(wanted)))
    def predicate(account, person):
        if not signed_in(account):
            return False
        return bool(account.roles & wanted) or (person is not None and covers(account, wanted, person))

    return predicate


MANAGERS = ("administrator", "program_manager")

is_administrator = has_role("administrator")
is_manager = has_role(*MANAGERS)
is_staff = has_role(*STAFF_ROLES)
is_member = has_role("member", *STAFF_ROLES)
is_at_work = works_as(*STAFF_ROLES)
is_in_directory = works_as("member", *STAFF_ROLES)

rules.add_perm("people.read_directory", is_in_directory)
rules.add_perm("people.read_private", covers_person(*STAFF_ROLES))
rules.add_perm("people.read_audit", covers_person(*MANAGERS))
rules.add_perm("people.edit_person", covers_person(*MANAGERS))
rules.add_perm("people.export_people", is_staff)
rules.add_perm("people.merge_people", is_manager)
rules.add_perm("people.bulk_edit", is_manager)
rules.add_perm("people.erase_person", is_manager)
rules.add_perm("people.coordinate_volunteers", is_manager)
rules.add_perm("people.read_experts", is_staff)
rules.add_perm("people.manage_organizations", is_manager)
rules.add_perm("people.manage_accounts", is_administrator)
rules.add_perm("people.manage_network", is_administrator)
