"""Pages that belong to no room."""

from django.db import connection
from django.http import JsonResponse
from django.shortcuts import render

from bigtent.ledger.models import Job


def home(request):
    return render(request, "home.html")


def healthz(request):
    """Whether the database answers and how many jobs wait; for the machine that watches."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok", "jobs_waiting": Job.objects.waiting().count()})
