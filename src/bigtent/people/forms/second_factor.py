"""What is asked to show or set up a second factor."""

import json

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

# A code of the app is taken during its own half minute and those beside it.
CODE_SECONDS = 120


def code_field(label) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class UsedOnce:
    """No code is taken twice, as long as it could be."""

    def clean_code(self):
        code = super().clean_code()
        if not cache.add(f"second-factor-code:{self.user.pk}:{code.strip()}", True, CODE_SECONDS):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(UsedOnce, AuthenticateForm):
    """After signing in."""

    code = code_field(_("Code of your app, or a recovery code"))


class CodeAgainForm(UsedOnce, ReauthenticateForm):
    """Before something changes about signing in."""

    code = code_field(_("Code of your app, or a recovery code"))


class FirstCodeForm(ActivateTOTPForm):
    """Shows that the app was set up rightly."""

    code = code_field(_("Code that the app shows now"))


class Reader(json.JSONDecoder):
    """Numbers too long and lists too deep to be read are as wrong as anything else that is no JSON."""

    def decode(self, s, *more):
        try:
            return super().decode(s, *more)
        except (ValueError, RecursionError) as error:
            raise json.JSONDecodeError("unreadable", s, 0) from error


def credential_field() -> forms.JSONField:
    return forms.JSONField(label=_("Passkey"), widget=forms.HiddenInput, decoder=Reader)


class PasskeyShownForm(AuthenticateWebAuthnForm):
    """After signing in."""

    credential = credential_field()


class PasskeyAgainForm(ReauthenticateWebAuthnForm):
    """Before something changes about signing in."""

    credential = credential_field()


class PasskeySignInForm(LoginWebAuthnForm):
    """In place of an address and a code."""

    credential = credential_field()


class PasskeyForm(AddWebAuthnForm):
    name = forms.CharField(
        label=_("Name of this passkey"),
        required=False,
        max_length=60,
        help_text=_("So that you know it again, such as “my telephone”."),
    )
    credential = credential_field()
    passwordless = forms.BooleanField(required=False, initial=True)
