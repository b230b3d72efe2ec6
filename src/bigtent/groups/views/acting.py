"""What the pages of a group's work have in common: who may act, a form on a page of its own, a button."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from bigtent.ledger.errors import Refusal


def acting_on(rows, permission):
    """A door to what belongs to a group: 404 for what the reader does not see, 403 without the right in its group.

    `rows(account)` are those that the reader sees; the view gets the row instead of its key.
    """

    def door(view):
        @wraps(view)
        def opened(request, key):
            row = get_object_or_404(rows(request.user), key=key)
            if not request.user.has_perm(permission, getattr(row, "group", row)):
                raise PermissionDenied
            return view(request, row)

        return login_required(opened)

    return door


def form_page(request, row, form, verb, *, title, button, done="", lede="", to=None, **more):
    """A form on a page of its own: shown, or carried out by calling `verb()`, then back to the page of the row.

    The button "look" of a form only shows what would come of it; the view gives that in `more`.
    """
    if request.method == "POST" and "look" not in request.POST and form.is_valid():
        try:
            made = verb()
            messages.success(request, done) if done else None
            return redirect(to or made)
        except Refusal as refusal:
            say_on(form, refusal)
    context = {"row": row, "group": getattr(row, "group", row), "form": form, "title": title, "lede": lede}
    return render(request, more.pop("template", "groups/act.html"), context | {"button": button} | more)


def say_on(form, refusal: Refusal) -> None:
    """The words of a refusal on the form, at its field where the form has it."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def carried_out(request, verb, done: str, to):
    """A button: call the verb, say how it ended, and go on."""
    try:
        verb()
        messages.success(request, done)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(to)
