"""Pages for those who keep opportunities: write one down, change it, say whom it is for, publish and close it."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.community.forms.clauses import ClauseForm
from bigtent.community.forms.opportunities import OpportunityForm, ReasonForm, SiteFormSet, SourceForm
from bigtent.community.lists import KINDS
from bigtent.community.services import opportunities as services
from bigtent.community.services import publishing
from bigtent.community.services.opportunities import clauses_of
from bigtent.community.views.opportunities import may_keep, seen
from bigtent.ledger.errors import Refusal


def keeping(view):
    """A door to one opportunity for those who keep them."""

    @wraps(view)
    def opened(request, key):
        return view(request, get_object_or_404(seen(request.user), key=key))

    return login_required(may_keep(opened))


def act_page(request, row, form, verb, *, title, button, done, lede=""):
    """A form on a page of its own: shown, or carried out by `verb()`, then on to the opportunity."""
    if request.method == "POST" and form.is_valid():
        try:
            made = verb()
            messages.success(request, done)
            return redirect(made)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    context = {"one": row, "form": form, "title": title, "button": button, "lede": lede}
    return render(request, "community/opportunity_act.html", context)


def carried_out(request, verb, done: str, to):
    try:
        verb()
        messages.success(request, done)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(to)


@login_required
@may_keep
def new_opportunity(request):
    form = OpportunityForm(request.POST or None)

    def verb():
        return services.add_opportunity(by=request.user, **form.details())

    lede = _("It is a draft first: you add whom it is for, look at it as others will, and publish it.")
    done = _("Kept as a draft. Say below whom it is for, then publish it.")
    return act_page(
        request, None, form, verb, title=_("Write down an opportunity"), button=_("Keep as a draft"), done=done,
        lede=lede,
    )  # fmt: skip


@keeping
def change(request, row):
    form = OpportunityForm(request.POST or None, opportunity=row)

    def verb():
        return services.change_opportunity(opportunity=row, by=request.user, **form.details())

    lede = _("Calendars of those who saved it learn of another deadline by themselves.")
    return act_page(request, row, form, verb, title=_("Change it"), button=_("Save"), done=_("Saved."), lede=lede)


@keeping
def sites(request, row):
    """The sites of a practicum, two empty rows at the end; a row without a name is left out."""
    names = ("name", "where", "hours", "places", "supervisor", "about")
    initial = [{name: getattr(site, name) for name in names} for site in row.sites.all()]
    form = SiteFormSet(request.POST or None, initial=initial, prefix="site")
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            services.set_sites(opportunity=row, sites=form.sites(), by=request.user)
            return redirect(row if "done" in request.POST else request.path)
        except Refusal as refusal:
            refused = str(refusal)
    return render(request, "community/sites.html", {"one": row, "form": form, "refused": refused})


@keeping
def clauses(request, row):
    """What the sponsor asks for: each clause with a button to take it away, and the kinds to add one of."""
    if request.method == "POST":
        number = request.POST.get("clause", "")
        held = list(clauses_of(row))
        if number.isascii() and number.isdecimal() and len(number) < 4 and int(number) < len(held):
            held.pop(int(number))
        done = _("Taken away. To have it back, add it again.")
        return carried_out(
            request, lambda: services.set_clauses(opportunity=row, clauses=held, by=request.user), done, request.path
        )
    kinds = [(kind, label) for kind, label in KINDS.items() if kind != "not_checked"]
    context = {"one": row, "clauses": list(enumerate(clauses_of(row))), "kinds": kinds}
    return render(request, "community/clauses.html", context)


@keeping
def new_clause(request, row):
    kind = request.GET.get("kind", "statement")
    if kind not in KINDS:
        raise Http404
    held = clauses_of(row)
    others = [(n, one.words) for n, one in enumerate(held) if one.kind != "not_checked"]
    form = ClauseForm(request.POST or None, kind=kind, others=others)

    if request.method == "POST" and form.is_valid():
        try:
            services.set_clauses(opportunity=row, clauses=form.joined(held), by=request.user)
            messages.success(request, _("Added."))
            return redirect("community:clauses", row.key)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    not_asked = kind == "not_checked"
    lede = _("It is shown in the sponsor’s words. Nobody is asked it here, and nothing here makes use of it.")
    context = {"one": row, "form": form, "title": KINDS[kind], "button": _("Add"), "lede": lede if not_asked else ""}
    return render(request, "community/opportunity_act.html", context)


@require_POST
@keeping
def publish(request, row):
    done = _("Published. You can take it back to a draft as long as nobody saved it.")
    return carried_out(request, lambda: publishing.publish_opportunity(opportunity=row, by=request.user), done, row)


@require_POST
@keeping
def unpublish(request, row):
    done = _("It is a draft again. Nobody else sees it.")
    return carried_out(request, lambda: publishing.unpublish_opportunity(opportunity=row, by=request.user), done, row)


@keeping
def close(request, row):
    form = ReasonForm(request.POST or None)

    def verb():
        reason = form.cleaned_data["reason"]
        return publishing.close_opportunity(opportunity=row, reason=reason, by=request.user)

    lede = _("It stays to be found and says that it is closed. You can open it again.")
    return act_page(request, row, form, verb, title=_("Close it"), button=_("Close it"), done=_("Closed."), lede=lede)


@keeping
def withdraw(request, row):
    form = ReasonForm(request.POST or None)

    def verb():
        reason = form.cleaned_data["reason"]
        return publishing.withdraw_opportunity(opportunity=row, reason=reason, by=request.user)

    lede = _("Only who saved it still sees it, with your words. You can undo that.")
    return act_page(
        request, row, form, verb, title=_("Withdraw it"), button=_("Withdraw it"), done=_("Withdrawn."), lede=lede
    )


@require_POST
@keeping
def open_again(request, row):
    done = _("Undone. It stands there as before.")
    return carried_out(request, lambda: publishing.open_again(opportunity=row, by=request.user), done, row)


@keeping
def source(request, row):
    """Look at the source: still true, or to be changed or closed."""
    form = SourceForm(request.POST or None)

    def verb():
        return publishing.check_source(opportunity=row, recheck_on=form.cleaned_data["recheck_on"], by=request.user)

    lede = _("Open the source in another tab and compare. If anything is different, change or close it instead.")
    done = _("Noted: it still says the same.")
    return act_page(
        request, row, form, verb, title=_("Look at the source"), button=_("Still true"), done=done, lede=lede
    )
