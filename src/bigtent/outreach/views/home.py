"""The room's first page: what is waiting, and the one thing to do now."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render

from bigtent.outreach.forms.sending import place_of_zone
from bigtent.outreach.models import Message
from bigtent.outreach.views import may
from bigtent.outreach.waiting import being_sent, came_back, to_release, to_settle

AT_ONCE = 10
State = Message.State


@login_required
def home(request):
    """For those who write, what waits in the room; for everybody else, what is new for her."""
    if not request.user.has_perm("outreach.write"):
        return redirect("outreach:notifications")
    written = Message.objects.filter(kind=Message.Kind.NEWS).select_related("audience", "by__person")
    waiting = to_release(request.user)
    context = {
        "zone": settings.NETWORK_TIME_ZONE,
        "place": place_of_zone(),
        "mine": [one for one in waiting if one.is_mine],
        "others": [one for one in waiting if not one.is_mine],
        "unsettled": to_settle()[:AT_ONCE],
        "sending": being_sent(),
        "scheduled": written.filter(state=State.SCHEDULED).order_by("send_at", "pk")[:AT_ONCE],
        "drafts": written.filter(state=State.DRAFT)[:AT_ONCE],
        "came_back": len(came_back()),
        "latest": written.filter(state=State.SENT).order_by("-ended_at", "-pk").first(),
    }
    return render(request, "outreach/home.html", context)


@may("outreach.write")
def addresses(request):
    """Addresses that came back for good: find the right one, or end it at the person."""
    return render(request, "outreach/came_back.html", {"deliveries": came_back()})
