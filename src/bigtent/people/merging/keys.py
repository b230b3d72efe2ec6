"""What may be there only once for a person, table by table."""

from collections.abc import Iterable, Iterator

from django.db.models import Model, Q, UniqueConstraint

from bigtent.ledger.declarations import Known

Key = tuple[tuple[str, ...], Q | None, bool]


def keys(model: type[Model], known: Known) -> Iterator[Key]:
    """What may be there only once for a person: (other columns, for which rows, whether empty equals empty)."""
    yield from enforced(model, known.field)
    if known.unique:
        yield known.unique, None, True


def enforced(model: type[Model], field: str) -> Iterator[Key]:
    """What the database itself holds."""
    if model._meta.get_field(field).unique:
        yield (), None, False
    for names in model._meta.unique_together:
        if field in names:
            yield _others(names, field), None, False
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and field in constraint.fields:
            empty_equals = constraint.nulls_distinct is False
            yield _others(constraint.fields, field), constraint.condition, empty_equals


def _others(names: Iterable[str], field: str) -> tuple[str, ...]:
    return tuple(name for name in names if name != field)
