"""A list of people for a spreadsheet: only the columns that may be read for its purpose."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from bigtent.people.batches import in_batches
from bigtent.people.models import Affiliation, ContactPoint, Person, Purpose
from bigtent.people.models.reading import Reading, read_for

AT_ONCE = 500
Column = tuple[str, Callable[[Person], Any]]
STUDIED = (Affiliation.Role.STUDENT, Affiliation.Role.GRADUATE)


def school(person: Person) -> Affiliation | None:
    return next((one for one in person.schools if one.role in STUDIED), None)


def school_name(person: Person) -> str:
    found = school(person)
    return "" if found is None else found.organization.name if found.organization else found.organization_text


def class_year(person: Person) -> int | None:
    found = school(person)
    return found.class_year if found else None


def reached_by(kind: str) -> Callable[[Person], str]:
    return lambda person: next((point.value for point in person.contact_points_in_use if point.kind == kind), "")


# The columns of each datum; offers share one.
COLUMNS: dict[str, tuple[Column, ...]] = {
    "people.name": (
        (_("Given name"), lambda person: person.given_name),
        (_("Middle name"), lambda person: person.middle_name),
        (_("Family name"), lambda person: person.family_name),
    ),
    "people.former_name": ((_("Former family name"), lambda person: person.former_name),),
    "people.credential": ((_("Letters after the name"), lambda person: person.credential),),
    "people.profession": ((_("Profession"), lambda person: str(person.profession or "")),),
    "people.specialty": ((_("Specialty"), lambda person: str(person.specialty or "")),),
    "people.place": (
        (_("City"), lambda person: person.place.city if person.place else ""),
        (_("State"), lambda person: person.place.state if person.place else ""),
    ),
    "people.school": ((_("School"), school_name), (_("Class year"), class_year)),
    "people.offer-mentor": ((_("Offers"), lambda person: "; ".join(map(str, person.offers_in_force))),),
    "people.about": ((_("About"), lambda person: person.about),),
    "people.contact": (
        (_("E-mail"), reached_by(ContactPoint.Kind.EMAIL)),
        (_("Telephone"), reached_by(ContactPoint.Kind.PHONE)),
        (_("Postal address"), reached_by(ContactPoint.Kind.ADDRESS)),
    ),
}


def columns_for(purpose: str) -> list[Column]:
    """All of the records; for another purpose what was declared for it. Research learns of a place the state alone."""
    data = COLUMNS if purpose == Purpose.RECORDS else read_for(purpose)
    columns = {datum: found for datum, found in COLUMNS.items() if datum in data}
    if purpose == Purpose.RESEARCH:
        columns["people.place"] = columns["people.place"][1:]
    return [column for found in columns.values() for column in found]


def rows_for(purpose: str, ids: list[int]) -> Iterator[list[Any]]:
    """The heading, then a row for each person in this order; read some hundred at a time."""
    columns = columns_for(purpose)
    yield [str(heading) for heading, _read in columns]
    # Nobody of them is the reader: what is withheld is withheld in a list, also from oneself.
    reading = Reading(own=0, purpose=Purpose(purpose), covered=None)
    points = Prefetch("contact_points", ContactPoint.objects.in_use(), to_attr="contact_points_in_use")
    for batch in in_batches(ids, AT_ONCE):
        read = Person.objects.current().read_as(reading).for_listing().prefetch_related(points).in_bulk(batch)
        for pk in batch:
            # Somebody may have been merged or erased since the list was drawn up.
            if pk in read:
                yield [value(read[pk]) for _heading, value in columns]
