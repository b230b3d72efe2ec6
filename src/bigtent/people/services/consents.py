"""Verbs: record a yes or no to a purpose."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now
from bigtent.ledger.services import record
from bigtent.people.batches import in_batches
from bigtent.people.consent_words import current_version, may_be_asked, named
from bigtent.people.errors import ConsentError
from bigtent.people.models import Consent, Person, Purpose

Choice = tuple[Person | int, str, bool] | tuple[Person | int, str, bool, str]
Key = tuple[int, str, str]


def set_consent(*, person: Person, purpose: str, given: bool, by, datum: str = "", basis: str = "") -> bool:
    """Record one yes or no; True when something changed."""
    return set_consents(choices=[(person, purpose, given, datum)], by=by, basis=basis) == 1


@transaction.atomic
def set_consents(*, choices: Iterable[Choice], by, basis: str = "", reason: str = "") -> int:
    """Record many (person or her id, purpose, yes or no); the number that changed.

    A fourth part names one datum of the purpose, such as "people.specialty", or one topic, such as
    "topic:access-to-care". The earlier answer ends, so one is in force. The same answer to the same words changes
    nothing. Who answers for somebody else says on what `basis`, such as "paper form of May 2024".
    """
    wanted = dict(_wanted(choices))
    _refuse_without_basis(wanted, by, basis)
    _refuse_merged(wanted)
    earlier = _in_force(wanted)
    changed = {key: given for key, given in wanted.items() if _differs(earlier.get(key), given)}
    moment = now()
    for batch in in_batches(earlier[key].pk for key in changed if key in earlier):
        Consent.objects.filter(pk__in=batch).update(ended_at=moment)
    Consent.objects.bulk_create(
        (_consent(key, given, by, basis, moment) for key, given in changed.items()), batch_size=500
    )
    if changed:
        record(
            by=by, verb="set_consents", about=_about(changed), reason=reason or basis,
            changes=_changes(changed, earlier), count=len(changed), at=moment,
        )  # fmt: skip
    return len(changed)


def _wanted(choices: Iterable[Choice]) -> Iterator[tuple[Key, bool]]:
    known = {purpose: may_be_asked(purpose) for purpose in Purpose.asked()}
    for person, purpose, given, *rest in choices:
        datum = rest[0] if rest else ""
        if purpose not in known:
            words = _("“%(purpose)s” is not a purpose. There are: %(known)s.")
            raise ConsentError(words % {"purpose": purpose, "known": ", ".join(known)})
        if datum and datum not in known[purpose]:
            words = _("“%(datum)s” is nothing that is read for “%(purpose)s”.")
            raise ConsentError(words % {"datum": datum, "purpose": Purpose(purpose).label})
        yield (_id(person), str(purpose), datum), bool(given)


def _id(person: Person | int) -> int:
    return person.pk if isinstance(person, Person) else int(person)


def _refuse_without_basis(wanted: dict, by, basis: str) -> None:
    others = {person_id for person_id, _purpose, _datum in wanted} - {getattr(by, "person_id", None)}
    if others and not basis.strip():
        raise ConsentError(
            _("Only the person answers without more. Say on what basis you record this answer."),
            field="basis",
        )


def _refuse_merged(wanted: dict) -> None:
    for batch in in_batches({person_id for person_id, _purpose, _datum in wanted}):
        merged = Person.objects.filter(pk__in=batch, merged_into__isnull=False).first()
        if merged:
            raise ConsentError(
                _("The record of %(person)s was merged into %(kept)s. Record the answer there.")
                % {"person": merged, "kept": merged.merged_into}
            )


def _in_force(wanted: dict) -> dict[Key, Consent]:
    found = {}
    for batch in in_batches({person_id for person_id, _purpose, _datum in wanted}):
        for consent in Consent.objects.in_force().filter(person_id__in=batch):
            found[consent.person_id, consent.purpose, consent.datum] = consent
    return found


def _differs(earlier: Consent | None, given: bool) -> bool:
    if earlier is None or earlier.given != given:
        return True
    return earlier.words_version < current_version(earlier.purpose, earlier.datum)


def _consent(key: Key, given: bool, by, basis: str, moment) -> Consent:
    person_id, purpose, datum = key
    return Consent(
        person_id=person_id, purpose=purpose, datum=datum, given=given, by=by, basis=basis, at=moment,
        words_version=current_version(purpose, datum),
    )  # fmt: skip


def _about(changed: dict) -> Person:
    people = {person_id for person_id, _purpose, _datum in changed}
    return Person.objects.get(pk=people.pop()) if len(people) == 1 else Person()


def _changes(changed: dict, earlier: dict) -> dict:
    """Of one person each answer, of many how many said what."""
    if len({person_id for person_id, _purpose, _datum in changed}) == 1:
        return {
            named(purpose, datum): [_answer(earlier.get((person_id, purpose, datum))), given]
            for (person_id, purpose, datum), given in changed.items()
        }
    totals: dict[str, list[int]] = {}
    for (_person_id, purpose, datum), given in changed.items():
        totals.setdefault(named(purpose, datum), [0, 0])[int(given)] += 1
    return {named: {"no": no, "yes": yes} for named, (no, yes) in totals.items()}


def _answer(consent: Consent | None) -> bool | None:
    return consent.given if consent else None
