"""Leaving: what it means, the ways short of it, and the end. Erasing for those who ask by letter."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bigtent.ledger.clock import now
from bigtent.people.erasing.suppressing import came_back
from bigtent.people.errors import PeopleError
from bigtent.people.forms.leaving import KeepAgainForm, LeaveForm, ReasonForm
from bigtent.people.models import Erasure, ErasureRequest, Person, Purpose
from bigtent.people.services import (
    ask_erasure,
    carry_out_erasure,
    close_account,
    erase_person,
    keep_again,
    set_consents,
    withdraw_erasure,
)
from bigtent.people.services.erasure import what_leaves
from bigtent.people.sessions import SIGNED_IN
from bigtent.people.views.refusing import say_on

LATELY = 15 * 60
PAGE = 50


def signed_in_lately(view):
    """Only for who signed in during the last fifteen minutes; others are asked to sign in again."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if now().timestamp() - request.session.get(SIGNED_IN, 0) <= LATELY:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            logout(request)
            return redirect_to_login(request.path)
        return render(request, "people/leave_sign_in.html")

    return guarded


@login_required
@signed_in_lately
def leave(request):
    """What leaving means, before it is done; then it is done at once."""
    person, form = request.user.person, LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            erase_person(person=person, by=request.user, asked_by_herself=True)
            logout(request)
            return redirect("people:left")
        except PeopleError as refusal:
            say_on(form, refusal)
    consents = set(person.consents.in_force().filter(datum="", given=True).values_list("purpose", flat=True))
    context = {"form": form, "leaving": what_leaves(person), "yes_to": consents}
    return render(request, "people/leave.html", context)


@login_required
@require_POST
def leave_instead(request):
    """The ways short of leaving, one button each."""
    person, way = request.user.person, request.POST.get("way")
    if way == "account":
        return _close(request)
    purposes = {"messages": [Purpose.OUTREACH], "directory": [Purpose.DIRECTORY], "pairing": [Purpose.MENTORING]}
    if way in purposes:
        set_consents(choices=[(person, purpose, False) for purpose in purposes[way]], by=request.user)
        messages.success(request, _("Saved. Your choices hold from this moment."))
    return redirect("people:leave")


def _close(request):
    try:
        close_account(account=request.user, by=request.user, reason=_("Closed on the own page"))
    except PeopleError as refusal:
        messages.error(request, str(refusal))
        return redirect("people:leave")
    logout(request)
    messages.success(request, _("Your account is closed. Write to us when you want it open again."))
    return redirect("home")


@require_safe
def left(request):
    """Good-bye. It says the same to everybody, so it tells nobody anything."""
    return render(request, "people/left.html")


@login_required
@permission_required("people.erase_person", raise_exception=True)
def erase(request, key):
    """Somebody asked by letter: one manager writes it down, another one looks and carries it out."""
    person = get_object_or_404(Person.objects.visible_to(request.user, Purpose.RECORDS), key=key)
    asked = ErasureRequest.objects.filter(person=person).select_related("by__person").first()
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and not asked and form.is_valid():
        try:
            ask_erasure(person=person, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("Written down. Another manager looks at it and carries it out."))
            return redirect("people:erasures")
        except PeopleError as refusal:
            say_on(form, refusal)
    context = {"person": person, "asked": asked, "form": form, "leaving": what_leaves(person)}
    return render(request, "people/erase.html", context)


@login_required
@permission_required("people.erase_person", raise_exception=True)
@require_POST
def carry_out(request, key):
    asked = _asked_for(request, key)
    try:
        carry_out_erasure(asked=asked, by=request.user)
        messages.success(request, _("Erased. Nothing that names this person is left."))
    except PeopleError as refusal:
        messages.error(request, str(refusal))
    return redirect("people:erasures")


@login_required
@permission_required("people.erase_person", raise_exception=True)
@require_POST
def withdraw(request, key):
    withdraw_erasure(asked=_asked_for(request, key), by=request.user)
    messages.success(request, _("Withdrawn. Nothing was erased."))
    return redirect("people:erasures")


def _asked_for(request, key: str) -> ErasureRequest:
    seen = Person.objects.visible_to(request.user, Purpose.RECORDS)
    return get_object_or_404(ErasureRequest, person__key=key, person__in=seen.values("pk"))


@login_required
@permission_required("people.erase_person", raise_exception=True)
def erasures(request):
    """Who asked, what was done, and how an erased address may be kept again."""
    form = KeepAgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            keep_again(value=form.cleaned_data["value"], by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("This address may be kept again."))
            return redirect(reverse("people:erasures"))
        except PeopleError as refusal:
            say_on(form, refusal)
    context = {
        "form": form,
        "back": came_back(),
        "asked": ErasureRequest.objects.select_related("person", "by__person"),
        "page": Paginator(Erasure.objects.select_related("by__person"), PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "people/erasures.html", context)
