"""Publish a round and write to both sides. Nobody is written to twice."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now, today
from bigtent.ledger.keys import new_key
from bigtent.ledger.progress import Progress
from bigtent.ledger.services import record
from bigtent.mentoring.errors import NoticeError, RoundError
from bigtent.mentoring.models import MatchRound, Mentee, Mentor, Notice, Pairing, Proposal
from bigtent.mentoring.services.letters import Letter, letters_for
from bigtent.outreach.handing_over import MailServer, Outcome, Unreachable

CHUNK = 100
# Every other outcome is a no: somebody looks at the letter and decides.
STATES = {Outcome.SENT: Notice.State.SENT, Outcome.UNCERTAIN: Notice.State.UNCERTAIN}


def publish_round(
    *, match_round: str, by, proposal: int | None = None, progress: Progress | None = None
) -> dict[str, Any]:
    """Make a proposal of the round with that key true, and write to everybody in it.

    `proposal` is the number the reader looked at; a newer one is refused. Called again for a published round it
    goes on with the letters that wait. What was cut off while being handed over stays uncertain.
    """
    progress = progress or Progress()
    progress.step(_("Publishing the pairings"))
    the_round = MatchRound.objects.select_related("program").filter(key=match_round).first()
    if the_round is None:
        raise RoundError(_("There is no such round."))
    if the_round.state != MatchRound.State.PUBLISHED:
        _publish(the_round, proposal, by)
    _send_waiting(the_round, progress)
    return {"match_round": the_round.key, "letters": Notice.objects.filter(match_round=the_round).counts()}


def _publish(match_round: MatchRound, number: int | None, by) -> None:
    with transaction.atomic():
        match_round = MatchRound.objects.select_for_update().get(pk=match_round.pk)
        latest = latest_proposal(match_round, number)
        pairings = list(latest.pairings.select_related("mentee__person", "mentor__person"))
        check_still_true(pairings)
        moment = now()
        latest.pairings.update(published_at=moment)
        match_round.state, match_round.published_at, match_round.published_by = "published", moment, by
        match_round.save(update_fields=["state", "published_at", "published_by"])
        _write_notices(match_round, pairings)
        changes = {"state": ["proposed", "published"], "proposal": ["", latest.number]}
        record(by=by, verb="publish_round", about=match_round, changes=changes, count=len(pairings))


def latest_proposal(match_round: MatchRound, number: int | None) -> Proposal:
    """The proposal that can be published, if it is the one that was looked at."""
    latest = match_round.proposals.first()
    if match_round.state != MatchRound.State.PROPOSED or latest is None:
        raise RoundError(_("The round “%(name)s” has no proposal to publish.") % {"name": match_round})
    if number is not None and number != latest.number:
        words = _("Proposal %(new)s was made after the one you looked at. Look at it, then publish.")
        raise RoundError(words % {"new": latest.number})
    if not latest.placed:
        raise RoundError(_("This proposal pairs nobody. There is nothing to publish."))
    return latest


def check_still_true(pairings: list[Pairing]) -> None:
    """Since the proposal somebody may have left, paused, found a mentor or lowered the number of students."""
    mentees = Mentee.objects.open_on(today()).consenting().waiting().filter(pk__in=_subquery(pairings, "mentee"))
    mentees = set(mentees.values_list("pk", flat=True))
    mentors = Mentor.objects.open_on(today()).consenting().cleared(today()).filter(pk__in=_subquery(pairings, "mentor"))
    free = dict(mentors.with_places().values_list("pk", "free"))
    gone = set()
    for pairing in pairings:
        free[pairing.mentor_id] = free.get(pairing.mentor_id, 0) - 1
        if pairing.mentee_id not in mentees:
            gone.add(str(pairing.mentee.person))
        if free[pairing.mentor_id] < 0:
            gone.add(str(pairing.mentor.person))
    if gone:
        words = _("Since this proposal these no longer take part as before: %(names)s. Propose again, then publish.")
        names = sorted(gone)
        more = _(" and %(count)s more") % {"count": len(names) - 5} if len(names) > 5 else ""
        raise RoundError(words % {"names": ", ".join(names[:5]) + more})


def _subquery(pairings: list[Pairing], side: str):
    return Pairing.objects.filter(proposal=pairings[0].proposal_id).values(side)


def _write_notices(match_round: MatchRound, pairings: list[Pairing]) -> None:
    """One letter to each student, one to each mentor however many students she has."""
    students = {pairing.mentee.person_id: Notice.Side.STUDENT for pairing in pairings}
    mentors = {pairing.mentor.person_id: Notice.Side.MENTOR for pairing in pairings}
    Notice.objects.bulk_create(
        [
            Notice(match_round=match_round, person_id=person, side=side)
            for people in (students, mentors)
            for person, side in people.items()
        ],
        batch_size=500,
    )


def _send_waiting(match_round: MatchRound, progress: Progress) -> None:
    notices = Notice.objects.filter(match_round=match_round)
    _mark_uncertain(notices)
    waiting = notices.waiting()
    progress.step(_("Writing to students and mentors"), total=waiting.count())
    latest = 0
    with MailServer() as server:
        while chunk := list(waiting.filter(pk__gt=latest).select_related("person")[:CHUNK]):
            latest = chunk[-1].pk
            letters = letters_for(match_round, chunk)
            for notice in chunk:
                _hand_over(notice, letters[notice.pk], server)
                progress.advance()


def _mark_uncertain(notices) -> None:
    """A run before this one was cut off between committing the letter as handed over and hearing that it was."""
    notices.handing_over().update(
        state=Notice.State.UNCERTAIN,
        error=_("The work was cut off while this letter was being handed over. It may have arrived."),
    )


def _hand_over(notice: Notice, letter: Letter, server: MailServer) -> None:
    """Commit first, then speak to the server: whatever is cut off in between is known to be uncertain."""
    if not letter.address:
        words = letter.withheld_because or _(
            "There is no e-mail address in use for this person. Add one, then send again."
        )
        Notice.objects.waiting().filter(pk=notice.pk).update(state=Notice.State.FAILED, error=words)
        return
    _be_ready(server)
    message_id = notice.message_id or f"<mentoring-{notice.pk}-{new_key()}@{urlsplit(settings.SITE_URL).hostname}>"
    taken = (
        Notice.objects.waiting()
        .filter(pk=notice.pk)
        .update(
            state=Notice.State.HANDING_OVER,
            address=letter.address,
            message_id=message_id,
            handed_over_at=now(),
            error="",
        )
    )
    if not taken:
        return
    headers = {"Message-ID": message_id}
    answer = server.hand_over(EmailMessage(letter.subject, letter.body, to=[letter.address], headers=headers))
    state = STATES.get(answer.outcome, Notice.State.FAILED)
    ours = Notice.objects.filter(pk=notice.pk, state__in=[Notice.State.HANDING_OVER, Notice.State.UNCERTAIN])
    ours.update(state=state, error=answer.words, sent_at=now() if state == Notice.State.SENT else None)


def _be_ready(server: MailServer) -> None:
    try:
        server.be_ready()
    except Unreachable as error:
        words = _(
            "The mail server cannot be reached (%(error)s). "
            "Letters that were not handed over wait and can be sent later."
        )
        raise RoundError(words % {"error": error}) from error


def settle_notices(*, notices: list[Notice], arrived: bool, by) -> int:
    """A person's decision about letters nobody else can judge: they arrived, or they are to be sent again.

    Letters to be sent again wait until somebody goes on with the round's letters; they keep their Message-ID.
    """
    open_ones = Notice.objects.need_a_decision().filter(pk__in=[notice.pk for notice in notices])
    if arrived:
        changes = {"state": Notice.State.SENT, "sent_at": now(), "error": ""}
        open_ones = open_ones.exclude(message_id="")
    else:
        changes = {"state": Notice.State.WAITING, "error": ""}
    with transaction.atomic():
        settled = open_ones.update(**changes)
        if not settled:
            raise NoticeError(_("Only letters that are uncertain or not sent can be settled."))
        words = {"state": ["", changes["state"]]}
        record(by=by, verb="settle_notices", about=notices[0], changes=words, count=settled)
    return settled
