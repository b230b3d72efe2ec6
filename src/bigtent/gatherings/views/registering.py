"""Doors for whoever wants to come: register, with or without an account, and the page of one's own registration.

Programs that look through mail follow links: opening one changes nothing and counts nothing, a button does. That is why
joining is a button too: only then is it noted that she joined.
"""

from functools import wraps

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bigtent.gatherings.certificates import certificate_of
from bigtent.gatherings.clocks import reader_zone
from bigtent.gatherings.errors import RegistrationError
from bigtent.gatherings.forms.registering import SaidForm
from bigtent.gatherings.letters import entry_of
from bigtent.gatherings.models import Event, Registration
from bigtent.gatherings.own_pages import drawn, link_of, path_of, registration_of, token_of
from bigtent.gatherings.places import form_for, free_for, slots_open
from bigtent.gatherings.services import attending, registering
from bigtent.gatherings.views.acting import opened
from bigtent.gatherings.when import moment_in, times_of
from bigtent.ledger.clock import now
from bigtent.people.accounts import TOO_MANY

AT_ONCE = 30


def register(request, key):
    """The form by itself; what its block on the page of the event sends comes here."""
    event = opened(request.user, key)
    form = form_for(request, event, free_for(request, event))
    if form is None:
        return redirect(event)
    if request.method == "POST" and form.is_valid():
        if ratelimit.consume(request, action="register", key=_address(request, form)):
            return _registered(request, event, form)
        form.add_error(None, TOO_MANY)
    status = 429 if form.has_error("__all__") and TOO_MANY in form.non_field_errors() else 200
    return render(request, "gatherings/register.html", {"event": event, "form": form}, status=status)


def _address(request, form) -> str:
    return request.user.email if request.user.is_authenticated else form.cleaned_data["email"].lower()


def _registered(request, event, form):
    said = dict(form.cleaned_data)
    slot = get_object_or_404(slots_open(event), pk=said.pop("slot"))
    account = request.user if request.user.is_authenticated else None
    said["email"] = _address(request, form)
    if account:
        said |= {"name": account.person.name, "person": account.person, "by": account}
    zone = reader_zone(request)
    said |= {"language": (get_language() or "en")[:2], "zone": zone}
    try:
        answer = registering.register(slot=slot, **said)
    except RegistrationError as refusal:
        form.add_error(None, str(refusal))
        return render(request, "gatherings/register.html", {"event": event, "form": form})
    if account:
        return redirect(path_of(answer.registration))
    context = {
        "event": event, "slot": slot, "times": times_of(slot, zone), "email": said["email"],
        "waits": answer.newcomer == Registration.State.WAITING, "elsewhere": event.registering == "elsewhere",
    }  # fmt: skip
    return render(request, "gatherings/registered.html", context)


def by_link(view):
    """The view gets the registration its link names and speaks the language it was made in, unless the reader chose
    one. Nothing finds the page by searching; a changed link counts as a try."""

    @wraps(view)
    @never_cache
    def by_token(request, token, **more):
        row = registration_of(token)
        if row is None:
            return _over(request)
        chosen = settings.LANGUAGE_COOKIE_NAME in request.COOKIES or request.user.is_authenticated
        with override(get_language() if chosen else row.language):
            response = view(request, row, **more)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return by_token


def _over(request):
    if not ratelimit.consume(request, action="mail_link"):
        return render(request, "gatherings/own_over.html", {"refused": TOO_MANY}, status=429)
    return render(request, "gatherings/own_over.html", status=404)


@by_link
def own(request, row):
    """What, when, where, how to join; what can be done about it now."""
    if request.method == "POST":
        return _act(request, row)
    return render(request, "gatherings/own.html", _shown(request, row))


def _shown(request, row, form=None) -> dict:
    event, may_run = row.slot.event, request.user.has_perm("gatherings.run", row.slot.event)
    return {
        "row": row,
        "event": event,
        "slot": row.slot,
        "path": path_of(row),
        "token": token_of(row),
        "offered_until": moment_in(row.offered_until, row.zone or event.zone) if row.offered_until else "",
        "times": times_of(row.slot, row.zone),
        "form": form or SaidForm(event=event, initial={"access_needs": row.access_needs, "question": row.question}),
        "may_come_back": registering.may_come_back(row),
        "may_say": registering.may_say(row),
        "takes_place": event.state == Event.State.PUBLISHED and not row.slot.is_cancelled,
        "may_run": may_run and request.user.person_id != row.person_id,
    }


def _act(request, row):
    act = ACTS.get(request.POST.get("act", ""))
    by = request.user if request.user.is_authenticated else None
    if act:
        try:
            messages.success(request, act(row, by))
        except RegistrationError as refusal:
            messages.error(request, str(refusal))
    return redirect(path_of(row))


def _leave(row, by) -> str:
    registering.cancel_registration(registration=row, by=by)
    return _("You are not registered any more.")


def _come_back(row, by) -> str:
    registering.come_after_all(registration=row, by=by)
    return _("You are registered again.")


def _take(row, by) -> str:
    registering.take_offer(registration=row, by=by)
    return _("The place is yours.")


def _went(row, by) -> str:
    attending.say_whether_she_went(registration=row, went=True, by=by)
    return _("Thank you. You can change your answer here.")


def _did_not_go(row, by) -> str:
    attending.say_whether_she_went(registration=row, went=False, by=by)
    return _("Thank you. You can change your answer here.")


ACTS = {"leave": _leave, "come_back": _come_back, "take": _take, "went": _went, "did_not_go": _did_not_go}


@require_POST
@by_link
def change(request, row):
    form = SaidForm(request.POST, event=row.slot.event)
    if not form.is_valid():
        return render(request, "gatherings/own.html", _shown(request, row, form))
    by = request.user if request.user.is_authenticated else None
    try:
        registering.change_registration(registration=row, changes=form.cleaned_data, by=by)
        messages.success(request, _("Saved."))
    except RegistrationError as refusal:
        messages.error(request, str(refusal))
    return redirect(path_of(row))


@require_POST
@by_link
def join(request, row):
    """Note that she joined, then lead her there. Browsers follow no form to another site, so the page itself does."""
    if row.state != Registration.State.CONFIRMED or not row.slot.event.join_link or row.slot.event.is_cancelled:
        messages.error(request, _("There is nothing to join here now."))
        return redirect(path_of(row))
    attending.note_joined(registration=row, by=request.user if request.user.is_authenticated else None)
    return render(request, "gatherings/joining.html", {"row": row, "event": row.slot.event})


@by_link
def entry(request, row):
    """The slot as a file for a calendar."""
    if not row.is_in_force:
        raise Http404
    file = entry_of(row)
    return _file(file.content, "text/calendar; charset=utf-8", file.name)


@by_link
def code(request, row):
    """The way to this page as a picture that a telephone reads at the door."""
    return _file(drawn(link_of(row)), "image/svg+xml", "code.svg")


@by_link
def certificate(request, row):
    if not row.certificate_key:
        raise Http404
    return _file(certificate_of(row), "application/pdf", f"certificate-{row.certificate_key}.pdf")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def verify(request, key):
    """Whether a certificate is ours, and what it says of the event; not whose it is."""
    rows = Registration.objects.exclude(certificate_key="").select_related("slot__event__host")
    row = get_object_or_404(rows, certificate_key=key)
    return render(request, "gatherings/certificate.html", {"slot": row.slot, "event": row.slot.event, "key": key})


@login_required
def mine(request):
    """My events: those to come first, then those that were."""
    rows = Registration.objects.filter(person=request.user.person_id).select_related("slot__event")
    is_past = request.GET.get("past") == "1"
    order = "-slot__starts_at" if is_past else "slot__starts_at"
    rows = rows.filter(slot__ends_at__lte=now()) if is_past else rows.filter(slot__ends_at__gt=now())
    page = Paginator(rows.order_by(order, "pk"), AT_ONCE).get_page(request.GET.get("page"))
    lines = [(row, times_of(row.slot, row.zone), path_of(row)) for row in page]
    return render(request, "gatherings/mine.html", {"page": page, "lines": lines, "is_past": is_past})
