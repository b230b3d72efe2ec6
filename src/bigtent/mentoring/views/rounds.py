"""One round: look at a proposal, decide about pairs, propose again."""

from functools import partial

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.ledger.clock import today
from bigtent.ledger.services import start_job
from bigtent.mentoring import services
from bigtent.mentoring.factors import change_in_words, hurdles_in_words, in_words, why_in_words
from bigtent.mentoring.forms import PairForm, ReasonForm
from bigtent.mentoring.models import MatchRound, Mentor, Notice, Pairing, Proposal
from bigtent.mentoring.profiles import asked_for, offered_by
from bigtent.mentoring.recruiting import where_one_more_helps
from bigtent.mentoring.views import carried_out, may, words_sought
from bigtent.outreach.forms.sending import place_of_zone

PAGE = 25
MOST_DIGITS = 6
PAGES = ("25", "50", "100")
ORDERS = {"most": "-points", "least": "points", "name": "mentee__person__family_name"}


def visible_round(request, key: str) -> MatchRound:
    return get_object_or_404(MatchRound.objects.visible_to(request.user).select_related("program"), key=key)


def run_round(request, key: str) -> MatchRound:
    """A round of any state that the reader may act upon."""
    return get_object_or_404(MatchRound.objects.run_by(request.user).select_related("program"), key=key)


def editable_round(request, key: str) -> MatchRound:
    return get_object_or_404(MatchRound.objects.editable_by(request.user), key=key)


def chosen_proposal(match_round: MatchRound, number: str | int | None) -> Proposal | None:
    """The proposal of that number, or the latest; None when there is none yet."""
    proposals = match_round.proposals.select_related("certificate")
    if not number:
        return proposals.first()
    if not str(number).isdecimal() or len(str(number)) > MOST_DIGITS:
        raise Http404
    return get_object_or_404(proposals, number=int(number))


def proposal_or_404(match_round: MatchRound, number: str | int | None = None) -> Proposal:
    proposal = chosen_proposal(match_round, number)
    if proposal is None:
        raise Http404
    return proposal


@may("mentoring.read_rounds")
def match_round(request, key):
    """The proposal of a round: how good, why, who waits, where one more mentor would help."""
    the_round = visible_round(request, key)
    proposal = chosen_proposal(the_round, request.GET.get("proposal"))
    context = {
        "round": the_round,
        "may_run": request.user.has_perm("mentoring.run_rounds", the_round),
        "proposal": proposal,
        "not_cleared": _not_cleared(the_round),
    }
    if proposal is None:
        return render(request, "mentoring/round_without_proposal.html", context)
    context |= {
        "latest": proposal.number == the_round.proposals.values_list("number", flat=True).first(),
        "factors": in_words(proposal.program),
        "recruiting": where_one_more_helps(proposal, request.GET.get("specialty", "")),
        "waiting": told_why(proposal, proposal.unmatched.select_related("mentee__person", "mentee__specialty")[:5]),
        "notices": Notice.objects.filter(match_round=the_round).counts(),
        "zone": settings.NETWORK_TIME_ZONE,
        "place": place_of_zone(),
        **_pairings(request, the_round, proposal),
    }
    return render(request, "mentoring/round.html", context)


def _not_cleared(the_round: MatchRound) -> int:
    """Mentors whom the next proposal leaves out, because the program needs them to be cleared."""
    if not (the_round.is_unfinished and the_round.program.needs_clearance):
        return 0
    taking_part = Mentor.objects.filter(program=the_round.program_id).open_on(today()).consenting()
    return taking_part.count() - taking_part.cleared(today()).count()


def _pairings(request, the_round: MatchRound, proposal: Proposal) -> dict:
    """One page of pairings as asked for: name searched, order, length, only new ones."""
    query, order = request.GET.get("q", ""), request.GET.get("order", "most")
    order = order if order in ORDERS else "most"
    found = proposal.pairings.with_people().named(words_sought(request)).order_by(ORDERS[order], "pk")
    only_new = request.GET.get("only") == "new" and proposal.changes is not None
    if only_new:
        found = found.filter(is_new=True)
    length = request.GET.get("length", "")
    page = Paginator(found, int(length) if length in PAGES else PAGE).get_page(request.GET.get("page"))
    factors = in_words(proposal.program)
    locked = set(the_round.locks.values_list("mentee", "mentor"))
    for pairing in page:
        pairing.by_factor = [(pairing.reasons.get(factor.name, 0), factor.most) for factor in factors]
        pairing.locked_now = (pairing.mentee_id, pairing.mentor_id) in locked
    return {"page": page, "query": query, "order": order, "only_new": only_new, "length": length, "locks": len(locked)}


def told_why(proposal: Proposal, unmatched) -> list:
    """Those without a mentor, with the reason and the nearest way out in words."""
    unmatched = list(unmatched)
    wanted = {one[0] for each in unmatched for one in each.nearest[:1]}
    mentors = Mentor.objects.select_related("person").in_bulk(wanted)
    for each in unmatched:
        hurdles = hurdles_in_words(each.hurdles, proposal.program)
        each.why = why_in_words(hurdles, proposal.mentors)
        each.change = change_in_words(hurdles)
        each.mentor = mentors.get(each.nearest[0][0]) if each.nearest else None
    return unmatched


@may("mentoring.read_rounds")
def waiting(request, key):
    """Everybody whom a proposal could not place, and why."""
    the_round = visible_round(request, key)
    proposal = proposal_or_404(the_round, request.GET.get("proposal"))
    unmatched = proposal.unmatched.select_related("mentee__person", "mentee__specialty")
    page = Paginator(unmatched, PAGE).get_page(request.GET.get("page"))
    page.object_list = told_why(proposal, page.object_list)
    context = {"round": the_round, "proposal": proposal, "page": page}
    context["may_run"] = request.user.has_perm("mentoring.run_rounds", the_round)
    return render(request, "mentoring/waiting.html", context)


@may("mentoring.read_rounds")
def pairing(request, key, pk):
    """One pairing: what was asked, what is offered, and the points of each factor."""
    the_round = visible_round(request, key)
    one = get_object_or_404(
        Pairing.objects.with_profiles().select_related("proposal"), pk=pk, proposal__match_round=the_round
    )
    factors = in_words(one.proposal.program)
    context = {
        "round": the_round,
        "pairing": one,
        "rows": [(factor, one.reasons.get(factor.name, 0)) for factor in factors],
        "asked": asked_for(one.mentee),
        "offered": offered_by(one.mentor),
        "nearest": _nearest(one),
        "locked": the_round.locks.filter(mentee=one.mentee, mentor=one.mentor).first(),
        "blocked": the_round.blocks.filter(mentee=one.mentee, mentor=one.mentor).first(),
        "may_change": request.user.has_perm("mentoring.run_rounds", the_round),
    }
    return render(request, "mentoring/pairing.html", context)


@may("mentoring.read_rounds")
def decisions(request, key):
    """Pairs locked and blocked by hand: by whom, when and why."""
    the_round = visible_round(request, key)
    people = ("mentee__person", "mentor__person", "by__person")
    locks, blocks = the_round.locks.select_related(*people), the_round.blocks.select_related(*people)
    context = {
        "round": the_round,
        "locks": Paginator(locks, PAGE).get_page(request.GET.get("page")),
        "blocks": Paginator(blocks, PAGE).get_page(request.GET.get("blocks")),
        "may_change": the_round.is_unfinished and request.user.has_perm("mentoring.run_rounds", the_round),
    }
    return render(request, "mentoring/decisions.html", context)


def _nearest(one: Pairing) -> list[dict]:
    """The next best mentors kept with a pairing, by name."""
    mentors = Mentor.objects.select_related("person").in_bulk(row[0] for row in one.nearest)
    return [
        {"mentor": mentors[pk], "points": points, "lost_places": lost_places, "lost_points": lost_points}
        for pk, points, lost_places, lost_points in one.nearest
        if pk in mentors
    ]


@may("mentoring.run_rounds")
@require_POST
def propose(request, key):
    the_round = editable_round(request, key)
    job = start_job(
        verb="bigtent.mentoring.services.propose",
        title=_("Propose pairings for %(round)s") % {"round": the_round},
        by=request.user,
        permission="mentoring.run_rounds",
        arguments={"match_round": the_round.key},
        result_url=the_round.get_absolute_url(),
    )
    return redirect("ledger:job", key=job.key)


@may("mentoring.run_rounds")
@require_POST
def withdraw(request, key):
    the_round = editable_round(request, key)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    verb = partial(services.withdraw_round, match_round=the_round, by=request.user, reason=reason)
    return carried_out(request, verb, _("The round is withdrawn. Nobody was written to."), the_round.get_absolute_url())


@may("mentoring.run_rounds")
@require_POST
def lock(request, key):
    return _decide(request, key, services.lock_pairing, _("Locked. Every later proposal keeps this pair."))


@may("mentoring.run_rounds")
@require_POST
def unlock(request, key):
    return _decide(request, key, services.unlock_pairing, _("Unlocked."), both=False)


@may("mentoring.run_rounds")
@require_POST
def block(request, key):
    return _decide(request, key, services.block_pairing, _("Blocked. Propose again to leave this pair out."))


@may("mentoring.run_rounds")
@require_POST
def unblock(request, key):
    return _decide(request, key, services.unblock_pairing, _("This pair is allowed again."))


def _decide(request, key, verb, words, *, both=True):
    """Translate a decision about a pair into one call."""
    the_round = editable_round(request, key)
    form = PairForm(request.POST, match_round=the_round)
    if not form.is_valid() or (both and not form.cleaned_data["mentor"]):
        raise Http404
    pair = {"mentee": form.cleaned_data["mentee"], "reason": form.cleaned_data["reason"]}
    if both:
        pair["mentor"] = form.cleaned_data["mentor"]
    act = partial(verb, match_round=the_round, by=request.user, **pair)
    return carried_out(request, act, words, the_round.get_absolute_url())


@may("mentoring.run_rounds")
@require_POST
def end(request, key, pk):
    the_round = run_round(request, key)
    one = get_object_or_404(Pairing, pk=pk, proposal__match_round=the_round)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    verb = partial(services.end_pairing, pairing=one, by=request.user, reason=reason)
    return carried_out(request, verb, _("This pairing is over. The student waits again."), the_round.get_absolute_url())
