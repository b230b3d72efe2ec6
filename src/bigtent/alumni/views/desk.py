"""The finding desk: one person beside her candidates, a decision, the next one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.alumni.errors import LinkError
from bigtent.alumni.forms.finding import DecisionForm, LinkFilterForm
from bigtent.alumni.models import DecidedLink, Link, LinkDecision
from bigtent.alumni.models.link import as_percent
from bigtent.alumni.models.registry import as_written
from bigtent.alumni.rules import may_undo
from bigtent.alumni.services import links as verbs
from bigtent.alumni.services.proposing import WORTH_A_LOOK
from bigtent.alumni.views.evidence import belief, side_by_side, weights
from bigtent.people.models import Person
from bigtent.people.models.person import Purpose, Source

SITTING = 60
review = permission_required("alumni.review_links", raise_exception=True)


@login_required
@review
def desk(request):
    """The person of whom a minute gains most, or the one asked for."""
    waiting = Link.objects.queue().count()
    sitting = _sitting(request, waiting)
    if sitting["decided"] >= sitting["of"] and "person" not in request.GET:
        return render(request, "alumni/finding/desk_empty.html", {"waiting": waiting, "sitting": sitting})
    person = _person(request)
    candidates = _candidates(person) if person else []
    if not any(link.state == Link.State.PROPOSED for link in candidates):
        asked_for = person if "person" in request.GET else None
        context = {"waiting": waiting, "sitting": sitting, "person": asked_for}
        return render(request, "alumni/finding/desk_empty.html", context)
    return render(request, "alumni/finding/desk.html", _case(request, person, candidates) | {"sitting": sitting})


def _person(request) -> Person | None:
    people = Person.objects.visible_to(request.user, Purpose.RECORDS).select_related("place", "specialty", "profession")
    people = people.prefetch_related(
        "affiliations__organization", "contact_points", "awards__program", "awards__record__roster"
    )
    if "person" in request.GET:
        return get_object_or_404(people, key=request.GET["person"])
    first = Link.objects.queue().first()
    return people.filter(pk=first["person"]).first() if first else None


def _candidates(person: Person) -> list[Link]:
    links = person.links.select_related("entry__registry", "run").order_by("rank", "-probability", "pk")
    return list(links.filter(state__in=[Link.State.PROPOSED, Link.State.REFUSED]))


def _case(request, person: Person, candidates: list[Link]) -> dict:
    """What the page shows of one person: the comparison, the chances, the weights of the chosen candidate."""
    chances, links = belief(candidates), [link for link in candidates if link.state == Link.State.PROPOSED]
    chosen = next((link for link in links if str(link.pk) == request.GET.get("choose")), links[0])
    address = reverse("alumni:desk")
    beliefs = [
        (
            link.entry.name,
            100 * chances.chances[link.pk],
            as_percent(chances.chances[link.pk]),
            "" if link == chosen else f"{address}?person={person.key}&choose={link.pk}",
        )
        for link in links
    ]
    beliefs.append((_("Not in the registry"), 100 * chances.nobody, as_percent(chances.nobody), ""))
    return {
        "person": person,
        "award": next(iter(person.awards.all()), None),
        "links": links,
        "chosen": chosen,
        "rows": side_by_side(person, links, chosen),
        "beliefs": beliefs,
        "weights": weights(chosen),
        "may_take_name": chosen.surname_changed and person.name_source != Source.SELF,
        "new_name": as_written(chosen.entry.last_name),
    }


def _sitting(request, waiting: int) -> dict:
    """How far this sitting is. It begins with the first look at the desk and ends with the session."""
    sitting = request.session.get("sitting")
    if sitting is None or not sitting["of"]:
        latest = LinkDecision.objects.order_by("-pk").values_list("pk", flat=True).first()
        sitting = request.session["sitting"] = {"after": latest or 0, "of": min(SITTING, waiting)}
    mine = DecidedLink.objects.filter(
        decision__by=request.user, decision__pk__gt=sitting["after"], decision__undone_at__isnull=True, asked=True
    )
    rows = list(mine.filter(decision__count=1).select_related("decision", "link__person").order_by("-decision_id"))
    people = {row.link.person_id for row in rows}
    added = sum(row.decision.kind == LinkDecision.Kind.CONFIRM for row in rows)
    return sitting | {
        "decided": len(people),
        "left": max(sitting["of"] - len(people), 0),
        "added": added,
        "latest": rows[0] if rows else None,
    }


@login_required
@review
@require_POST
def decide(request, key) -> HttpResponse:
    """One decision about one candidate of one person; then the next."""
    person = get_object_or_404(Person.objects.visible_to(request.user, Purpose.RECORDS), key=key)
    form = DecisionForm(request.POST, links=person.links.all())
    if "link" in form.errors:
        raise Http404
    if not form.is_valid():
        messages.error(request, _("Choose one: same person, not this person, or decide later."))
        return redirect(f"{reverse('alumni:desk')}?person={person.key}")
    try:
        _carry_out(by=request.user, **form.cleaned_data)
    except LinkError as refusal:
        messages.error(request, str(refusal))
        return redirect("alumni:desk")
    return _next(person, form.cleaned_data["decision"])


def _carry_out(*, link: Link, by, decision: str, name: str) -> None:
    if decision == "confirm":
        verbs.confirm_links(links=[link], by=by, take_name=name == "take")
    elif decision == "refuse":
        verbs.refuse_links(links=[link], by=by)
    else:
        verbs.postpone_links(links=[link], by=by)


def _next(person: Person, decision: str) -> HttpResponse:
    """Stay with a person who is still likely to be one of the other candidates."""
    chances = belief(_candidates(person)).chances
    if decision == "refuse" and sum(chances.values()) >= WORTH_A_LOOK:
        return redirect(f"{reverse('alumni:desk')}?person={person.key}")
    return redirect("alumni:desk")


@login_required
@review
@require_POST
def new_sitting(request) -> HttpResponse:
    request.session.pop("sitting", None)
    return redirect("alumni:desk")


@login_required
@review
@require_POST
def undo(request, key) -> HttpResponse:
    """Undo one's own decision; managers undo anybody's, and those about many links."""
    decision = get_object_or_404(LinkDecision, key=key)
    if not may_undo(request.user, decision):
        messages.error(request, _("Only a program manager may undo what others decided."))
        return redirect("alumni:decisions")
    try:
        verbs.undo_decision(decision=decision, by=request.user)
    except LinkError as refusal:
        messages.error(request, str(refusal))
        return redirect("alumni:decisions")
    messages.success(request, _("Undone. The proposal waits again."))
    if decision.count > 1:
        return redirect("alumni:sure")
    # The record may have gone with the list it came from.
    link = decision.links.select_related("person").first()
    return redirect(f"{reverse('alumni:desk')}?person={link.person.key}" if link else "alumni:decisions")


@login_required
@permission_required("alumni.confirm_sure_links", raise_exception=True)
def sure(request):
    """Figures first; then everything sure is confirmed in one act that can be undone as a whole."""
    links = Link.objects.sure()
    if request.method == "POST":
        try:
            decision = verbs.confirm_sure_links(by=request.user)
        except LinkError as refusal:
            messages.error(request, str(refusal))
            return redirect("alumni:sure")
        messages.success(
            request, _("%(count)s people found. This can be undone below.") % {"count": f"{decision.count:,}"}
        )
        return redirect("alumni:decisions")
    figures = links.dry_run()
    context = {"count": figures["count"], "page": _page(request, links, "probability")}
    if figures["count"]:
        context |= {"wrong": _about(figures["likely_wrong"]), "least": f"{100 * figures['lowest']:.1f}%"}
    return render(request, "alumni/finding/sure.html", context)


def _about(people: float) -> str:
    return _("fewer than 1") if people < 1 else _("about %(people)s") % {"people": f"{people:,.0f}"}


def _page(request, links, order="-probability"):
    rows = links.select_related("person", "entry__registry", "decided_by__person").order_by(order, "pk")
    return Paginator(rows, 25).get_page(request.GET.get("page"))


@login_required
@review
def links(request):
    """The links behind the figures: found, waiting, not the same person."""
    form = LinkFilterForm(request.GET)
    shown = form.shown(Link.objects.filter(person__in=Person.objects.visible_to(request.user, Purpose.RECORDS)))
    return render(request, "alumni/finding/links.html", {"form": form, "page": _page(request, shown)})


@login_required
@review
def decisions(request):
    """What was decided, by whom, and the way back."""
    made = LinkDecision.objects.select_related("by__person", "undone_by__person")
    page = Paginator(made, 25).get_page(request.GET.get("page"))
    single = DecidedLink.objects.filter(decision__in=list(page), decision__count=1, asked=True)
    about = {row.decision_id: row.link for row in single.select_related("link__person", "link__entry")}
    rows = [(decision, about.get(decision.pk), may_undo(request.user, decision)) for decision in page]
    return render(request, "alumni/finding/decisions.html", {"page": page, "rows": rows})
