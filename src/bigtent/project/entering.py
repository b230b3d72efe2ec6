"""Who came in, went out, or changed the way she does: told to the log as it happens."""

import logging

from allauth.account.signals import email_changed, email_confirmed
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver

from bigtent.ledger.events import tell


@receiver(user_logged_in)
def came_in(request, user, **_more):
    methods = (request.session if request else {}).get("account_authentication_methods", [])
    how = "+".join(dict.fromkeys(str(one.get("type") or one.get("method", "")) for one in methods))
    tell("signed_in", account=user, by=how or "-")


@receiver(user_logged_out)
def went_out(request, user, **_more):
    tell("signed_out", account=user)


@receiver(authenticator_added)
@receiver(authenticator_reset)
@receiver(authenticator_removed)
def changed_second_factor(signal, user, authenticator, **_more):
    done = {id(authenticator_added): "added", id(authenticator_removed): "removed"}.get(id(signal), "renewed")
    tell(f"second_factor_{done}", account=user, kind=authenticator.type, level=logging.WARNING)


@receiver(email_changed)
@receiver(email_confirmed)
def changed_address(signal, **given):
    account = given.get("user") or getattr(given.get("email_address"), "user", None)
    tell("address_changed" if signal is email_changed else "address_confirmed", account=account)
