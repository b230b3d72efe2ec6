"""Pages of calendars: a month to read, the files programs subscribe to, and a file brought in."""

from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import content_disposition_header, quote_etag
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import condition, require_POST, require_safe

from bigtent.gatherings.calendar_tokens import account_of, address_of
from bigtent.gatherings.calendars import feed, items_for, moment_of, version_for, written
from bigtent.gatherings.errors import CalendarError
from bigtent.gatherings.forms.calendars import CalendarFileForm
from bigtent.gatherings.in_calendars import event_version, events_of, item_of
from bigtent.gatherings.models import CalendarImport, CalendarSubscription, Event
from bigtent.gatherings.services import calendars as services
from bigtent.gatherings.when import day_and_hour
from bigtent.ledger.clock import today
from bigtent.people.languages import writing_to
from bigtent.people.models import Network

TYPE = "text/calendar; charset=utf-8"
LATEST = 50
may_plan = permission_required("gatherings.plan", raise_exception=True)


@require_safe
def calendar(request):
    """A month, day by day: what everybody may see, and what is hers."""
    first = _month(request.GET.get("month", ""))
    after = (first + timedelta(days=32)).replace(day=1)
    since, until = _midnight(first), _midnight(after)
    account = request.user if request.user.is_authenticated else None
    mine = {item.uid: item for item in items_for(account, since, until)} if account else {}
    public = {} if account and "mine" in request.GET else {item.uid: item for item in items_for(None, since, until)}
    items = [item for item in (public | mine).values() if since <= moment_of(item.starts) < until]
    context = {
        "first": first,
        "before": first - timedelta(days=1),
        "after": after,
        "days": _days(items),
        "mine": mine.keys(),
        "only_mine": "mine" in request.GET,
        "subscription": CalendarSubscription.objects.filter(person=account.person_id).first() if account else None,
        "public_feed": settings.SITE_URL + _address("gatherings:public_feed"),
    }
    if context["subscription"]:
        context["own_feed"] = address_of(context["subscription"])
    return render(request, "gatherings/calendar.html", context)


def _address(name: str) -> str:
    from django.urls import reverse

    return reverse(name)


def _month(told: str) -> date:
    """The month asked for, such as 2026-11; this one where that makes no sense."""
    try:
        found = datetime.strptime(told, "%Y-%m").date()
    except ValueError:
        return today().replace(day=1)
    return found if 2000 <= found.year <= 2100 else today().replace(day=1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(settings.NETWORK_TIME_ZONE))


def _days(items):
    """Each day with its things, each with its hour, both on the thing's own clocks."""
    found = sorted(((*day_and_hour(item), item) for item in items), key=_order)
    return [(day, [(hour, item) for _day, hour, item in rows]) for day, rows in groupby(found, key=lambda row: row[0])]


def _order(row):
    day, _hour, item = row
    return day, moment_of(item.starts), item.title, item.uid


@require_POST
@login_required
def renew(request):
    services.renew_calendar_address(by=request.user)
    messages.success(request, _("Here is your address. One you had before shows nothing any more."))
    return redirect("gatherings:calendar")


def _public_etag(request):
    with override(settings.LANGUAGE_CODE):
        return quote_etag(version_for(None))


@require_safe
@condition(etag_func=_public_etag)
def public_feed(request):
    """What everybody may see, for programs; in the network's own language."""
    with override(settings.LANGUAGE_CODE):
        return _file(feed(None, Network.current().name or "Bigtent"))


@require_safe
def own_feed(request, token):
    """One's own calendar, for whoever has its address."""
    account = account_of(token)
    if account is None:
        raise Http404
    with writing_to(account.person):
        return _own(request, account)


def _own(request, account):
    @condition(etag_func=lambda request: quote_etag(version_for(account)))
    def answer(request):
        name = Network.current().name or "Bigtent"
        return _file(feed(account, _("%s: mine") % name))

    response = answer(request)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def event_file(request, key):
    """One event, for the calendar of whoever looks at its page; without the joining link."""
    event = get_object_or_404(Event.objects.visible_to(request.user).select_related("host"), key=key)
    slots = event.slots.all()
    for slot in slots:
        slot.event = event
    return _file(written([item_of(slot) for slot in slots], name=event.title), f"{slugify(event.title) or key}.ics")


def _file(content: bytes, name: str = "calendar.ics") -> HttpResponse:
    return HttpResponse(
        content, content_type=TYPE, headers={"Content-Disposition": content_disposition_header(True, name)}
    )


class EventFeed(Feed):
    """The public events that were announced latest, as Atom."""

    feed_type = Atom1Feed

    def title(self):
        return _("Events of %s") % (Network.current().name or "Bigtent")

    def link(self):
        return _address("gatherings:events")

    def subtitle(self):
        return _("What is announced, the latest first.")

    def items(self):
        shown = events_of(None).exclude(published_at__isnull=True)
        return shown.order_by("-published_at", "-pk").prefetch_related("slots")[:LATEST]

    def item_title(self, item):
        return _("Canceled: %s") % item if item.is_cancelled else str(item)

    def item_description(self, item):
        first = next(iter(item.slots.all()), None)
        when = f"{first.local:%Y-%m-%d %H:%M} {item.zone}\n\n" if first else ""
        return when + item.text

    def item_guid(self, item):
        return f"{settings.SITE_URL}{item.get_absolute_url()}"

    def item_pubdate(self, item):
        return item.published_at

    def item_updateddate(self, item):
        return item.changed_at


@require_safe
@condition(etag_func=lambda request: quote_etag(event_version(None).replace(" ", "-").replace('"', "")))
def atom(request):
    with override(settings.LANGUAGE_CODE):
        return EventFeed()(request)


@login_required
@may_plan
def imports(request):
    """Bring in a calendar file: first it is only read."""
    form = CalendarFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            return redirect("gatherings:import", services.receive_calendar(
                file=upload, name=upload.name, by=request.user).key)  # fmt: skip
        except CalendarError as refusal:
            form.add_error("file", str(refusal))
    context = {"form": form, "earlier": CalendarImport.objects.select_related("by__person")[:20]}
    return render(request, "gatherings/imports.html", context)


@login_required
@may_plan
def calendar_import(request, key):
    """What would come of each entry, and the two buttons."""
    received = _received(key)
    found = services.found_in(received) if received.state == CalendarImport.State.CHECKED else []
    counts = {name: sum(one.outcome == name for one in found) for name in ("new", "changed", "same", "refused")}
    context = {"received": received, "found": found, "counts": counts, "to_do": counts["new"] + counts["changed"]}
    if received.state == CalendarImport.State.APPLIED:
        context["events"] = received.events.prefetch_related("slots")
    return render(request, "gatherings/import.html", context)


@require_POST
@login_required
@may_plan
def apply_import(request, key):
    received = _received(key)
    try:
        counts = services.apply_calendar(received=received, by=request.user)
        messages.success(request, _("Brought in: %(new)s new as drafts, %(changed)s changed.") % counts)
    except CalendarError as refusal:
        messages.error(request, str(refusal))
    return redirect("gatherings:import", key)


@require_POST
@login_required
@may_plan
def undo_import(request, key):
    received = _received(key)
    try:
        services.undo_calendar(received=received, by=request.user)
        messages.success(request, _("Taken back: what the file brought is gone."))
    except CalendarError as refusal:
        messages.error(request, str(refusal))
    return redirect("gatherings:import", key)


def _received(key: str) -> CalendarImport:
    return get_object_or_404(CalendarImport.objects.select_related("document"), key=key)
