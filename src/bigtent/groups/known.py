"""What meetings, decisions and recommendations hold of a person, and what becomes of it when she leaves."""

from django.db.models import Count, F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.groups.models import AgendaItem, Attendance, Decision, Present
from bigtent.ledger.declarations import Known, Trace
from bigtent.ledger.traces import Traces

KEPT = gettext_lazy(
    "How many were there when the group decided has to stay true. Your name goes; a former member stays in its place."
)


def _own(account, person, rows):
    """On her own page only: others read it where the group shows it."""
    return rows if account.person_id == person.pk else rows.none()


def show_attendances(person, account):
    rows = Attendance.objects.filter(person=person).select_related("meeting__group")
    for row in _own(account, person, rows):
        yield _("Meeting"), f"{row.meeting.group}: {row.meeting}, {row.get_came_display()}", _("noted at the meeting")


def show_presences(person, account):
    rows = Present.objects.filter(person=person).select_related("decision__group")
    for row in _own(account, person, rows):
        yield _("Was there for a decision"), f"{row.decision.group}: {row.decision}", _("noted at the meeting")


def show_agenda(person, account):
    rows = AgendaItem.objects.filter(presenter=person).select_related("meeting__group")
    for row in _own(account, person, rows):
        yield _("Presents at a meeting"), f"{row.meeting.group}: {row}", _("noted at the meeting")


def show_proposals(person, account):
    rows = Decision.objects.filter(proposed_by=person).select_related("group")
    for row in _own(account, person, rows):
        yield _("Proposed a decision"), f"{row.group}: {row}", _("noted at the meeting")


KNOWN_OF_MEETINGS = (
    Known(
        model="groups.Attendance",
        title=gettext_lazy("Who came to meetings"),
        unique=("meeting",),
        show=show_attendances,
        kept_because=KEPT,
    ),
    Known(
        model="groups.Present",
        title=gettext_lazy("Who was there for decisions"),
        unique=("decision",),
        show=show_presences,
        kept_because=KEPT,
    ),
    Known(
        model="groups.AgendaItem",
        field="presenter",
        title=gettext_lazy("What was presented at meetings"),
        show=show_agenda,
        kept_because=gettext_lazy("What a group talked about stays. That you presented it is forgotten."),
    ),
    Known(
        model="groups.Decision",
        field="proposed_by",
        title=gettext_lazy("What was proposed to a group"),
        show=show_proposals,
        kept_because=gettext_lazy("What a group decided stays. That you proposed it is forgotten."),
    ),
)

# Whoever was noted under two records that were merged later was there once; without names nobody could tell any more.
TWICE = ((Attendance, "meeting"), (Present, "decision"))


def find_twice(traces: Traces):
    """The act leaves of several rows about her, under two of her records, one for each meeting and each decision."""

    def leave_one() -> int:
        return sum(_leave_one(model, of, traces.people) for model, of in TWICE)

    return leave_one


def _leave_one(model, of: str, people) -> int:
    hers = model.objects.filter(person__in=people)
    several = hers.order_by().values(of).annotate(n=Count("pk")).filter(n__gt=1).values_list(of, flat=True)
    rows = (
        hers.filter(**{f"{of}__in": list(several)})
        .order_by(F("person__merged_into").asc(nulls_first=True), "pk")
        .values_list(of, "pk")
    )
    first = {}
    spare = [pk for about, pk in rows if first.setdefault(about, pk) != pk]
    return model.objects.filter(pk__in=spare).delete()[0]


TRACES_OF_MEETINGS = (Trace("groups-twice", gettext_lazy("The same presence noted twice"), find_twice),)
