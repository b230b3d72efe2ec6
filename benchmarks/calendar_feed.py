"""How fast the public calendar of 1,000 events is given out: python benchmarks/calendar_feed.py [DIRECTORY OF DATA]

Makes 1,000 invented events with a slot each (one in twenty canceled), then asks for the file through the whole stack:
first without, then with the ETag of the first answer. Prints milliseconds of wall and processor time, median and 95th
percentile, the queries, and how many times as long the first takes as the second. The file is read back by two
programs (icalendar and vobject), which have to agree about every entry.
"""

import os
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta

from directory import report

ROUNDS, EVENTS = 20, 1_000
ADDRESS = "/events/calendar.ics"


def main() -> None:
    os.environ["BIGTENT_DATA"] = sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp(prefix="bigtent-bench-")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bigtent.project.settings")
    os.environ.setdefault("BIGTENT_NOW", "2026-11-22")
    import django
    from django.core.management import call_command
    from django.test import Client

    django.setup()
    call_command("migrate", verbosity=0)
    make_events()
    client = Client(headers={"host": "localhost"})
    whole = measure("first request", client, 200)
    etag = client.get(ADDRESS).headers["ETag"]
    again = measure("second request, by ETag", client, 304, {"If-None-Match": etag})
    print(f"the first takes {whole / again:,.0f} times as long as the second")
    read_back(client.get(ADDRESS).content)


def make_events() -> None:
    from bigtent.gatherings.models import Event, Slot
    from bigtent.people.models import Network

    Network(name="Benchmark").save()
    if Event.objects.exists():
        return
    first = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
    plain = {"kind": "webinar", "zone": "America/New_York", "published_at": first, "text": "What it is about.\n" * 8}
    events = [
        Event(
            title=f"Evening {number}",
            state="published" if number % 20 else "cancelled",
            cancelled_at=None if number % 20 else first,
            **plain,
        )
        for number in range(EVENTS)
    ]
    Event.objects.bulk_create(events)
    starts = [first + timedelta(hours=8 * number) for number in range(EVENTS)]
    Slot.objects.bulk_create(
        Slot(event=event, starts_at=at, ends_at=at + timedelta(hours=1))
        for event, at in zip(events, starts, strict=True)
    )


def measure(name: str, client, status: int, headers=None) -> float:
    """Milliseconds of wall time of a request, the median of all rounds."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    walls = []

    def ask(path):
        began = time.perf_counter()
        answer = client.get(path, headers=headers)
        walls.append(1000 * (time.perf_counter() - began))
        assert answer.status_code == status, answer.status_code

    with CaptureQueriesContext(connection) as captured:
        ask(ADDRESS)
    report(f"{name}, {len(captured)} queries", [ADDRESS] * ROUNDS, ask)
    return sorted(walls)[len(walls) // 2]


def read_back(content: bytes) -> None:
    import icalendar
    import vobject

    one = {str(entry["uid"]): entry for entry in icalendar.Calendar.from_ical(content).walk("VEVENT")}
    two = {entry.uid.value: entry for entry in vobject.readOne(content.decode()).contents["vevent"]}
    assert len(one) == EVENTS and one.keys() == two.keys()
    for uid, entry in one.items():
        assert entry["dtstart"].dt == two[uid].dtstart.value
        assert str(entry["status"]) == two[uid].status.value
    canceled = sum(str(entry["status"]) == "CANCELLED" for entry in one.values())
    print(f"{len(one):,} entries, {canceled} canceled, {len(content):,} bytes: two programs read the same")


if __name__ == "__main__":
    main()
