"""Addresses: each room under its own word."""

from importlib.util import find_spec

from django.urls import include, path

from bigtent.project import gallery, views
from bigtent.project.demo import signing

ROOMS = {
    "people": "people/",
    "alumni": "finding/",
    "mentoring": "mentoring/",
    "accountability": "plans/",
    "ledger": "work/",
}

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("privacy/", views.privacy, name="privacy"),
    path("how-figures-are-made/", views.how_figures_are_made, name="how-figures-are-made"),
    path("components/", gallery.components, name="components"),
    path("accounts/", include("allauth.account.urls")),
    path("demonstration/sign-in/<int:pk>/<str:given>/", signing.sign_in, name="demo-sign-in"),
    path("i18n/", include("django.conf.urls.i18n")),
    *(
        path(prefix, include(f"bigtent.{room}.urls"))
        for room, prefix in ROOMS.items()
        if find_spec(f"bigtent.{room}.urls")
    ),
]
