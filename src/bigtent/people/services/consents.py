"""Verbs: record a yes or no to a purpose."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now
from bigtent.ledger.services import record
from bigtent.people.batches import in_batches
from bigtent.people.consent_words import current_version
from bigtent.people.errors import ConsentError
from bigtent.people.models import Consent, Person, Purpose

Choice = tuple[Person | int, str, bool]


def set_consent(*, person: Person, purpose: str, given: bool, by, basis: str = "") -> bool:
    """Record one yes or no; True when something changed."""
    return set_consents(choices=[(person, purpose, given)], by=by, basis=basis) == 1


@transaction.atomic
def set_consents(*, choices: Iterable[Choice], by, basis: str = "", reason: str = "") -> int:
    """Record many (person or her id, purpose, yes or no); the number that changed.

    The earlier answer ends, so one is in force. The same answer to the same words changes nothing.
    Who answers for somebody else says on what `basis`, such as "paper form of May 2024".
    """
    wanted = {(_id(person), _purpose(purpose)): bool(given) for person, purpose, given in choices}
    _refuse_without_basis(wanted, by, basis)
    _refuse_merged(wanted)
    earlier = _in_force(wanted)
    changed = {key: given for key, given in wanted.items() if _differs(earlier.get(key), given)}
    moment = now()
    for batch in in_batches(earlier[key].pk for key in changed if key in earlier):
        Consent.objects.filter(pk__in=batch).update(ended_at=moment)
    Consent.objects.bulk_create(
        (_consent(person_id, purpose, given, by, basis, moment) for (person_id, purpose), given in changed.items()),
        batch_size=500,
    )
    if changed:
        record(
            by=by, verb="set_consents", about=_about(changed), reason=reason or basis,
            changes=_changes(changed, earlier), count=len(changed),
        )  # fmt: skip
    return len(changed)


def _id(person: Person | int) -> int:
    return person.pk if isinstance(person, Person) else int(person)


def _purpose(purpose: str) -> str:
    if purpose not in Purpose.asked():
        raise ConsentError(
            _("“%(purpose)s” is not a purpose. There are: %(known)s.")
            % {"purpose": purpose, "known": ", ".join(Purpose.asked())}
        )
    return str(purpose)


def _refuse_without_basis(wanted: dict, by, basis: str) -> None:
    others = {person_id for person_id, _purpose in wanted} - {getattr(by, "person_id", None)}
    if others and not basis.strip():
        raise ConsentError(
            _("Only the person answers without more. Say on what basis you record this answer."),
            field="basis",
        )


def _refuse_merged(wanted: dict) -> None:
    for batch in in_batches({person_id for person_id, _purpose in wanted}):
        merged = Person.objects.filter(pk__in=batch, merged_into__isnull=False).first()
        if merged:
            raise ConsentError(
                _("The record of %(person)s was merged into %(kept)s. Record the answer there.")
                % {"person": merged, "kept": merged.merged_into}
            )


def _in_force(wanted: dict) -> dict[tuple[int, str], Consent]:
    found = {}
    for batch in in_batches({person_id for person_id, _purpose in wanted}):
        for consent in Consent.objects.in_force().filter(person_id__in=batch, datum=""):
            found[consent.person_id, consent.purpose] = consent
    return found


def _differs(earlier: Consent | None, given: bool) -> bool:
    if earlier is None or earlier.given != given:
        return True
    return earlier.words_version < current_version(earlier.purpose)


def _consent(person_id: int, purpose: str, given: bool, by, basis: str, moment) -> Consent:
    return Consent(
        person_id=person_id, purpose=purpose, given=given, by=by, basis=basis, at=moment,
        words_version=current_version(purpose),
    )  # fmt: skip


def _about(changed: dict) -> Person:
    people = {person_id for person_id, _purpose in changed}
    return Person.objects.get(pk=people.pop()) if len(people) == 1 else Person()


def _changes(changed: dict, earlier: dict) -> dict:
    """Of one person each answer, of many how many said what."""
    if len({person_id for person_id, _purpose in changed}) == 1:
        return {
            purpose: [_answer(earlier.get((person_id, purpose))), given]
            for (person_id, purpose), given in changed.items()
        }
    totals: dict[str, list[int]] = {}
    for (_person_id, purpose), given in changed.items():
        totals.setdefault(purpose, [0, 0])[int(given)] += 1
    return {purpose: {"no": no, "yes": yes} for purpose, (no, yes) in totals.items()}


def _answer(consent: Consent | None) -> bool | None:
    return consent.given if consent else None
