"""Verb: take away the second factor of somebody who lost it."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.ledger.services import record
from bigtent.people.errors import AccountError
from bigtent.people.mail import security_notice
from bigtent.people.models import Account
from bigtent.people.sessions import end_all

TAKEN_AWAY = gettext_lazy(
    "Your passkeys, authenticator app and recovery codes were taken away, because somebody said that you lost "
    "them. At your next sign-in you set up new ones where your role needs it."
)


@transaction.atomic
def reset_second_factor(*, account: Account, by, reason: str) -> None:
    """Passkeys, authenticator app and recovery codes go, sessions end, and the person is told by letter.

    Nobody does it for herself: whoever took over a session could.
    """
    if by is not None and by.pk == account.pk:
        raise AccountError(_("Nobody takes away her own second factor here. Ask another administrator."))
    if not reason.strip():
        raise AccountError(_("Say why, and how you know that it is her who asks."), field="reason")
    if not Authenticator.objects.filter(user=account).delete()[0]:
        raise AccountError(_("%s has no second factor.") % account.person)
    end_all(account)
    record(by=by, verb="reset_second_factor", about=account.person, reason=reason)
    transaction.on_commit(lambda: security_notice(account, TAKEN_AWAY).send(), robust=True)
