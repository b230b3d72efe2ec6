"""Verb: load the shared lists from the packaged files. Loading again changes nothing that is the same."""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from bigtent.ledger.declarations import declared
from bigtent.ledger.progress import Progress
from bigtent.ledger.services import record
from bigtent.people.models import Organization, Place, Profession, Specialty, Topic
from bigtent.people.states import STATES, division_of

REFERENCE = Path(__file__).resolve().parent.parent / "reference"
SCHOOL_LIST = "List of U.S. medical schools, names as of 2025-26; not an official list"
TEXTS = {
    "000": "National Medical Fellowships, Engage in Impactful Policy Partnerships (undated)",
    "001": "National Medical Fellowships, Launch a Robust Mentorship Network (undated)",
    "002": "Report on the road map of the American Medical Association, May 13, 2021",
    "003": "American Medical Association, Organizational Strategic Plan to Embed Racial Justice, 2021-2023",
    "004": "Social Mission Alliance, public profile (undated)",
}
KINDS = {
    "professional_association": "association",
    "nonprofit": "nonprofit",
    "advocacy_group": "nonprofit",
    "community_organizing_group": "nonprofit",
    "social_movement": "nonprofit",
    "government_agency": "agency",
    "care_delivery": "care",
    "university": "school",
    "health_professions_school": "school",
    "vendor": "company",
    "publisher": "media",
}


def load_reference(*, by=None, progress: Progress | None = None) -> dict[str, int]:
    """Places, professions, specialties, topics, medical schools and the organizations of the founding texts; then what
    the other rooms packaged.

    Returns how many rows each list has, and of what the other rooms packaged how many are new or different.
    """
    progress = progress or Progress()
    progress.step(_("Loading places, professions and schools"))
    with transaction.atomic():
        _upsert(Place, _places(), ("zip", "city", "state"))
        _upsert(Profession, map(_profession, _rows("professions.csv")), ("code",))
        _upsert(Specialty, _specialties(), ("code",))
        _upsert(Topic, map(_topic, _rows("topics.csv")), ("code",))
        _upsert(Organization, _organizations(), ("name", "kind"), keep=("key", "place", "is_partner", "demonstration"))
        counts = {
            model._meta.model_name: model._base_manager.count()
            for model in (Place, Profession, Specialty, Topic, Organization)
        }
        record(by=by, verb="load_reference", about=Place(), changes=counts, count=sum(counts.values()))
    for packaged in declared("REFERENCE"):
        counts |= packaged.load(by=by)
    return counts


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _upsert(model: type[Model], rows: Iterator[Model], unique: tuple[str, ...], keep: tuple[str, ...] = ()) -> None:
    names = [f.name for f in model._meta.concrete_fields if not f.primary_key]
    model._base_manager.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=unique,
        update_fields=[name for name in names if name not in (*unique, *keep)],
    )


def _places() -> Iterator[Place]:
    for state in STATES:
        yield Place(state=state, division=division_of(state))
    for row in _rows("us_zip_centroids.csv"):
        yield Place(
            zip=row["zip"], city=row["city"], state=row["state"], division=division_of(row["state"]),
            latitude=float(row["lat"]), longitude=float(row["lon"]),
        )  # fmt: skip


def _profession(row: dict[str, str]) -> Profession:
    return Profession(code=row["code"], name=row["name"], order=int(row["order"]))


def _topic(row: dict[str, str]) -> Topic:
    return Topic(code=row["code"], name=row["name"], order=int(row["order"]))


def _specialties() -> Iterator[Specialty]:
    professions = dict(Profession.objects.values_list("code", "pk"))
    for row in _rows("specialties.csv"):
        yield Specialty(
            code=row["code"], name=row["name"], family=row["family"], profession_id=professions[row["profession"]],
            taxonomy_codes=row["taxonomy_codes"].split(),
        )  # fmt: skip


def _organizations() -> Iterator[Organization]:
    """Schools first; an organization named in both files keeps what the list of schools says."""
    schools = [_school(row) for row in _rows("us_medical_schools.csv")]
    names = {(school.name, school.kind) for school in schools}
    yield from _placed(schools)
    for row in _rows("partner_organizations.csv"):
        organization = _organization(row)
        if (organization.name, organization.kind) not in names:
            yield organization


def _school(row: dict[str, str]) -> Organization:
    school = Organization(
        name=row["name"], kind="school", sector="education", degree=row["degree"], source=SCHOOL_LIST,
        demonstration=False,
    )  # fmt: skip
    school.town = (row["city"], row["state"])
    return school


def _placed(schools: list[Organization]) -> Iterator[Organization]:
    """Each school at the first ZIP code of its city, or in its state alone where the spelling differs."""
    states = {school.town[1] for school in schools}
    first: dict[tuple[str, str], int] = {}
    for pk, city, state in Place.objects.filter(state__in=states).order_by("zip").values_list("pk", "city", "state"):
        first.setdefault((city, state), pk)
    for school in schools:
        school.place_id = first.get(school.town) or first["", school.town[1]]
        yield school


def _organization(row: dict[str, str]) -> Organization:
    """By name and kind only: nothing else about a real organization is ours to say."""
    return Organization(
        name=row["name"], short_name=row["short"], kind=KINDS.get(row["kind"], "other"), sector=row["sector"],
        source=f"Named in: {TEXTS[row['seed'].split(',')[0]]}",
        demonstration=False,
    )  # fmt: skip
