"""Addresses of the gatherings room."""

from django.urls import path

from bigtent.gatherings.views import attending, calendars, events, registering, running

app_name = "gatherings"

# What programs read has a dot in its name, so that it never is the key of an event.
CALENDARS = [
    path("calendar/", calendars.calendar, name="calendar"),
    path("calendar/address/", calendars.renew, name="renew_calendar"),
    path("calendar.ics", calendars.public_feed, name="public_feed"),
    path("calendar/<str:token>.ics", calendars.own_feed, name="own_feed"),
    path("feed.atom", calendars.atom, name="atom"),
    path("<slug:key>.ics", calendars.event_file, name="event_file"),
    path("import/", calendars.imports, name="imports"),
    path("import/<slug:key>/", calendars.calendar_import, name="import"),
    path("import/<slug:key>/apply/", calendars.apply_import, name="apply_import"),
    path("import/<slug:key>/undo/", calendars.undo_import, name="undo_import"),
]

EVENTS = [
    path("", events.events, name="events"),
    path("new/", running.new, name="new"),
    path("clocks/", events.zone, name="zone"),
    path("series/<slug:key>/", events.series, name="series"),
    path("series/<slug:key>/publish/", running.publish_series, name="publish_series"),
    path("<slug:key>/", events.event, name="event"),
    path("<slug:key>/change/", running.change, name="change"),
    path("<slug:key>/preview/", running.preview, name="preview"),
    path("<slug:key>/publish/", running.publish, name="publish"),
    path("<slug:key>/take-back/", running.take_back, name="take_back"),
    path("<slug:key>/discard/", running.discard, name="discard"),
    path("<slug:key>/cancel/", running.cancel, name="cancel"),
    path("<slug:key>/hold-after-all/", running.hold_after_all, name="hold_after_all"),
    path("<slug:key>/times/<int:pk>/cancel/", running.cancel_slot, name="cancel_slot"),
    path("<slug:key>/recording/", running.recording, name="recording"),
]

REGISTRATIONS = [
    path("mine/", registering.mine, name="mine"),
    path("mine/<str:token>/", registering.own, name="own"),
    path("mine/<str:token>/change/", registering.change, name="change_registration"),
    path("mine/<str:token>/join/", registering.join, name="join"),
    path("mine/<str:token>/event.ics", registering.entry, name="entry"),
    path("mine/<str:token>/code.svg", registering.code, name="code"),
    path("mine/<str:token>/certificate.pdf", registering.certificate, name="own_certificate"),
    path("certificates/<slug:key>/", registering.verify, name="certificate"),
    path("<slug:key>/register/", registering.register, name="register"),
    path("<slug:key>/registered/", attending.registrations, name="registrations"),
    path("<slug:key>/registered/file/", attending.export, name="export_registrations"),
    path("<slug:key>/check-in/", attending.check_in, name="check_in"),
    path("<slug:key>/check-in/undo/", attending.undo_check_in, name="undo_check_in"),
    path("<slug:key>/attendance/", attending.attendance, name="attendance"),
    path("<slug:key>/attendance/certificates/", attending.give_certificates, name="give_certificates"),
]

# The keys of events come last: whatever has a name of its own is found before.
urlpatterns = [*CALENDARS, *REGISTRATIONS, *EVENTS]
