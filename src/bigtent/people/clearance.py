"""Who is cleared for what, until when, and what is missing where somebody is not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bigtent.people.batches import in_batches
from bigtent.people.models import Agreement, AgreementRole, Check, Person, Signature
from bigtent.people.names import folded


@dataclass(frozen=True)
class Clearance:
    """What one signature is worth on a day: cleared until `until_on`, or what is missing, in words."""

    signature: Signature
    missing: tuple[str, ...]
    until_on: date

    @property
    def is_cleared(self) -> bool:
        return not self.missing


def clearance(person: Person, day: date) -> list[Clearance]:
    """Each role a person signed for and did not end, with what is missing that day."""
    return clearances(Signature.objects.standing(day).filter(person=person).order_by("role"), day)


def clearances(signatures: Iterable[Signature], day: date) -> list[Clearance]:
    """The same for many, in a fixed number of queries for each two thousand."""
    signatures = list(signatures)
    if not signatures:
        return []
    agreement = Agreement.objects.in_force(day)
    asked = {one.role: one for one in agreement.roles.all()} if agreement else {}
    held = {one.pk for batch in _batches(signatures) for one in Signature.objects.holding(day).filter(pk__in=batch)}
    checks = _checks({one.person_id for one in signatures}, day)
    return [_clearance(one, one.pk in held, asked.get(one.role), checks, day) for one in signatures]


def signatures_found(people, *, day: date, words: str = "", role: str = "", state: str = ""):
    """The signatures of these people that were not ended, narrowed as the page of the coordinators asks."""
    standing = Signature.objects.standing(day)
    found = standing.filter(person__in=people.matching(folded(words).split()).values("pk"))
    found = found.filter(role=role) if role else found
    if state in ("cleared", "missing"):
        cleared = Signature.objects.cleared(day).values("pk")
        found = found.filter(pk__in=cleared) if state == "cleared" else found.exclude(pk__in=cleared)
    elif state == "asked":
        found = found.filter(person__in=Check.objects.waiting().values("person"))
    elif state in ("30", "60"):
        found = found.filter(pk__in=Signature.objects.ending_within(day, int(state)).values("pk"))
    elif state == "old" and (latest := Agreement.objects.in_force(day)):
        found = found.filter(agreement__number__lt=latest.number)
    order = ("person__family_name", "person__given_name", "person", "role")
    return found.select_related("person", "agreement").order_by(*order)


def _batches(signatures: list[Signature]):
    return in_batches(one.pk for one in signatures)


def _checks(people: set[int], day: date) -> dict[tuple[int, str], Check]:
    found = {}
    for batch in in_batches(people):
        for one in Check.objects.standing(day).filter(person__in=batch):
            found[one.person_id, one.kind] = one
    return found


def _clearance(signature, holds: bool, asked: AgreementRole | None, checks, day: date) -> Clearance:
    missing = [] if holds else [_unsigned(signature, day)]
    until = [signature.until_on]
    if asked is None:
        missing.append(_("The agreement in force has no such role."))
    for kind in asked.needs if asked else ():
        check = checks.get((signature.person_id, kind))
        if words := _unchecked(kind, check, day):
            missing.append(words)
        elif check.until_on:
            until.append(check.until_on)
    return Clearance(signature, tuple(missing), min(until))


def _unsigned(signature: Signature, day: date) -> str:
    if signature.until_on < day:
        return _("The signature expired on %s.") % date_format(signature.until_on, "DATE_FORMAT")
    return _("A newer version of the agreement has to be signed.")


WORDS = {
    Check.Kind.TRAINING: {
        "": lambda: _("The training is not done."),
        Check.State.ASKED: lambda: _("The training is under way."),
        Check.State.NOT_PASSED: lambda: _("The training was not passed."),
        Check.State.PASSED: lambda: _("The training has to be done again."),
    },
    Check.Kind.BACKGROUND: {
        "": lambda: _("There is no background check yet."),
        Check.State.ASKED: lambda: _("The background check is under way."),
        Check.State.NOT_PASSED: lambda: _("The background check was not passed."),
        Check.State.PASSED: lambda: _("The background check has to be done again."),
    },
}


def _unchecked(kind: str, check: Check | None, day: date) -> str:
    """What is missing of one check; nothing where it holds."""
    if check and check.state != Check.State.NOT_PASSED:
        endless = check.state == Check.State.PASSED and check.until_on is None
        if endless or (check.until_on and check.until_on >= day):
            return ""
    return str(WORDS[kind][check.state if check else ""]())
