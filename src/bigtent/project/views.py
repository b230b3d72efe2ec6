"""Pages that belong to no room."""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from bigtent.ledger.clock import now, today
from bigtent.ledger.models import Job
from bigtent.mentoring.models import Proposal
from bigtent.people.models import Network
from bigtent.people.models.person import Purpose
from bigtent.people.rules import is_staff
from bigtent.project.demo.job import building_job
from bigtent.project.figures import measures_for
from bigtent.project.front import front_of

LATEST_PROOFS = 5
# A reader should look again within a year; somebody who answers should, too.
TOLD_FOR = timedelta(days=180)


def home(request):
    """What the network is and does, for somebody who comes by; before it is set up, the way to do so."""
    network, day, job = Network.current(), today(), building_job()
    if job is not None:
        return render(request, "building.html", {"job": job})
    if not network.name:
        return redirect("setup")
    front = front_of(network)
    return render(
        request,
        "home.html",
        {
            "supported": front.value("alumni"),
            "crowd": front.crowd,
            "figures": front.figures(network),
            "in_use": network.rooms,
            "today": day,
        },
    )


def privacy(request):
    return render(request, "privacy.html", {"purposes": [purpose.label for purpose in Purpose.asked()]})


def security(request):
    return render(request, "security.html", {"contact": security_contact()})


def security_txt(request):
    """Where somebody who found a weakness may write, in the form that tools look for (RFC 9116)."""
    contact = security_contact()
    if not contact:
        raise Http404
    expires = (now() + TOLD_FOR).strftime("%Y-%m-%dT%H:%M:%SZ")
    address = settings.SITE_URL + reverse("security-txt")
    lines = [
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
        f"Expires: {expires}",
        f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}",
        f"Canonical: {address}",
        f"Policy: {settings.SITE_URL}{reverse('security')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def security_contact() -> str:
    """The address given for it, or the one people may write to."""
    return settings.SECURITY_CONTACT or Network.current().contact_email


def how_figures_are_made(request):
    return render(request, "how_figures_are_made.html", {"measures": measures_for(request.user)})


def how_decisions_are_made(request):
    """How the goals are served without race in any decision; for staff with the proofs of the latest pairings."""
    proofs = Proposal.objects.select_related("match_round").order_by("-verified_at", "-pk")[:LATEST_PROOFS]
    may_read = is_staff(request.user) and Network.current().has_room("mentoring")
    return render(request, "how_decisions_are_made.html", {"proofs": proofs if may_read else []})


def healthz(request):
    """Whether the database answers and how many jobs wait; for the machine that watches."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok", "jobs_waiting": Job.objects.waiting().count()})
