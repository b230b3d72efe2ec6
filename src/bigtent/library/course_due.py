"""What waits in learning: my training, what others owe, claims for credit; what stands in calendars and the feed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bigtent.ledger.clock import today
from bigtent.ledger.declarations import CalendarItem, CalendarSource, Due, DueSource, News, NewsSource
from bigtent.library.models import Course, CreditClaim, Learning, Requirement
from bigtent.library.trainings import DONE, EXPIRED, OVERDUE, Training, trainings


def own_training_due(account) -> Iterator[Due]:
    """What a role of hers asks for and she has not done."""
    for one in _owed(account):
        yield Due(
            title=_("“%(course)s” is asked of you") % {"course": one.requirement.course},
            why=_("Your role needs it: %(role)s.") % {"role": one.requirement.role_label},
            button=_("Go to the course"),
            url=one.requirement.course.get_absolute_url(),
            due_on=one.due_on,
            minutes=int(one.requirement.course.hours * 60),
            order=25,
        )


def _owed(account) -> list[Training]:
    if not account.person_id:
        return []
    return [one for one in trainings(today(), person=account.person_id) if one.state != DONE]


def trainings_due(account) -> Iterator[Due]:
    """For coordinators: each training that somebody should have done by now."""
    if not account.has_perm("library.require_training"):
        return
    late = Counter(one.requirement for one in trainings(today()) if one.state in (OVERDUE, EXPIRED))
    for requirement, count in late.items():
        words = ngettext("%(n)s person owes “%(course)s”", "%(n)s people owe “%(course)s”", count)
        yield Due(
            title=words % {"n": count, "course": requirement.course},
            why=_("The day has passed, or it counts no more. You can remind them all at once."),
            button=_("Look at who"),
            url=requirement.get_absolute_url(),
            minutes=2,
            order=55,
        )


def credit_due(account) -> Iterator[Due]:
    """For those who send them: courses with claims that wait."""
    if not account.has_perm("library.export_credit"):
        return
    waiting = CreditClaim.objects.waiting().order_by().values("learning__course").annotate(n=Count("pk"))
    counts = dict(waiting.values_list("learning__course", "n"))
    for course in Course.objects.filter(pk__in=counts):
        words = ngettext("%(n)s claim for credit waits", "%(n)s claims for credit wait", counts[course.pk])
        yield Due(
            title=words % {"n": counts[course.pk]},
            why=_("“%(course)s”. The provider reports them once the file is there.") % {"course": course},
            button=_("Make the file"),
            url=reverse("library:credit_of", args=[course.key]),
            minutes=3,
            order=58,
        )


DUE_OF_COURSES = (
    DueSource("own-training", own_training_due),
    DueSource("trainings", trainings_due),
    DueSource("credit", credit_due),
)


def training_items(account, since: datetime, until: datetime) -> Iterable[CalendarItem]:
    """The days by which she owes a training."""
    if not account or not account.is_authenticated:
        return
    for one in _owed(account):
        if since.date() <= one.due_on <= until.date() and one.state != EXPIRED:
            yield CalendarItem(
                uid=f"training-{one.requirement.key}",
                title=_("Due: %(course)s") % {"course": one.requirement.course},
                starts=one.due_on,
                ends=None,
                url=one.requirement.course.get_absolute_url(),
            )


def training_version(account) -> str:
    """Changes with each requirement, each completion of hers, each role and each day."""
    if not account or not account.is_authenticated:
        return ""
    done = Learning.objects.own(account).completed().aggregate(at=Max("completed_at"))["at"]
    rules = Requirement.objects.in_force(today()).aggregate(n=Count("pk"), latest=Max("pk"))
    return f"{today()}:{done}:{rules['n']}:{rules['latest']}:{sorted(account.held)}"


CALENDAR_OF_COURSES = (CalendarSource("training", gettext_lazy("Training I owe"), training_items, training_version),)


def opened_courses(since: datetime) -> Iterable[News]:
    """Courses that everybody may read, opened since."""
    found = Course.objects.filter(state=Course.State.PUBLISHED, is_public=True, published_at__gte=since)
    for course in found.prefetch_related("topics"):
        yield News(
            about=f"course:{course.key}",
            title=_("A course is open: %(course)s") % {"course": course},
            text=course.summary,
            url=course.get_absolute_url(),
            at=localtime(course.published_at),
            topics=tuple(topic.pk for topic in course.topics.all()),
            demonstration=course.demonstration,
        )


NEWS_OF_COURSES = (NewsSource("courses", gettext_lazy("Courses"), opened_courses),)
