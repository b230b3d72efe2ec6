"""Steps of signing in that several tests take: codes of an app, links from letters."""

import re

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.urls import reverse

ASK, CONFIRM = reverse("account_request_login_code"), reverse("account_confirm_login_code")


def code_of(secret, later=0):
    """What the app shows now, or `later` half minutes after; the next one is taken too."""
    *_before, now, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, now + later))


def set_up_app(client):
    """From the page to the recovery codes; gives the secret the app holds."""
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    return secret


def secret_of(account):
    return decrypt(Authenticator.objects.get(user=account, type="totp").data["secret"])


def code_in(letter):
    return re.search(r"^ *([A-Z0-9]{3,}-?[A-Z0-9]{3,}) *$", letter.body, re.M)[1]


def link_in(letter):
    """The path of the one link to this site in a letter."""
    return re.search(r"http://127\.0\.0\.1:8000(/people/(?:invitation|claim)/\S+)", letter.body)[1]


def sign_in_by_mail(client, email, mailoutbox):
    """Ask for a code and give it; the answer after it."""
    client.post(ASK, {"email": email})
    return client.post(CONFIRM, {"code": code_in(mailoutbox[-1])})
