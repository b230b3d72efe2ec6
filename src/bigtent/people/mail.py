"""Account mail. It goes out directly: nobody can sign in without it."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from bigtent.people.models import Account, Network


def send_invitation(account: Account) -> None:
    """Tell a person that she has an account and how to sign in."""
    network = Network.current()
    words = {
        "person": account.person,
        "network": network,
        "email": account.email,
        "sign_in_url": settings.SITE_URL + reverse("account_request_login_code"),
    }
    subject = _("Your account with %s") % (network.name or "Bigtent")
    send_mail(subject, render_to_string("people/mail/invitation.txt", words), None, [account.email])
