"""Signing in by the organization's own provider (OpenID Connect), for accounts that are open already."""

from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import SignupClosedException
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404
from jwt import PyJWTError, get_unverified_header

from bigtent.people.models import Account
from bigtent.people.second_factor import has_passed_as

# Key pairs only: whoever knows the public half can sign nothing with it.
SIGNED_BY = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}


class Adapter(DefaultSocialAccountAdapter):
    """No account is opened or bound here: the provider says whose address it is, and whether it has proven that."""

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        """Only to sign in; and only as the one account whose address the provider has proven."""
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise SignupClosedException
        if sociallogin.is_existing and _second_factor_shown(sociallogin):
            record_authentication(request, sociallogin.user, "mfa", type="organization")

    def authenticate_by_email(self, sociallogin):
        claims = _claims(sociallogin)
        # Some providers send the word "false", which would count as true.
        if not claims or claims.get("email_verified") is not True:
            return None
        account = Account.objects.filter(email__iexact=str(claims.get("email", "")), is_active=True).first()
        return (account, account.email) if account else None


class Provider(OpenIDConnectOAuth2Adapter):
    """Takes a token only with the provider's own signature, though it came from the provider directly."""

    def _decode_id_token(self, app, id_token):
        try:
            if get_unverified_header(id_token).get("alg") not in SIGNED_BY:
                raise OAuth2Error("The token is signed in no way that is taken here.")
            return jwtkit.verify_and_decode(
                credential=id_token,
                keys_url=self.openid_config["jwks_uri"],
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
            )
        except (PyJWTError, KeyError, TypeError) as fault:
            raise OAuth2Error("The token cannot be read.") from fault


def callback(request, provider_id):
    """Back from the provider, with what it says of the person."""
    try:
        return OAuth2CallbackView.adapter_view(Provider(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None


class SecondFactorStage(AuthenticateStage):
    """Asked after signing in, unless the organization's provider said that it has asked already."""

    def _should_handle(self, request) -> bool:
        return super()._should_handle(request) and not has_passed_as(request, self.login.user, "organization")


def _claims(sociallogin) -> dict:
    """What the signed token and the provider's page of the person say; nothing where they speak of two people."""
    told = sociallogin.account.extra_data
    token, person = told.get("id_token", {}), told.get("userinfo", {})
    return token | person if not token or token.get("sub") == person.get("sub") else {}


def _second_factor_shown(sociallogin) -> bool:
    """RFC 8176: "mfa" among the methods means that more than one factor was shown."""
    methods = sociallogin.account.extra_data.get("id_token", {}).get("amr", [])
    return isinstance(methods, list) and "mfa" in methods
