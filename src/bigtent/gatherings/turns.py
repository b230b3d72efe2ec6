"""Waiting in line where the database has no line of its own.

SQLite lets one writer in at a time, and whoever finds it busy asks again after a while: of many at once somebody may
ask in vain for so long that it gives up. A lock of the operating system has a queue; PostgreSQL queues at the row.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection


@contextmanager
def in_turn(name: str) -> Iterator[None]:
    """One at a time over all processes of this machine. Inside a transaction there is nothing to wait for any more."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    # Opening it takes longer than the turn itself.
    connection.ensure_connection()
    folder = settings.DATA / "turns"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("w") as line:
        fcntl.flock(line, fcntl.LOCK_EX)
        yield
