"""The Monday page: what is due, each with one button; the network's figures; what is at work; what happened."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.humanize.templatetags.humanize import intcomma
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bigtent.ledger.clock import now, today
from bigtent.ledger.declarations import Deed, Measure, declared
from bigtent.ledger.models import AuditEntry, Job
from bigtent.people.models import Network
from bigtent.people.rules import is_at_work, is_staff
from bigtent.people.waiting import due_items
from bigtent.project.figures import count_all

FRIDAY = 4
MOST_JOBS, MOST_ENTRIES, MOST_LINES, AT_ONCE = 5, 1000, 60, 12
NOT_TOLD = ("start_job", "stop_job", "try_again")


@login_required
def monday(request):
    """The page of the staff. Members are sent to their own page; staff of a part see what is due for them there."""
    if not is_at_work(request.user):
        return redirect("people:me")
    everywhere = is_staff(request.user)
    lines = happened() if everywhere else []
    shown = [one for one in measures() if everywhere or not one.staff_only]
    due, counted = due_items(request.user), count_all(shown, request.user)
    return render(
        request,
        "project/monday.html",
        {
            "greeting": greeting(request.user),
            "today": today(),
            "due": due,
            "minutes": time_words(sum(item.minutes or 0 for item in due)),
            "jobs": Job.objects.visible_to(request.user).unfinished()[:MOST_JOBS],
            "since": latest_friday(),
            "everywhere": everywhere,
            "happened": lines[:AT_ONCE],
            "earlier": lines[AT_ONCE:MOST_LINES],
            "counted": counted,
            "counted_at": min((one.at for one in counted), default=now()),
        },
    )


def measures() -> list[Measure]:
    """The measures of the rooms in use, in the order of the rooms in the header where they have no other."""
    place = {room.name: room.order for room in declared("ROOMS")}
    return sorted(Network.current().offered("MEASURES"), key=lambda one: (one.order, place.get(one.room, 0)))


def greeting(account) -> str:
    hour = _local(now()).hour
    words = _("Good morning, %s") if hour < 12 else _("Good afternoon, %s") if hour < 18 else _("Good evening, %s")
    return words % account.get_short_name()


def time_words(minutes: int) -> str:
    """ "about 50 minutes", "about 2 hours"; empty where nobody knows."""
    if minutes < 60:
        return ngettext("about %(n)s minute", "about %(n)s minutes", minutes) % {"n": minutes} if minutes else ""
    hours = round(minutes / 60)
    return ngettext("about %(n)s hour", "about %(n)s hours", hours) % {"n": hours}


def latest_friday() -> datetime:
    """The beginning of the latest Friday before today, in the organization's zone."""
    day = today() - timedelta(days=(today().weekday() - FRIDAY) % 7 or 7)
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(settings.NETWORK_TIME_ZONE))


@dataclass(frozen=True)
class Happening:
    """One line of what happened: when first, what, who."""

    at: datetime
    words: str
    who: str


def happened() -> list[Happening]:
    """The audit since Friday in plain words, latest first; the same deed on one day is one line."""
    entries = AuditEntry.objects.filter(at__gte=latest_friday()).exclude(verb__in=NOT_TOLD)
    latest = entries.select_related("by__person").order_by("-at", "-pk")[:MOST_ENTRIES]
    deeds = {deed.verb: deed for deed in declared("DEEDS")}
    alike: dict[tuple, list[AuditEntry]] = {}
    for entry in latest:
        deed = deeds.get(entry.verb)
        apart = entry.object_label if deed and not deed.many else ""
        alike.setdefault((_local(entry.at).date(), entry.verb, apart), []).append(entry)
    return [
        Happening(_local(entries[0].at), _words(deeds.get(verb), entries), _who(entries))
        for (_day, verb, _apart), entries in alike.items()
    ]


def _who(entries: list[AuditEntry]) -> str:
    names = list(dict.fromkeys(entry.by.get_full_name() if entry.by else _("the system") for entry in entries))
    if len(names) > 2:
        return ngettext("%(n)s person", "%(n)s people", len(names)) % {"n": len(names)}
    return ", ".join(names)


def _words(deed: Deed | None, entries: list[AuditEntry]) -> str:
    """The room's own words for the deed; a verb without words is written out as it is named."""
    newest = entries[0]
    if deed is None:
        plain = newest.verb.replace("_", " ").capitalize()
        return f"{plain}: {newest.object_label}".rstrip(": ") if len(entries) == 1 else f"{plain} ({len(entries)})"
    total = sum(entry.count for entry in entries)
    words = deed.many if total > 1 and deed.many else deed.words
    return words % {"what": newest.object_label, "count": intcomma(total if deed.many else newest.count)}


def _local(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(settings.NETWORK_TIME_ZONE))
