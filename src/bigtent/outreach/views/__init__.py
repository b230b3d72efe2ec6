"""The pages of the outreach room."""

from django.contrib import messages as said
from django.contrib.auth.decorators import login_required, permission_required
from django.shortcuts import redirect

from bigtent.ledger.errors import Refusal


def may(permission: str):
    """A door: who is not signed in is asked to, who has no right is told so."""

    def door(view):
        return login_required(permission_required(permission, raise_exception=True)(view))

    return door


def carried_out(request, verb, words: str, to):
    """Call a verb, say how it ended, and go to a page."""
    try:
        verb()
        said.success(request, words)
    except Refusal as refusal:
        said.error(request, str(refusal))
    return redirect(to)


def said_on(form, refusal: Refusal) -> None:
    """A refusal beside the field it is about, or above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
