"""What the pages of the library have in common: a form on a page of its own, a button."""

from django.contrib import messages
from django.shortcuts import redirect, render

from bigtent.ledger.errors import Refusal


def form_page(request, form, verb, *, title, button, back, to=None, done="", lede="", template="library/act.html"):
    """A form on a page of its own: shown, or carried out by calling `verb()`, then on to what it made or to `to`."""
    if request.method == "POST" and form.is_valid():
        try:
            made = verb()
            messages.success(request, done) if done else None
            return redirect(to or made)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    context = {"form": form, "title": title, "button": button, "back": back, "lede": lede}
    return render(request, template, context)


def carried_out(request, verb, done: str, to):
    """A button: call the verb, say how it ended, and go on."""
    try:
        verb()
        messages.success(request, done)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(to)
