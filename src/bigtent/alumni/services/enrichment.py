"""What a confirmed link adds to a person, and how it is taken back. No verbs of its own: links.py calls it.

Contact points, practice, profession, specialty and place come with the registry as their source. What people
or staff said stays as it is; a name changes only where somebody at the desk decided so.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bigtent.alumni.errors import LinkError
from bigtent.alumni.models import Link, LinkDecision, RegistryEntry
from bigtent.alumni.models.registry import as_written
from bigtent.ledger.writing import insert
from bigtent.people.batches import in_batches
from bigtent.people.contacts import clean_contact
from bigtent.people.errors import ContactError
from bigtent.people.models import Affiliation, ContactPoint, Person, Place, Specialty
from bigtent.people.models.person import Source
from bigtent.people.services.contact_points import Reach, add_contact_points
from bigtent.people.services.profiles import edit_person, enrich_people

# The fields of a person that a link may change; together they are what undo puts back.
FIELDS = (
    "family_name", "former_name", "name_source", "credential", "profession_id", "specialty_id",
    "specialty_source", "place_id", "place_source",
)  # fmt: skip

Added = dict[int, dict[str, Any]]


def enrich(links: list[Link], *, by, take_name: bool) -> Added:
    """Add what the entries say to their people; {link: what was added}, enough to take it back."""
    before = _facts_of(link.person_id for link in links)
    enrich_people(facts=_facts(links), source=Source.REGISTRY, by=by)
    if take_name:
        for link in links:
            _take_name(link, by)
    after = _facts_of(before)
    points, practices = _reach(links, by), _practices(links)
    added: Added = {}
    for link in links:
        person = link.person_id
        changed = {f: [before[person][f], after[person][f]] for f in FIELDS if before[person][f] != after[person][f]}
        found = {"fields": changed, "points": points.get(person), "practice": practices.get(person)}
        added[link.pk] = {name: value for name, value in found.items() if value}
    return added


def _facts_of(people: Iterable[int]) -> dict[int, dict[str, Any]]:
    found = {}
    for batch in in_batches(people):
        for row in Person.objects.filter(pk__in=batch).values("pk", *FIELDS):
            found[row.pop("pk")] = row
    return found


def _facts(links: list[Link]) -> dict[int, dict[str, Any]]:
    """Profession and specialty by the taxonomy code, place by ZIP code, credential as written."""
    codes, places = specialties_by_code(), _places({link.entry.zip5[:5] for link in links})
    facts = {}
    for link in links:
        specialty = specialty_of(link.entry.taxonomy, codes)
        facts[link.person_id] = {
            "specialty": specialty,
            "profession": specialty and specialty.profession,
            "place": places.get(link.entry.zip5[:5]),
            "credential": link.entry.credential[:40],
        }
    return facts


def specialties_by_code() -> dict[str, Specialty]:
    every = Specialty.objects.select_related("profession")
    return {code: specialty for specialty in every for code in specialty.taxonomy_codes}


def specialty_of(taxonomy: str, codes: dict[str, Specialty]) -> Specialty | None:
    """The specialty of a taxonomy code, or of the longest listed code that it begins with."""
    for length in range(len(taxonomy), 2, -1):
        if taxonomy[:length] in codes:
            return codes[taxonomy[:length]]
    return None


def _places(zips: set[str]) -> dict[str, Place]:
    found = {}
    for batch in in_batches(zips - {""}):
        found |= {place.zip: place for place in Place.objects.filter(zip__in=batch)}
    return found


def _reach(links: list[Link], by) -> dict[int, list[int]]:
    """Telephone and practice address as contact points; the new ones by person."""
    reaches = [reach for link in links for reach in _reaches_of(link)]
    made: dict[int, list[int]] = {}
    for point in add_contact_points(reaches=reaches, source=Source.REGISTRY, by=by):
        made.setdefault(point.person_id, []).append(point.pk)
    return made


def _reaches_of(link: Link) -> Iterable[Reach]:
    edition = link.entry.registry
    as_of = date_format(edition.as_of_on, "DATE_FORMAT")
    detail = _("%(name)s, as of %(date)s") % {"name": edition.name, "date": as_of}
    address = f"{practice_of(link.entry)} {link.entry.zip5[:5]}"
    for kind, value in (("phone", link.entry.phone), ("address", address)):
        try:
            yield Reach(link.person_id, kind, clean_contact(kind, value), detail[:200], edition.as_of_on)
        except ContactError:
            # A registry's number that reaches nobody is left where it is, in the entry.
            continue


def _practices(links: list[Link]) -> dict[int, int]:
    """Where each person practices, unless she or a list said the same before; new rows by person."""
    told = {link.person_id: practice_of(link.entry) for link in links if link.entry.city}
    for batch in in_batches(list(told)):
        held = Affiliation.objects.filter(person_id__in=batch, role=Affiliation.Role.PRACTICE)
        for person, text in held.values_list("person_id", "organization_text"):
            if told.get(person) == text:
                del told[person]
    latest = Affiliation.objects.aggregate(latest=Max("pk"))["latest"] or 0
    role, source = Affiliation.Role.PRACTICE, Source.REGISTRY
    insert([Affiliation(person_id=p, organization_text=text, role=role, source=source) for p, text in told.items()])
    made = Affiliation.objects.filter(pk__gt=latest, role=role, source=source)
    return {person: pk for person, pk in made.values_list("person_id", "pk") if person in told}


def practice_of(entry: RegistryEntry) -> str:
    return ", ".join(filter(None, (as_written(entry.city), entry.state)))[:200]


def _take_name(link: Link, by) -> None:
    """The surname of the entry becomes hers; the one we had is kept as her former name."""
    person = Person.objects.get(pk=link.person_id)
    if person.name_source == Source.SELF:
        raise LinkError(_("%(name)s gave us this name personally. Keep it.") % {"name": person}, field="name")
    new = as_written(link.entry.last_name)[:120]
    if new.casefold() == person.family_name.casefold():
        return
    former = person.former_name or person.family_name
    reason = _("Confirmed at the finding desk: %(registry)s") % {"registry": link.entry.registry}
    edit_person(person=person, by=by, changes={"family_name": new, "former_name": former}, reason=reason)


def take_back(decision: LinkDecision) -> None:
    """Remove what a decision added, as far as nobody changed it since."""
    added = dict(decision.rows.filter(asked=True).exclude(added={}).values_list("link__person_id", "added"))
    points = [pk for found in added.values() for pk in found.get("points") or ()]
    practices = [found["practice"] for found in added.values() if found.get("practice")]
    for batch in in_batches(points):
        ContactPoint.objects.filter(pk__in=batch, source=Source.REGISTRY).delete()
    for batch in in_batches(practices):
        Affiliation.objects.filter(pk__in=batch, source=Source.REGISTRY).delete()
    _restore({person: found["fields"] for person, found in added.items() if found.get("fields")})


def _restore(changes: dict[int, dict[str, list]]) -> None:
    """Put the old values back where the new ones still stand."""
    restored = []
    for batch in in_batches(list(changes)):
        for person in Person.objects.filter(pk__in=batch):
            fields = changes[person.pk]
            if all(getattr(person, field) == new for field, (_old, new) in fields.items()):
                for field, (old, _new) in fields.items():
                    setattr(person, field, old)
                person.fill_search_text()
                restored.append(person)
    Person.objects.bulk_upsert(restored, [*FIELDS, "search_text"])
