"""How the disk forgets what the database has deleted."""

import logging

from django.core.cache import cache
from django.db import connection
from django.db.utils import OperationalError

logger = logging.getLogger(__name__)


def forget() -> None:
    """After an erasure: nothing of it stays in the cache, nor on SQLite in free pages or the write-ahead log.

    The whole file is written anew, since free space in it may hold what was changed long ago. While somebody else
    writes for longer than SQLite waits, that cannot be done; the next erasure does it then.
    """
    # Whole, because its entries do not say whom they are about; what is computed again costs a moment.
    cache.clear()
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        write_anew()


def write_anew() -> bool:
    """Write the SQLite file anew from what is alive and empty its log; False when somebody else was at work."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, _log, _moved = cursor.fetchone()
            return not busy
    except OperationalError:
        logger.warning("The database was busy; deleted values may stand in its free pages until it is written anew.")
        return False
