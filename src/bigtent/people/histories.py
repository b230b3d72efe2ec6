"""Which records of this room have a page of their history, and who may read it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.declarations import Recorded
from bigtent.ledger.models import AuditEntry
from bigtent.people.consent_words import named
from bigtent.people.models import (
    Account,
    BulkEdit,
    Check,
    Consent,
    Merge,
    Offer,
    Person,
    Purpose,
    RoleGrant,
    VolunteerRole,
)
from bigtent.people.rules import is_manager, is_staff

WORDS = {
    **dict(Purpose.choices),
    **dict(Offer.Kind.choices),
    **dict(RoleGrant.Role.choices),
    **dict(VolunteerRole.choices),
    **dict(Check.Kind.choices),
    **dict(Check.State.choices),
    "signed": _("signed"),
    "what": _("For what"),
    "email": _("E-mail"),
    "phone": _("Telephone"),
    "address": _("Postal address"),
    "open": _("Open"),
    "roles": _("Roles"),
    "merged": _("The record that went into it"),
    "account": _("Sign-in that was closed"),
    "offered": _("offered"),
    "ended": _("ended"),
    "without an end": _("without an end"),
    "given_name": _("Given name"),
    "middle_name": _("Middle name"),
    "family_name": _("Family name"),
    "former_name": _("Former name"),
    "credential": _("Letters after the name"),
    "about": _("In their own words"),
    "language": _("Language of letters"),
}
OF_ACCOUNTS = (
    "open_account", "close_account", "reopen_account", "grant_role", "end_role", "invite_account",
    "withdraw_invitation", "accept_invitation", "send_claim_link", "reset_second_factor", "add_second_factor",
    "remove_second_factor", "renew_recovery_codes",
)  # fmt: skip


def of_person(person: Person) -> Q:
    """What was done with her record, with those merged into it, and with many people of whom she was one."""
    ids = [str(pk) for pk in (person.pk, *person.merged_records.values_list("pk", flat=True))]
    changed = Q(lines__left_because="") | Q(lines__was_written=True)
    edits = BulkEdit.objects.filter(changed, lines__person__in=ids).exclude(state=BulkEdit.State.DRAWN_UP)
    many = [str(pk) for pk in edits.values_list("pk", flat=True).distinct()]
    about_her = Q(object_type="people.person", object_id__in=ids)
    by_edit = Q(object_type="people.bulkedit", object_id__in=many, verb__in=["apply_bulk_edit", "undo_bulk_edit"])
    return about_her | by_edit | _among_many(ids)


def _among_many(ids: list[str]) -> Q:
    """Entries about many people at once: rows of hers that were written at the same moment prove that she was one."""
    merges = Merge.objects.filter(Q(kept__in=ids) | Q(merged__in=ids))
    of_many = Q(object_type="people.person", object_id="")
    return of_many & (
        Q(verb="set_consents", at__in=Consent.objects.filter(person__in=ids).values("at"))
        | Q(verb="merge_people", at__in=merges.values("at"))
        | Q(verb="undo_merges", at__in=merges.filter(undone_at__isnull=False).values("undone_at"))
    )


def own_changes(person: Person, entries: Iterable[AuditEntry]) -> dict[int, dict[str, Any]]:
    """Of entries about many: what she answered, and which record went into which."""
    ids = (person.pk, *person.merged_records.values_list("pk", flat=True))
    of_many = [entry for entry in entries if not entry.object_id]
    if not of_many:
        return {}
    consents, merges = defaultdict(dict), defaultdict(dict)
    for one in Consent.objects.filter(person__in=ids, at__in=[entry.at for entry in of_many]):
        consents[one.at][named(one.purpose, one.datum)] = ["", one.given]
    for one in Merge.objects.filter(Q(kept__in=ids) | Q(merged__in=ids)).select_related("merged"):
        for moment in (one.at, one.undone_at):
            merges[moment]["merged"] = ["", str(one.merged)]
    held = {"set_consents": consents, "merge_people": merges, "undo_merges": merges}
    return {entry.pk: held[entry.verb][entry.at] for entry in of_many if entry.verb in held}


def of_account(account: Account) -> Q:
    return Q(object_type="people.person", object_id=str(account.person_id), verb__in=OF_ACCOUNTS) | Q(
        object_type="people.account", object_id=str(account.pk)
    )


HISTORY = (
    Recorded(
        "people.Person",
        lambda account, row: account.has_perm("people.read_audit", row),
        words=WORDS,
        entries=of_person,
        own=own_changes,
    ),
    Recorded(
        "people.Account",
        lambda account, row: account.has_perm("people.manage_accounts"),
        words=WORDS,
        entries=of_account,
    ),
    Recorded("people.Organization", lambda account, row: is_staff(account), words={"is_partner": _("Partner")}),
    Recorded("people.Network", lambda account, row: account.has_perm("people.manage_network")),
    Recorded("people.BulkEdit", lambda account, row: is_manager(account), words=WORDS),
    Recorded("people.Agreement", lambda account, row: is_manager(account)),
    Recorded("people.Erasure", lambda account, row: is_manager(account)),
    Recorded("people.ErasureRequest", lambda account, row: is_manager(account)),
    Recorded("people.Suppression", lambda account, row: is_manager(account)),
)
