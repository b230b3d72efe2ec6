"""Addresses: each room under its own word."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as organization
from allauth.socialaccount.providers.openid_connect import views as openid
from django.contrib.auth.decorators import login_required
from django.urls import include, path, reverse_lazy

from bigtent.people import organization_sign_in
from bigtent.people.second_factor import after_recent_sign_in
from bigtent.project import figures, gallery, monday, setup, sign_in, views
from bigtent.project.demo import signing

ROOMS = {
    "people": "people/",
    "identity": "about-you/",
    "outreach": "messages/",
    "groups": "groups/",
    "gatherings": "events/",
    "library": "library/",
    "community": "community/",
    "alumni": "finding/",
    "mentoring": "mentoring/",
    "accountability": "plans/",
    "ledger": "work/",
}

ENTRANCE = [
    path("login/", account.login, name="account_login"),
    path("login/code/", account.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", account.confirm_login_code, name="account_confirm_login_code"),
    path("login/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("login/second-factor/", mfa.authenticate, name="mfa_authenticate"),
    path("login/<slug:provider_id>/", openid.login, name="openid_connect_login"),
    path("login/<slug:provider_id>/back/", organization_sign_in.callback, name="openid_connect_callback"),
    path("login/organization/cancelled/", organization.login_cancelled, name="socialaccount_login_cancelled"),
    path("logout/", account.logout, name="account_logout"),
    path("signup/", account.signup, name="account_signup"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("how-i-sign-in/", sign_in.how_i_sign_in, name="mfa_index"),
    path("how-i-sign-in/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("how-i-sign-in/again/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("how-i-sign-in/app/", after_recent_sign_in(totp.activate_totp), name="mfa_activate_totp"),
    path("how-i-sign-in/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("how-i-sign-in/passkey/", after_recent_sign_in(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path(
        "how-i-sign-in/passkey/<int:pk>/remove/",
        login_required(webauthn.RemoveWebAuthnView.as_view(success_url=reverse_lazy("mfa_index"))),
        name="mfa_remove_webauthn",
    ),
    path("how-i-sign-in/recovery-codes/", sign_in.recovery_codes, name="mfa_view_recovery_codes"),
    path("how-i-sign-in/recovery-codes/file/", sign_in.recovery_codes_file, name="mfa_download_recovery_codes"),
    path(
        "how-i-sign-in/recovery-codes/new/",
        login_required(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("how-i-sign-in/sessions/<int:pk>/end/", sign_in.end_session, name="end_session"),
    path("how-i-sign-in/sessions/end/", sign_in.end_other_sessions, name="end_other_sessions"),
]

urlpatterns = [
    path("", views.home, name="home"),
    path("monday/", monday.monday, name="monday"),
    path("figures/<slug:name>/", figures.figure, name="figure"),
    path("set-up/", setup.setup, name="setup"),
    path("settings/", setup.network_settings, name="network-settings"),
    path("healthz", views.healthz, name="healthz"),
    path("privacy/", views.privacy, name="privacy"),
    path("security/", views.security, name="security"),
    path(".well-known/security.txt", views.security_txt, name="security-txt"),
    path("how-figures-are-made/", views.how_figures_are_made, name="how-figures-are-made"),
    path("how-decisions-are-made/", views.how_decisions_are_made, name="how-decisions-are-made"),
    path("components/", gallery.components, name="components"),
    path("accounts/", include(ENTRANCE)),
    path("demonstration/sign-in/<int:pk>/<str:given>/", signing.sign_in, name="demo-sign-in"),
    path("i18n/", include("django.conf.urls.i18n")),
    *(path(prefix, include(f"bigtent.{room}.urls")) for room, prefix in ROOMS.items()),
]
