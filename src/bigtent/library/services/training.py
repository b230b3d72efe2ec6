"""Verbs: require a course of a role, end that, remind."""

from collections import defaultdict
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.ledger.clock import now, today
from bigtent.ledger.services import record
from bigtent.library.errors import CourseError
from bigtent.library.models import Course, Requirement
from bigtent.library.models.training import role_choices
from bigtent.library.trainings import DUE, EXPIRED, OVERDUE, trainings
from bigtent.outreach.models import Notification
from bigtent.outreach.services import notify

AHEAD = timedelta(days=30)
ABOUT = "training-ends:"
REMINDED = (DUE, OVERDUE, EXPIRED)


@transaction.atomic
def require_training(*, course: Course, role: str, due_days: int, by, valid_months: int | None = None) -> Requirement:
    """From today on whoever holds the role completes the course within so many days."""
    course = Course.objects.get(pk=course.pk)
    if role not in dict(role_choices()):
        raise CourseError(_("“%s” is no role of this network.") % role, field="role")
    if not course.is_open:
        raise CourseError(_("Only an open course can be required."), field="course")
    if Requirement.objects.filter(course=course, role=role, ended_on__isnull=True).exists():
        raise CourseError(_("This course is required of that role already."), field="role")
    requirement = Requirement.objects.create(
        course=course, role=role, due_days=due_days, valid_months=valid_months, by=by
    )
    record(by=by, verb="require_training", about=requirement)
    return requirement


@transaction.atomic
def end_requirement(*, requirement: Requirement, by) -> None:
    """From today on nobody owes it; what was completed stays."""
    held = Requirement.objects.select_for_update().get(pk=requirement.pk)
    if held.ended_on:
        raise CourseError(_("This requirement has ended already."))
    held.ended_on = today()
    held.save(update_fields=["ended_on"])
    record(by=by, verb="end_requirement", about=held)


def remind_of_training(*, requirement: Requirement, by) -> int:
    """Tell everybody who owes it today, once a day at most; how many were told."""
    owing = {one.person_id for one in trainings(today(), requirement=requirement) if one.state in REMINDED}
    if not owing:
        raise CourseError(_("Nobody owes it today."))
    title = format_lazy(gettext_lazy("A course is waiting for you: {course}"), course=requirement.course)
    told = notify(
        people=owing, title=title,
        text=gettext_lazy("Your role asks for it. It keeps your place; you can stop and come back."),
        url=requirement.course.get_absolute_url(), about=f"training:{requirement.key}:{today()}", by=by,
    )  # fmt: skip
    record(by=by, verb="remind_of_training", about=requirement, count=told)
    return told


def remind_before_end() -> int:
    """Tell everybody whose required training ends within thirty days, once; how many. Called by a worker."""
    day = today()
    told = set(
        Notification.objects.filter(about__startswith=ABOUT, made_at__gt=now() - 3 * AHEAD).values_list(
            "person", "about"
        )
    )
    ending: dict[tuple[Requirement, date], list[int]] = defaultdict(list)
    for one in trainings(day):
        is_near = one.ends_on is not None and day <= one.ends_on <= day + AHEAD
        if is_near and (one.person_id, _about(one.requirement, one.ends_on)) not in told:
            ending[one.requirement, one.ends_on].append(one.person_id)
    return sum(_tell(people, requirement, ends_on) for (requirement, ends_on), people in ending.items())


def _about(requirement: Requirement, day: date) -> str:
    return f"{ABOUT}{requirement.key}:{day}"


def _tell(people: list[int], requirement: Requirement, day: date) -> int:
    return notify(
        people=people,
        title=format_lazy(
            gettext_lazy("Your training “{course}” counts until {day}"), course=requirement.course, day=_Day(day)
        ),
        text=gettext_lazy("If you keep the role, go through it again before; you can begin any day."),
        url=reverse("library:learning"), about=_about(requirement, day), by=None,
    )  # fmt: skip


class _Day:
    """A date that is written when it is read, in the reader's language."""

    def __init__(self, day: date) -> None:
        self.day = day

    def __str__(self) -> str:
        return date_format(self.day, "DATE_FORMAT")
