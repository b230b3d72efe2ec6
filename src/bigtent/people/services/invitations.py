"""Verbs: invite somebody by a link in a letter, take it back, let her in by it."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now
from bigtent.ledger.services import record
from bigtent.people.errors import AccountError
from bigtent.people.mail import invitation_letter
from bigtent.people.models import Account, Invitation
from bigtent.people.models.invitation import digest_of
from bigtent.people.services.mailboxes import prove_mailbox

DAYS = 14


@transaction.atomic
def invite_account(*, account: Account, by, reason: str = "") -> Invitation:
    """Send a letter with a link that lets her in once within 14 days. A link sent before stops working."""
    if not account.is_active:
        raise AccountError(_("The account %s is closed. Open it again first.") % account.email)
    account.invitations.usable().update(withdrawn_at=now())
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        account=account, digest=digest_of(token), sent_at=now(), expires_at=now() + timedelta(days=DAYS), by=by
    )
    record(by=by, verb="invite_account", about=account.person, reason=reason)
    transaction.on_commit(lambda: invitation_letter(account, token, DAYS).send(), robust=True)
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by, reason: str = "") -> None:
    """The link that was sent stops working."""
    if not Invitation.objects.usable().filter(pk=invitation.pk).update(withdrawn_at=now()):
        raise AccountError(_("This invitation was used, withdrawn or is too old already."))
    record(by=by, verb="withdraw_invitation", about=invitation.account.person, reason=reason)


@transaction.atomic
def accept_invitation(*, token: str, by=None) -> Account:
    """Use the link once; gives the account it opens. Whoever holds it reads the mail of that account."""
    invitation = Invitation.objects.usable().with_token(token).select_related("account__person").first()
    # Counted by the write, so that of two at one moment one comes in.
    if invitation is None or not Invitation.objects.usable().filter(pk=invitation.pk).update(used_at=now()):
        raise AccountError(_("This link is too old, or it was used already."))
    account = invitation.account
    if not account.is_active:
        raise AccountError(_("The account %s is closed. Open it again first.") % account.email)
    prove_mailbox(account)
    record(by=by or account, verb="accept_invitation", about=account.person)
    return account
