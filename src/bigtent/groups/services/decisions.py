"""Verbs: record a decision, correct it, note what happened to it since."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bigtent.groups.errors import MeetingError
from bigtent.groups.models import AgendaItem, Attendance, Decision, DecisionStep, Meeting, Present
from bigtent.groups.rules import VOTERS
from bigtent.groups.services.meetings import members_at
from bigtent.ledger.clock import today
from bigtent.ledger.services import record
from bigtent.people.models import Person


@dataclass(frozen=True)
class Vote:
    """How many were for, against, or neither; none of them where the group agreed without a vote."""

    in_favor: int | None = None
    against: int | None = None
    abstained: int | None = None

    @property
    def numbers(self) -> tuple[int | None, ...]:
        return self.in_favor, self.against, self.abstained


@transaction.atomic
def record_decision(
    *, meeting: Meeting, text: str, how: str, by, vote: Vote | None = None, reasons: str = "",
    proposed_by: Person | None = None, agenda_item: AgendaItem | None = None, due_on: date | None = None,
) -> Decision:  # fmt: skip
    """Keep what a group decided at a meeting, with those who were there: later changes do not touch them."""
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("group").get(pk=meeting.pk)
    if not meeting.is_open:
        raise MeetingError(_refused(meeting))
    there = list(meeting.attendances.once().filter(came=Attendance.Came.PRESENT))
    decision = Decision(group=meeting.group, meeting=meeting, decided_on=meeting.on, by=by)
    _fill(decision, text, reasons, how, vote or Vote(), _voters(row.role for row in there), proposed_by)
    decision.agenda_item = _of_this_meeting(agenda_item, meeting)
    decision.due_on = _not_before(due_on, meeting.on, "due_on")
    decision.save()
    Present.objects.bulk_create(Present(decision=decision, person_id=row.person_id, role=row.role) for row in there)
    record(by=by, verb="record_decision", about=decision, count=len(there))
    return decision


@transaction.atomic
def correct_decision(
    *, decision: Decision, text: str, how: str, present: Collection[int], reason: str, by, vote: Vote | None = None,
    reasons: str = "", proposed_by: Person | None = None,
) -> Decision:  # fmt: skip
    """Put right what was recorded wrongly: the words, the numbers or who was there. The page says that it was done,
    when and why. `present` are ids of people; former members whose names are gone stay counted."""
    decision = Decision.objects.select_for_update(of=("self",)).select_related("group", "meeting").get(pk=decision.pk)
    if not reason.strip():
        raise MeetingError(_("Say what was wrong, such as “Two votes were counted twice.”"), field="reason")
    named = {row.person_id: row for row in decision.present.once().filter(person__isnull=False)}
    seats = members_at(decision.meeting)
    if present - named.keys() - seats.keys():
        raise MeetingError(_("Only members of that day can have been there."), field="present")
    unnamed = list(decision.present.filter(person__isnull=True).values_list("role", flat=True))
    old = _told(decision) | {"present": len(named) + len(unnamed)}
    roles = [(named[pk] if pk in named else seats[pk]).role for pk in present] + unnamed
    _fill(decision, text, reasons, how, vote or Vote(), _voters(roles), proposed_by)
    decision.corrected_on, decision.correction = today(), reason.strip()[:300]
    decision.save()
    decision.present.filter(person__in=named.keys() - present).delete()
    new = [Present(decision=decision, person_id=pk, role=seats[pk].role) for pk in present - named.keys()]
    Present.objects.bulk_create(new)
    changes = _told(decision) | {"present": len(roles)}
    changes = {name: [old[name], value] for name, value in changes.items() if old[name] != value}
    # Words of a group may not be public: the history names the field only.
    changes |= dict.fromkeys(changes.keys() & {"text", "reasons"}, [])
    record(by=by, verb="correct_decision", about=decision, reason=reason, changes=changes)
    return decision


@transaction.atomic
def note_step(*, decision: Decision, on: date, text: str, state: str, by, due_on: date | None = None) -> DecisionStep:
    """Say what happened to a decision since, and how it stands with it. `due_on` sets by when it is to be done."""
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if not text.strip():
        raise MeetingError(_("Say what happened, such as “The letter went out.”"), field="text")
    if on > today():
        raise MeetingError(_("%s has not come yet. Note what has happened.") % _day(on), field="on")
    on = _not_before(on, decision.decided_on, "on")
    step = DecisionStep.objects.create(decision=decision, on=on, text=text.strip(), state=state, by=by)
    was = decision.state
    decision.state = state
    decision.due_on = _not_before(due_on, decision.decided_on, "due_on") or decision.due_on
    decision.save(update_fields=["state", "due_on"])
    record(by=by, verb="note_step", about=decision, changes={"state": [was, state]})
    return step


@transaction.atomic
def take_back_step(*, decision: Decision, by) -> None:
    """The step noted latest was a mistake: it goes, and the decision stands as before it."""
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    step = decision.steps.order_by("-pk").first()
    if step is None:
        raise MeetingError(_("Nothing was noted of this decision yet."))
    step.delete()
    before = decision.steps.order_by("-pk").first()
    was, decision.state = decision.state, before.state if before else Decision.State.OPEN
    decision.save(update_fields=["state"])
    record(by=by, verb="take_back_step", about=decision, changes={"state": [was, decision.state]})


def _fill(decision: Decision, text, reasons, how, vote: Vote, there: int, proposed_by) -> None:
    if not text.strip():
        raise MeetingError(_("Say what was decided."), field="text")
    _refuse_vote(how, vote, there)
    decision.text, decision.reasons, decision.how = text.strip(), reasons.strip(), how
    by_vote = how == Decision.How.VOTE
    numbers = vote.numbers if by_vote else (None, None, None)
    decision.votes_for, decision.votes_against, decision.abstained = numbers
    decision.proposed_by = proposed_by


def _refuse_vote(how: str, vote: Vote, there: int) -> None:
    if how not in Decision.How.values:
        raise MeetingError(_("“%s” is not known here. Choose consensus or vote.") % how, field="how")
    if how == Decision.How.CONSENSUS:
        if any(vote.numbers):
            raise MeetingError(_("A decision by consensus has no votes. Leave them empty, or choose by vote."))
        return
    if None in vote.numbers:
        raise MeetingError(_("Give all three numbers: for, against, abstained. Nobody is 0."), field="votes_for")
    counted = sum(vote.numbers)
    if counted != there:
        raise MeetingError(
            ngettext(
                "%(n)s with a vote was present, but %(sum)s are counted. Who did not vote is counted as abstained.",
                "%(n)s with a vote were present, but %(sum)s are counted. Who did not vote is counted as abstained.",
                there,
            )
            % {"n": there, "sum": counted},
            field="votes_for",
        )
    if vote.in_favor <= vote.against:
        raise MeetingError(
            _("%(n)s for and %(m)s against decide nothing. What was not carried belongs in the minutes.")
            % {"n": vote.in_favor, "m": vote.against},
            field="votes_for",
        )


def _voters(roles: Iterable[str]) -> int:
    """How many of those present have a vote: a staff liaison sits with the group and has none."""
    return sum(role in VOTERS for role in roles)


def _refused(meeting: Meeting) -> str:
    if meeting.state == Meeting.State.PLANNED:
        return _("Note first who came: a decision keeps who was there.")
    if meeting.state == Meeting.State.CANCELLED:
        return _("This meeting was canceled. Nothing was decided at it.")
    return _("The minutes are approved. Open them again first, and say why.")


def _of_this_meeting(item: AgendaItem | None, meeting: Meeting) -> AgendaItem | None:
    if item is not None and item.meeting_id != meeting.pk:
        raise MeetingError(_("“%s” is on the agenda of another meeting.") % item, field="agenda_item")
    return item


def _not_before(day: date | None, decided_on: date, field: str) -> date | None:
    if day is not None and day < decided_on:
        raise MeetingError(
            _("%(day)s is before it was decided, on %(decided)s.") % {"day": _day(day), "decided": _day(decided_on)},
            field=field,
        )
    return day


def _told(decision: Decision) -> dict:
    """What a history may tell; who proposed it is told on the page only."""
    return {
        "text": decision.text,
        "reasons": decision.reasons,
        "how": decision.how,
        "votes_for": decision.votes_for,
        "votes_against": decision.votes_against,
        "abstained": decision.abstained,
    }


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
