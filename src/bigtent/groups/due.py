"""What waits for whom in a group: an answer, who came, minutes, approval, something to carry out."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bigtent.groups.models import Decision, Meeting, Membership, Recommendation
from bigtent.groups.rules import OFFICERS
from bigtent.ledger.clock import today
from bigtent.ledger.declarations import Due, DueSource


def answers_due(account) -> Iterator[Due]:
    """Recommendations that wait for this account's answer."""
    waiting = Recommendation.objects.waiting().filter(group__answered_by=account).select_related("group")
    for one in waiting.order_by("answer_due_on"):
        yield Due(
            title=_("%(group)s waits for your answer") % {"group": one.group},
            why=_("“%(title)s”. %(owed)s") % {"title": one, "owed": owed_words(one)},
            button=_("Answer"),
            url=one.get_absolute_url(),
            due_on=one.answer_due_on,
            minutes=20,
            order=20,
        )


def owed_words(recommendation: Recommendation) -> str:
    """How long an answer has been owed, if it is."""
    days = recommendation.days_owed
    if not days:
        return _("The group recommended it; its page shows your answer.")
    return ngettext("It has been owed for %(n)s day.", "It has been owed for %(n)s days.", days) % {"n": days}


def meetings_due(account) -> Iterator[Due]:
    """What waits for the officers of groups."""
    seats = Membership.objects.on(today()).filter(person=account.person_id, role__in=OFFICERS)
    groups = list(seats.values_list("group", flat=True))
    if groups:
        yield from due_in(groups)


def due_in(groups: list[int]) -> Iterator[Due]:
    """What is to be done in these groups by whoever runs their meetings."""
    unfinished = Meeting.objects.filter(group__in=groups).unfinished().select_related("group")
    for meeting in unfinished.order_by("starts_at"):
        yield _of_meeting(meeting)
    late = Decision.objects.filter(group__in=groups).past_their_time(today()).select_related("group")
    for decision in late.order_by("due_on"):
        yield Due(
            title=_("%(group)s decided something to be done") % {"group": decision.group},
            why=f"“{decision}”",
            button=_("Say how it stands"),
            url=decision.get_absolute_url(),
            due_on=decision.due_on,
            minutes=3,
            order=45,
        )


def _of_meeting(meeting: Meeting) -> Due:
    """The next thing to do about a meeting."""
    if meeting.state == Meeting.State.PLANNED:
        what = (_("Say who came, or that it was not held."), _("Note who came"), "attendance", 2)
    elif not meeting.minutes:
        what = (_("The minutes are not written yet."), _("Write the minutes"), "minutes", 20)
    else:
        what = (_("The minutes are a draft."), _("Approve them"), "approve_minutes", 5)
    why, button, page, minutes = what
    return Due(
        title=_("%(group)s: %(meeting)s") % {"group": meeting.group, "meeting": meeting},
        why=why,
        button=button,
        url=reverse(f"groups:{page}", args=[meeting.key]),
        minutes=minutes,
        order=44,
    )


DUE_OF_MEETINGS = (DueSource("group-answers", answers_due), DueSource("group-meetings", meetings_due))
