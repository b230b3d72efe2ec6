"""Who may do what, as predicates over (account, object). Other rooms build theirs on these."""

import rules

from bigtent.people.models.person import STAFF_ROLES


def has_role(*roles: str):
    """A predicate: the account holds one of the roles today."""
    wanted = frozenset(roles)

    @rules.predicate(name="has_role:" + ",".join(sorted(wanted)))
    def predicate(account):
        return bool(account and account.is_authenticated and account.is_active and account.roles & wanted)

    return predicate


is_administrator = has_role("administrator")
is_manager = has_role("administrator", "program_manager")
is_staff = has_role(*STAFF_ROLES)
is_member = has_role("member", *STAFF_ROLES)

rules.add_perm("people.read_directory", is_member)
rules.add_perm("people.read_private", is_staff)
rules.add_perm("people.read_audit", is_manager)
rules.add_perm("people.edit_person", is_manager)
rules.add_perm("people.merge_people", is_manager)
rules.add_perm("people.manage_organizations", is_manager)
rules.add_perm("people.manage_accounts", is_administrator)
rules.add_perm("people.manage_network", is_administrator)
