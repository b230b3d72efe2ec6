"""Addresses: each room under its own word."""

from django.urls import include, path

from bigtent.project import views

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("accounts/", include("allauth.account.urls")),
]
