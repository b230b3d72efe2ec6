"""Verbs: write down a solution or a brief, and bring it up to date."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now
from bigtent.ledger.services import record
from bigtent.library.errors import ResourceError
from bigtent.library.models import Brief, BriefRecommendation, Solution
from bigtent.library.services.resources import refuse_strange_link


@transaction.atomic
def add_solution(*, by, topics=(), **values) -> Solution:
    """Write down what was done about a problem, where, and how one knows that it helped."""
    solution = Solution(by=by, **values)
    _refuse_empty(solution, "title", "summary", "problem", "done", "where", "evidence")
    refuse_strange_link(solution.link, "link")
    solution.save()
    solution.topics.set(topics)
    record(by=by, verb="add_solution", about=solution)
    return solution


@transaction.atomic
def change_solution(*, solution: Solution, by, topics=None, **values) -> Solution:
    """Bring a solution up to date."""
    _change(solution, topics, values, by, "change_solution")
    _refuse_empty(solution, "title", "summary", "problem", "done", "where", "evidence")
    refuse_strange_link(solution.link, "link")
    return solution


@transaction.atomic
def add_brief(*, by, recommendations: Iterable[str] = (), topics=(), **values) -> Brief:
    """Write down a claim with the source it rests on, and what follows from it."""
    brief = Brief(by=by, **values)
    _refuse_empty(brief, "title", "summary", "claim", "source")
    refuse_strange_link(brief.source_link, "source_link")
    brief.save()
    brief.topics.set(topics)
    _recommend(brief, recommendations)
    record(by=by, verb="add_brief", about=brief)
    return brief


@transaction.atomic
def change_brief(*, brief: Brief, by, recommendations: Iterable[str] | None = None, topics=None, **values) -> Brief:
    """Bring a brief up to date. Recommendations whose words stay keep their row, so that what points to them holds."""
    told = [] if recommendations is None else list(recommendations)
    altered = recommendations is not None and told != [row.text for row in brief.recommendations.all()]
    _change(brief, topics, values, by, "change_brief", also={"recommendations"} if altered else set())
    _refuse_empty(brief, "title", "summary", "claim", "source")
    refuse_strange_link(brief.source_link, "source_link")
    if altered:
        _recommend(brief, told)
    return brief


def _recommend(brief: Brief, texts: Iterable[str]) -> None:
    there = {row.text: row for row in brief.recommendations.all()}
    for order, text in enumerate(dict.fromkeys(text.strip() for text in texts if text.strip()), start=1):
        if len(text) > 400:
            words = _("“%s…” is too long: a recommendation has at most 400 characters.")
            raise ResourceError(words % text[:60], field="recommendations")
        row = there.pop(text, None) or BriefRecommendation(brief=brief, text=text)
        row.order = order
        row.save()
    brief.recommendations.filter(pk__in=[row.pk for row in there.values()]).delete()


def _change(thing, topics, values: dict, by, verb: str, also: frozenset | set = frozenset()) -> None:
    changed = {name for name, value in values.items() if getattr(thing, name) != value} | set(also)
    for name, value in values.items():
        setattr(thing, name, value)
    if topics is not None and set(topics) != set(thing.topics.all()):
        thing.topics.set(topics)
        changed.add("topics")
    if changed:
        thing.changed_at = now()
        thing.save()
        record(by=by, verb=verb, about=thing, changes={name: [] for name in sorted(changed)})


def _refuse_empty(thing, *fields: str) -> None:
    for field in fields:
        if not getattr(thing, field).strip():
            label = thing._meta.get_field(field).verbose_name
            raise ResourceError(_("This is empty: %s. Without it nobody can use what you write.") % label, field=field)
