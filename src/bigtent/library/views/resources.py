"""Pages of resources: one of them and its versions, the file, new, change; off the shelf and back."""

from pathlib import Path as FilePath

from django.contrib.auth.decorators import login_required, permission_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.library.forms.resources import ChangeResourceForm, ResourceForm
from bigtent.library.models import Brief, Resource, Solution
from bigtent.library.reading import as_page
from bigtent.library.representing import represented_by
from bigtent.library.services import resources as services
from bigtent.library.views.pages import carried_out, form_page

SHELVES = {"resource": Resource, "solution": Solution, "brief": Brief}

manages = permission_required("library.manage", raise_exception=True)


def resource(request, key):
    row = get_object_or_404(Resource.objects.readable_by(request.user).prefetch_related("topics"), key=key)
    context = {"row": row, "text": as_page(request, row.text), "versions": row.versions.all()}
    return render(request, "library/resource.html", context | acts_on(request.user, row))


def page(request, name):
    """The same page at an address that stays: by the name the packaged text has."""
    return redirect(get_object_or_404(Resource.objects.readable_by(request.user), shipped=name))


def version(request, key, number):
    row = get_object_or_404(Resource.objects.readable_by(request.user), key=key)
    told = get_object_or_404(row.versions, number=number)
    context = {"row": row, "version": told, "text": as_page(request, told.text), "is_newest": number == row.number}
    return render(request, "library/version.html", context)


def file(request, key, number):
    """The file of a version, to keep: nothing of it is opened inside a page."""
    row = get_object_or_404(Resource.objects.readable_by(request.user), key=key)
    told = get_object_or_404(row.versions.select_related("document"), number=number)
    if told.document is None:
        raise Http404
    suffix = FilePath(told.document.name).suffix.lower()
    return FileResponse(
        told.document.path.open("rb"),
        as_attachment=True,
        filename=f"{told.title}{suffix}",
        content_type="application/octet-stream",
    )


def acts_on(account, row) -> dict:
    """Who works with a thing of the shelf, and what this reader may say or do about it."""
    adoptions = row.adoptions.in_force().select_related("organization")
    signed_in = account.is_authenticated
    return {
        "adoptions": adoptions,
        "may_manage": account.has_perm("library.manage"),
        "may_adopt": signed_in and (account.has_perm("library.manage") or represented_by(account.person_id).exists()),
        "represented": set(represented_by(account.person_id).values_list("pk", flat=True)) if signed_in else set(),
    }


@login_required
@manages
def new_resource(request):
    form = ResourceForm(request.POST or None, request.FILES or None)
    return form_page(
        request, form, lambda: services.add_resource(by=request.user, **form.cleaned_data),
        title=_("A new resource"), button=_("Put it on the shelf"), done=_("It stands on the shelf."),
        back=reverse("library:home"),
        lede=_("An article, toolkit, recording, template or data set; or a page of your own."),
    )  # fmt: skip


@login_required
@manages
def change_resource(request, key):
    row = get_object_or_404(Resource, key=key)
    form = ChangeResourceForm(request.POST or None, request.FILES or None, row=row)
    return form_page(
        request, form, lambda: services.change_resource(resource=row, by=request.user, **form.cleaned_data),
        title=_("Change “%s”") % row, button=_("Save"), done=_("Saved."), back=row.get_absolute_url(),
        lede=_("Where the content changes a new version is shown. The one before stays readable."),
    )  # fmt: skip


@require_POST
@login_required
@manages
def take_off(request, shelf, key):
    thing = _thing(shelf, key)
    words = _("Taken off the shelf. Within 30 days you can put it back here.")
    return carried_out(request, lambda: services.take_off_shelf(thing=thing, by=request.user), words, thing)


@require_POST
@login_required
@manages
def put_back(request, shelf, key):
    thing = _thing(shelf, key)
    words = _("It stands on the shelf again.")
    return carried_out(request, lambda: services.put_back_on_shelf(thing=thing, by=request.user), words, thing)


def _thing(shelf: str, key: str):
    if shelf not in SHELVES:
        raise Http404
    return get_object_or_404(SHELVES[shelf], key=key)
