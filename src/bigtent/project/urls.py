"""Addresses: each room under its own word."""

from allauth.account import views as account
from django.urls import include, path

from bigtent.project import figures, gallery, monday, setup, views
from bigtent.project.demo import signing

ROOMS = {
    "people": "people/",
    "identity": "about-you/",
    "alumni": "finding/",
    "mentoring": "mentoring/",
    "accountability": "plans/",
    "ledger": "work/",
}

ENTRANCE = [
    path("login/", account.login, name="account_login"),
    path("login/code/", account.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", account.confirm_login_code, name="account_confirm_login_code"),
    path("logout/", account.logout, name="account_logout"),
    path("signup/", account.signup, name="account_signup"),
    path("inactive/", account.account_inactive, name="account_inactive"),
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
