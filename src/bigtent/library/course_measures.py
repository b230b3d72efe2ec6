"""The numbers of learning."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy

from bigtent.ledger.declarations import Figure, Measure
from bigtent.library.models import Learning
from bigtent.people.models.volunteering import end_of

YEAR, FEWEST = timedelta(days=365), 11


def _in_the_year_to(day: date):
    return Learning.objects.completed(day).filter(completed_at__gte=end_of(day - YEAR))


def completions(day: date) -> Figure:
    return Figure(_in_the_year_to(day).count())


def hours_learned(day: date) -> Figure:
    """Unknown below eleven completions: their number would follow from the hours."""
    found = _in_the_year_to(day)
    return Figure(float(found.hours_learned()) if found.count() >= FEWEST else None)


MEASURES_OF_COURSES = (
    Measure(
        name="courses-completed",
        label=gettext_lazy("Courses completed"),
        unit=gettext_lazy("completions"),
        definition=gettext_lazy(
            "How often somebody completed a course in the 365 days up to this one: every module, and enough right "
            "answers where the course asks for them. Whoever completed two counts twice."
        ),
        compute=completions,
        url="library:courses",
        order=56,
    ),
    Measure(
        name="hours-learned",
        label=gettext_lazy("Hours of learning"),
        unit=gettext_lazy("hours"),
        definition=gettext_lazy(
            "The hours of all courses completed in the 365 days up to this one, each as long as the course said on the "
            "day it was completed. Shown from eleven completions on."
        ),
        compute=hours_learned,
        url="library:courses",
        of_people=False,
        order=56,
    ),
)
