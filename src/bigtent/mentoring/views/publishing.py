"""Publish a round, and see its letters on their way."""

from functools import partial
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bigtent.ledger.errors import Refusal
from bigtent.ledger.services import start_job
from bigtent.mentoring import services
from bigtent.mentoring.forms import PublishForm, SettleForm
from bigtent.mentoring.models import MatchRound, Notice
from bigtent.mentoring.services.letters import preview, without_address
from bigtent.mentoring.services.scheduling import GRACE
from bigtent.mentoring.views import carried_out, may
from bigtent.mentoring.views.rounds import editable_round, proposal_or_404, run_round, visible_round
from bigtent.outreach.forms.sending import place_of_zone

PAGE = 50


@may("mentoring.run_rounds")
def publish(request, key):
    """What will be sent to how many, with both letters; after some minutes in which it can be taken back."""
    the_round = editable_round(request, key)
    proposal = proposal_or_404(the_round)
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _schedule(request, the_round, form.cleaned_data["proposal"])
    context = {
        "round": the_round,
        "proposal": proposal,
        "mentors": proposal.pairings.aggregate(count=Count("mentor", distinct=True))["count"],
        "unreached": without_address(proposal).count(),
        "letters": preview(proposal),
        "grace": GRACE.seconds // 60,
    }
    return render(request, "mentoring/publish.html", context)


def _schedule(request, the_round: MatchRound, number: int):
    try:
        moment = services.schedule_publishing(match_round=the_round, proposal=number, by=request.user)
        hour = date_format(localtime(moment, ZoneInfo(settings.NETWORK_TIME_ZONE)), "TIME_FORMAT")
        words = _("It will be published at %(hour)s (%(place)s time). Until it starts you can take it back.")
        messages.success(request, words % {"hour": hour, "place": place_of_zone()})
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(the_round)


@may("mentoring.run_rounds")
@require_POST
def take_back(request, key):
    the_round = editable_round(request, key)
    verb = partial(services.take_back_publishing, match_round=the_round, by=request.user)
    words = _("Taken back. Nothing is published and nobody was written to.")
    return carried_out(request, verb, words, the_round.get_absolute_url())


def _start(request, the_round: MatchRound):
    job = start_job(
        verb="bigtent.mentoring.services.publish_round",
        title=_("Publish %(round)s and write to both sides") % {"round": the_round},
        by=request.user,
        permission="mentoring.run_rounds",
        arguments={"match_round": the_round.key},
        result_url=the_round.get_absolute_url(),
    )
    return redirect("ledger:job", key=job.key)


@may("mentoring.read_rounds")
def letters(request, key):
    """Every letter of a published round and how far it is."""
    the_round = visible_round(request, key)
    notices = Notice.objects.filter(match_round=the_round).select_related("person")
    counts = notices.counts()
    state = request.GET.get("state", "")
    if state in counts:
        notices = notices.filter(state=state)
    context = {
        "round": the_round,
        "page": Paginator(notices, PAGE).get_page(request.GET.get("page")),
        "counts": [(value, label, counts[value]) for value, label in Notice.State.choices],
        "state": state,
        "waiting": counts[Notice.State.WAITING],
        "may_run": request.user.has_perm("mentoring.run_rounds", the_round),
    }
    return render(request, "mentoring/letters.html", context)


@may("mentoring.run_rounds")
@require_POST
def send(request, key):
    """Go on with the letters that wait."""
    rounds = MatchRound.objects.run_by(request.user).filter(state=MatchRound.State.PUBLISHED)
    return _start(request, get_object_or_404(rounds, key=key))


@may("mentoring.run_rounds")
@require_POST
def settle(request, key):
    """A person's word on a letter that is uncertain or was not sent."""
    the_round = run_round(request, key)
    form = SettleForm(request.POST, match_round=the_round)
    if not form.is_valid():
        raise Http404
    notice, arrived = form.cleaned_data["notice"], form.cleaned_data["arrived"]
    verb = partial(services.settle_notices, notices=[notice], arrived=arrived, by=request.user)
    words = _("Noted as sent.") if arrived else _("It waits to be sent again.")
    return carried_out(request, verb, words, the_round.get_absolute_url())
