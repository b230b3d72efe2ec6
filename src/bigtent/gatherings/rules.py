"""Who may do what in the gatherings room."""

import rules

from bigtent.people.models.reading import signed_in
from bigtent.people.rules import is_manager, is_member


@rules.predicate
def may_run_inside(account, event):
    """Whoever may run what happens inside a circle, as the room of the circle says it; such as a chair of a group."""
    from bigtent.ledger.declarations import declared

    if not signed_in(account) or event is None or not event.inside:
        return False
    name, _colon, number = event.inside.partition(":")
    return any(source.may_run(account, number) for source in declared("AUDIENCES") if source.name == name)


rules.add_perm("gatherings.plan", is_manager)
rules.add_perm("gatherings.run", is_manager | may_run_inside)
rules.add_perm("gatherings.take_part", is_member)
