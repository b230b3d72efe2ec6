"""Verbs: sign the agreement for a role, end it, take that back; record the outcome of checks."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now, today
from bigtent.ledger.services import record
from bigtent.people.batches import in_batches
from bigtent.people.clearance import Clearance, clearances, signatures_found
from bigtent.people.errors import AgreementError, CheckError, VersionChanged
from bigtent.people.models import Agreement, Check, Person, Signature
from bigtent.people.names import folded

RENEWED_WITHIN = timedelta(days=30)
TAKEN_BACK_WITHIN = timedelta(days=7)
LANGUAGES = ("en", "es")


@transaction.atomic
def sign_agreement(*, agreement: Agreement, roles: Iterable[str], signed_as: str, language: str, by) -> list[Signature]:
    """Sign for oneself and for these roles, in the language that was read: that text binds.

    A signature that still holds can be renewed in its latest thirty days, or when a newer version is there.
    """
    wanted = list(dict.fromkeys(roles))
    asked = _asked(agreement, language)
    _refuse_name(signed_as, by.person)
    if not wanted:
        raise AgreementError(_("Choose at least one role."), field="roles")
    for role in wanted:
        if role not in asked:
            raise AgreementError(_("“%s” is no role of this agreement.") % role, field="roles")
    try:
        with transaction.atomic():
            signed = [_sign(agreement, role, signed_as.strip(), language, by.person) for role in wanted]
    except IntegrityError:
        raise AgreementError(_("You have just signed this in another window.")) from None
    labels = {role: ["", "signed"] for role in wanted}
    record(by=by, verb="sign_agreement", about=by.person, changes=labels, count=len(signed))
    return signed


def _asked(agreement: Agreement, language: str) -> set[str]:
    """The roles of the version in force; what was read has to be it."""
    in_force = Agreement.objects.in_force()
    if in_force is None or in_force.pk != agreement.pk:
        raise VersionChanged(_("Another version was published while you read. Please read that one."))
    if language not in LANGUAGES or not agreement.text(language).strip():
        raise AgreementError(_("This version has no text in that language."))
    return set(agreement.roles.values_list("role", flat=True))


def _refuse_name(signed_as: str, person: Person) -> None:
    own = folded(f"{person.name} {person.former_name} {person.also_known_as}").split()
    if not set(folded(signed_as).split()) & set(own):
        raise AgreementError(
            _("Type your name as you use it here, such as “%s”. That is your signature.") % person.name,
            field="signed_as",
        )


def _sign(agreement: Agreement, role: str, signed_as: str, language: str, person: Person) -> Signature:
    day, begins = today(), today()
    _refuse_ended(person, role)
    held = Signature.objects.in_force().select_for_update().filter(person=person, role=role).first()
    if held:
        _refuse_early(held, agreement, day)
        begins = held.until_on if day <= held.until_on <= day + RENEWED_WITHIN else day
        held.ended_at = now()
        held.save(update_fields=["ended_at"])
    return Signature.objects.create(
        person=person, agreement=agreement, role=role, language=language, signed_as=signed_as[:160],
        until_on=months_after(begins, agreement.valid_months),
    )  # fmt: skip


def _refuse_ended(person: Person, role: str) -> None:
    latest = Signature.objects.filter(person=person, role=role).first()
    if latest and latest.ended_because:
        raise AgreementError(
            _("%(role)s: staff ended this role. Write to them if you would like to take it up again.")
            % {"role": latest.get_role_display()},
            field="roles",
        )


def _refuse_early(held: Signature, agreement: Agreement, day: date) -> None:
    if held.agreement.number >= agreement.number and held.until_on > day + RENEWED_WITHIN:
        words = _("%(role)s: you signed this version until %(until)s. You can renew it from %(from)s on.")
        told = {
            "role": held.get_role_display(),
            "until": date_format(held.until_on, "DATE_FORMAT"),
            "from": date_format(held.until_on - RENEWED_WITHIN, "DATE_FORMAT"),
        }
        raise AgreementError(words % told, field="roles")


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the latest of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@transaction.atomic
def end_signature(*, signature: Signature, by, reason: str = "") -> None:
    """End a role: the person at any time and without a reason, staff with one."""
    held = Signature.objects.select_for_update().get(pk=signature.pk)
    if held.ended_at:
        raise AgreementError(_("This role has ended already."))
    is_own = by.person_id == held.person_id
    if not is_own and not reason.strip():
        raise AgreementError(_("Say why this role ends. The person can read it."), field="reason")
    held.ended_at, held.ended_because = now(), "" if is_own else reason.strip()[:200]
    held.save(update_fields=["ended_at", "ended_because"])
    changes = {held.role: ["signed", "ended"]}
    record(by=by, verb="end_signature", about=held.person, changes=changes, reason=reason)


@transaction.atomic
def take_back_end(*, signature: Signature, by) -> None:
    """Let a role that was ended go on: the person for seven days what she ended, staff at any time what they ended."""
    held = Signature.objects.select_for_update().get(pk=signature.pk)
    if not can_go_on(held, own=by.person_id == held.person_id):
        raise AgreementError(_("This can no longer be taken back. Sign again for the role."))
    held.ended_at, held.ended_because = None, ""
    held.save(update_fields=["ended_at", "ended_because"])
    record(by=by, verb="take_back_end", about=held.person, changes={held.role: ["ended", "signed"]})


def can_go_on(signature: Signature, *, own: bool) -> bool:
    """Whether an ended signature may stand again: it is the latest of its role and would still hold."""
    if not signature.ended_at or signature.until_on < today() or bool(signature.ended_because) == own:
        return False
    if own and now() - signature.ended_at > TAKEN_BACK_WITHIN:
        return False
    latest = Signature.objects.filter(person=signature.person_id, role=signature.role).first()
    return latest.pk == signature.pk


@transaction.atomic
def record_checks(
    *, people: Iterable[Person], kind: str, state: str, on: date, by, until_on: date | None = None
) -> int:
    """Record for these people that a training or a background check is under way, passed or not passed; how many.

    Nothing else is kept of it. While a renewal is under way, what was passed before holds until its own last day.
    """
    _refuse_check(kind, state, on, until_on)
    wanted = list({person.pk: person for person in people}.values())
    if not wanted:
        raise CheckError(_("Choose at least one person."), field="people")
    moment, made = now(), []
    for batch in in_batches(wanted):
        held = {one.person_id: one for one in Check.objects.in_force().filter(person__in=batch, kind=kind)}
        made += [_check(person, kind, state, on, until_on, held.get(person.pk), by) for person in batch]
        Check.objects.filter(pk__in=[one.pk for one in held.values()]).update(ended_at=moment)
    Check.objects.bulk_create(made, batch_size=500)
    about = wanted[0] if len(wanted) == 1 else Person()
    record(by=by, verb="record_checks", about=about, changes={kind: ["", state]}, count=len(made))
    return len(made)


def export_volunteers(*, people, by, words: str = "", role: str = "", state: str = "") -> Iterator[list[str]]:
    """The rows of the coordinators' table for a spreadsheet, the heading first; no addresses leave with it."""
    day = today()
    found = clearances(signatures_found(people, day=day, words=words, role=role, state=state), day)
    asked = {"role": ["", role], "state": ["", state]}
    with transaction.atomic():
        record(by=by, verb="export_volunteers", about=Person(), changes=asked, count=len(found))
    return _rows(found)


def _rows(found: list[Clearance]) -> Iterator[list[str]]:
    yield [
        _("Given name"), _("Family name"), _("Role"), _("Cleared"), _("Until"), _("Missing"), _("Version"),
        _("Signed on"),
    ]  # fmt: skip
    for one in found:
        signature, person = one.signature, one.signature.person
        yield [
            person.given_name, person.family_name, signature.get_role_display(),
            _("yes") if one.is_cleared else _("no"), one.until_on.isoformat(), " ".join(one.missing),
            str(signature.agreement.number), localtime(signature.signed_at).date().isoformat(),
        ]  # fmt: skip


def _check(person: Person, kind: str, state: str, on: date, until_on: date | None, held: Check | None, by) -> Check:
    if state == Check.State.ASKED and held and held.state != Check.State.NOT_PASSED and _still_holds(held):
        if held.until_on is None:
            raise CheckError(
                _("%(person)s: what was passed holds without an end; there is nothing to renew.") % {"person": person}
            )
        until_on = held.until_on
    return Check(person=person, kind=kind, state=state, on=on, until_on=until_on, by=by)


def _still_holds(held: Check) -> bool:
    if held.until_on is None:
        return held.state == Check.State.PASSED
    return held.until_on >= today()


def _refuse_check(kind: str, state: str, on: date, until_on: date | None) -> None:
    if kind not in Check.Kind.values or state not in Check.State.values:
        raise CheckError(_("There is no such check or outcome."), field="kind")
    if on > today():
        raise CheckError(_("%s is still to come. Give the day on which it was so.") % on, field="on")
    if until_on and state != Check.State.PASSED:
        raise CheckError(_("Only what was passed holds until a day."), field="until_on")
    if until_on and until_on < on:
        raise CheckError(_("%(until)s is before %(on)s.") % {"until": until_on, "on": on}, field="until_on")
