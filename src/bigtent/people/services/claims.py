"""Verbs: somebody who is in the records already asks for her account, and opens it by the link she was sent."""

from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now
from bigtent.ledger.services import record
from bigtent.people.contacts import clean_contact
from bigtent.people.errors import AccountError, ContactError
from bigtent.people.mail import claim_letter
from bigtent.people.models import Account, ContactPoint, Source, Suppression
from bigtent.people.services.accounts import open_account
from bigtent.people.services.mailboxes import prove_mailbox

HOURS = 24
SALT = "bigtent.people.claim"


def send_claim_link(*, email: str, by=None) -> bool:
    """Send the link to an address by which exactly one person without an account can be reached; whether it was sent.

    Nothing happens where nobody, or more than one person, can be reached by it, or where it is not to be written to.
    """
    point = _claimable(email)
    if point is None:
        return False
    record(by=by, verb="send_claim_link", about=point.person)
    token = signing.dumps([point.pk, (now() + timedelta(hours=HOURS)).timestamp()], salt=SALT)
    claim_letter(point.value, point.person, token).send()
    return True


@transaction.atomic
def claim_account(*, token: str, by=None) -> Account:
    """Open the account of the person the link was sent to. It works once, because she has an account then."""
    point = _claimed(token)
    if point is None:
        raise AccountError(_("This link is too old, or it was used already."))
    reason = _("Claimed by a letter to an address on record")
    account = open_account(person=point.person, email=point.value, by=by, roles=["member"], reason=reason)
    prove_mailbox(account)
    return account


def _claimable(email: str) -> ContactPoint | None:
    try:
        email = clean_contact("email", email)
    except ContactError:
        return None
    if Suppression.objects.of("email", email).exists() or Account.objects.filter(email__iexact=email).exists():
        return None
    points = ContactPoint.objects.in_use().filter(kind="email", value=email, person__merged_into__isnull=True)
    # What somebody with an account wrote down without reading letters there would keep its owner out.
    points = points.exclude(source=Source.SELF, person__account__isnull=False)
    found = list(points.select_related("person")[:2])
    if len(found) != 1 or Account.objects.filter(person=found[0].person).exists():
        return None
    return found[0]


def _claimed(token: str) -> ContactPoint | None:
    """The address the link was sent to, as long as it would be sent there again."""
    try:
        pk, until = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    point = ContactPoint.objects.filter(pk=pk).first()
    if point is None or now().timestamp() > until:
        return None
    found = _claimable(point.value)
    return found if found and found.pk == point.pk else None
