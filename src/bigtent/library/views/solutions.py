"""Pages of solutions and briefs: one of them, new, change; and of who works with what."""

from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.library.forms.resources import AdoptionForm, BriefForm, SolutionForm
from bigtent.library.models import Adoption, Brief, Resource, Solution
from bigtent.library.representing import represented_by, represents
from bigtent.library.services import adoptions
from bigtent.library.services import solutions as services
from bigtent.library.views.pages import carried_out, form_page
from bigtent.library.views.resources import acts_on
from bigtent.people.models import Organization, Person, Purpose

manages = permission_required("library.manage", raise_exception=True)
ADOPTED = {"resource": Resource, "solution": Solution}


def solution(request, key):
    row = get_object_or_404(Solution.objects.readable_by(request.user).prefetch_related("topics"), key=key)
    named = Person.objects.visible_to(request.user, Purpose.DIRECTORY).filter(pk=row.contact_id).first()
    return render(request, "library/solution.html", {"row": row, "contact": named} | acts_on(request.user, row))


def brief(request, key):
    row = get_object_or_404(Brief.objects.readable_by(request.user).prefetch_related("topics"), key=key)
    context = {"row": row, "recommendations": row.recommendations.all()}
    return render(request, "library/brief.html", context | {"may_manage": request.user.has_perm("library.manage")})


@login_required
@manages
def new_solution(request):
    form = SolutionForm(request.POST or None)
    return form_page(
        request, form, lambda: services.add_solution(by=request.user, **form.cleaned_data),
        title=_("A new solution"), button=_("Put it on the shelf"), done=_("It stands on the shelf."),
        back=reverse("library:home"), lede=_("What was done about a problem, where, and how one knows that it helped."),
    )  # fmt: skip


@login_required
@manages
def change_solution(request, key):
    row = get_object_or_404(Solution, key=key)
    form = SolutionForm(request.POST or None, row=row)
    return form_page(
        request, form, lambda: services.change_solution(solution=row, by=request.user, **form.cleaned_data),
        title=_("Change “%s”") % row, button=_("Save"), done=_("Saved."), back=row.get_absolute_url(),
    )  # fmt: skip


@login_required
@manages
def new_brief(request):
    form = BriefForm(request.POST or None)
    return form_page(
        request, form, lambda: services.add_brief(by=request.user, **form.cleaned_data),
        title=_("A new brief"), button=_("Put it on the shelf"), done=_("It stands on the shelf."),
        back=reverse("library:home"), lede=_("A claim, the source it rests on, and what follows from it."),
    )  # fmt: skip


@login_required
@manages
def change_brief(request, key):
    row = get_object_or_404(Brief, key=key)
    form = BriefForm(request.POST or None, row=row)
    return form_page(
        request, form, lambda: services.change_brief(brief=row, by=request.user, **form.cleaned_data),
        title=_("Change “%s”") % row, button=_("Save"), done=_("Saved."), back=row.get_absolute_url(),
    )  # fmt: skip


@login_required
def adopt(request, shelf, key):
    """Say "we adopted this": staff for any organization, a representative for hers."""
    if shelf not in ADOPTED:
        raise Http404
    row = get_object_or_404(ADOPTED[shelf].objects.shown_to(request.user), key=key)
    staff = request.user.has_perm("library.manage")
    choices = Organization.objects.all() if staff else represented_by(request.user.person_id)
    if not (staff or request.user.has_perm("library.adopt") and choices.exists()):
        raise PermissionDenied
    form = AdoptionForm(request.POST or None, organizations=choices)
    return form_page(
        request, form, lambda: adoptions.adopt(thing=row, by=request.user, **form.cleaned_data),
        title=_("Who works with “%s”?") % row, button=_("Show it on the page"), back=row.get_absolute_url(), to=row,
        done=_("It stands on the page. You can take it back there at any time."),
        lede=_("The name of the organization stands on the page, with the day and with who said so."),
    )  # fmt: skip


@require_POST
@login_required
def take_back_adoption(request, pk):
    row = get_object_or_404(Adoption.objects.in_force().select_related("organization"), pk=pk)
    account = request.user
    if not (account.has_perm("library.manage") or represents(account.person_id, row.organization)):
        raise PermissionDenied
    words = _("Taken back. It can be said again at any time.")
    return carried_out(
        request, lambda: adoptions.take_back_adoption(adoption=row, by=request.user), words, row.get_absolute_url()
    )
