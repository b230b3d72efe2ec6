"""One search over the posts, events, opportunities and the library, each as far as its own room lets the reader see."""

from dataclasses import dataclass
from functools import reduce
from operator import and_

from django.db.models import Q
from django.utils.translation import gettext as _

from bigtent.community.models import Opportunity, Post
from bigtent.gatherings.models import Event
from bigtent.library.models import Brief, Course, Resource, Solution

MOST = 10


@dataclass(frozen=True)
class Hit:
    title: str
    url: str
    words: str


@dataclass(frozen=True)
class Found:
    """What one room found; `more` says that there is more than is shown."""

    label: str
    hits: list[Hit]
    more: bool


def search(account, words: str) -> list[Found]:
    """One question to each kind of thing, whatever the number of hits."""
    asked = [
        (_("Posts"), Post.objects.visible_to(account).saying(words).order_by("-released_at", "-pk")),
        (_("Events"), Event.objects.visible_to(account).saying(words).order_by("-made_at", "-pk")),
        (_("Opportunities"), _opportunities(account, words)),
        (_("Resources"), Resource.objects.shown_to(account).holding(words)),
        (_("Solutions"), Solution.objects.shown_to(account).holding(words)),
        (_("Briefs"), Brief.objects.shown_to(account).holding(words)),
        (_("Courses"), Course.objects.shown_to(account).holding(words)),
    ]
    found = [(label, list(rows[: MOST + 1])) for label, rows in asked]
    return [Found(label, list(map(_hit, rows[:MOST])), len(rows) > MOST) for label, rows in found if rows]


def _opportunities(account, words: str):
    named = [
        Q(title__icontains=word) | Q(text__icontains=word) | Q(sponsor_name__icontains=word)
        | Q(sponsor__name__icontains=word)
        for word in words.split()[:8]
    ]  # fmt: skip
    return Opportunity.objects.visible_to(account).filter(reduce(and_, named, Q()))


def _hit(row) -> Hit:
    said = getattr(row, "summary", "") or getattr(row, "text", "")
    return Hit(str(row), row.get_absolute_url(), " ".join(said[:400].split()))
