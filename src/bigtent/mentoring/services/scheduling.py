"""Have a proposal published after some minutes in which it can be taken back; start what is due."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now
from bigtent.ledger.models import Job
from bigtent.ledger.services import record, start_job
from bigtent.mentoring.errors import RoundError
from bigtent.mentoring.models import MatchRound
from bigtent.mentoring.services.publishing import check_still_true, latest_proposal
from bigtent.mentoring.services.rounds import take_off_schedule
from bigtent.outreach.services.scheduling import GRACE

PUBLISH = "bigtent.mentoring.services.publish_round"
RIGHT = "mentoring.run_rounds"


@transaction.atomic
def schedule_publishing(*, match_round: MatchRound, proposal: int, by) -> datetime:
    """Have the proposal of that number published once the minutes of grace are over. Gives the moment."""
    row = MatchRound.objects.select_for_update().get(pk=match_round.pk)
    latest = latest_proposal(row, proposal)
    if row.is_scheduled or _is_being_published(row):
        raise RoundError(_("Publishing “%(name)s” has been asked for already.") % {"name": row})
    check_still_true(list(latest.pairings.select_related("mentee__person", "mentor__person")))
    row.publish_at, row.publish_proposal, row.publish_by = now() + GRACE, latest.number, by
    row.save(update_fields=["publish_at", "publish_proposal", "publish_by"])
    changes = {"publish_at": ["", row.publish_at.isoformat()], "proposal": ["", latest.number]}
    record(by=by, verb="schedule_publishing", about=row, changes=changes, count=latest.placed)
    return row.publish_at


@transaction.atomic
def take_back_publishing(*, match_round: MatchRound, by) -> None:
    """Until it has begun nobody was written to: the round is proposed as before."""
    changes = take_off_schedule(match_round)
    if not changes:
        raise RoundError(_("There is nothing to take back: it was taken back before, or publishing has begun."))
    record(by=by, verb="take_back_publishing", about=match_round, changes=changes)


def start_due_publishing() -> None:
    """Start the publishing of every round whose moment has come; never twice."""
    for pk in MatchRound.objects.to_be_published().filter(publish_at__lte=now()).values_list("pk", flat=True):
        _start(pk)


@transaction.atomic
def _start(pk: int) -> None:
    """Whoever holds the row starts and takes the moment away; another worker waits for it and finds none."""
    row = MatchRound.objects.to_be_published().select_for_update(of=("self",)).filter(pk=pk, publish_at__lte=now())
    match_round = row.select_related("publish_by").first()
    if match_round is None or _is_being_published(match_round):
        return
    by, number = match_round.publish_by, match_round.publish_proposal
    changes = take_off_schedule(match_round)
    if by is None or not by.has_perm(RIGHT, match_round):
        words = _("Who asked for it may no longer publish this round.")
        record(by=None, verb="take_back_publishing", about=match_round, reason=words, changes=changes)
        return
    start_job(
        verb=PUBLISH, title=_("Publish %(round)s and write to both sides") % {"round": match_round},
        by=by, permission=RIGHT, arguments={"match_round": match_round.key, "proposal": number},
        result_url=match_round.get_absolute_url(),
    )  # fmt: skip


def _is_being_published(match_round: MatchRound) -> bool:
    return Job.objects.unfinished().filter(verb=PUBLISH, arguments__match_round=match_round.key).exists()
