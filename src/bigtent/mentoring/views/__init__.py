"""Pages of the mentoring room."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from bigtent.ledger.errors import Refusal
from bigtent.people.names import folded

LONGEST = 100


def may(permission: str):
    """A door: who is not signed in is asked to, who has no right is told so."""

    def door(view):
        return login_required(permission_required(permission, raise_exception=True)(view))

    return door


def words_sought(request) -> list[str]:
    """The words of the search field, as names are searched; what is longer than any name is cut off."""
    return folded(request.GET.get("q", "")[:LONGEST]).split()


def carried_out(request, verb, words: str, to: str):
    """Call a verb, say how it ended, and go where the reader came from within this site, or to `to`."""
    try:
        verb()
        messages.success(request, words)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    back = request.POST.get("back", "")
    inside = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if inside else to)
