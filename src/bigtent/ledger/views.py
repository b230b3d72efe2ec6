"""Pages of long work."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.ledger import services
from bigtent.ledger.errors import Refusal
from bigtent.ledger.history import address_of, entries_of, events, recorded, row_of
from bigtent.ledger.models import MANAGERS, Job

STOP_POLLING = 286


@login_required
def jobs(request):
    """The work of this reader; for managers everybody's."""
    page = Paginator(Job.objects.visible_to(request.user).select_related("by__person"), 25)
    return render(request, "ledger/jobs.html", {"page": page.get_page(request.GET.get("page"))})


@login_required
def job(request, key):
    """How far one piece of work is. Asked for by htmx it answers with the changing part alone."""
    job = get_object_or_404(Job.objects.visible_to(request.user), key=key)
    if request.htmx:
        response = render(request, "ledger/_progress.html", {"job": job})
        response.status_code = STOP_POLLING if job.is_over else 200
        return response
    may_change = bool(request.user.roles & MANAGERS)
    return render(request, "ledger/job.html", {"job": job, "may_change": may_change})


@login_required
@require_POST
def stop(request, key):
    return _carry_out(request, key, services.stop_job, _("Stopped."))


@login_required
@require_POST
def again(request, key):
    return _carry_out(request, key, services.try_again, _("In line again."))


@login_required
def history(request, model, ident):
    """What was done with one record. Whoever may not read it is not told that it is there."""
    one = recorded(model)
    row = row_of(one, ident) if one else None
    if row is None or not one.may_read(request.user, row):
        raise Http404
    page = Paginator(entries_of(one, row), 25).get_page(request.GET.get("page"))
    context = {"row": row, "page": page, "events": events(row, page), "address": address_of(row)}
    return render(request, "ledger/history.html", context)


def _carry_out(request, key, verb, words) -> HttpResponse:
    job = get_object_or_404(Job.objects.changeable_by(request.user), key=key)
    try:
        verb(job=job, by=request.user)
        messages.success(request, words)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("ledger:job", key=key)
