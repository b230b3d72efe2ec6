"""Addresses of the identity room."""

from django.urls import path

from bigtent.identity.views import definitions, own, totals

app_name = "identity"

urlpatterns = [
    path("", own.questions_page, name="questions"),
    path("questions/<slug:name>/", own.question_page, name="question"),
    path("questions/<slug:name>/remove/", own.remove, name="remove"),
    path("remove/", own.remove_all, name="remove_all"),
    path("totals/", totals.totals, name="totals"),
    path("under-represented/", definitions.definitions, name="definitions"),
    path("under-represented/new/", definitions.new_definition, name="new_definition"),
    path("under-represented/<slug:key>/", definitions.definition, name="definition"),
    path("under-represented/<slug:key>/end/", definitions.end, name="end_definition"),
]
