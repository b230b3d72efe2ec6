"""Pages of elections: announce, stand, vote, count."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bigtent.groups.counting import Outcome
from bigtent.groups.forms.elections import BallotForm, CancelForm, CountForm, ElectionForm, StatementForm
from bigtent.groups.models import Election
from bigtent.groups.models.election import VOTERS_TO_SHOW
from bigtent.groups.rules import VOTERS
from bigtent.groups.services import elections as services
from bigtent.groups.views.acting import acting_on, carried_out, form_page
from bigtent.groups.views.groups import manages
from bigtent.ledger.clock import today


def seen(account):
    return Election.objects.visible_to(account).select_related("group")


counts = acting_on(seen, "groups.manage")
takes_part = acting_on(seen, "groups.take_part")


@manages
def new_election(request, group):
    form = ElectionForm(request.POST or None, group=group)
    return form_page(
        request, group, form, lambda: services.announce_election(group=group, by=request.user, **form.cleaned_data),
        title=_("Announce an election"), button=_("Announce it"), done=_("Announced. Members of the group are told."),
        lede=_("Until voting opens people can stand. The ballot is secret: who voted is kept, for whom is not."),
    )  # fmt: skip


@takes_part
def election(request, row):
    """What is elected, who stands; before voting a way to stand, then a ballot, afterwards who is elected."""
    return render(request, "groups/election.html", election_context(request, row))


def election_context(request, row: Election) -> dict:
    account, group = request.user, row.group
    sees_inside = account.has_perm("groups.read_inside", group)
    voted, may_vote = row.ballots.count(), row.is_voting and account.has_perm("groups.vote", group)
    has_voted = row.ballots.filter(person=account.person_id).exists()
    candidates = row.candidates.select_related("person")
    return {
        "election": row,
        "group": group,
        "candidates": candidates if row.state == Election.State.COUNTED else candidates.standing(),
        "own": row.candidates.standing().filter(person=account.person_id).first(),
        "ballot": BallotForm(election=row) if may_vote and not has_voted else None,
        "has_voted": has_voted,
        "sees_inside": sees_inside,
        "voted": voted,
        "may_have_voted": max(voted, electorate(row)),
        "shows_counts": sees_inside and row.state == Election.State.COUNTED and voted >= VOTERS_TO_SHOW,
        "fewest": VOTERS_TO_SHOW,
        "may_manage": account.has_perm("groups.manage"),
    }


def electorate(row: Election) -> int:
    """How many could vote on some day of the voting so far, each once."""
    latest = min(row.closes_on, today())
    seats = row.group.memberships.sitting().filter(role__in=VOTERS, started_on__lte=latest)
    return len({one.person_id or -one.pk for one in seats if one.last_day is None or one.last_day >= row.opens_on})


@takes_part
def stand(request, row):
    own = row.candidates.filter(person=request.user.person_id).first()
    form = StatementForm(request.POST or None, initial={"statement": own.statement if own else ""})
    return form_page(
        request, row, form, lambda: services.stand(election=row, by=request.user, **form.cleaned_data),
        title=_("Stand in this election"), button=_("Stand"), to=row,
        done=_("You stand. You can change what you wrote until voting opens, and withdraw until the count."),
        lede=_("Members of the network see your name and what you write. You can withdraw at any time before the "
               "count. If you are elected, you have a seat and can give it back."),
    )  # fmt: skip


@require_POST
@takes_part
def withdraw(request, row):
    return carried_out(
        request, lambda: services.withdraw_candidacy(election=row, by=request.user),
        _("You no longer stand. Until voting opens you can stand again."), row,
    )  # fmt: skip


@takes_part
def vote(request, row):
    """The ballot. What is wrong with it is said beside the candidates, and nothing of it is kept."""
    form = BallotForm(request.POST if request.method == "POST" else None, election=row)
    return form_page(
        request, row, form, lambda: services.cast_ballot(election=row, by=request.user, **form.cleaned_data),
        title=_("Vote"), button=_("Cast the ballot"), to=row,
        done=_("You have voted. For whom, nobody can see, you neither."),
        lede=ballot_words(row),
    )  # fmt: skip


def ballot_words(row: Election) -> str:
    most = ngettext("Choose one at most, or nobody.", "Choose %(n)s at most, or nobody.", row.seats) % {"n": row.seats}
    secret = _("The ballot is secret. It is not kept whom you choose, so it cannot be changed or taken back.")
    return f"{most} {secret}"


@counts
def count(request, row):
    """Count, and settle a tie in words where there is one. Before voting is over nothing of the votes is looked at."""
    if not row.is_to_be_counted:
        return redirect(row)
    found = services.standings(row)
    tied = row.candidates.filter(pk__in=found.tied).select_related("person")
    form = CountForm(request.POST or None, tied=tied, left=found.left)
    if request.method == "POST" and not found.left:
        return carried_out(
            request, lambda: services.count_election(election=row, by=request.user),
            _("Counted. Whoever was elected has a seat and is told."), row,
        )  # fmt: skip
    return form_page(
        request, row, form, lambda: services.count_election(election=row, by=request.user, **form.cleaned_data),
        title=_("Count the votes"), button=_("Count and seat"), to=row,
        done=_("Counted. Whoever was elected has a seat and is told."), lede=count_words(row, found),
    )  # fmt: skip


def count_words(row: Election, found: Outcome) -> str:
    if not found.left:
        return _("Whoever is elected is seated for the term that was announced. This is done once.")
    words = ngettext(
        "Some have the same number of votes at the last seat. Settle it with them, choose %(n)s and say how.",
        "Some have the same number of votes at the last seats. Settle it with them, choose %(n)s and say how.",
        found.left,
    )
    return words % {"n": found.left}


@counts
def cancel(request, row):
    form = CancelForm(request.POST or None)
    return form_page(
        request, row, form, lambda: services.cancel_election(election=row, by=request.user, **form.cleaned_data),
        title=_("Call this election off"), button=_("Call it off"), done=_("Called off."), to=row,
        lede=_("Nobody is elected and the votes are forgotten. This cannot be taken back; you can announce another."),
    )  # fmt: skip
