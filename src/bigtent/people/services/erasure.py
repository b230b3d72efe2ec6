"""Verbs: erase a person, ask for it on her behalf, let an erased address be kept again."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.ledger.declarations import declared
from bigtent.ledger.services import record
from bigtent.ledger.traces import Traces
from bigtent.people.contacts import clean_contact
from bigtent.people.erasing.forgetting import forget
from bigtent.people.erasing.gathering import kept_tables, traces_of
from bigtent.people.erasing.suppressing import suppress
from bigtent.people.erasing.sweeping import end_sessions, find_letters, scrub_deeds, sweep
from bigtent.people.errors import ContactError, LeavingError
from bigtent.people.models import Account, Erasure, ErasureRequest, Person, RoleGrant, Suppression

ADMINISTRATOR = RoleGrant.Role.ADMINISTRATOR


@dataclass(frozen=True)
class Leaving:
    """What erasing a person would do: lines of (title, number) that go, and of (title, number, why) that stay."""

    goes: list[tuple[str, int]]
    stays: list[tuple[str, int, str]]


def what_leaves(person: Person) -> Leaving:
    """What erasing her would do now; changes nothing."""
    traces, titles = traces_of(person), _titles()
    others = traces.rows | {Person._meta.label: traces.people - {person.pk}}
    goes = [(titles[label], len(ids)) for label, ids in sorted(others.items()) if ids and label in titles]
    stays = [
        (str(known.title), len(traces.kept[known.model]), str(known.kept_because))
        for known in kept_tables()
        if known.model in traces.kept
    ]
    return Leaving(goes, stays)


def erase_person(*, person: Person, by, reason: str = "", asked_by_herself: bool = False) -> Erasure:
    """Take a person out of everything, at once and for good: all her records, files with her lines, her account.

    What must be kept stays without her. An `Erasure` that names nobody says that it happened; keyed hashes refuse her
    addresses when a list brings them back. Files are looked through before the transaction, which stays short.
    """
    _refuse(person, by, reason, asked_by_herself)
    traces = traces_of(person)
    acts = [(trace.name, trace.find(traces)) for trace in declared("TRACES")]
    acts.append(("letters", find_letters(traces)))
    with transaction.atomic():
        # Asked again, locked: two administrators who leave at one moment do not both find the other one there.
        list(RoleGrant.objects.select_for_update().filter(role=ADMINISTRATOR))
        person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
        _refuse(person, by, reason, asked_by_herself)
        erasure = Erasure.objects.create(
            by=None if asked_by_herself else by, reason=reason[:200], asked_by_herself=asked_by_herself
        )
        suppress(erasure, traces)
        found = {name: act() for name, act in acts}
        _keep_without_her(traces)
        found |= {"sessions": end_sessions(traces), "deeds": scrub_deeds(traces)}
        Person.objects.filter(pk__in=traces.people).delete()
        found["quotations"] = sweep(traces)
        erasure.erased = {label: len(ids) for label, ids in traces.rows.items()} | {k: n for k, n in found.items() if n}
        erasure.kept = {label: len(ids) for label, ids in traces.kept.items()}
        erasure.reason = traces.without(erasure.reason)[:200]
        erasure.save(update_fields=["erased", "kept", "reason"])
        record(by=erasure.by, verb="erase_person", about=erasure, reason=erasure.reason)
        transaction.on_commit(forget)
    return erasure


@transaction.atomic
def ask_erasure(*, person: Person, by, reason: str) -> ErasureRequest:
    """Write down that a person asked by letter to be erased; another manager carries it out."""
    _refuse(person, by, reason, asked_by_herself=False)
    asked, made = ErasureRequest.objects.get_or_create(person=person, defaults={"by": by, "reason": reason[:200]})
    if not made:
        raise LeavingError(_("Somebody wrote this down already. It waits for a second manager."))
    record(by=by, verb="ask_erasure", about=person, reason=reason)
    return asked


def carry_out_erasure(*, asked: ErasureRequest, by) -> Erasure:
    """Erase a person who asked by letter; never by the one who wrote it down."""
    if asked.by_id == by.pk:
        raise LeavingError(_("You wrote this down. Another manager looks at it and carries it out."))
    return erase_person(person=asked.person, by=by, reason=asked.reason)


@transaction.atomic
def withdraw_erasure(*, asked: ErasureRequest, by, reason: str = "") -> None:
    """It was a mistake, or she changed her mind."""
    record(by=by, verb="withdraw_erasure", about=asked.person, reason=reason)
    asked.delete()


@transaction.atomic
def keep_again(*, value: str, by, reason: str) -> None:
    """An address or number that was erased may be kept again, because its owner asked for it."""
    if not reason.strip():
        raise LeavingError(_("Say why, such as “Wrote to us on May 3 and wants to come back.”"), field="reason")
    kind = Suppression.Kind.EMAIL if "@" in value else Suppression.Kind.PHONE
    try:
        suppressed = Suppression.objects.of(kind, clean_contact(kind, value))
    except ContactError as refusal:
        raise LeavingError(refusal.message, field="value") from None
    first = suppressed.first()
    if first is None:
        raise LeavingError(_("Nobody asked that this address is not kept. Nothing has to be changed."), field="value")
    erasure = first.erasure
    hers = Suppression.objects.filter(erasure=erasure, kind=Suppression.Kind.PERSON)
    hers.delete()
    suppressed.delete()
    record(by=by, verb="keep_again", about=erasure or Erasure(), reason=reason)


def _refuse(person: Person, by, reason: str, asked_by_herself: bool) -> None:
    if person.merged_into_id:
        raise LeavingError(_("This record was merged into %s. Erase that one.") % person.merged_into)
    if not asked_by_herself and not reason.strip():
        raise LeavingError(_("Say why, such as “Asked by letter of May 3.”"), field="reason")
    if not asked_by_herself and by is not None and by.person_id == person.pk:
        raise LeavingError(_("This is you. Leave from your own page."))
    account = _account_of(person)
    if account and by is not None and not asked_by_herself:
        _refuse_above_oneself(account, by)
    if account and _is_last_administrator(account):
        raise LeavingError(
            _("Nobody else is administrator without an end. Make somebody else administrator, then come back.")
        )


def _refuse_above_oneself(account: Account, by) -> None:
    """Erasing closes a sign-in, and who may not close an administrator's does not erase one either."""
    if account.is_active and ADMINISTRATOR in account.roles and not by.has_perm("people.manage_accounts"):
        raise LeavingError(_("%s is an administrator. An administrator does this.") % account.email)


def _account_of(person: Person) -> Account | None:
    try:
        return person.account
    except ObjectDoesNotExist:
        return None


def _is_last_administrator(account: Account) -> bool:
    lasting = RoleGrant.objects.lasting_administrators().filter(account__is_active=True)
    return set(lasting.values_list("account", flat=True)) == {account.pk}


def _keep_without_her(traces: Traces) -> None:
    """Rows that stay lose her and every column that could tell of her."""
    for known in kept_tables():
        model = apps.get_model(known.model)
        fields = {name: model._meta.get_field(name) for name in known.cleared}
        empty = {name: None if field.null else field.get_default() for name, field in fields.items()}
        rows = model._base_manager.filter(pk__in=traces.kept.get(known.model, ()))
        rows.update(**{known.field: None}, **empty)


def _titles() -> Mapping[str, str]:
    return {known.model: str(known.title) for known in declared("KNOWN") if known.title}
