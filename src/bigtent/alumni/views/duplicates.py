"""Pages of duplicates: search, look at two records side by side, decide, take back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.alumni.errors import DuplicateError
from bigtent.alumni.forms.duplicates import DecisionForm
from bigtent.alumni.models import DuplicatePair, DuplicateRun, alumni
from bigtent.alumni.rules import may_take_back
from bigtent.alumni.services import decide_duplicates, undo_duplicate_decision
from bigtent.alumni.services.duplicates import latest_decision
from bigtent.alumni.services.sureness import POLICY
from bigtent.alumni.views.sides import Side, compared, weights
from bigtent.ledger.models import Job
from bigtent.ledger.services import start_job
from bigtent.people.errors import PeopleError
from bigtent.people.models import Person, Purpose

FIND = "bigtent.alumni.services.find_duplicates"
UNDO = "bigtent.alumni.services.undo_duplicate_run"
enter = permission_required("alumni.review_duplicates", raise_exception=True)
MAY_START = "alumni.import_roster"
may_start = permission_required(MAY_START, raise_exception=True)


@login_required
@enter
def duplicates(request):
    """What waits, how sure the computer must be, and the searches so far."""
    context = {
        "waiting": DuplicatePair.objects.waiting().count(),
        "postponed": DuplicatePair.objects.postponed().count(),
        "alumni": alumni().count(),
        "policy": POLICY,
        "at_work": Job.objects.unfinished().filter(verb__in=[FIND, UNDO]).first(),
        "page": Paginator(DuplicateRun.objects.select_related("by__person"), 10).get_page(request.GET.get("page")),
    }
    return render(request, "alumni/duplicates/duplicates.html", context)


@login_required
@may_start
@require_POST
def start(request):
    """Begin a search, or show the one at work."""
    job = Job.objects.unfinished().filter(verb=FIND).first() or start_job(
        verb=FIND,
        title=_("Look for duplicates"),
        by=request.user,
        permission=MAY_START,
        result_url=reverse("alumni:duplicates"),
    )
    return redirect("ledger:job", key=job.key)


@login_required
@enter
def review(request):
    """The next question; those put off come when no other is left."""
    pairs = DuplicatePair.objects.waiting().most_telling_first()
    pair = pairs.first() or DuplicatePair.objects.postponed().most_telling_first().first()
    if pair:
        return redirect(pair)
    return render(request, "alumni/duplicates/none.html", {"latest": latest_decision(request.user)})


@login_required
@enter
def duplicate(request, key):
    """Two records side by side, and the decision about them."""
    seen = DuplicatePair.objects.select_related("first__place", "second__place", "merge__kept", "merge__merged")
    pair = get_object_or_404(seen, key=key)
    people = Person.objects.visible_to(request.user, Purpose.RECORDS)
    if request.method == "POST":
        return _decide(request, pair)
    sides = [Side(person) for person in (pair.first, pair.second)]
    context = {
        "pair": pair,
        "may_take_back": may_take_back(request.user, pair),
        "open": people.filter(pk__in=[pair.first_id, pair.second_id]).count() == 2,
        "sides": sides,
        "rows": compared(pair, sides),
        "weights": weights(pair),
        "waiting": DuplicatePair.objects.waiting().count(),
        "latest": latest_decision(request.user),
    }
    return render(request, "alumni/duplicates/duplicate.html", context)


def _decide(request, pair: DuplicatePair):
    form = DecisionForm(request.POST)
    try:
        if form.is_valid():
            decide_duplicates(pairs=[pair], decision=form.cleaned_data["decision"], by=request.user)
            return redirect("alumni:review-duplicates")
        messages.error(request, _("Say whether this is the same person, not the same, or to be decided later."))
    except (DuplicateError, PeopleError) as refusal:
        messages.error(request, refusal.message)
    return redirect(pair)


@login_required
@enter
@require_POST
def undo(request, key):
    """Take one decision back and show the question again."""
    pair = get_object_or_404(DuplicatePair, key=key)
    if not may_take_back(request.user, pair):
        messages.error(request, _("Only a program manager may take back what others decided."))
        return redirect(pair)
    try:
        undo_duplicate_decision(pair=pair, by=request.user)
        messages.success(request, _("Taken back. The question stands again."))
    except (DuplicateError, PeopleError) as refusal:
        messages.error(request, refusal.message)
    return redirect(pair)


@login_required
@enter
def run(request, key):
    """What one search merged by itself."""
    run = get_object_or_404(DuplicateRun.objects.select_related("by__person"), key=key)
    pairs = run.pairs.filter(automatic=True).select_related("merge__kept", "merge__merged").order_by("probability")
    page = Paginator(pairs, 50).get_page(request.GET.get("page"))
    return render(request, "alumni/duplicates/run.html", {"run": run, "page": page})


@login_required
@may_start
@require_POST
def undo_run(request, key):
    """Separate everything one search merged by itself."""
    run = get_object_or_404(DuplicateRun.objects.filter(undone_at__isnull=True), key=key)
    job = Job.objects.unfinished().filter(verb=UNDO, arguments={"run_key": key}).first() or start_job(
        verb=UNDO,
        title=_("Take back a search for duplicates"),
        by=request.user,
        permission=MAY_START,
        arguments={"run_key": key},
        result_url=run.get_absolute_url(),
    )
    return redirect("ledger:job", key=job.key)
