"""What under-represented is taken to mean: definitions over groups, with their figures beside them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.identity import scope
from bigtent.identity.errors import DefinitionError
from bigtent.identity.forms import DefinitionForm, EndForm
from bigtent.identity.models import Definition
from bigtent.identity.services import end_definition, enter_definition
from bigtent.people.models import Purpose


def _may(request, right: str) -> None:
    if not request.user.has_perm(right):
        raise PermissionDenied


@login_required
def definitions(request):
    _may(request, "identity.read_totals")
    return render(request, "identity/definitions.html", {"definitions": Definition.objects.all()})


@login_required
def new_definition(request):
    _may(request, "identity.define")
    form = DefinitionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = enter_definition(shares=form.shares(), by=request.user, **form.facts())
            messages.success(request, _("Entered. It says something of groups, and of nobody."))
            return redirect(made)
        except DefinitionError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    return render(request, "identity/new_definition.html", {"form": form})


@login_required
def definition(request, key, form=None):
    _may(request, "identity.read_totals")
    one = get_object_or_404(Definition, key=key)
    found, lines = scope.standing(one, by=request.user)
    purpose = Purpose(found.purpose).label
    context = {"one": one, "found": found, "lines": lines, "purpose": purpose, "form": form or EndForm()}
    return render(request, "identity/definition.html", context)


@login_required
@require_POST
def end(request, key):
    _may(request, "identity.define")
    one, form = get_object_or_404(Definition, key=key), EndForm(request.POST)
    if not form.is_valid():
        return definition(request, key, form=form)
    try:
        end_definition(definition=one, on=form.cleaned_data["until_on"], by=request.user)
        messages.success(request, _("It ends on that day."))
        return redirect(one)
    except DefinitionError as refusal:
        form.add_error(refusal.field, refusal.message)
        return definition(request, key, form=form)
