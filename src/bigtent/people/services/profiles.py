"""Verbs: edit what is known of a person, add to it from other sources, set what she offers."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.ledger.clock import today
from bigtent.ledger.services import record
from bigtent.people.batches import in_batches
from bigtent.people.errors import ProfileError
from bigtent.people.models import Offer, Person, Profession, Source, Specialty

NAMES = ("given_name", "middle_name", "family_name", "former_name", "credential")
SOURCE_OF = dict.fromkeys(NAMES, "name_source") | {"specialty": "specialty_source", "place": "place_source"}
EDITABLE = (*NAMES, "profession", "specialty", "place", "about", "language")
ENRICHABLE = ("profession", "specialty", "place", "credential")
RANK = {Source.SELF: 3, Source.STAFF: 2, Source.ROSTER: 1, Source.REGISTRY: 1}


@transaction.atomic
def edit_person(*, person: Person, by, changes: Mapping[str, Any], reason: str = "") -> dict[str, list]:
    """Change facts of one person; {field: [old, new]} of what really changed.

    What people say themselves is marked so. Staff who change such a fact say why.
    """
    before = (
        Person.objects.select_for_update(of=("self",))
        .select_related("profession", "specialty", "place")
        .get(pk=person.pk)
    )
    changed = {f: v for f, v in changes.items() if _known_field(f) and getattr(before, f) != v}
    if not changed:
        return {}
    source = Source.SELF if by and by.person_id == person.pk else Source.STAFF
    _refuse_edit(before, changed, source, reason)
    told = {field: [_said(getattr(before, field)), _said(value)] for field, value in changed.items()}
    for field, value in changed.items():
        for row in (before, person):
            setattr(row, field, value)
            if field in SOURCE_OF:
                setattr(row, SOURCE_OF[field], source)
    before.save()
    person.search_text = before.search_text
    record(by=by, verb="edit_person", about=person, reason=reason, changes=told)
    return told


@transaction.atomic
def enrich_people(*, facts: Mapping[int, Mapping[str, Any]], source: str, by, reason: str = "") -> int:
    """Add facts found elsewhere, {person id: {field: value}}; the number of people changed.

    Fills what is empty and renews what came from a list before. Never touches what people or staff said,
    and never a name.
    """
    for field in {field for found in facts.values() for field in found}:
        if field not in ENRICHABLE:
            raise ProfileError(_("“%s” is never changed without a person's decision.") % field)
    changed = []
    for batch in in_batches(facts):
        people = Person.objects.filter(pk__in=batch, merged_into__isnull=True)
        changed += [person for person in people if _enrich(person, facts[person.pk], source)]
    fields = [f"{f}_id" if f in ("profession", "specialty", "place") else f for f in ENRICHABLE]
    Person.objects.bulk_upsert(changed, [*fields, "specialty_source", "place_source"])
    if changed:
        record(by=by, verb="enrich_people", about=Person(), reason=reason, count=len(changed))
    return len(changed)


@transaction.atomic
def set_offers(*, offers: Mapping[int, Iterable[str]], by, reason: str = "") -> int:
    """What each person offers from now on, {person id: kinds}; what is left out ends. The number changed."""
    wanted = {(person_id, _kind(kind)) for person_id, kinds in offers.items() for kind in kinds}
    held: dict[tuple[int, str], Offer] = {}
    for batch in in_batches(offers):
        for offer in Offer.objects.in_force().filter(person_id__in=batch):
            held[offer.person_id, offer.kind] = offer
    ended, made = [held[key].pk for key in held.keys() - wanted], sorted(wanted - held.keys())
    for batch in in_batches(ended):
        Offer.objects.filter(pk__in=batch).update(ended_on=today())
    Offer.objects.bulk_create((Offer(person_id=p, kind=kind, made_on=today()) for p, kind in made), batch_size=500)
    if ended or made:
        about = Person.objects.get(pk=next(iter(offers))) if len(offers) == 1 else Person()
        changes = {kind: ["", "offered"] for _p, kind in made} | {
            kind: ["offered", ""] for _p, kind in held.keys() - wanted
        }
        record(
            by=by, verb="set_offers", about=about, reason=reason, count=len(ended) + len(made),
            changes=changes if len(offers) == 1 else {},
        )  # fmt: skip
    return len(ended) + len(made)


def _known_field(field: str) -> bool:
    if field not in EDITABLE:
        raise ProfileError(_("“%s” cannot be edited here.") % field)
    return True


def _refuse_edit(before: Person, changed: Mapping[str, Any], source: str, reason: str) -> None:
    if before.merged_into_id:
        raise ProfileError(_("This record was merged into %s. Edit that one.") % before.merged_into)
    if "family_name" in changed and not str(changed["family_name"]).strip():
        raise ProfileError(
            _("A person needs a family name. If there is only one name, it goes there."), field="family_name"
        )
    told = [f for f in changed if f in SOURCE_OF and getattr(before, SOURCE_OF[f]) == Source.SELF]
    if told and source != Source.SELF and not reason.strip():
        raise ProfileError(_("The person told us this. Say why you change it."), field="reason")


def _said(value: Any) -> str:
    """As the audit keeps it: the name in a shared list is put into the reader's language when it is shown."""
    if isinstance(value, Profession | Specialty):
        return value.name
    return "" if value is None else str(value)


def _enrich(person: Person, found: Mapping[str, Any], source: str) -> bool:
    changed = False
    for field, value in found.items():
        held = getattr(person, f"{field}_id", None) if hasattr(person, f"{field}_id") else getattr(person, field)
        new = getattr(value, "pk", value)
        own = getattr(person, SOURCE_OF[field]) if field in SOURCE_OF else Source.STAFF
        if new in (None, "", held) or (held and RANK[own] > RANK[source]):
            continue
        changed = True
        setattr(person, f"{field}_id" if hasattr(person, f"{field}_id") else field, new)
        if field in ("specialty", "place"):
            setattr(person, SOURCE_OF[field], source)
    return changed


def _kind(kind: str) -> str:
    if kind not in Offer.Kind.values:
        raise ProfileError(
            _("“%(kind)s” is nothing one can offer. There are: %(known)s.")
            % {"kind": kind, "known": ", ".join(Offer.Kind.values)}
        )
    return str(kind)
