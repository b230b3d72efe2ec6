"""What seats, candidacies and ballots hold of a person, and what becomes of it when she leaves."""

from datetime import timedelta

from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.groups.models import Ballot, Candidate, Membership
from bigtent.groups.services.seats import leave, said
from bigtent.ledger.clock import now, today
from bigtent.ledger.declarations import Datum, Known, Trace
from bigtent.ledger.traces import Traces
from bigtent.people.models import Purpose

SEAT = "groups.seat"


def term_words(row: Membership) -> str:
    if row.last_day is None:
        return _("since %(begins)s") % {"begins": said(row.started_on)}
    return _("%(begins)s to %(ends)s") % {"begins": said(row.started_on), "ends": said(row.last_day)}


def _seats(person):
    return Membership.objects.sitting().filter(person=person).select_related("group").order_by("-started_on")


def seats_of(person):
    for row in _seats(person):
        yield f"{row.group}: {row.get_role_display()}, {term_words(row)}", _source(row)


def _source(row: Membership) -> str:
    if row.seated == Membership.Seated.JOINED:
        return _("you joined")
    return _("you were elected") if row.seated == Membership.Seated.ELECTED else _("noted by staff")


def show_seats(person, account):
    """For herself and for those who keep the records; others read it where the group shows it."""
    if account.person_id == person.pk or account.has_perm("people.read_private", person):
        for row in _seats(person):
            yield str(row.group), f"{row.get_role_display()}, {term_words(row)}", row.get_seated_display()


def show_candidacies(person, account):
    if account.person_id == person.pk:
        for row in Candidate.objects.filter(person=person).select_related("election__group"):
            state = _("withdrawn") if row.withdrawn_at else _("elected") if row.elected else _("stood")
            yield _("Stood in an election"), f"{row.election}: {state}", _("as you told us")


def show_ballots(person, account):
    if account.person_id == person.pk:
        for row in Ballot.objects.filter(person=person).select_related("election__group").order_by("election"):
            yield _("Voted in an election"), str(row.election), _("for whom is not kept")


DATA_OF_MEMBERS = (
    Datum(
        SEAT, gettext_lazy("Seats in groups"), (Purpose.PRESS,), seats_of,
        why=gettext_lazy(
            "The public page of a group names you as a member. Without your yes it says “other members”; those who "
            "sit in the group with you see your name in any case."
        ),
        subject=gettext_lazy("Groups"), edit_url=reverse_lazy("groups:home"), order=50,
    ),
)  # fmt: skip

KNOWN_OF_MEMBERS = (
    Known(
        model="groups.Membership",
        title=gettext_lazy("Seats in groups"),
        show=show_seats,
        kept_because=gettext_lazy(
            "How many sat in a group on a day has to stay true. Your name goes, a former member stays in its place, "
            "and a term that is not over ends today."
        ),
    ),
    Known(
        model="groups.Candidate",
        title=gettext_lazy("Candidacies"),
        unique=("election",),
        show=show_candidacies,
        kept_because=gettext_lazy("How an election ended has to stay true. Your name and what you wrote go."),
        cleared=("statement",),
        # While voting goes on it would tell her, vote by vote, who chose her.
        withheld=("votes",),
    ),
    Known(
        model="groups.Ballot",
        title=gettext_lazy("That you voted"),
        unique=("election",),
        show=show_ballots,
        kept_because=gettext_lazy("How many voted has to stay true. That it was you is forgotten."),
    ),
)


def find_seats(traces: Traces):
    """The act ends what she holds and stands for, and lets no day count her twice when her name is gone."""

    def end_them() -> int:
        hers = Membership.objects.filter(person__in=traces.people)
        sits = set(hers.sitting().values_list("pk", flat=True))
        seats = list(hers.select_related("group").order_by("group", "started_on", "pk"))
        for row in seats:
            if row.pk not in sits:
                leave(row, row.started_on, Membership.Left.OTHER)
            elif row.last_day is None or row.last_day >= today():
                leave(row, today(), Membership.Left.OTHER)
        _part([row for row in seats if row.pk in sits])
        open_ones = Candidate.objects.filter(
            person__in=traces.people, election__state="open", withdrawn_at__isnull=True
        )
        return len(seats) + open_ones.update(withdrawn_at=now())

    return end_them


def _part(seats: list[Membership]) -> None:
    """Seats of one person that lie over one another, from two of her records, become seats one after another."""
    filled: dict[int, object] = {}
    for row in seats:
        until = filled.get(row.group_id)
        if until is not None and row.started_on <= until:
            if row.last_day <= until:
                leave(row, row.started_on, Membership.Left.OTHER)
                continue
            row.started_on = until + timedelta(days=1)
            row.save(update_fields=["started_on"])
        filled[row.group_id] = row.last_day


TRACES_OF_MEMBERS = (Trace("seats", gettext_lazy("Seats in groups, and candidacies"), find_seats),)

SWEPT_OF_MEMBERS = (
    "groups.Group.purpose",
    "groups.Group.answers",
    "groups.Candidate.statement",
    "groups.Election.tie_settled",
    "groups.GroupDocument.title",
)
