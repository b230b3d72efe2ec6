"""Pages that belong to no room."""

from django.db import connection
from django.http import JsonResponse
from django.shortcuts import redirect, render

from bigtent.ledger.clock import today
from bigtent.ledger.models import Job
from bigtent.mentoring.models import Proposal
from bigtent.people.models import Network
from bigtent.people.models.person import Purpose
from bigtent.people.rules import is_staff
from bigtent.project.demo.job import building_job
from bigtent.project.figures import measures_for
from bigtent.project.front import front_of

LATEST_PROOFS = 5


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
