"""What the database knows of the size of its tables.

A planner that takes a table for empty joins it the wrong way round: a minute where milliseconds would do. Verbs
that write thousands of rows call this between their transactions.
"""

from django.db import connection, models

LOOKED_AT = 1000


def refresh_statistics(*tables: type[models.Model]) -> None:
    """Let the planner count again; some milliseconds. Inside a transaction it does nothing."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit={LOOKED_AT}")
        for table in tables:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table._meta.db_table)}")
