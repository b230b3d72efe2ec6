"""Account mail, each letter in the language of whom it goes to. It goes out directly: nobody can sign in without it."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bigtent.people.languages import writing_to
from bigtent.people.models import Account, Network, Person

SIGN_IN_CHANGES = {
    "mfa/email/totp_activated": _("An authenticator app was set up. You sign in with its codes from now on."),
    "mfa/email/totp_deactivated": _("The authenticator app was removed."),
    "mfa/email/webauthn_added": _("A passkey was added."),
    "mfa/email/webauthn_removed": _("A passkey was removed."),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made. Those you had no longer work."),
}


def invitation_letter(account: Account, token: str, days: int) -> EmailMessage:
    """Tell a person that she has an account, with the link that lets her in once."""
    words = {
        "email": account.email,
        "days": days,
        "link": settings.SITE_URL + reverse("people:invitation", args=[token]),
    }
    return _letter(account.email, account.person, "invitation", _("Your account with %s"), words)


def claim_letter(email: str, person: Person, token: str) -> EmailMessage:
    """The link by which somebody who is in the records opens her account."""
    words = {"link": settings.SITE_URL + reverse("people:open_claim", args=[token])}
    with writing_to(person, asked_in=get_language()):
        return _written(email, person, "claim", _("Your request to %s"), words)


def security_notice(account: Account, what: str) -> EmailMessage:
    """Tell a person what changed in how she signs in, or in what she may do."""
    words = {"what": what, "page": settings.SITE_URL + reverse("mfa_index")}
    return _letter(account.email, account.person, "security_notice", _("About your account with %s"), words)


def _letter(address: str, person: Person, template: str, subject: str, words: dict) -> EmailMessage:
    with writing_to(person):
        return _written(address, person, template, subject, words)


def _written(address: str, person: Person, template: str, subject: str, words: dict) -> EmailMessage:
    network = Network.current()
    body = render_to_string(f"people/mail/{template}.txt", words | {"network": network, "person": person})
    return EmailMessage(subject % (network.name or "Bigtent"), body, None, [address])
