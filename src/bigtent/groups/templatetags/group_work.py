"""What the pages of a group show of its work, as far as the reader may see it: `{% load group_work %}`."""

from django import template

from bigtent.groups.due import due_in
from bigtent.groups.models import Decision, Group, Meeting, Recommendation

register = template.Library()
LATEST = 5


@register.simple_tag(takes_context=True)
def meetings_of(context, group):
    """Coming meetings, those latest held, and how many there are in all."""
    found = Meeting.objects.visible_to(context["request"].user).filter(group=group)
    return {"coming": found.coming(), "latest": found.held()[:LATEST], "all": found.count()}


@register.simple_tag(takes_context=True)
def decisions_of(context, group):
    """The latest decisions."""
    return Decision.objects.visible_to(context["request"].user).filter(group=group)[:LATEST]


@register.simple_tag(takes_context=True)
def recommendations_of(context, group):
    """The latest recommendations, drafts first for those who see them."""
    found = Recommendation.objects.visible_to(context["request"].user).filter(group=group)
    return found.select_related("group").order_by("sent_on", "-pk")[:LATEST]


@register.simple_tag(takes_context=True)
def due_of(context, group):
    """What waits for those who run its meetings, if the reader is one of them."""
    if not context["request"].user.has_perm("groups.run_meetings", group):
        return []
    return list(due_in(Group.objects.filter(pk=group.pk)))
