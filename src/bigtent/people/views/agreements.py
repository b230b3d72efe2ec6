"""The agreement: read it, see what changed; staff draft it, look at it, publish it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.people.agreement_changes import changes_between, needs_in_words
from bigtent.people.errors import PeopleError
from bigtent.people.forms.volunteering import AgreementForm
from bigtent.people.models import Agreement
from bigtent.people.services import (
    draft_agreement,
    edit_agreement,
    publish_agreement,
    take_back_agreement,
)
from bigtent.people.services.agreements import can_be_taken_back
from bigtent.people.views.refusing import say_on

COORDINATES = "people.coordinate_volunteers"


def agreement(request):
    """The version in force, for everybody; or that there is none yet."""
    found = Agreement.objects.in_force()
    return redirect(found) if found else render(request, "people/no_agreement.html")


def agreement_version(request, number):
    """One version: published for everybody, a draft for those who write it, as everybody will see it."""
    found = get_object_or_404(_readable(request), number=number)
    language = found.language(request.GET.get("language") or get_language())
    context = {
        "agreement": found,
        "text": found.text(language),
        "added": [(one, one.text(language), needs_in_words(one)) for one in found.roles.all()],
        "text_language": language,
        "latest": Agreement.objects.in_force(),
        "before": _before(found),
        "can_be_taken_back": can_be_taken_back(found),
        "signed": found.signatures.in_force().values("person").distinct().count(),
    }
    return render(request, "people/agreement.html", context)


def agreement_changes(request, number):
    found = get_object_or_404(_readable(request), number=number)
    before = _before(found)
    if before is None:
        return redirect(found)
    language = found.language(request.GET.get("language") or get_language())
    parts = changes_between(before, found, language)
    context = {"agreement": found, "before": before, "parts": parts, "text_language": language}
    return render(request, "people/agreement_changes.html", context)


@login_required
@permission_required(COORDINATES, raise_exception=True)
def agreements(request):
    versions = Agreement.objects.select_related("by__person")
    return render(request, "people/agreements.html", {"versions": versions, "draft": Agreement.objects.draft()})


@login_required
@permission_required(COORDINATES, raise_exception=True)
@require_POST
def draft(request):
    try:
        made = draft_agreement(by=request.user)
    except PeopleError as refusal:
        messages.error(request, str(refusal))
        return redirect("people:agreements")
    return redirect("people:edit_agreement", number=made.number)


@login_required
@permission_required(COORDINATES, raise_exception=True)
def edit(request, number):
    found = get_object_or_404(Agreement, number=number)
    form = AgreementForm(request.POST or None, agreement=found)
    if found.published_at:
        return redirect(found)
    if request.method == "POST" and form.is_valid():
        try:
            edit_agreement(agreement=found, by=request.user, values=form.values(), roles=form.role_values())
            messages.success(request, _("Saved. This is how everybody will see it."))
            return redirect(found)
        except PeopleError as refusal:
            say_on(form, refusal)
    return render(request, "people/edit_agreement.html", {"agreement": found, "form": form})


@login_required
@permission_required(COORDINATES, raise_exception=True)
@require_POST
def publish(request, number):
    done = _("Published. You can take it back for 24 hours, while nobody has signed it.")
    return _tried(request, publish_agreement, number, done)


@login_required
@permission_required(COORDINATES, raise_exception=True)
@require_POST
def take_back(request, number):
    return _tried(request, take_back_agreement, number, _("Taken back. It is a draft again."))


def _tried(request, verb, number, done: str):
    found = get_object_or_404(Agreement, number=number)
    try:
        verb(agreement=found, by=request.user)
        messages.success(request, done)
    except PeopleError as refusal:
        messages.error(request, str(refusal))
    return redirect(found)


def _readable(request):
    drafts_too = request.user.has_perm(COORDINATES)
    return Agreement.objects.all() if drafts_too else Agreement.objects.published()


def _before(found: Agreement) -> Agreement | None:
    return Agreement.objects.published().filter(number__lt=found.number).first()
