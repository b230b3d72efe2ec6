"""What the pages of a group show of its work, as far as the reader may see it: `{% load group_work %}`."""

from django import template
from django.db.models import F

from bigtent.gatherings.models import Event
from bigtent.groups.due import due_in
from bigtent.groups.models import Decision, Meeting, Recommendation
from bigtent.groups.waiting import ballots_due
from bigtent.ledger.clock import now

register = template.Library()
LATEST = 5


def seen(model, context, group, as_others):
    """The rows of a group that the reader may see, or with `as_others` those that others of the same standing see."""
    rows, reader = model.objects.filter(group=group), context["request"].user
    return rows.shown_to(reader) if as_others else rows.visible_to(reader)


@register.simple_tag(takes_context=True)
def meetings_of(context, group, as_others=False):
    """Coming meetings, those latest held, and how many there are in all."""
    found = seen(Meeting, context, group, as_others)
    return {"coming": found.coming(), "latest": found.held()[:LATEST], "all": found.count()}


@register.simple_tag(takes_context=True)
def events_of(context, group, as_others=False):
    """Events the group gives itself: what is coming, and drafts for those who run them. Meetings stand elsewhere."""
    reader = context["request"].user
    own = Event.objects.filter(inside=f"group:{group.pk}", belongs_at="")
    may_run = not as_others and reader.has_perm("groups.run_meetings", group)
    shown = own.visible_to(reader).exclude(seen_by=Event.SeenBy.INSIDE) if as_others else own.published()
    drafts = own.drafts() if may_run else own.none()
    return {"coming": shown.coming(now()).with_slots(), "drafts": drafts, "may_run": may_run}


@register.simple_tag(takes_context=True)
def decisions_of(context, group, as_others=False):
    """The latest decisions."""
    return seen(Decision, context, group, as_others)[:LATEST]


@register.simple_tag(takes_context=True)
def recommendations_of(context, group, as_others=False):
    """The latest recommendations, drafts first for those who see them."""
    found = seen(Recommendation, context, group, as_others).select_related("group")
    return found.order_by(F("sent_on").desc(nulls_first=True), "-pk")[:LATEST]


@register.simple_tag(takes_context=True)
def due_of(context, group):
    """What waits for the reader in this group: a ballot, and what is due of those who run its meetings."""
    reader = context["request"].user
    ballots = list(ballots_due(reader, [group.pk])) if reader.has_perm("groups.vote", group) else []
    return ballots + (list(due_in([group.pk])) if reader.has_perm("groups.run_meetings", group) else [])
