"""The room's first page: what is waiting, and the one thing to do now."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render

from bigtent.outreach.models import Audience, Message
from bigtent.outreach.views import may
from bigtent.outreach.waiting import being_sent, came_back, to_release, uncertain

AT_ONCE = 10
State = Message.State


@login_required
def home(request):
    """For those who write, what waits in the room; for everybody else, what is new for her."""
    if not request.user.has_perm("outreach.write"):
        return redirect("outreach:notifications")
    written = Message.objects.filter(kind=Message.Kind.NEWS).select_related("audience", "by__person")
    waiting = to_release()
    context = {
        "zone": settings.NETWORK_TIME_ZONE,
        "mine_to_release": [message for message in waiting if message.by_id != request.user.pk],
        "others_release": [message for message in waiting if message.by_id == request.user.pk],
        "uncertain": uncertain()[:AT_ONCE],
        "sending": being_sent(),
        "scheduled": written.filter(state=State.SCHEDULED).order_by("send_at")[:AT_ONCE],
        "drafts": written.filter(state=State.DRAFT)[:AT_ONCE],
        "came_back": len(came_back()),
        "has_audience": Audience.objects.in_use().exists(),
    }
    return render(request, "outreach/home.html", context)


@may("outreach.write")
def addresses(request):
    """Addresses that came back for good: find the right one, or end it at the person."""
    return render(request, "outreach/came_back.html", {"deliveries": came_back()})
