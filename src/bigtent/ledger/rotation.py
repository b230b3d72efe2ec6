"""Where encrypted values lie, and how those of one column are renewed, chunk by chunk.

A chunk is read outside any transaction and written in a short one. Each value is replaced only while it is still the
one that was read, so that nobody's edit in between is lost; a chunk is left when all of it reads with the newest key.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from bigtent.ledger.declarations import declared
from bigtent.ledger.encryption import EncryptedField, is_newest, is_token, renew

AT_ONCE = 1_000
MOST_ROUNDS = 20


@dataclass(frozen=True)
class Column:
    """A column that holds tokens: each value is one, or a JSON document in which some strings are."""

    model: type[models.Model]
    field: models.Field
    whole: bool

    @property
    def name(self) -> str:
        return f"{self.model._meta.label}.{self.field.name}"

    @property
    def renewed(self) -> Callable[[str], str]:
        return renew_token if self.whole else renew_within


def columns() -> list[Column]:
    """Every encrypted field of every table, and the JSON columns declared as HOLDS_TOKENS; always in the same order."""
    found = [
        Column(model, field, whole=True)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if isinstance(field, EncryptedField)
    ]
    for item in declared("HOLDS_TOKENS"):
        model = apps.get_model(item.model)
        found.append(Column(model, model._meta.get_field(item.field), whole=False))
    return sorted(found, key=lambda column: column.name)


def renew_token(token: str) -> str:
    return token if is_newest(token) else renew(token)


def renew_within(document: str) -> str:
    """The document with every token in it renewed; the very same text where there was none to renew."""
    old = json.loads(document)
    new = _renewed(old)
    return document if new == old else json.dumps(new)


def _renewed(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _renewed(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_renewed(inner) for inner in value]
    return renew_token(value) if isinstance(value, str) and is_token(value) else value


def renew_column(column: Column, after: int) -> Iterator[tuple[int, int, int]]:
    """Renew what lies beyond the row `after`; after each chunk (latest row, rows read, values written)."""
    while rows := _read(column, after):
        written = _renew_chunk(column, rows, after)
        after = rows[-1][0]
        yield after, len(rows), written


def _renew_chunk(column: Column, rows: list[tuple[int, str]], after: int) -> int:
    """Write until every value of these rows reads with the newest key, also those that somebody edited meanwhile."""
    written, until = 0, rows[-1][0]
    for _round in range(MOST_ROUNDS):
        stale = [(new, pk, old) for pk, old in rows if (new := column.renewed(old)) != old]
        if not stale:
            return written
        written += _write(column, stale)
        rows = _read(column, after, until)
    raise RuntimeError(f"{column.name} is written to with an older key all the time.")


def _read(column: Column, after: int, until: int | None = None) -> list[tuple[int, str]]:
    """At most a thousand rows with a value as it lies in the database, undeciphered."""
    table, key, field = _quoted(column)
    bound, given = ("", [after]) if until is None else (f" AND {key} <= %s", [after, until])
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key}, {field} FROM {table} WHERE {key} > %s{bound} AND {field} IS NOT NULL "
            f"ORDER BY {key} LIMIT {AT_ONCE}",
            given,
        )
        return cursor.fetchall()


def _write(column: Column, stale: list[tuple[str, int, str]]) -> int:
    table, key, field = _quoted(column)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {field} = %s WHERE {key} = %s AND {field} = %s", stale)
        return max(cursor.rowcount, 0)


def _quoted(column: Column) -> tuple[str, str, str]:
    meta, quote = column.model._meta, connection.ops.quote_name
    return quote(meta.db_table), quote(meta.pk.column), quote(column.field.column)
