"""A calendar file that was read, an event in calendars, and an address somebody guesses."""

from django.core.files.uploadedfile import SimpleUploadedFile

from bigtent.gatherings.services.calendars import receive_calendar
from tests.gatherings.announced import announced
from tests.gatherings.test_calendar_import import ONE, calendar


def scene(manager, administrator):
    file = SimpleUploadedFile("partner.ics", calendar(ONE))
    received = receive_calendar(file=file, name=file.name, by=manager)
    hidden = announced("Within another council", seen_by="inside", inside="group:999999")
    return {
        **{f"gatherings:{name}": [received.key] for name in ("import", "apply_import", "undo_import")},
        "gatherings:own_feed": ["1-1.guessed"],
        "gatherings:event_file": [announced("Evening of the partner").key],
        "gatherings:event_file@of a circle": [hidden.key],
    }
