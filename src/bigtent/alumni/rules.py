"""Who may do what with rosters, duplicates and registers."""

import rules

from bigtent.people.rules import is_manager, is_staff

rules.add_perm("alumni.enter", is_staff)
rules.add_perm("alumni.import_roster", is_manager)
rules.add_perm("alumni.review_duplicates", is_staff)
rules.add_perm("alumni.load_registry", is_manager)
rules.add_perm("alumni.find_alumni", is_manager)
rules.add_perm("alumni.review_links", is_staff)
rules.add_perm("alumni.confirm_sure_links", is_manager)


def may_take_back(account, pair) -> bool:
    """What one decided oneself about two records; a manager also what others or a search decided."""
    own = pair.decided_by_id == account.pk and not pair.automatic
    return is_manager(account) or (own and is_staff(account))


def may_undo(account, decision) -> bool:
    """One's own decision about one link; a manager undoes anybody's, and those about many."""
    return is_manager(account) or (decision.by_id == account.pk and decision.count == 1 and is_staff(account))
