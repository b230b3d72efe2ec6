"""All that goes with a person, and what she is known by in other people's words."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import router
from django.db.models.deletion import Collector

from bigtent.ledger.declarations import Known, declared
from bigtent.ledger.traces import Traces
from bigtent.people.models import Account, ContactPoint, Person
from bigtent.people.names import folded

SHORTEST = 5
Names = frozenset[tuple[str, str]]


def records_of(person: Person) -> frozenset[int]:
    """Her record and all that were merged into it, and into those."""
    found, latest = {person.pk}, {person.pk}
    while latest:
        latest = set(Person.objects.filter(merged_into__in=latest).values_list("pk", flat=True)) - found
        found |= latest
    return frozenset(found)


def traces_of(person: Person) -> Traces:
    people = records_of(person)
    records = list(Person.objects.filter(pk__in=people))
    names = _names(records)
    kept = {known.model: _ids_of(known, people) for known in kept_tables()}
    return Traces(
        people=people,
        values=tuple(sorted({*_full_names(records, names), *_addresses(people)})),
        names=names,
        rows=_rows_going(people, kept),
        kept={label: ids for label, ids in kept.items() if ids},
    )


def kept_tables() -> list[Known]:
    """Tables whose rows stay without her."""
    return [known for known in declared("KNOWN") if known.kept_because]


def _ids_of(known: Known, people: frozenset[int]) -> frozenset[int]:
    rows = apps.get_model(known.model)._base_manager.filter(**{f"{known.field}__in": people})
    return frozenset(rows.values_list("pk", flat=True))


def _rows_going(people: frozenset[int], kept: dict[str, frozenset[int]]) -> dict[str, frozenset[int]]:
    """Every row that is deleted with her records, by table: what the database itself would say."""
    collector = Collector(using=router.db_for_write(Person), origin=Person)
    collector.collect(Person.objects.filter(pk__in=people))
    found: dict[str, set[int]] = {}
    for model, rows in collector.data.items():
        found.setdefault(model._meta.label, set()).update(row.pk for row in rows)
    for rows in collector.fast_deletes:
        found.setdefault(rows.model._meta.label, set()).update(rows.values_list("pk", flat=True))
    return {label: frozenset(ids - kept.get(label, frozenset())) for label, ids in found.items() if ids}


def _names(records: Iterable[Person]) -> Names:
    """Her (given, family) names, folded; not those that somebody else here has too, who may be meant by them."""
    ours = {(one.given_name, family) for one in records for family in (one.family_name, one.former_name)}
    pairs = {(folded(given), folded(family)) for given, family in ours if given and family}
    people = {one.pk for one in records}
    shared = set()
    for given, family in ours:
        same = Person.objects.filter(given_name__iexact=given, family_name__iexact=family).exclude(pk__in=people)
        if given and same.exists():
            shared.add((folded(given), folded(family)))
    return frozenset(pairs - shared)


def _full_names(records: Iterable[Person], names: Names) -> Iterable[str]:
    """Her full names in the orders in which people write them; never one word alone."""
    for one in records:
        for family in (one.family_name, one.former_name):
            if (folded(one.given_name), folded(family)) not in names:
                continue
            for given in _givens(one):
                yield from (f"{given} {family}", f"{family} {given}")
        yield from (name.strip() for name in one.also_known_as.split(";") if len(name.split()) > 1)


def _givens(person: Person) -> Iterable[str]:
    yield person.given_name
    if person.middle_name:
        yield f"{person.given_name} {person.middle_name}"
        yield f"{person.given_name} {person.middle_name[0]}."


def _addresses(people: frozenset[int]) -> set[str]:
    """E-mail addresses, telephone numbers and streets with their number that nobody else here has."""
    points = list(ContactPoint.objects.filter(person__in=people).values_list("kind", "value"))
    accounts = Account.objects.filter(person__in=people)
    values = {value for _kind, value in points}
    values |= set(accounts.values_list("email", flat=True))
    values |= set(EmailAddress.objects.filter(user__in=accounts).values_list("email", flat=True))
    others = ContactPoint.objects.exclude(person__in=people).filter(value__in=values)
    own = values - set(others.values_list("value", flat=True))
    postal = {value for kind, value in points if kind == ContactPoint.Kind.ADDRESS}
    streets = {value.partition(",")[0] for value in own & postal}
    found = (own - postal) | {street for street in streets if _is_one_house(street)}
    return {value for value in found if len(value) >= SHORTEST}


def _is_one_house(street: str) -> bool:
    """A town or a postal code alone is where many people live."""
    return any(sign.isdigit() for sign in street) and any(len(word) > 1 and word.isalpha() for word in street.split())
