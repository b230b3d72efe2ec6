"""Addresses of the alumni room."""

from django.urls import path

from bigtent.alumni.views import desk, duplicates, finding, home, rosters

app_name = "alumni"
urlpatterns = [
    path("", home.home, name="home"),
    path("rosters/", rosters.rosters, name="rosters"),
    path("rosters/new/", rosters.new_roster, name="new-roster"),
    path("rosters/<slug:key>/", rosters.roster, name="roster"),
    path("rosters/<slug:key>/columns/", rosters.columns, name="map-roster"),
    path("rosters/<slug:key>/check/", rosters.check, name="check-roster"),
    path("rosters/<slug:key>/bring-in/", rosters.bring_in, name="apply-roster"),
    path("rosters/<slug:key>/take-back/", rosters.take_back, name="undo-roster"),
    path("rosters/<slug:key>/put-away/", rosters.discard, name="discard-roster"),
    path("rosters/<slug:key>/refused.csv", rosters.refused, name="roster-refused"),
    path("duplicates/", duplicates.duplicates, name="duplicates"),
    path("duplicates/start/", duplicates.start, name="find-duplicates"),
    path("duplicates/review/", duplicates.review, name="review-duplicates"),
    path("duplicates/pairs/<slug:key>/", duplicates.duplicate, name="duplicate"),
    path("duplicates/pairs/<slug:key>/undo/", duplicates.undo, name="undo-duplicate"),
    path("duplicates/runs/<slug:key>/", duplicates.run, name="duplicate-run"),
    path("duplicates/runs/<slug:key>/undo/", duplicates.undo_run, name="undo-duplicate-run"),
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
