"""The numbers of meetings, decisions and recommendations."""

from datetime import date, timedelta

from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy

from bigtent.groups.models import Attendance, Decision, Meeting, Recommendation
from bigtent.groups.models.recommendation import CHANGING
from bigtent.ledger.declarations import Figure, Measure

YEAR = timedelta(days=365)


def answered_in_time(day: date) -> Figure:
    in_time = Q(answered_on__lte=F("answer_due_on")) & Q(answered_on__lte=day)
    return _part(Recommendation.objects.owed_by(day), in_time)


def changed_a_decision(day: date) -> Figure:
    return _part(Recommendation.objects.answered().filter(answered_on__lte=day), CHANGING)


def _held_in_the_year_to(day: date):
    return Meeting.objects.held().filter(starts_at__date__gt=day - YEAR, starts_at__date__lte=day)


def meetings_held(day: date) -> Figure:
    return Figure(_held_in_the_year_to(day).count())


def decisions_done(day: date) -> Figure:
    taken = Decision.objects.filter(decided_on__lte=day).exclude(state=Decision.State.DROPPED)
    return _part(taken, Q(state=Decision.State.DONE))


def attendance(day: date) -> Figure:
    noted = Attendance.objects.once().filter(meeting__in=_held_in_the_year_to(day))
    return _part(noted, Q(came=Attendance.Came.PRESENT))


def _part(rows, condition: Q) -> Figure:
    """How many of the rows fulfill a condition, and how many there are, asked at once."""
    counted = rows.aggregate(part=Count("pk", filter=condition), all=Count("pk"))
    return Figure(counted["part"], counted["all"])


MEASURES_OF_MEETINGS = (
    Measure(
        name="recommendations-answered-in-time",
        label=gettext_lazy("Recommendations answered in time"),
        unit=gettext_lazy("recommendations"),
        definition=gettext_lazy(
            "Recommendations of groups that were answered on or before the day on which the answer was owed. The whole "
            "is all that were answered or whose day has passed; what still has time is not counted."
        ),
        compute=answered_in_time,
        url="groups:recommendations",
        query="only=owed",
        of_people=False,
        order=55,
    ),
    Measure(
        name="recommendations-that-changed-a-decision",
        label=gettext_lazy("Recommendations that changed a decision"),
        unit=gettext_lazy("recommendations"),
        definition=gettext_lazy(
            "Recommendations accepted, whole or in part, where those who answered said what is decided otherwise "
            "because of it. The whole is all recommendations that were answered."
        ),
        compute=changed_a_decision,
        url="groups:recommendations",
        query="only=changed",
        of_people=False,
        order=55,
    ),
    Measure(
        name="group-meetings-held",
        label=gettext_lazy("Meetings of groups"),
        unit=gettext_lazy("meetings"),
        definition=gettext_lazy("Meetings of all groups in the 365 days up to this one of which was noted who came."),
        compute=meetings_held,
        url="groups:meetings",
        query="only=held",
        of_people=False,
        order=55,
    ),
    Measure(
        name="group-decisions-done",
        label=gettext_lazy("Decisions carried out"),
        unit=gettext_lazy("decisions"),
        definition=gettext_lazy(
            "Decisions of all groups that are noted as done. The whole is all that were recorded and not dropped."
        ),
        compute=decisions_done,
        url="groups:decisions",
        query="only=done",
        of_people=False,
        order=55,
    ),
    Measure(
        name="group-attendance",
        label=gettext_lazy("Members who came to meetings"),
        unit=gettext_lazy("seats"),
        definition=gettext_lazy(
            "Members noted as present at the meetings of the 365 days up to this one, each at each meeting. The whole "
            "is all who were noted, also as excused or absent."
        ),
        compute=attendance,
        url="groups:meetings",
        query="only=held",
        staff_only=True,
        order=55,
    ),
)
