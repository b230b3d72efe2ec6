"""What somebody does about an opportunity for herself: save it, note that she applied and what came of it, send it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.community.errors import OpportunityError
from bigtent.community.forms.opportunities import AddressForm, AppliedForm, ResultForm
from bigtent.community.services import passing_on, saving
from bigtent.community.suiting import suiting
from bigtent.community.views.opportunities import seen, takes_part
from bigtent.ledger.errors import Refusal
from bigtent.people.models import Person, Purpose

AT_ONCE = 20


def _done(request, verb, words: str, row):
    """Carry out a verb, say how it ended, and show the opportunity again."""
    try:
        verb()
        messages.success(request, words)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(row)


@require_POST
@login_required
@takes_part
def save(request, key):
    row = get_object_or_404(seen(request.user), key=key)
    words = _("Saved. It stands in your month and in your own calendar; nobody else sees that.")
    return _done(request, lambda: saving.save_opportunity(opportunity=row, by=request.user), words, row)


@require_POST
@login_required
@takes_part
def unsave(request, key):
    row = get_object_or_404(seen(request.user), key=key)
    words = _("It is off your list. You can save it again.")
    return _done(request, lambda: saving.unsave_opportunity(opportunity=row, by=request.user), words, row)


@login_required
@takes_part
def applied(request, key):
    """Note when she applied."""
    row = get_object_or_404(seen(request.user), key=key)
    form = AppliedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            saving.note_application(opportunity=row, on=form.cleaned_data["applied_on"], by=request.user)
            messages.success(request, _("Noted for yourself. You can take it back."))
            return redirect(row)
        except OpportunityError as refusal:
            form.add_error(refusal.field or None, str(refusal))
    lede = _("Only you see this. It helps you to remember, and you can take it back.")
    context = {"one": row, "form": form, "title": _("I applied"), "button": _("Note it"), "lede": lede}
    return render(request, "community/opportunity_act.html", context)


@require_POST
@login_required
@takes_part
def not_applied(request, key):
    row = get_object_or_404(seen(request.user), key=key)
    words = _("Taken back: it is saved, and not applied for.")
    return _done(request, lambda: saving.take_back_application(opportunity=row, by=request.user), words, row)


@require_POST
@login_required
@takes_part
def result(request, key):
    row = get_object_or_404(seen(request.user), key=key)
    form = ResultForm(request.POST)
    chosen = form.cleaned_data["result"] if form.is_valid() else "?"
    words = _("Noted for yourself.") if chosen else _("Taken back.")
    return _done(request, lambda: saving.note_result(opportunity=row, result=chosen, by=request.user), words, row)


@login_required
@takes_part
def send(request, key):
    """Choose one person of the directory, or write an address. Whom it fits is told by what people show, no more."""
    row = get_object_or_404(seen(request.user), key=key)
    form = AddressForm(request.POST or None if "address" in request.POST else None)
    if request.method == "POST" and ("person" in request.POST or form.is_valid()):
        try:
            _send(request, row, form)
            messages.success(request, _("Sent, once. Whether it is read or used is not told to anybody."))
            return redirect(row)
        except OpportunityError as refusal:
            form.add_error("address", str(refusal)) if form.is_bound else messages.error(request, str(refusal))
    words = request.GET.get("q", "")[:100]
    people, narrowed = suiting(row, request.user, words)
    page = Paginator(people, AT_ONCE).get_page(request.GET.get("page"))
    context = {"one": row, "form": form, "page": page, "words": words, "narrowed": narrowed}
    return render(request, "community/send.html", context)


def _send(request, row, form) -> None:
    if "person" not in request.POST:
        passing_on.send_opportunity(opportunity=row, address=form.cleaned_data["address"], by=request.user)
        return
    listed = Person.objects.visible_to(request.user, Purpose.DIRECTORY)
    person = get_object_or_404(listed, key=request.POST["person"][:12])
    passing_on.send_opportunity(opportunity=row, person=person, by=request.user)
