"""Verbs: open and close an account, grant and end a role."""

from collections.abc import Iterable, Set
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.ledger.clock import today
from bigtent.ledger.services import record
from bigtent.people.contacts import clean_contact
from bigtent.people.errors import AccountError, ContactError
from bigtent.people.languages import writing_to
from bigtent.people.mail import security_notice
from bigtent.people.models import Account, Person, RoleGrant, Source
from bigtent.people.models.person import STAFF_ROLES
from bigtent.people.roles import role_words, scope_words
from bigtent.people.services.contact_points import Reach, add_contact_points
from bigtent.people.services.invitations import invite_account
from bigtent.people.sessions import end_all

ADMINISTRATOR = RoleGrant.Role.ADMINISTRATOR
# Roles that may be bound to a part of the network.
BINDABLE = (RoleGrant.Role.PROGRAM_MANAGER, RoleGrant.Role.REVIEWER)


@transaction.atomic
def open_account(
    *, person: Person, email: str, by, roles: Iterable[str] = (), invite: bool = False, reason: str = ""
) -> Account:
    """Give a person the right to sign in by a code sent to `email`. A person not kept yet is kept with it.

    The address counts as proven when the first code sent to it comes back; letters to the person go there too.
    `invite` sends a letter with a link that lets her in once.
    """
    email = _login(email)
    _refuse_second_account(person, email)
    if person.pk is None:
        person.save()
    account = Account(person=person, email=email)
    account.set_unusable_password()
    account.save()
    EmailAddress.objects.create(user=account, email=email, primary=True, verified=False)
    RoleGrant.objects.bulk_create(
        RoleGrant(account=account, role=_known_role(role), granted_by=by) for role in sorted(set(roles))
    )
    record(
        by=by, verb="open_account", about=person, reason=reason,
        changes={"email": ["", email], "roles": [[], sorted(set(roles))]},
    )  # fmt: skip
    add_contact_points(reaches=[Reach(person.pk, "email", email)], source=Source.STAFF, by=by, reason=reason)
    if invite:
        invite_account(account=account, by=by)
    return account


@transaction.atomic
def close_account(*, account: Account, by, reason: str = "") -> None:
    """Nobody signs in by this account any more, and its sessions end. The person and what is known of her stay."""
    if not account.is_active:
        raise AccountError(_("The account %s is closed already.") % account.email)
    _refuse_without_administrator(account)
    _set_open(account, False, by, reason)


@transaction.atomic
def reopen_account(*, account: Account, by, reason: str = "") -> None:
    if account.is_active:
        raise AccountError(_("The account %s is open.") % account.email)
    _set_open(account, True, by, reason)


def follow_merges(*, opened_before: Set[int], people: Iterable[int], by, reason: str) -> None:
    """After sign-ins of these people were closed or opened by merges or their undoing: the rest that belongs to it."""
    for account in Account.objects.filter(person__in=list(people)).select_related("person").order_by("pk"):
        if account.is_active != (account.pk in opened_before):
            _set_open(account, account.is_active, by, reason)


def _set_open(account: Account, is_open: bool, by, reason: str) -> None:
    account.is_active = is_open
    account.save(update_fields=["is_active"])
    if not is_open:
        end_all(account)
    verb = "reopen_account" if is_open else "close_account"
    record(by=by, verb=verb, about=account.person, reason=reason, changes={"open": [not is_open, is_open]})


@transaction.atomic
def grant_role(
    *, account: Account, role: str, by, scope: str = "", until_on: date | None = None, reason: str = ""
) -> RoleGrant:
    """Grant a role, without an end or until a day (that day included). Granting again changes the day.

    `scope` binds it to a part of the network, such as "school:12". Whoever gets a staff role is told by letter.
    """
    if until_on and until_on < today():
        raise AccountError(_("%s is in the past. Choose a day to come.") % until_on, field="until_on")
    if not account.is_active:
        raise AccountError(_("The account %s is closed. Open it again first.") % account.email)
    _refuse_unbindable(_known_role(role), scope)
    if role == ADMINISTRATOR and until_on:
        _refuse_without_administrator(account)
    before = account.grants.in_force(today()).filter(role=role, scope=scope).first()
    grant, _made = RoleGrant.objects.update_or_create(
        account=account, role=role, scope=scope, defaults={"until_on": until_on, "granted_by": by}
    )
    old = _until(before) if before else ""
    record(by=by, verb="grant_role", about=account.person, reason=reason, changes={_named(grant): [old, _until(grant)]})
    account.forget_roles()
    if role in STAFF_ROLES and old != _until(grant):
        with writing_to(account.person):
            _tell(account, _("You hold this role now: %s.") % role_words(grant))
    return grant


@transaction.atomic
def end_role(*, account: Account, role: str, by, scope: str = "", reason: str = "") -> None:
    """End a role at once. With a staff role all sessions of the account end, and its holder is told by letter."""
    grant = account.grants.in_force(today()).filter(role=_known_role(role), scope=scope).first()
    if grant is None:
        raise AccountError(_("%s does not hold this role.") % account.email, field="role")
    if role == ADMINISTRATOR:
        _refuse_without_administrator(account)
    with writing_to(account.person):
        words = _("This role of yours has ended: %s.") % role_words(grant)
    old, grant.until_on = _until(grant), today() - timedelta(days=1)
    grant.save(update_fields=["until_on"])
    record(by=by, verb="end_role", about=account.person, reason=reason, changes={_named(grant): [old, "ended"]})
    account.forget_roles()
    if role in STAFF_ROLES:
        end_all(account)
        _tell(account, words)


def _tell(account: Account, what: str) -> None:
    transaction.on_commit(lambda: security_notice(account, what).send(), robust=True)


def _named(grant: RoleGrant) -> str:
    return f"{grant.role} {grant.scope}".strip()


def _refuse_unbindable(role: str, scope: str) -> None:
    """Not every role can be bound, and not to anything."""
    if not scope:
        return
    if role not in BINDABLE:
        raise AccountError(
            _("Only program managers and reviewers can be bound to a part of the network."), field="scope"
        )
    if not scope_words([scope]):
        raise AccountError(_("“%s” is no part of this network.") % scope, field="scope")


def _login(email: str) -> str:
    try:
        email = clean_contact("email", email)
    except ContactError as refusal:
        raise AccountError(refusal.message, field="email") from None
    if Account.objects.filter(email__iexact=email).exists():
        raise AccountError(_("Somebody signs in with %s already.") % email, field="email")
    return email


def _refuse_second_account(person: Person, email: str) -> None:
    if person.merged_into_id:
        raise AccountError(_("This record was merged into %s. Open the account there.") % person.merged_into)
    if person.pk and Account.objects.filter(person=person).exists():
        raise AccountError(_("%s has an account already. Grant a role to it instead.") % person, field="person")


def _refuse_without_administrator(account: Account) -> None:
    """Somebody stays administrator without an end. Locked, so that two do not end each other at one moment."""
    lasting = RoleGrant.objects.select_for_update().lasting_administrators()
    holders = set(lasting.filter(account__is_active=True).values_list("account", flat=True))
    if ADMINISTRATOR in account.roles and not holders - {account.pk}:
        raise AccountError(_("Nobody else is administrator without an end. Make somebody else administrator first."))


def _known_role(role: str) -> str:
    if role not in RoleGrant.Role.values:
        raise AccountError(
            _("“%(role)s” is not a role. There are: %(known)s.")
            % {"role": role, "known": ", ".join(RoleGrant.Role.values)},
            field="role",
        )
    return role


def _until(grant: RoleGrant) -> str:
    return grant.until_on.isoformat() if grant.until_on else "without an end"
