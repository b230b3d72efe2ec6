"""What holds for every page: a refusal becomes words, a room not in use is not there, account mail goes out last."""

import logging
import smtplib

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language_from_request, override

from bigtent.ledger.declarations import declared
from bigtent.ledger.errors import Refusal
from bigtent.ledger.events import tell
from bigtent.people.models import Network
from bigtent.project.entrance import UNNOTED

log = logging.getLogger(__name__)


METHODS = ("GET", "HEAD", "POST")
OVERHEAD = 1_000_000
ENTRANCE = ("account_", "mfa_", "people:claim", "people:invitation")
REFUSED = {403: "refused_right", 404: "refused_thing", 429: "refused_rate", 400: "refused_form"}
SWALLOWED = 3


def further_headers(get_response):
    """What browsers may do with an answer, beyond what Django sets; on files as well as on pages."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


def known_methods(get_response):
    """Pages are read and forms are sent; nothing else is asked of us."""

    def middleware(request):
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return get_response(request)

    return middleware


def within_limits(get_response):
    """Refuse a file that is too large by what its sender says, before any of it is kept."""

    def middleware(request):
        told = request.META.get("CONTENT_LENGTH") or "0"
        size = int(told) if told.isdecimal() else 0
        if size <= settings.UPLOAD_LIMIT + OVERHEAD:
            return get_response(request)
        _swallow(request, min(size, settings.UPLOAD_LIMIT * SWALLOWED))
        # The reader's language is made out further inside.
        with override(get_language_from_request(request)):
            return _too_large(size)

    return middleware


def _swallow(request, size):
    """Read and forget: a browser cut off in the middle of sending shows an error of its own instead of our words."""
    while size > 0 and (part := request.META["wsgi.input"].read(min(size, 1 << 16))):
        size -= len(part)


def _too_large(size):
    """Said without the session, which is read further inside."""
    told = {"size": size // 1_000_000, "most": settings.UPLOAD_LIMIT // 1_000_000}
    return HttpResponse(render_to_string("413.html", told), status=413)


def without_nul(get_response):
    """No view meets a NUL in its address: no name holds one, and PostgreSQL takes none."""

    def middleware(request):
        if "\0" in request.path_info:
            raise Http404
        request.META["QUERY_STRING"] = request.META.get("QUERY_STRING", "").replace("%00", "")
        return get_response(request)

    return middleware


def told_refusals(get_response):
    """Tell the log who was refused what: a right she lacks, a thing that is not hers, or too many tries."""

    def middleware(request):
        response = get_response(request)
        match, user = request.resolver_match, getattr(request, "user", None)
        event = REFUSED.get(response.status_code) or _failed_to_enter(request, response)
        if event and match and not request.path_info.startswith(UNNOTED):
            account = user if user and user.is_authenticated else None
            tell(event, account=account, level=logging.WARNING, page=match.view_name or "-", method=request.method)
        return response

    return middleware


def _failed_to_enter(request, response):
    """A form of the entrance that is shown again: what was typed did not open."""
    shown_again = request.method == "POST" and response.status_code == 200
    name = request.resolver_match.view_name if request.resolver_match else ""
    return "failed_to_enter" if shown_again and (name or "").startswith(ENTRANCE) else None


def unkept(get_response):
    """Let nothing keep what a signed-in reader saw: no cache on the way, no back button of a shared computer."""

    def middleware(request):
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware


def letters_after_answer(get_response):
    """Send account mail once the answer has gone out, so that its time and its faults tell nothing."""

    def middleware(request):
        request.letters = []
        response = get_response(request)
        if request.letters:
            response.close = _closing_with(response.close, request.letters)
        return response

    return middleware


def _closing_with(close, letters):
    def close_and_send():
        close()
        for letter in letters:
            try:
                letter.send()
            except (OSError, smtplib.SMTPException) as fault:
                # Its words may hold an address, which does not belong in a log.
                log.error("A letter with a code to sign in could not be sent: %s.", type(fault).__name__)

    return close_and_send


def refusals(get_response):
    """Show a refusal that no form caught on a page of its own, with the same words."""

    def middleware(request):
        return get_response(request)

    def process_exception(request, exception):
        if isinstance(exception, Refusal):
            return render(request, "refused.html", {"refusal": exception}, status=409)
        return None

    middleware.process_exception = process_exception
    return middleware


def rooms_in_use(get_response):
    """Answer 404 for every page of a room that the organization does not use."""

    def middleware(request):
        return get_response(request)

    def process_view(request, view, args, kwargs):
        room = view.__module__.split(".")[1] if view.__module__.startswith("bigtent.") else None
        if room in switchable() and room not in Network.current().rooms:
            raise Http404
        return

    middleware.process_view = process_view
    return middleware


def switchable() -> set[str]:
    return {room.name for room in declared("ROOMS") if room.switchable}
