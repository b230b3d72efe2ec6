"""Addresses of the people room."""

from django.urls import path

from bigtent.people.views import accounts, directory, me, merging, organizations, profile

app_name = "people"

urlpatterns = [
    path("", directory.directory, name="directory"),
    path("me/", me.me, name="me"),
    path("me/facts/", me.facts, name="my_facts"),
    path("me/offers/", me.offers, name="my_offers"),
    path("me/choices/", me.choices, name="my_choices"),
    path("me/contact-points/", me.add_contact_point, name="add_my_contact_point"),
    path("me/contact-points/<int:pk>/end/", me.end_contact_point, name="end_my_contact_point"),
    path("organizations/", organizations.organizations, name="organizations"),
    path("organizations/new/", organizations.new_organization, name="new_organization"),
    path("organizations/<slug:key>/partner/", organizations.partner, name="partner"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.new, name="new_account"),
    path("accounts/<str:key>/", accounts.account, name="account"),
    path("accounts/<str:key>/roles/", accounts.grant, name="grant_role"),
    path("accounts/<str:key>/roles/end/", accounts.end, name="end_role"),
    path("accounts/<str:key>/close/", accounts.close, name="close_account"),
    path("accounts/<str:key>/reopen/", accounts.reopen, name="reopen_account"),
    path("merge/", merging.merge, name="merge"),
    path("<str:key>/", profile.person, name="person"),
    path("<str:key>/edit/", profile.edit, name="edit"),
    path("<str:key>/merges/<int:pk>/undo/", merging.undo_merge, name="undo_merge"),
]
