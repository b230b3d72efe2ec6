"""The figures of finding: how many are found, wait, were decided."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from bigtent.alumni.models.award import alumni
from bigtent.alumni.models.link import Link
from bigtent.alumni.models.registry import Registry


@dataclass(frozen=True)
class FindingNumbers:
    """Counts of people; `sure` counts links, one for each person."""

    alumni: int
    found: int
    waiting: int
    reviewed: int
    sure: int


def finding_numbers() -> FindingNumbers:
    return FindingNumbers(
        alumni=alumni().count(),
        found=found_people().count(),
        waiting=Link.objects.queue().count(),
        reviewed=reviewed_people().count(),
        sure=Link.objects.sure().count(),
    )


def found_people(on=None):
    """Alumni with a confirmed link, confirmed on that day at the latest."""
    links = Link.objects.confirmed().filter(person=OuterRef("pk"))
    return alumni().filter(Exists(links.filter(decided_at__date__lte=on) if on else links))


def reviewed_people(on=None):
    """Alumni of whom somebody answered at least one proposal by itself, yes or no."""
    return alumni().filter(pk__in=Link.objects.looked_at(on).values("person"))


def unsearched_registries():
    """Latest editions that no finished run has searched."""
    return Registry.objects.latest_editions().never_searched()


def waiting_people(on):
    """People with a proposal of that day that nobody had decided by then."""
    open_then = Q(state=Link.State.PROPOSED) | Q(decided_at__date__gt=on)
    links = Link.objects.filter(open_then, run__ended_at__date__lte=on, person=OuterRef("pk"))
    decided = Link.objects.confirmed().filter(decided_at__date__lte=on, person=OuterRef("pk"))
    return alumni().filter(Exists(links)).exclude(Exists(decided))
