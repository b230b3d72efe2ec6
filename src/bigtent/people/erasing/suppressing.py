"""Hashes by which somebody who was erased is known again when a list brings her back."""

from collections.abc import Iterable, Iterator

from bigtent.ledger.declarations import declared
from bigtent.ledger.traces import Traces
from bigtent.people.models import Affiliation, ContactPoint, Erasure, Person, Suppression
from bigtent.people.models.erasure import digest_of

EMAIL, PHONE, PERSON = Suppression.Kind.EMAIL, Suppression.Kind.PHONE, Suppression.Kind.PERSON
MOST_SHOWN = 200
Sign = tuple[str, tuple[object, ...]]


def suppress(erasure: Erasure, traces: Traces) -> int:
    """Keep hashes of her addresses and numbers, and of her names with her school and year or date of birth."""
    signs = {(kind, digest_of(kind, *parts)) for kind, parts in (*_reached(traces), *_known_as(traces))}
    rows = [Suppression(kind=kind, digest=digest, erasure=erasure) for kind, digest in sorted(signs)]
    Suppression.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    return len(rows)


def _reached(traces: Traces) -> Iterator[Sign]:
    """What she is reached by; not what she shares with somebody who stays."""
    points = ContactPoint.objects.filter(person__in=traces.people, kind__in=[EMAIL, PHONE])
    phones = {point.value for point in points if point.kind == PHONE}
    for value in traces.values:
        if "@" in value:
            yield EMAIL, (value,)
        elif value in phones:
            yield PHONE, (value,)


def _known_as(traces: Traces) -> Iterator[Sign]:
    names = _names(traces)
    for first, last in names:
        for parts in {*_studies(traces), *(parts for trace in declared("TRACES") for parts in trace.known_by(traces))}:
            yield PERSON, (first, last, *parts)


def _names(traces: Traces) -> set[tuple[str, str]]:
    found = set()
    for one in Person.objects.filter(pk__in=traces.people):
        found |= {(one.given_name, family) for family in (one.family_name, one.former_name) if family}
    return found


def _studies(traces: Traces) -> Iterator[tuple[str, str]]:
    for one in Affiliation.objects.filter(person__in=traces.people, class_year__isnull=False):
        for school in _written(one):
            yield school, str(one.class_year)


def _written(affiliation: Affiliation) -> Iterable[str]:
    if affiliation.organization is None:
        return [affiliation.organization_text]
    school = affiliation.organization
    return [name for name in (school.name, school.short_name, *school.other_names) if name]


def came_back() -> list[Person]:
    """People here who are reached by something erased, as after an old backup was restored."""
    kept_out = Suppression.objects.kept_out()
    if not kept_out:
        return []
    points = ContactPoint.objects.filter(kind__in=[EMAIL, PHONE]).values_list("person", "kind", "value")
    back = {person for person, kind, value in points.iterator(5_000) if kept_out.holds(kind, value)}
    return list(Person.objects.current().filter(pk__in=sorted(back)[:MOST_SHOWN]))
