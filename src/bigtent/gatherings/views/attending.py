"""Pages of those who run an event: who registered and what they need, the door, who came, certificates."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bigtent.gatherings.forms.attending import CameForm, CheckInForm
from bigtent.gatherings.models import Registration, Slot
from bigtent.gatherings.services import attending
from bigtent.gatherings.views.acting import carried_out, runs, say_on
from bigtent.ledger.clock import now, today
from bigtent.ledger.errors import Refusal
from bigtent.ledger.spreadsheets import csv_download, xlsx_download

AT_ONCE = 100
DOWNLOADS = {"csv": csv_download, "xlsx": xlsx_download}


@runs
def registrations(request, event):
    """How many, then what they need and ask, then who they are."""
    slot = _slot(request, event)
    rows = Registration.objects.filter(slot=slot)
    counted = dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
    states = [(label, counted.get(state, 0)) for state, label in Registration.State.choices]
    said = rows.in_force()
    context = {
        **_around(event, slot),
        "states": states,
        "places": slot.places,
        "needs": [row for row in said.filter(access_needs__isnull=False)[:AT_ONCE] if row.access_needs],
        "questions": said.exclude(question="")[:AT_ONCE],
        "page": Paginator(rows.in_force(), AT_ONCE).get_page(request.GET.get("page")),
    }
    return render(request, "gatherings/registrations.html", context)


@require_POST
@runs
def export(request, event):
    """The list of one time as a file. What people need stays here: a file is not kept as safely."""
    kind = request.POST.get("file", "csv")
    made = attending.export_registrations(slot=_slot(request, event), by=request.user)
    download = DOWNLOADS.get(kind, csv_download)
    return download(made, name=f"registered-{event.key}-{today()}.{kind if kind in DOWNLOADS else 'csv'}")


@runs
def check_in(request, event):
    """One field for the six letters; who it was stands above it, and can be taken back."""
    slot = _slot(request, event)
    form = CheckInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = attending.check_in(slot=slot, code=form.cleaned_data["code"], by=request.user)
            return redirect(f"{request.path}?slot={slot.pk}&latest={row.pk}")
        except Refusal as refusal:
            say_on(form, refusal)
    told = request.GET.get("latest", "")
    rows = Registration.objects.filter(slot=slot, checked_in_at__isnull=False)
    context = {
        **_around(event, slot),
        "form": form,
        "latest": rows.filter(pk=int(told)).first() if _is_number(told) and request.method != "POST" else None,
        "there": rows.count(),
        "expected": Registration.objects.filter(slot=slot).confirmed().count(),
        "just_now": rows.order_by("-checked_in_at")[:5],
    }
    return render(request, "gatherings/check_in.html", context)


@require_POST
@runs
def undo_check_in(request, event):
    told = request.POST.get("registration", "")
    row = get_object_or_404(
        Registration.objects.filter(slot__event=event).select_related("slot"), pk=int(told) if _is_number(told) else 0
    )
    return carried_out(
        request, lambda: attending.undo_check_in(registration=row, by=request.user), _("Taken back."),
        f"{_page('check_in', event)}?slot={row.slot_id}",
    )  # fmt: skip


@runs
def attendance(request, event):
    """Each who had a place, with what is known: checked in, joined, her own word."""
    slot = _slot(request, event)
    rows = Registration.objects.filter(slot=slot).confirmed().order_by("name", "pk")
    page = Paginator(rows, AT_ONCE).get_page(request.GET.get("page"))
    form = CameForm(request.POST or None, rows=list(page))
    if request.method == "POST" and form.is_valid():
        try:
            attending.note_attendance(slot=slot, came=form.came(), by=request.user)
            messages.success(request, _("Saved. You can correct it here."))
            return redirect(request.get_full_path())
        except Refusal as refusal:
            messages.error(request, str(refusal))
    came = rows.came().count()
    context = {**_around(event, slot), "form": form, "page": page, "came": came}
    return render(request, "gatherings/attendance.html", context)


@require_POST
@runs
def give_certificates(request, event):
    try:
        given = attending.give_certificates(event=event, by=request.user)
        words = ngettext("%(n)s certificate was given. Its reader gets a letter.",
                         "%(n)s certificates were given. Their readers get letters.", given)  # fmt: skip
        messages.success(request, words % {"n": given})
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(_page("attendance", event))


def _around(event, slot) -> dict:
    """What all these pages show: the event, its times to choose from, the one chosen."""
    return {"event": event, "slot": slot, "slots": _slots(event), "now": now()}


def _slots(event):
    return event.slots.open().select_related("event").order_by("starts_at")


def _slot(request, event) -> Slot:
    """The time that is asked for; else the one that goes on or is next, or the latest. 404 where none takes place."""
    told = request.POST.get("slot") or request.GET.get("slot", "")
    if _is_number(told):
        return get_object_or_404(_slots(event), pk=int(told))
    slots = list(_slots(event))
    coming = [slot for slot in slots if not slot.has_ended]
    if not slots:
        raise Http404
    return (coming or slots[-1:])[0]


def _page(name: str, event) -> str:
    return reverse(f"gatherings:{name}", args=[event.key])


def _is_number(told: str) -> bool:
    return told.isascii() and told.isdecimal() and len(told) < 18
