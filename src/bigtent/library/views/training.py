"""Pages of required training for staff: which role needs what, who owes it, a reminder."""

from collections import Counter

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bigtent.ledger.clock import today
from bigtent.ledger.errors import Refusal
from bigtent.library.forms.training import RequirementForm
from bigtent.library.models import Requirement
from bigtent.library.services import training as services
from bigtent.library.services.statements import export_statements
from bigtent.library.trainings import DUE, EXPIRED, LABELS, OVERDUE, trainings
from bigtent.library.views.writing import say_on
from bigtent.people.models import Person, Purpose

AT_ONCE = 50
# Who waits longest comes first.
FIRST = (EXPIRED, OVERDUE, DUE)


def coordinator(view):
    return login_required(permission_required("library.require_training", raise_exception=True)(view))


@coordinator
def all_trainings(request):
    """Each requirement with how many stand how today."""
    states = Counter((one.requirement.pk, one.state) for one in trainings(today()))
    rows = [
        (row, [(LABELS[state], states[row.pk, state]) for state in LABELS])
        for row in Requirement.objects.in_force(today()).select_related("course")
    ]
    return render(request, "library/courses/trainings.html", {"rows": rows, "labels": LABELS.values()})


@coordinator
def new_requirement(request):
    form = RequirementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.require_training(by=request.user, **form.cleaned_data)
            messages.success(request, _("Required from today on."))
            return redirect(made)
        except Refusal as refusal:
            say_on(form, refusal)
    return render(request, "library/courses/require.html", {"form": form})


@coordinator
def training_of(request, key):
    """Who owes one training, first those whose day has passed."""
    requirement = get_object_or_404(Requirement.objects.select_related("course"), key=key)
    found = trainings(today(), requirement=requirement)
    state = request.GET.get("state")
    shown = [one for one in found if one.state == state] if state in LABELS else found
    shown.sort(key=lambda one: (FIRST.index(one.state) if one.state in FIRST else len(FIRST), one.due_on))
    page = Paginator(shown, AT_ONCE).get_page(request.GET.get("page"))
    people = Person.objects.visible_to(request.user, Purpose.RECORDS).in_bulk([one.person_id for one in page])
    counts = Counter(one.state for one in found)
    context = {
        "requirement": requirement,
        "page": page,
        "rows": [(one, people.get(one.person_id)) for one in page],
        "counts": [(value, label, counts[value]) for value, label in LABELS.items()],
        "owing": sum(counts[one] for one in FIRST),
        "state": state,
    }
    return render(request, "library/courses/training_of.html", context)


@require_POST
@coordinator
def remind(request, key):
    requirement = get_object_or_404(Requirement.objects.in_force(today()).select_related("course"), key=key)
    try:
        told = services.remind_of_training(requirement=requirement, by=request.user)
        words = ngettext("%(n)s person was told.", "%(n)s people were told.", told)
        messages.success(request, words % {"n": told} if told else _("Everybody was told today already."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(requirement)


@require_POST
@coordinator
def end_requirement(request, key):
    requirement = get_object_or_404(Requirement, key=key)
    try:
        services.end_requirement(requirement=requirement, by=request.user)
        messages.success(request, _("Nobody owes it any more. What was completed stays; you can require it again."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("library:trainings")


@require_POST
@coordinator
def all_statements(request):
    """What everybody learned, under keys that tell nobody who it is."""
    response = JsonResponse(export_statements(by=request.user), safe=False, json_dumps_params={"ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="statements-{today()}.json"'
    response["Cache-Control"] = "private, no-store"
    return response
