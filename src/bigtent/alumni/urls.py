"""Addresses of the alumni room."""

from django.urls import path

from bigtent.alumni.views import desk, finding

app_name = "alumni"
urlpatterns = [
    path("search/", finding.finding, name="finding"),
    path("search/start/", finding.start, name="start-finding"),
    path("search/runs/<slug:key>/", finding.run, name="finding-run"),
    path("desk/", desk.desk, name="desk"),
    path("desk/new-sitting/", desk.new_sitting, name="new-sitting"),
    path("desk/people/<slug:key>/", desk.decide, name="decide"),
    path("sure/", desk.sure, name="sure"),
    path("links/", desk.links, name="links"),
    path("decisions/", desk.decisions, name="decisions"),
    path("decisions/<slug:key>/undo/", desk.undo, name="undo-decision"),
    path("registries/", finding.registries, name="registries"),
    path("registries/<slug:key>/", finding.registry, name="registry"),
    path("registries/<slug:key>/refused.csv", finding.refused, name="registry-refused"),
]
