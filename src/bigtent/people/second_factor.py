"""The second factor: who needs one, whether this session has passed one, how its secrets are kept."""

from collections.abc import Callable
from functools import wraps

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
    record_authentication,
)
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.dispatch import receiver
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.ledger import encryption
from bigtent.ledger.services import record
from bigtent.people.models import Network
from bigtent.people.models.person import STAFF_ROLES
from bigtent.people.sessions import seconds_since_sign_in

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
PASSED = ("mfa", "demonstration")
RECENT_SECONDS = 900
NEW_CODES = "new_recovery_codes"
WANTED = "wanted_before_second_factor"


def is_required_of(account) -> bool:
    """Whoever holds a staff role today, over the whole network or a part of it, needs a second factor."""
    return any(role in STAFF_ROLES for role, _scope in account.held)


def has_passed(request) -> bool:
    """Whether this session has shown a second factor."""
    return any(entry["method"] in PASSED for entry in get_authentication_records(request, request.user))


def has_passed_as(request, account, kind: str) -> bool:
    """Whether whoever signs in has shown a second factor of this kind."""
    return any(entry.get("type") == kind for entry in get_authentication_records(request, account))


def is_set_up(account) -> bool:
    return Authenticator.objects.filter(user=account, type__in=FACTORS).exists()


def count_as_passed(request, account, how: str) -> None:
    """Take another proof for a second factor: a link printed at the machine, the organization's own second factor."""
    record_authentication(request, account, how)


def after_recent_sign_in(view: Callable) -> Callable:
    """The first second factor is set up soon after signing in, so that no stranger does it at a computer left alone.

    Whoever has one already shows it again instead; that is asked by the view itself.
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if seconds_since_sign_in(request) > RECENT_SECONDS and not is_set_up(request.user):
            logout(request)
            messages.info(request, _("Sign in once more first: the next page changes how you sign in."))
            return redirect_to_login(request.path)
        return view(request, *args, **kwargs)

    return guarded


class Adapter(DefaultMFAAdapter):
    """Secrets lie encrypted; the words are ours; the picture for the phone needs no style and no data address."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy(
            "This is not the right code, or it was used before. A code of the app holds for 30 seconds: take the next."
        ),
        "cannot_generate_recovery_codes": gettext_lazy("Set up a passkey or an authenticator app first."),
    }

    def get_totp_issuer(self) -> str:
        return Network.current().name or "Bigtent"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": self.get_totp_issuer()}

    def generate_authenticator_name(self, user, type) -> str:  # noqa: A002  allauth's own name for it
        return _("Passkey %(number)s") % {"number": Authenticator.objects.filter(user=user, type=type).count() + 1}

    def build_totp_svg(self, url: str) -> str:
        """Black on white in every theme, because cameras want it so."""
        import qrcode

        code = qrcode.QRCode(border=4)
        code.add_data(url)
        rows = code.get_matrix()
        dots = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
        label = _("A picture for the camera of your authenticator app. The same as a key stands below.")
        return (
            f'<svg class="qr" viewBox="0 0 {len(rows)} {len(rows)}" role="img" aria-label="{label}">'
            f'<rect width="100%" height="100%" fill="#fff"/><path d="{dots}" fill="#000"/></svg>'
        )

    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.decrypt(encrypted_text)


@receiver(authenticator_added)
def keep_added(request, user, authenticator, **_more):
    """Setting one up has shown it. Recovery codes that came with it are shown next, and never again."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        request.session[NEW_CODES] = authenticator.pk
        return
    record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True)
    record(by=user, verb="add_second_factor", about=user.person)


@receiver(authenticator_reset)
def keep_new_codes(request, user, authenticator, **_more):
    request.session[NEW_CODES] = authenticator.pk
    record(by=user, verb="renew_recovery_codes", about=user.person)


@receiver(authenticator_removed)
def keep_removed(request, user, authenticator, **_more):
    """Without any factor left this session has passed none."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return
    record(by=user, verb="remove_second_factor", about=user.person)
    if not is_set_up(user):
        kept = [entry for entry in get_authentication_records(request, user) if entry["method"] not in PASSED]
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = kept
