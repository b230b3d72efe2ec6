"""The page "Paste a post": a text is read, shown as a filled form with its grounds, and made what it announces."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bigtent.community.forms.pasting import FIELDS, PasteForm, what_is
from bigtent.community.services.opportunities import add_opportunity
from bigtent.community.services.posting import write_post
from bigtent.community.views.posting import edits
from bigtent.gatherings.services.planning import plan_event
from bigtent.ledger.errors import Refusal

VERBS = {"event": plan_event, "opportunity": add_opportunity, "post": write_post}


@login_required
@edits
def paste(request):
    """First the text; then what was read from it, to be corrected; then one button makes a draft of it."""
    source = PasteForm(request.POST or None)
    if not source.is_valid():
        return render(request, "community/paste.html", {"source": source})
    pasted = source.read()
    if "make" not in request.POST:
        return _shown(request, source, FIELDS[pasted.found.what](pasted=pasted, what=pasted.found.what))
    what = request.POST.get("what") if request.POST.get("what") in FIELDS else pasted.found.what
    form = FIELDS[what](request.POST, pasted=pasted, what=what)
    if not form.is_of_kind():
        return _shown(request, source, _anew(pasted, request.POST.get("kind", "")), is_anew=True)
    if form.is_valid():
        try:
            made = VERBS[what](by=request.user, **form.details())
            messages.success(request, _("Kept as a draft. Look at it once more, then show it to others."))
            return redirect(made)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return _shown(request, source, form)


def _anew(pasted, kind):
    """The fields of another kind, filled from the same text."""
    what = what_is(kind)
    form = FIELDS[what](pasted=pasted, what=what)
    form.initial["kind"] = kind
    return form


def _shown(request, source, form, *, is_anew=False):
    context = {"source": source, "form": form, "pasted": form.pasted, "what": form.what, "is_anew": is_anew}
    return render(request, "community/paste.html", context)
