"""The one next step of somebody who gives time, or would like to."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from bigtent.people.clearance import Clearance, clearance
from bigtent.people.models import Agreement, Check, Person
from bigtent.people.services.volunteering import RENEWED_WITHIN


@dataclass(frozen=True)
class Step:
    """What to do next and why; without an address there is nothing to do but wait. `due_on` is the day it is due."""

    title: str
    why: str
    button: str = ""
    url: str = ""
    due_on: date | None = None


def next_step(person: Person, held: list[Clearance], day: date) -> Step:
    """What has a day first: renew, sign a newer version, do what is missing; then sign for a first role."""
    agreement = Agreement.objects.in_force(day)
    if agreement is None:
        return Step(_("There is nothing to sign yet"), _("Staff are still writing the agreement."))
    offered = set(agreement.roles.values_list("role", flat=True))
    held = [one for one in held if one.signature.role in offered]
    if not held:
        return _begin()
    return _sign_again(held, agreement, day) or _check_missing(person, held) or _nothing(held)


def _begin() -> Step:
    return Step(
        _("Look at what you could do"), _("Nothing is signed until you have read it and typed your name."),
        _("See the roles"), reverse("people:sign_agreement"),
    )  # fmt: skip


def _sign_again(held: list[Clearance], agreement: Agreement, day: date) -> Step | None:
    ending = [one.signature for one in held if one.signature.until_on <= day + RENEWED_WITHIN]
    older = [] if not agreement.sign_anew else [s.signature for s in held if s.signature.agreement_id != agreement.pk]
    if not ending and not older:
        return None
    roles = sorted({signature.role for signature in ending + older})
    named = ", ".join(str(signature.get_role_display()) for signature in {s.role: s for s in ending + older}.values())
    url = f"{reverse('people:sign_agreement')}?{urlencode({'roles': roles}, doseq=True)}"
    if ending:
        until = min(signature.until_on for signature in ending)
        words = (
            _("It holds until %s. Sign again if you would like to go on.") if until >= day else _("It held until %s.")
        )
        why, due = words % date_format(until, "DATE_FORMAT"), until
    else:
        why, due = _("There is a newer version of the agreement. Read what changed, then decide."), None
    return Step(_("Sign again: %s") % named, why, _("Read and sign"), url, due)


def _check_missing(person: Person, held: list[Clearance]) -> Step | None:
    missing = [words for one in held for words in one.missing]
    if not missing:
        return None
    waits = Check.objects.in_force().filter(person=person, state=Check.State.ASKED).exists()
    title = _("Nothing to do: staff are waiting for the outcome") if waits else _("Ask staff for the next step")
    return Step(title, " ".join(dict.fromkeys(missing)))


def _nothing(held: list[Clearance]) -> Step:
    until = date_format(min(one.until_on for one in held), "DATE_FORMAT")
    return Step(_("Nothing to do"), _("You are cleared for all you signed for, until %s.") % until)


def own_step(person: Person, day: date) -> Step | None:
    """What a person who gives time has to do by some day; nothing for everybody else."""
    held = clearance(person, day)
    step = next_step(person, held, day) if held else None
    return step if step and step.url and (step.due_on is None or step.due_on <= day + timedelta(days=30)) else None
