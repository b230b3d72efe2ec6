"""What stands on the shelves for one reader: narrowed by words, kind, topic, audience and domain."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Q, Value

from bigtent.library.models import Audience, Brief, Course, Resource, Solution


@dataclass(frozen=True)
class Asked:
    """How the reader narrows the shelf; what is empty asks nothing."""

    words: str = ""
    kind: str = ""
    topic: Any = None
    audience: str = ""
    domain: str = ""


@dataclass(frozen=True)
class Shelf:
    """One kind of thing on the shelves. `fresh` is the column that says when it was new."""

    name: str
    model: Any
    fresh: str = "changed_at"


SHELVES = (
    Shelf("resource", Resource),
    Shelf("solution", Solution),
    Shelf("brief", Brief),
    Shelf("course", Course, "published_at"),
)


def found(account, asked: Asked):
    """(shelf, number) of what fits, the newest first: one query over all shelves, to be cut into pages."""
    parts = [_part(shelf, account, asked) for shelf in SHELVES if _may_hold(shelf, asked.kind)]
    return parts[0].union(*parts[1:], all=True).order_by("-at", "shelf", "pk")


def _may_hold(shelf: Shelf, kind: str) -> bool:
    return not kind or kind == shelf.name or (shelf.model is Resource and kind in Resource.Kind)


def _part(shelf: Shelf, account, asked: Asked):
    rows = shelf.model.objects.shown_to(account).holding(asked.words)
    if asked.kind in Resource.Kind:
        rows = rows.filter(kind=asked.kind)
    if asked.topic:
        rows = rows.filter(topics=asked.topic)
    if asked.audience:
        rows = rows.filter(Q(audience=asked.audience) | Q(audience=Audience.EVERYONE))
    if asked.domain:
        rows = rows.filter(domain=asked.domain)
    named = rows.order_by().annotate(shelf=Value(shelf.name, CharField(max_length=10)), at=F(shelf.fresh))
    return named.values("shelf", "pk", "at")


def things(lines) -> list:
    """The things of a page, in its order, with their topics: two queries for each shelf that has some."""
    lines, read = list(lines), {}
    for shelf in SHELVES:
        numbers = [line["pk"] for line in lines if line["shelf"] == shelf.name]
        if numbers:
            rows = shelf.model.objects.filter(pk__in=numbers).prefetch_related("topics")
            read |= {(shelf.name, row.pk): row for row in rows}
    return [(line["shelf"], read[line["shelf"], line["pk"]]) for line in lines if (line["shelf"], line["pk"]) in read]
