"""What the pages of events have in common: which event a reader may open, who runs it, a form on a page of its own."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render

from bigtent.gatherings.models import Event
from bigtent.ledger.errors import Refusal


def opened(account, key: str) -> Event:
    """An event the account may see, or a draft that it may run; 404 otherwise."""
    rows = Event.objects.select_related("host", "series")
    event = rows.visible_to(account).filter(key=key).first()
    if event is None:
        draft = rows.drafts().exclude(inside="").filter(key=key).first()
        event = draft if draft is not None and account.has_perm("gatherings.run", draft) else None
    if event is None:
        raise Http404
    return event


def runs(view):
    """A door for those who run the event: 404 for who does not see it, 403 without the right; the view gets the event
    instead of its key."""

    @wraps(view)
    def door(request, key, **more):
        event = opened(request.user, key)
        if not request.user.has_perm("gatherings.run", event):
            raise PermissionDenied
        return view(request, event, **more)

    return login_required(door)


def form_page(request, form, verb, *, event: Event, title: str, button: str, done: str = "", lede: str = "", to=None):
    """A form on a page of its own: shown, or carried out by calling `verb()`, then on to what it gives."""
    if request.method == "POST" and form.is_valid():
        try:
            made = verb()
            if done:
                messages.success(request, done)
            return redirect(to or made)
        except Refusal as refusal:
            say_on(form, refusal)
    context = {"form": form, "event": event, "title": title, "button": button, "lede": lede}
    return render(request, "gatherings/act.html", context)


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
