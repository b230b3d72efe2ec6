"""Sign-in links for demonstration people: single use, from this machine, only where BIGTENT_DEMO is 1."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from bigtent.people.models import Account
from bigtent.people.second_factor import count_as_passed
from bigtent.project.machine import is_this_machine

BACKEND = "django.contrib.auth.backends.ModelBackend"


class SignInToken(PasswordResetTokenGenerator):
    """Changes with the latest sign-in, so that each link works once."""

    key_salt = "bigtent.demonstration.sign-in"


token = SignInToken()


def sign_in(request, pk, given):
    """Sign the demonstration person in, or say that there is nothing here."""
    if not (settings.DEMO and is_this_machine(request)):
        raise Http404
    # Locked, so that of two at one moment one comes in.
    with transaction.atomic():
        found = Account.objects.select_for_update().filter(pk=pk, demonstration=True, is_active=True)
        account = found.first()
        if account is None or not token.check_token(account, given):
            raise Http404
        login(request, account, backend=BACKEND)
    # Whoever reads the terminal of the machine needs no second proof to be an invented person.
    count_as_passed(request, account, "demonstration")
    return redirect("home")


def links() -> list[tuple[str, str]]:
    """(role, address) for one demonstration person of each role."""
    found = {}
    for account in Account.objects.filter(demonstration=True, is_active=True).order_by("pk")[:50]:
        for role in account.roles:
            found.setdefault(role, account)
    path = {role: reverse("demo-sign-in", args=[a.pk, token.make_token(a)]) for role, a in found.items()}
    return [(role, f"{settings.SITE_URL}{path[role]}") for role in sorted(path)]


def print_sign_in_links(say: Callable[[str], None]) -> None:
    say("Sign in as somebody of the demonstration (each link works once, from this machine):")
    for role, address in links():
        say(f"  {role.replace('_', ' '):16} {address}")
