"""Which rows belong to the demonstration.

Rows that can be made by the demonstration have a field `demonstration` with `building` as its default:
whatever the product's own services write inside `with demonstrating():` is marked, and nothing else.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_building: ContextVar[bool] = ContextVar("building", default=False)


def building() -> bool:
    return _building.get()


@contextmanager
def demonstrating() -> Iterator[None]:
    token = _building.set(True)
    try:
        yield
    finally:
        _building.reset(token)
