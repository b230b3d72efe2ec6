"""What our own lists say of the alumni, as one table for finding duplicates among them.

Names, school, class year, date of birth and ways to reach people are read; protected attributes are not in
these tables and cannot be reached from here.
"""

from typing import TYPE_CHECKING, Any

from bigtent.alumni.models import AlumniRecord, alumni
from bigtent.people.models import Affiliation, ContactPoint

if TYPE_CHECKING:
    import polars as pl

PERSON = {
    "first_name": "given_name",
    "middle_name": "middle_name",
    "last_name": "family_name",
    "other_last_name": "former_name",
    "city": "place__city",
    "state": "place__state",
    "zip": "place__zip",
}
RECORD = {
    "date_of_birth": "birth_date",
    "school": "school",
    "class_year": "class_year",
    "email": "email",
    "phone": "phone",
    "street": "street",
}
COLUMNS = ("id", *PERSON, *RECORD)


def roster_frame() -> "pl.DataFrame":
    """One row of text for each alumnus, with the columns of COLUMNS."""
    import polars as pl

    people = alumni().order_by("pk")
    rows = {row[0]: dict(zip(("id", *PERSON), row, strict=True)) for row in people.values_list("pk", *PERSON.values())}
    _fill_from_profile(rows)
    _fill_from_records(rows)
    columns = {name: [str(row.get(name) or "") or None for row in rows.values()] for name in COLUMNS}
    return pl.DataFrame(columns, schema=dict.fromkeys(COLUMNS, pl.String))


def _fill_from_profile(rows: dict[int, dict[str, Any]]) -> None:
    """What is known of people who stand in no list, or told us more than their list says."""
    for person, kind, value in ContactPoint.objects.filter(kind__in=["email", "phone"]).values_list(
        "person_id", "kind", "value"
    ):
        if person in rows:
            rows[person].setdefault(kind, value)
    studied = Affiliation.objects.filter(role__in=["student", "graduate"]).order_by("pk")
    for person, school, text, year in studied.values_list(
        "person_id", "organization__name", "organization_text", "class_year"
    ):
        if person in rows:
            rows[person] |= {"school": school or text, "class_year": year}


def _fill_from_records(rows: dict[int, dict[str, Any]]) -> None:
    records = AlumniRecord.objects.applied().order_by("pk").values_list("person_id", "values")
    for person, values in records.iterator(5_000):
        if person in rows:
            rows[person] |= {column: values[name] for column, name in RECORD.items() if values.get(name)}
