"""What we know of the alumni we look for, as one table for the linkage engine.

Only names, school, class year, place and telephone are read. Race, ethnicity, sex and other protected
attributes are not in these tables and cannot be reached from here.
"""

from typing import TYPE_CHECKING

from django.db.models import Case, Exists, F, OuterRef, Q, Value, When

from bigtent.alumni.models import Award, Link, alumni
from bigtent.people.models import Affiliation, ContactPoint
from bigtent.people.models.person import Source

if TYPE_CHECKING:
    import polars as pl

# The ledger of what a run reads of our own data: column of the table, and where it comes from.
COLUMNS_READ = {
    "id": "people.Person",
    "first_name": "people.Person.given_name",
    "middle_name": "people.Person.middle_name",
    "last_name": "people.Person.family_name",
    "other_last_name": "people.Person.former_name",
    "school": "people.Affiliation.organization, alumni.Award.paid_through",
    "class_year": "people.Affiliation.class_year",
    "state": "people.Person.place",
    "zip": "people.Person.place",
    "phone": "people.ContactPoint",
}

# What a registry told us is no evidence for or against a registry.
_OWN_PLACE = ~Q(place_source=Source.REGISTRY)
_OF_PERSON = {
    "first_name": F("given_name"),
    "last_name": F("family_name"),
    "other_last_name": F("former_name"),
    "state": Case(When(_OWN_PLACE, then=F("place__state")), default=Value("")),
    "zip": Case(When(_OWN_PLACE, then=F("place__zip")), default=Value("")),
}


def lost_alumni():
    """Alumni without a confirmed link: those a registry is searched for."""
    return alumni().exclude(Exists(Link.objects.confirmed().filter(person=OuterRef("pk"))))


def alumni_frame(people) -> "pl.DataFrame":
    """One row of text for each person of a query set, with the columns of COLUMNS_READ."""
    import polars as pl

    rows = {row["id"]: row for row in people.order_by("pk").values("id", "middle_name", **_OF_PERSON)}
    for fill in (_schools, _awarding_schools, _phones):
        fill(rows, people)
    columns = {name: [str(row.get(name) or "") or None for row in rows.values()] for name in COLUMNS_READ}
    return pl.DataFrame(columns, schema=dict.fromkeys(COLUMNS_READ, pl.String))


def _schools(rows: dict[int, dict], people) -> None:
    """School and class year of the latest degree."""
    studied = Affiliation.objects.filter(person__in=people.values("pk"), role__in=["student", "graduate"])
    for person, name, text, year in studied.order_by("class_year", "pk").values_list(
        "person_id", "organization__name", "organization_text", "class_year"
    ):
        if person in rows:
            rows[person] |= {"school": name or text or rows[person].get("school"), "class_year": year}


def _awarding_schools(rows: dict[int, dict], people) -> None:
    paid = Award.objects.filter(person__in=people.values("pk")).exclude(paid_through=None, paid_through_text="")
    for person, name, text in paid.values_list("person_id", "paid_through__name", "paid_through_text"):
        if person in rows and not rows[person].get("school"):
            rows[person]["school"] = name or text


def _phones(rows: dict[int, dict], people) -> None:
    phones = ContactPoint.objects.filter(person__in=people.values("pk"), kind="phone").exclude(source=Source.REGISTRY)
    for person, value in phones.order_by("checked_on", "pk").values_list("person_id", "value"):
        if person in rows:
            rows[person]["phone"] = value
