"""Addresses of the gatherings room."""

from django.urls import path

from bigtent.gatherings.views import calendars

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

urlpatterns = [*CALENDARS]
