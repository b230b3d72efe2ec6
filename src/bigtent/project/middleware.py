"""What holds for every page: a refusal becomes words, a room not in use is not there."""

from django.http import Http404
from django.shortcuts import render

from bigtent.ledger.declarations import declared
from bigtent.ledger.errors import Refusal
from bigtent.people.models import Network


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
        return None

    middleware.process_view = process_view
    return middleware


def switchable() -> set[str]:
    return {room.name for room in declared("ROOMS") if room.switchable}
