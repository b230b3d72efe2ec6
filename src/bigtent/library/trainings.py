"""Who owes which required training on a day, computed from roles and completions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, Min
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from bigtent.library.models import Learning, Requirement
from bigtent.library.models.training import ACCOUNT, VOLUNTEER
from bigtent.people.models import RoleGrant, Signature
from bigtent.people.models.volunteering import end_of
from bigtent.people.services.volunteering import months_after

DONE, DUE, OVERDUE, EXPIRED = "done", "due", "overdue", "expired"
LABELS = {DONE: _("Done"), DUE: _("Due"), OVERDUE: _("Overdue"), EXPIRED: _("Expired")}
# The marks of the house for them.
MARKS = {DONE: "done", DUE: "waiting", OVERDUE: "stale", EXPIRED: "stale"}


@dataclass(frozen=True)
class Training:
    """What one requirement asks of one person: by when, done on which day, and until when that counts."""

    requirement: Requirement
    person_id: int
    state: str
    due_on: date
    completed_on: date | None = None
    ends_on: date | None = None

    @property
    def label(self) -> str:
        return str(LABELS[self.state])

    @property
    def mark(self) -> str:
        return MARKS[self.state]


def trainings(day: date, *, requirement: Requirement | None = None, person: int | None = None) -> list[Training]:
    """Of everybody who holds a role that asks for it on that day, or of one person; in four queries."""
    found = Requirement.objects.in_force(day).select_related("course")
    requirements = list(found.filter(pk=requirement.pk) if requirement else found)
    if not requirements:
        return []
    began = roles_began(day, {one.role for one in requirements}, person)
    completed = _completed(day, {one.course_id for one in requirements}, person)
    return [
        training_of(one, holder, since, completed.get((one.course_id, holder)), day)
        for one in requirements
        for holder, since in sorted(began.get(one.role, {}).items())
    ]


def training_of(requirement: Requirement, person: int, since: date, completed_on: date | None, day: date) -> Training:
    """How one person stands: `since` is when her role began, `completed_on` when she was through the latest time."""
    due_on = max(since, requirement.from_on) + timedelta(days=requirement.due_days)
    months = requirement.valid_months
    ends_on = months_after(completed_on, months) if completed_on and months else None
    if completed_on is None:
        state = OVERDUE if due_on < day else DUE
    elif ends_on and ends_on < day:
        state, due_on = EXPIRED, ends_on
    else:
        state = DONE
    return Training(requirement, person, state, due_on, completed_on, ends_on)


def roles_began(day: date, roles: Iterable[str], person: int | None) -> dict[str, dict[int, date]]:
    """By role who holds it on that day, and since when."""
    found: dict[str, dict[int, date]] = {}
    kinds: dict[str, list[str]] = {ACCOUNT: [], VOLUNTEER: []}
    for role in roles:
        kind, _colon, name = role.partition(":")
        kinds[kind].append(name)
    accounts = {"account__person": person} if person else {}
    volunteers = {"person": person} if person else {}
    for kind, rows in (
        (ACCOUNT, _accounts(day, kinds[ACCOUNT], accounts)),
        (VOLUNTEER, _volunteers(day, kinds[VOLUNTEER], volunteers)),
    ):
        for name, holder, at in rows:
            held = found.setdefault(f"{kind}:{name}", {})
            held[holder] = min(localtime(at).date(), held.get(holder, day))
    return found


Began = Iterable[tuple[str, int, datetime]]


def _accounts(day: date, roles: list[str], whose: dict[str, int]) -> Began:
    grants = RoleGrant.objects.in_force(day).filter(
        role__in=roles, account__is_active=True, granted_at__lt=end_of(day), **whose
    )
    return grants.values_list("role", "account__person", "granted_at") if roles else ()


def _volunteers(day: date, roles: list[str], whose: dict[str, int]) -> Began:
    """Whoever signed for the role and did not end it; a renewal does not begin it anew."""
    if not roles:
        return ()
    signed = Signature.objects.filter(role__in=roles, person__merged_into__isnull=True, **whose)
    holders = set(signed.standing(day).values_list("role", "person"))
    first = signed.order_by().values("role", "person").annotate(at=Min("signed_at"))
    return [(role, who, at) for role, who, at in first.values_list("role", "person", "at") if (role, who) in holders]


def _completed(day: date, courses: Iterable[int], person: int | None) -> dict[tuple[int, int], date]:
    found = Learning.objects.completed(day).filter(course__in=courses, person__isnull=False)
    found = found.filter(person=person) if person else found
    latest = found.order_by().values("course", "person").annotate(at=Max("completed_at"))
    return {(course, who): localtime(at).date() for course, who, at in latest.values_list("course", "person", "at")}
