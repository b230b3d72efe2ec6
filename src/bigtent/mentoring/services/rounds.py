"""Rounds: opened, pairs locked or blocked by hand, withdrawn; published pairings ended."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bigtent.ledger.clock import today
from bigtent.ledger.services import record
from bigtent.mentoring.errors import RoundError
from bigtent.mentoring.models import Block, Lock, MatchRound, Mentee, Mentor, MentoringProgram, Pairing


def open_round(*, name: str, program: MentoringProgram, by) -> MatchRound:
    """Begin to pair those of a program who wait. A program has one unfinished round at a time."""
    name = name.strip()
    if not name:
        raise RoundError(_("Give the round a name, such as Fall 2026."), field="name")
    unfinished = MatchRound.objects.unfinished().filter(program=program).first()
    if unfinished:
        words = _("The round “%(name)s” is still open. Publish or withdraw it first.")
        raise RoundError(words % {"name": unfinished}, field="name")
    try:
        with transaction.atomic():
            match_round = MatchRound.objects.create(name=name, program=program, opened_by=by)
            record(by=by, verb="open_round", about=match_round)
    except IntegrityError as error:
        words = _("There is a round called “%(name)s” already. Choose another name.")
        raise RoundError(words % {"name": name}, field="name") from error
    return match_round


def unfinished_round(key: str) -> MatchRound:
    """The round of that key, if it can still be changed."""
    match_round = MatchRound.objects.select_related("program").filter(key=key).first()
    if match_round is None:
        raise RoundError(_("There is no such round."))
    if not match_round.is_unfinished:
        words = _("The round “%(name)s” is %(state)s already and cannot be changed.")
        raise RoundError(words % {"name": match_round, "state": match_round.get_state_display().lower()})
    return match_round


def take_off_schedule(match_round: MatchRound) -> dict[str, list[str]]:
    """What was going to be published waits again to be looked at. Gives what the history says of it, if it was."""
    row = MatchRound.objects.to_be_published().select_for_update().filter(pk=match_round.pk).first()
    if row is None:
        return {}
    MatchRound.objects.filter(pk=row.pk).update(publish_at=None, publish_proposal=None, publish_by=None)
    return {"publish_at": [row.publish_at.isoformat(), ""]}


def withdraw_round(*, match_round: MatchRound, by, reason: str = "") -> MatchRound:
    """Give an unfinished round up. What was proposed stays to be read; nobody is written to."""
    match_round = unfinished_round(match_round.key)
    with transaction.atomic():
        changes = {"state": [match_round.state, MatchRound.State.WITHDRAWN], **take_off_schedule(match_round)}
        match_round.state = MatchRound.State.WITHDRAWN
        match_round.save(update_fields=["state"])
        record(by=by, verb="withdraw_round", about=match_round, reason=reason, changes=changes)
    return match_round


def lock_pairing(*, match_round: MatchRound, mentee: Mentee, mentor: Mentor, by, reason: str = "") -> Lock:
    """Settle a pair by hand: every later proposal keeps it. An earlier lock of the student is replaced."""
    unfinished_round(match_round.key)
    _check_pair(match_round, mentee, mentor)
    if Block.objects.filter(match_round=match_round, mentee=mentee, mentor=mentor).exists():
        raise RoundError(_("%(pair)s is blocked. Lift the block first.") % {"pair": _pair(mentee, mentor)})
    _check_places(match_round, mentee, mentor)
    with transaction.atomic():
        lock, _made = Lock.objects.update_or_create(
            match_round=match_round, mentee=mentee, defaults={"mentor": mentor, "reason": reason, "by": by}
        )
        _record(by, "lock_pairing", match_round, mentee, mentor, reason)
    return lock


def unlock_pairing(*, match_round: MatchRound, mentee: Mentee, by, reason: str = "") -> None:
    """Let the engine decide about this student again."""
    unfinished_round(match_round.key)
    with transaction.atomic():
        lock = Lock.objects.filter(match_round=match_round, mentee=mentee).first()
        if lock:
            _record(by, "unlock_pairing", match_round, mentee, lock.mentor, reason)
            lock.delete()


def block_pairing(*, match_round: MatchRound, mentee: Mentee, mentor: Mentor, by, reason: str = "") -> Block:
    """Never propose this pair in this round. A lock of the same pair is lifted."""
    unfinished_round(match_round.key)
    _check_pair(match_round, mentee, mentor)
    with transaction.atomic():
        Lock.objects.filter(match_round=match_round, mentee=mentee, mentor=mentor).delete()
        block, _made = Block.objects.update_or_create(
            match_round=match_round, mentee=mentee, mentor=mentor, defaults={"reason": reason, "by": by}
        )
        _record(by, "block_pairing", match_round, mentee, mentor, reason)
    return block


def unblock_pairing(*, match_round: MatchRound, mentee: Mentee, mentor: Mentor, by, reason: str = "") -> None:
    """Allow this pair again."""
    unfinished_round(match_round.key)
    with transaction.atomic():
        gone, _rows = Block.objects.filter(match_round=match_round, mentee=mentee, mentor=mentor).delete()
        if gone:
            _record(by, "unblock_pairing", match_round, mentee, mentor, reason)


def end_pairing(*, pairing: Pairing, by, reason: str = "") -> Pairing:
    """A published pairing is over: the student waits again, the mentor has a place again."""
    if pairing.published_at is None or pairing.ended_on is not None:
        raise RoundError(_("Only a pairing that is published and not over can be ended."))
    with transaction.atomic():
        pairing.ended_on = today()
        pairing.save(update_fields=["ended_on"])
        record(by=by, verb="end_pairing", about=pairing, reason=reason, changes={"ended_on": ["", str(today())]})
    return pairing


def _pair(mentee: Mentee, mentor: Mentor) -> str:
    return _("%(student)s with %(mentor)s") % {"student": mentee.person, "mentor": mentor.person}


def _check_pair(match_round: MatchRound, mentee: Mentee, mentor: Mentor) -> None:
    if {mentee.program_id, mentor.program_id} != {match_round.program_id}:
        raise RoundError(_("%(pair)s: both must belong to the round’s program.") % {"pair": _pair(mentee, mentor)})
    if mentee.person_id == mentor.person_id:
        raise RoundError(_("%(name)s cannot be paired with herself or himself.") % {"name": mentee.person})


def _check_places(match_round: MatchRound, mentee: Mentee, mentor: Mentor) -> None:
    taken = mentor.pairings.current().count()
    locked = Lock.objects.filter(match_round=match_round, mentor=mentor).exclude(mentee=mentee).count()
    if taken + locked >= mentor.capacity:
        words = _("Every place with %(mentor)s is taken or locked (%(places)s in all). Unlock one first.")
        raise RoundError(words % {"mentor": mentor.person, "places": mentor.capacity})


def _record(by, verb, match_round, mentee, mentor, reason) -> None:
    """Each decision about a pair asks for another look: what was going to be published is taken back by it."""
    changes = {"mentee": ["", str(mentee.pk)], "mentor": ["", str(mentor.pk)], **take_off_schedule(match_round)}
    record(by=by, verb=verb, about=match_round, reason=reason, changes=changes)
