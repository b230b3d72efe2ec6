"""Who may do what with plans, and whether a page named by a plan is there for a reader."""

import rules

from bigtent.ledger.declarations import declared
from bigtent.people.models import Network
from bigtent.people.rules import is_manager, is_staff

rules.add_perm("accountability.adopt_plan", is_manager)
rules.add_perm("accountability.edit_plan", is_manager)
rules.add_perm("accountability.observe", is_staff)
rules.add_perm("accountability.read_exact", is_staff)


def may_open_page(account, url_name: str) -> bool:
    """Whether the room that serves a page is in use and lets the account in."""
    room = url_name.partition(":")[0]
    entries = [entry for entry in declared("ROOMS") if entry.name == room]
    return Network.current().has_room(room) and any(entry.may_enter(account) for entry in entries)
