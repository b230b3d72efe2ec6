"""What concerns security is told in the log: one line each, with ids and never a name or an address.

The audit entry keeps what changed, for those who may read it; the log tells a watching machine that it happened.
"""

import logging
from typing import Any

log = logging.getLogger("bigtent.security")


def tell(event: str, *, account: Any = None, level: int = logging.INFO, **facts: Any) -> None:
    """Tell one event. `account` is the one who acts, if known; facts are ids, numbers and words of our own."""
    told = {"event": event, "account": getattr(account, "pk", None) or "-", **facts}
    log.log(level, " ".join(f"{name}={_plain(value)}" for name, value in told.items()))


def _plain(value: Any) -> str:
    """Without anything that would look like another field or another line."""
    return "".join(letter if letter.isalnum() or letter in "-_.:/+" else "_" for letter in str(value)) or "-"
