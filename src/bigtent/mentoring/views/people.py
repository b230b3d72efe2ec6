"""Lists of those who take part."""

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch
from django.shortcuts import render

from bigtent.ledger.clock import today
from bigtent.mentoring.models import Mentee, Mentor, Pairing
from bigtent.mentoring.views import may, words_sought
from bigtent.people.models import Consent, Purpose

PAGE = 50


def _asked(request, rows):
    """Those of a list that the reader may see and searched for, with whether they agreed to be paired."""
    agreed = Consent.objects.given_to(Purpose.MENTORING).filter(person=OuterRef("person"))
    found = rows.visible_to(request.user).filter(ended_on__isnull=True).annotate(agreed=Exists(agreed))
    return found.named(words_sought(request)).with_person()


@may("mentoring.read_rounds")
def mentors(request):
    found = _asked(request, Mentor.objects.with_places())
    if request.GET.get("only") == "free":
        found = found.filter(free__gt=0, pk__in=Mentor.objects.open_on(today()).values("pk"))
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "query": request.GET.get("q", ""),
        "only": request.GET.get("only", ""),
        "today": today(),
    }
    return render(request, "mentoring/mentors.html", context)


@may("mentoring.read_rounds")
def students(request):
    found = _asked(request, Mentee.objects.select_related("specialty"))
    only = request.GET.get("only", "")
    if only in ("waiting", "paired"):
        found = getattr(found, only)()
    current = Pairing.objects.current().select_related("mentor__person")
    found = found.prefetch_related(Prefetch("pairings", queryset=current, to_attr="current"))
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "query": request.GET.get("q", ""),
        "only": only,
    }
    return render(request, "mentoring/students.html", context)
