"""Offers to mentor and wishes for a mentor: taken down, paused, ended."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.ledger.clock import today
from bigtent.ledger.services import record
from bigtent.mentoring.errors import ApplicationError
from bigtent.mentoring.models import Background, Language, Mentee, Mentor, MentoringProgram, Slot
from bigtent.mentoring.models.people import MOST_STUDENTS
from bigtent.people.models import Topic
from bigtent.people.services import set_consents

MOST_HOURS = 40
BATCH = 500

OFFERED = ["capacity", "stage", "meets", "hours", "slots", "topics", "languages", "backgrounds"]
WISHED = ["stage", "specialty", "in_person", "hours", "slots", "topics", "wanted_languages", "wanted_backgrounds"]
BOTH = ["institution", "text", "ended_on"]


def apply_as_mentor(*, mentors: Sequence[Mentor], program: MentoringProgram, by, basis: str = ""):
    """Take down what these people offer, as unsaved `Mentor` rows; an earlier offer of theirs is replaced.

    `basis`: on what each of them said yes, with the offer, to being paired; empty records no consent.
    """
    _check(mentors, Mentor, {"languages": Language, "backgrounds": Background})
    return _take_down(mentors, program, OFFERED, "apply_as_mentor", by, basis)


def ask_for_mentor(*, mentees: Sequence[Mentee], program: MentoringProgram, by, basis: str = ""):
    """Take down what these people wish, as unsaved `Mentee` rows; an earlier wish of theirs is replaced.

    `basis`: on what each of them said yes, with the wish, to being paired; empty records no consent.
    """
    _check(mentees, Mentee, {"wanted_languages": Language, "wanted_backgrounds": Background})
    return _take_down(mentees, program, WISHED, "ask_for_mentor", by, basis)


def _take_down(rows, program, fields, verb, by, basis):
    if not rows:
        return []
    for row in rows:
        row.program, row.ended_on = program, None
    with transaction.atomic():
        saved = type(rows[0]).objects.bulk_create(
            rows,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["program", "person"],
            update_fields=[*fields, *BOTH],
        )
        if basis:
            set_consents(choices=[(row.person_id, "mentoring", True) for row in saved], by=by, basis=basis)
        record(by=by, verb=verb, about=saved[0] if len(saved) == 1 else program, count=len(saved))
    return saved


def _check(rows, model, lists) -> None:
    known = {
        "slots": set(Slot.values),
        "topics": set(Topic.objects.values_list("code", flat=True)),
        **{name: set(choices.values) for name, choices in lists.items()},
    }
    seen = set()
    for at, row in enumerate(rows, 1):
        fault = _fault(row, model, known)
        if not fault and row.person_id in seen:
            fault = "person", _("is listed twice; one offer or wish each.")
        if fault:
            field, words = fault
            where = _("Row %(row)s, %(person)s: ") % {"row": at, "person": row.person} if len(rows) > 1 else ""
            raise ApplicationError(where + words, field=field)
        seen.add(row.person_id)


def _fault(row, model, known) -> tuple[str, str] | None:
    """The first thing that is wrong with an offer or a wish: the field, and words for a person."""
    if row.stage not in model.Stage.values:
        return "stage", _("“%(value)s” is no stage. Choose one of the list.") % {"value": row.stage}
    if not 1 <= row.hours <= MOST_HOURS:
        return "hours", _("%(value)s hours a month: say 1 to %(most)s.") % {"value": row.hours, "most": MOST_HOURS}
    if model is Mentor and not 1 <= row.capacity <= MOST_STUDENTS:
        words = _("%(value)s students at a time: say 1 to %(most)s, or pause instead.")
        return "capacity", words % {"value": row.capacity, "most": MOST_STUDENTS}
    if model is Mentor and row.meets not in Mentor.Meets.values:
        return "meets", _("“%(value)s” is no way to meet. Choose one of the list.") % {"value": row.meets}
    if not row.slots:
        return "slots", _("Choose at least one time; without one nobody can be paired.")
    for name, allowed in known.items():
        for value in getattr(row, name):
            if value not in allowed:
                words = _("“%(value)s” is not on the list of %(list)s.")
                return name, words % {"value": value, "list": name.replace("_", " ")}
    return None


def pause_mentor(*, mentor: Mentor, until: date | None, by) -> None:
    """Take no new students up to and including a day; None ends the pause."""
    if until and until < today():
        raise ApplicationError(_("%(day)s is over. Give a day from today on.") % {"day": until}, field="paused_until")
    with transaction.atomic():
        changes = {"paused_until": [str(mentor.paused_until or ""), str(until or "")]}
        mentor.paused_until = until
        mentor.save(update_fields=["paused_until"])
        record(by=by, verb="pause_mentor", about=mentor, changes=changes)


def end_offers(*, mentors: Iterable[Mentor], by, reason: str = "") -> int:
    """These people no longer offer to mentor. Students they have stay theirs."""
    return _end(Mentor, mentors, "end_offers", by, reason)


def withdraw_wishes(*, mentees: Iterable[Mentee], by, reason: str = "") -> int:
    """These people no longer ask for a mentor."""
    return _end(Mentee, mentees, "withdraw_wishes", by, reason)


def _end(model, rows, verb, by, reason) -> int:
    rows = list(rows)
    if not rows:
        return 0
    with transaction.atomic():
        ended = model.objects.filter(pk__in=[row.pk for row in rows], ended_on__isnull=True).update(ended_on=today())
        if ended:
            about = rows[0] if len(rows) == 1 else rows[0].program
            changes = {"ended_on": ["", str(today())]}
            record(by=by, verb=verb, about=about, reason=reason, count=ended, changes=changes)
    return ended
