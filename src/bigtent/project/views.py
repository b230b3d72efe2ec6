"""Pages that belong to no room."""

from django.db import connection
from django.http import JsonResponse
from django.shortcuts import render

from bigtent.ledger.clock import today
from bigtent.ledger.declarations import declared
from bigtent.ledger.models import Job
from bigtent.people.models import Network
from bigtent.people.models.person import Purpose
from bigtent.project import front


def home(request):
    """What the network is and does, for somebody who comes by."""
    network, day = Network.current(), today()
    values = front.figures(day)
    return render(
        request,
        "home.html",
        {
            "supported": values.get("alumni", 0),
            "crowd": front.crowd(values),
            "figures": front.shown(values, network),
            "in_use": network.rooms,
            "today": day,
        },
    )


def privacy(request):
    return render(request, "privacy.html", {"purposes": Purpose.labels})


def how_figures_are_made(request):
    measures = [(measure, front.opened(measure.name)) for measure in declared("MEASURES")]
    return render(request, "how_figures_are_made.html", {"measures": measures})


def healthz(request):
    """Whether the database answers and how many jobs wait; for the machine that watches."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok", "jobs_waiting": Job.objects.waiting().count()})
