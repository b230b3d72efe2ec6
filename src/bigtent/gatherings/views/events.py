"""Pages that everybody reads: what is coming, one event, a series; and on whose clocks times are shown."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from bigtent.gatherings.clocks import reader_zone, remember_zone
from bigtent.gatherings.forms.events import EventSearch
from bigtent.gatherings.models import Event, Series
from bigtent.gatherings.models.reading import circle_of
from bigtent.gatherings.services.publishing import registered
from bigtent.gatherings.structured import data_block
from bigtent.gatherings.views.acting import opened
from bigtent.gatherings.when import times_of
from bigtent.ledger.clock import now
from bigtent.ledger.zones import is_zone, zones_with

AT_ONCE = 25


def events(request):
    """What is coming, the next first; or what is over, the latest first."""
    form = EventSearch(request.GET)
    form.is_valid()
    visible = Event.objects.visible_to(request.user)
    is_over = "over" in request.GET
    found = visible.over(now()) if is_over else visible.coming(now())
    page = Paginator(_narrowed(found, form).with_slots(), AT_ONCE).get_page(request.GET.get("page"))
    zone = reader_zone(request)
    may_plan = request.user.has_perm("gatherings.plan")
    context = {
        "form": form,
        "page": page,
        "lines": [_line(event, zone) for event in page],
        "is_over": is_over,
        "is_narrowed": any(form.asked(name) for name in form.fields),
        "drafts": visible.drafts().with_slots()[:AT_ONCE] if may_plan and not is_over else (),
        "may_plan": may_plan,
        **clocks(request, zone),
    }
    return render(request, "gatherings/events.html", context)


def event(request, key):
    """One event: when, where, who speaks, how to come. Whoever runs it finds there what can be done with it."""
    return render(request, "gatherings/event.html", told(request, opened(request.user, key)))


def series(request, key):
    """Events that belong together, those the reader may see."""
    row = get_object_or_404(Series, key=key)
    zone = reader_zone(request)
    found = Event.objects.filter(series=row)
    may_run = request.user.has_perm("gatherings.run", found.first())
    found = found if may_run else found.visible_to(request.user)
    lines = [_line(one, zone) for one in dict.fromkeys(found.with_slots().order_by("slots__starts_at", "pk"))]
    if not lines:
        raise Http404
    context = {"series": row, "lines": lines, "may_run": may_run, **clocks(request, zone)}
    context["drafts"] = sum(line["event"].is_draft for line in lines)
    return render(request, "gatherings/series.html", context)


@require_POST
def zone(request):
    """Whose clocks the reader wants to see times on, kept in her browser."""
    back = request.POST.get("next", "")
    inside = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    chosen = request.POST.get("zone", "")
    return remember_zone(redirect(back if inside else "gatherings:events"), chosen if is_zone(chosen) else "")


def told(request, row: Event, *, as_others: bool = False) -> dict:
    """What the page of an event shows; with `as_others` without what only those see who run it."""
    slots = list(row.slots.select_related("event"))
    open_slots = [slot for slot in slots if not slot.is_cancelled]
    zone = reader_zone(request)
    may_run = not as_others and request.user.has_perm("gatherings.run", row)
    return {
        "event": row,
        "slots": [(slot, times_of(slot, zone)) for slot in slots],
        "open_slots": open_slots,
        "has_begun": any(slot.has_begun for slot in open_slots),
        "is_over": all(slot.has_ended for slot in open_slots),
        "panel": row.panel.select_related("organization"),
        "cohosts": row.cohosts.select_related("organization"),
        "topics": row.topics.all(),
        "may_run": may_run,
        "is_registered_for": may_run and registered(row).exists(),
        "as_others": as_others,
        "circle": circle_of(request.user, row.inside) if row.inside else None,
        "data_block": data_block(row, open_slots),
        **clocks(request, zone),
    }


def clocks(request, zone: str) -> dict:
    """What the choice of clocks at the foot of a page needs."""
    return {"zone": zone, "zones": zones_with(zone), "here": request.get_full_path()}


def _line(event: Event, zone: str) -> dict:
    """An event in a list, with its next time, or the latest where all are over."""
    coming = [slot for slot in event.times if not slot.has_ended]
    slot = (coming or event.times[-1:] or [None])[0]
    return {"event": event, "times": times_of(slot, zone) if slot else [], "more": max(0, len(coming) - 1)}


def _narrowed(found, form: EventSearch):
    for name in ("kind", "mode"):
        found = found.filter(**{name: form.asked(name)}) if form.asked(name) else found
    if topic := form.asked("topic"):
        found = found.filter(pk__in=Event.topics.through.objects.filter(topic=topic).values("event"))
    if month := form.asked("month"):
        first = date.fromisoformat(f"{month}-01")
        found = found.within(_midnight(first), _midnight((first + timedelta(days=32)).replace(day=1)))
    return found.saying(form.asked("q")) if form.asked("q") else found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(settings.NETWORK_TIME_ZONE))
