"""What waits for one account, over all rooms in use."""

from bigtent.ledger.clock import today
from bigtent.ledger.declarations import Due
from bigtent.people.models import Network


def due_items(account) -> list[Due]:
    """Each with one button: what has a day first, then by weight."""
    items = [item for source in Network.current().offered("DUE") for item in source.items(account)]
    return sorted(items, key=lambda item: (item.due_on is None, item.due_on or today(), item.order))
