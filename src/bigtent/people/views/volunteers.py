"""Who gives time and is cleared for what: for those who coordinate."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bigtent.ledger.clock import today
from bigtent.ledger.spreadsheets import csv_download
from bigtent.people.clearance import clearance, clearances, signatures_found
from bigtent.people.errors import PeopleError
from bigtent.people.forms.volunteering import ChecksForm, EndRoleForm, VolunteerSearch
from bigtent.people.models import Agreement, Person, Purpose
from bigtent.people.services import end_signature, export_volunteers, record_checks, take_back_end
from bigtent.people.services.volunteering import can_go_on
from bigtent.people.views.refusing import say_on

PER_PAGE = 50
coordinates = permission_required("people.coordinate_volunteers", raise_exception=True)


def _people(request):
    return Person.objects.visible_to(request.user, Purpose.RECORDS)


@login_required
@coordinates
def volunteers(request, checks=None):
    """Each signature with what it is worth today; `checks` is the form with something to correct."""
    search = VolunteerSearch(request.GET)
    found = signatures_found(_people(request), day=today(), **search.criteria())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    checks = checks or ChecksForm(people=_people(request), initial={"on": today()})
    context = {
        "search": search,
        "page": page,
        "rows": clearances(page.object_list, today()),
        "checks": checks,
        "chosen": set(checks.data.getlist("people")) if checks.is_bound else set(),
        "latest": Agreement.objects.in_force(),
        "query": request.GET.urlencode(),
    }
    return render(request, "people/volunteers.html", context)


@login_required
@coordinates
@require_POST
def record(request):
    """The outcome of a check for everybody chosen in the table, or for one person from her page."""
    form = ChecksForm(request.POST, people=_people(request))
    if form.is_valid():
        try:
            count = record_checks(people=form.cleaned_data["people"], by=request.user, **form.outcome())
        except PeopleError as refusal:
            say_on(form, refusal)
        else:
            words = ngettext("Recorded for %s person.", "Recorded for %s people.", count)
            messages.success(request, words % count)
            return redirect("people:volunteers")
    return volunteers(request, checks=form)


@login_required
@coordinates
@require_POST
def export(request):
    search = VolunteerSearch(request.GET)
    rows = export_volunteers(people=_people(request), by=request.user, **search.criteria())
    return csv_download(rows, name=f"volunteers-{today()}.csv")


@login_required
@coordinates
def volunteer(request, key, ending=None):
    """One person: what she signed, what is missing, how the checks went."""
    person = get_object_or_404(_people(request), key=key)
    ended = person.signatures.filter(ended_at__isnull=False).select_related("agreement")
    context = {
        "person": person,
        "held": clearance(person, today()),
        "ended": [(one, can_go_on(one, own=False)) for one in ended],
        "checks": person.checks.select_related("by__person"),
        "form": ChecksForm(people=_people(request), initial={"on": today(), "people": [person]}),
        "ending": ending or EndRoleForm(),
    }
    return render(request, "people/volunteer.html", context)


@login_required
@coordinates
@require_POST
def end(request, key, pk):
    person = get_object_or_404(_people(request), key=key)
    signature = get_object_or_404(person.signatures, pk=pk)
    form = EndRoleForm(request.POST)
    if not form.is_valid():
        return volunteer(request, key, ending=form)
    try:
        end_signature(signature=signature, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Ended. You can let it go on as long as it would have held."))
    except PeopleError as refusal:
        messages.error(request, str(refusal))
    return redirect("people:volunteer", key=key)


@login_required
@coordinates
@require_POST
def go_on(request, key, pk):
    person = get_object_or_404(_people(request), key=key)
    signature = get_object_or_404(person.signatures, pk=pk)
    try:
        take_back_end(signature=signature, by=request.user)
        messages.success(request, _("It goes on as before."))
    except PeopleError as refusal:
        messages.error(request, str(refusal))
    return redirect("people:volunteer", key=key)
