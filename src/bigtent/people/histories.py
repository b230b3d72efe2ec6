"""Which records of this room have a page of their history, and who may read it."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.declarations import Recorded
from bigtent.people.models import Account, BulkEdit, Offer, Person, Purpose, RoleGrant
from bigtent.people.rules import is_manager, is_staff

WORDS = {
    **dict(Purpose.choices),
    **dict(Offer.Kind.choices),
    **dict(RoleGrant.Role.choices),
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
}
OF_ACCOUNTS = (
    "open_account", "close_account", "reopen_account", "grant_role", "end_role", "invite_account",
    "withdraw_invitation", "accept_invitation", "send_claim_link", "reset_second_factor", "add_second_factor",
    "remove_second_factor", "renew_recovery_codes",
)  # fmt: skip


def of_person(person: Person) -> Q:
    """What was done with her record, with those merged into it, and with many people of whom she was one."""
    ids = [str(pk) for pk in (person.pk, *person.merged_records.values_list("pk", flat=True))]
    edits = BulkEdit.objects.filter(lines__person__in=ids, lines__left_because="").exclude(
        state=BulkEdit.State.DRAWN_UP
    )
    many = [str(pk) for pk in edits.values_list("pk", flat=True).distinct()]
    about_her = Q(object_type="people.person", object_id__in=ids)
    return about_her | Q(
        object_type="people.bulkedit", object_id__in=many, verb__in=["apply_bulk_edit", "undo_bulk_edit"]
    )


def of_account(account: Account) -> Q:
    return Q(object_type="people.person", object_id=str(account.person_id), verb__in=OF_ACCOUNTS) | Q(
        object_type="people.account", object_id=str(account.pk)
    )


HISTORY = (
    Recorded(
        "people.Person", lambda account, row: account.has_perm("people.read_audit", row), words=WORDS, entries=of_person
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
    Recorded("people.Erasure", lambda account, row: is_manager(account)),
    Recorded("people.ErasureRequest", lambda account, row: is_manager(account)),
    Recorded("people.Suppression", lambda account, row: is_manager(account)),
)
