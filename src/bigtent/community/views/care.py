"""Pages of care. That somebody read one of them is written down nowhere: no line of a log, no row, no cookie."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bigtent.community.errors import CareError
from bigtent.community.forms.care import ClinicianSearch, HelpLineForm, ListingForm, WhereForm
from bigtent.community.models import ClinicianListing, HelpLine
from bigtent.community.services import care as services
from bigtent.groups.models import Group
from bigtent.ledger.clock import today
from bigtent.people.models import Network

keeps_lines = permission_required("community.keep_help_lines", raise_exception=True)


def unread_by_others(view):
    """Nothing keeps the page, and no page it leads to learns where the reader came from."""

    @require_safe
    @wraps(view)
    def shown(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noarchive"
        return response

    return shown


@unread_by_others
def care(request):
    """Who can be turned to now, first those for emergencies."""
    form = WhereForm(request.GET or None)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    lines = list(HelpLine.objects.offered().for_state(state))
    known = {line.link for line in lines}
    context = {
        "form": form,
        "urgent": [line for line in lines if line.for_crisis],
        "lines": [line for line in lines if not line.for_crisis],
        "more": [link for link in Network.current().support_for(state) if link["url"] not in known],
        "circles": circles_of(request.user)[:5],
        "may_keep": request.user.has_perm("community.keep_help_lines"),
    }
    return render(request, "community/care/care.html", context)


def circles_of(account):
    """Circles of peers that this reader may know of."""
    return Group.objects.visible_to(account).under_way().filter(kind=Group.Kind.CIRCLE)


@unread_by_others
def racism_at_work(request):
    """What can help after racism at work, and who."""
    urgent = HelpLine.objects.offered().filter(code="physician-support-line").first()
    return render(request, "community/care/racism.html", {"circles": circles_of(request.user)[:5], "line": urgent})


@unread_by_others
def clinicians(request):
    """Those who listed themselves, by what they state."""
    form = ClinicianSearch(request.GET or None)
    found = ClinicianListing.objects.shown_to(request.user).select_related("person__profession")
    if form.is_bound:
        found = found.matching(**form.criteria()) if form.is_valid() else found.none()
    page = Paginator(found, 20).get_page(request.GET.get("page"))
    return render(request, "community/care/clinicians.html", {"form": form, "page": page})


@login_required
@permission_required("community.take_part", raise_exception=True)
def my_listing(request):
    """What one says of one's own practice, as others read it."""
    listing = ClinicianListing.objects.filter(person=request.user.person_id).select_related("person").first()
    form = ListingForm(request.POST or None, instance=listing)
    if request.method == "POST" and form.is_valid():
        try:
            services.list_clinician(by=request.user, **form.cleaned_data)
        except CareError as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("You stand in the directory of clinicians, as you see it here."))
            return redirect("community:my_listing")
    is_shown = listing and ClinicianListing.objects.shown_to(request.user).filter(pk=listing.pk).exists()
    context = {"form": form, "listing": listing if request.method == "GET" else None, "is_shown": is_shown}
    return render(request, "community/care/my_listing.html", context)


@require_POST
@login_required
def end_my_listing(request):
    services.end_listing(by=request.user)
    messages.success(request, _("You are out of the directory. What you wrote stays here, if you want to come back."))
    return redirect("community:my_listing")


@login_required
@keeps_lines
def help_lines(request):
    """Every line with when it was last looked at; those to be looked at again first."""
    due = HelpLine.objects.to_be_checked(today())
    context = {"due": due, "lines": HelpLine.objects.offered().exclude(pk__in=due), "ended": HelpLine.objects.filter(
        ended_on__isnull=False)}  # fmt: skip
    return render(request, "community/care/help_lines.html", context)


@login_required
@keeps_lines
def new_help_line(request):
    return _line_page(request, None)


@login_required
@keeps_lines
def help_line(request, pk):
    return _line_page(request, get_object_or_404(HelpLine, pk=pk))


def _line_page(request, line):
    form = HelpLineForm(request.POST or None, instance=line)
    if request.method == "POST" and form.is_valid():
        kept = HelpLine.objects.get(pk=line.pk) if line else None
        try:
            services.keep_help_line(values=form.cleaned_data, line=kept, by=request.user)
        except CareError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept, and noted as looked at today."))
            return redirect("community:help_lines")
    return render(request, "community/care/help_line.html", {"form": form, "line": line})


@require_POST
@login_required
@keeps_lines
def confirm_help_line(request, pk):
    services.confirm_help_line(line=get_object_or_404(HelpLine, pk=pk), by=request.user)
    messages.success(request, _("Noted: it was looked at today and holds."))
    return redirect("community:help_lines")


@require_POST
@login_required
@keeps_lines
def end_help_line(request, pk):
    services.end_help_line(line=get_object_or_404(HelpLine, pk=pk), by=request.user)
    messages.success(request, _("It is off the page. You can put it back below."))
    return redirect("community:help_lines")


@require_POST
@login_required
@keeps_lines
def put_back_help_line(request, pk):
    services.end_help_line(line=get_object_or_404(HelpLine, pk=pk), by=request.user, ended=False)
    messages.success(request, _("It is on the page again."))
    return redirect("community:help_lines")
