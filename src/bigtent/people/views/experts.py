"""The expert roster: my own entry; for staff the search, one entry, and when she was called upon."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.people.errors import PeopleError
from bigtent.people.experts import experts_read_by, lived_read_by, seen
from bigtent.people.forms.experts import ExpertiseForm, ExpertSearch, UseForm
from bigtent.people.models import Expertise
from bigtent.people.services import put_back_on_roster, record_use, set_expertise, take_off_roster
from bigtent.people.views.refusing import say_on

PER_PAGE = 25
reads = permission_required("people.read_experts", raise_exception=True)


@login_required
def my_expertise(request):
    """What I say of myself, with what staff see of it beside."""
    person = request.user.person
    entry, consents = Expertise.objects.filter(person=person).first(), list(person.consents.in_force())
    form = ExpertiseForm(request.POST or None, entry=entry, consents=consents)
    if request.method == "POST" and form.is_valid():
        try:
            set_expertise(by=request.user, facts=form.facts(), lived=form.cleaned_data["lived"], allows=form.allows())
            messages.success(request, _("Saved. Beside it you see what staff see of it."))
            return redirect("people:my_expertise")
        except PeopleError as refusal:
            say_on(form, refusal)
    preview = seen(entry) if entry else None
    return render(request, "people/my_expertise.html", {"entry": entry, "form": form, "preview": preview})


@login_required
@require_POST
def take_off(request):
    words = _("Taken off the roster. What you wrote of your life is erased; the rest you can bring back.")
    return _tried(request, take_off_roster, words)


@login_required
@require_POST
def put_back(request):
    return _tried(request, put_back_on_roster, _("Your entry is back on the roster."))


def _tried(request, verb, done: str):
    try:
        verb(by=request.user)
        messages.success(request, done)
    except PeopleError as refusal:
        messages.error(request, str(refusal))
    return redirect("people:my_expertise")


@login_required
@reads
def experts(request):
    """Those who agreed, whoever was asked longest ago first."""
    search = ExpertSearch(request.GET)
    entry, where = search.criteria()
    found = experts_read_by(request.user, where).matching(**entry).least_used_first().select_related("person")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/experts.html", {"search": search, "page": page})


@login_required
@reads
def expert(request, key, form=None):
    entry = get_object_or_404(experts_read_by(request.user).select_related("person"), person__key=key)
    context = {
        "entry": entry,
        "lived": lived_read_by(request.user, entry),
        "uses": entry.uses.select_related("by__person"),
        "form": form or UseForm(),
    }
    return render(request, "people/expert.html", context)


@login_required
@reads
@require_POST
def used(request, key):
    entry = get_object_or_404(experts_read_by(request.user), person__key=key)
    form = UseForm(request.POST)
    if form.is_valid():
        try:
            record_use(expertise=entry, by=request.user, **form.cleaned_data)
            messages.success(request, _("Noted."))
            return redirect("people:expert", key=key)
        except PeopleError as refusal:
            say_on(form, refusal)
    return expert(request, key, form=form)
