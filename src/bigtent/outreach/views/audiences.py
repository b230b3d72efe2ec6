"""To whom: say who is meant, see how many are reached and why the others are not, keep it under a name."""

from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.ledger.errors import Refusal
from bigtent.outreach import services
from bigtent.outreach.audiences import Reach, reach
from bigtent.outreach.forms.audiences import AudienceSearch, NameForm, TopicForm, source_label
from bigtent.outreach.models import Audience, Delivery
from bigtent.outreach.services.audiences import asked_of
from bigtent.outreach.views import carried_out, may, said_on
from bigtent.people.models import Person, Purpose

PER_PAGE = 50
REACHED = "reached"


@dataclass(frozen=True)
class Line:
    """One step from those an audience finds to those it reaches; `url` opens the people behind the number."""

    label: str
    count: int
    url: str


@may("outreach.write")
def audiences(request):
    """All audiences in use, by name."""
    page = Paginator(Audience.objects.in_use().select_related("by__person"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "outreach/audiences.html", {"page": page})


@may("outreach.write")
def new_audience(request):
    return _asked(request, None)


@may("outreach.write")
def edit_audience(request, key):
    return _asked(request, get_object_or_404(Audience.objects.in_use(), key=key))


def _asked(request, audience: Audience | None):
    """Who is meant stands in the address, so that it is counted by looking; keeping it is an act."""
    query = request.GET if request.GET or audience is None else query_of(audience)
    search = AudienceSearch(query, account=request.user)
    naming = NameForm(request.POST or None, initial={"name": audience.name if audience else ""})
    if request.method == "POST" and search.is_valid() and naming.is_valid():
        try:
            kept = services.keep_audience(
                name=naming.cleaned_data["name"], source=search.cleaned_data["source"], criteria=query.urlencode(),
                audience=audience, by=request.user,
            )  # fmt: skip
            messages.success(request, _("The audience is kept. Who is in it is asked anew each time."))
            return redirect(kept)
        except Refusal as refusal:
            said_on(naming, refusal)
    asked = query.urlencode()
    found = reach(*_meant(search, query), topic=search.cleaned_data["topic"]) if search.is_valid() else None
    context = {
        "audience": audience,
        "search": search,
        "naming": naming,
        **counted(found, asked),
        "chips": search.chips(),
        "query": asked,
    }
    return render(request, "outreach/edit_audience.html", context)


@may("outreach.write")
def audience(request, key):
    """One audience as it is today: how many are reached, and who is left out by what."""
    one = get_object_or_404(Audience.objects.select_related("by__person"), key=key)
    form, found, refused = TopicForm(request.GET), None, ""
    topic = form.cleaned_data["topic"] if form.is_valid() else None
    query = query_of(one)
    if topic:
        query["topic"] = topic.code
    try:
        found = reach(one, by=request.user, topic=topic)
    except Refusal as refusal:
        refused = refusal
    search = AudienceSearch(query, account=request.user)
    context = {
        "audience": one,
        "form": form,
        "refused": refused,
        **counted(found, query.urlencode()),
        "source": source_label(one, request.user),
        "chips": [words for words, name in search.chips() if name != "source"] if search.is_valid() else [],
        "written": one.messages.all()[:10],
    }
    return render(request, "outreach/audience.html", context)


@may("outreach.write")
def audience_people(request):
    """The people behind one number of a count."""
    search = AudienceSearch(request.GET, account=request.user)
    because = request.GET.get("because", "")
    if not search.is_valid() or because not in (REACHED, *Delivery.Because.values):
        raise Http404
    found = reach(*_meant(search, request.GET), topic=search.cleaned_data["topic"])
    behind = set(found.addresses if because == REACHED else found.people.get(because, ()))
    records = Person.objects.visible_to(request.user, Purpose.RECORDS)
    page = Paginator([pk for pk in records.in_name_order() if pk in behind], PER_PAGE).get_page(request.GET.get("page"))
    shown = {person.pk: person for person in records.page(page.object_list)}
    context = {
        "page": page,
        "people": [shown[pk] for pk in page.object_list],
        "label": _("Will be written to") if because == REACHED else capfirst(Delivery.Because(because).label),
        "is_reached": because == REACHED,
        "chips": [words for words, _name in search.chips()],
        "back": f"{reverse('outreach:new_audience')}?{_without(request.GET, 'because', 'page')}",
    }
    return render(request, "outreach/audience_people.html", context)


@may("outreach.write")
@require_POST
def end_audience(request, key):
    one = get_object_or_404(Audience.objects.in_use(), key=key)
    verb = partial(services.end_audience, audience=one, by=request.user)
    return carried_out(request, verb, _("The audience is offered no more."), "outreach:audiences")


def counted(found: Reach | None, query: str) -> dict:
    """What a page shows of a count: each reason in the order in which they are asked, each number with its people."""
    if found is None:
        return {"found": None, "lines": [], "reached_url": ""}
    people = f"{reverse('outreach:audience_people')}?{_without(QueryDict(query), 'page', 'because')}&because="
    lines = [
        Line(capfirst(Delivery.Because(reason).label), count, people + reason if count else "")
        for reason, count in found.counts.items()
    ]
    return {"found": found, "lines": lines, "reached_url": people + REACHED if found.reached else ""}


def _meant(search: AudienceSearch, query: QueryDict) -> tuple[Audience, object]:
    """The audience of a valid search, which need not be kept, and who asks."""
    return Audience(source=search.cleaned_data["source"], criteria=asked_of(query.urlencode())), search.account


def query_of(audience: Audience) -> QueryDict:
    """A kept audience as the address of its search."""
    query = QueryDict(audience.criteria, mutable=True)
    if audience.source:
        query["source"] = audience.source
    return query


def _without(query: QueryDict, *names: str) -> str:
    rest = query.copy()
    for name in names:
        rest.pop(name, None)
    return rest.urlencode()
