"""Who is told of what a group does, inside the platform."""

from django.utils.text import format_lazy

from bigtent.groups.models import Group, Membership
from bigtent.ledger.clock import today
from bigtent.outreach.services import notify


def tell_members(group: Group, title, *, url: str, about: str, by) -> int:
    """Tell the members of today, except whoever did it. `title` may hold {group}."""
    people = set(Membership.objects.on(today()).filter(group=group).values_list("person", flat=True))
    title = format_lazy(title, group=group.name)
    return notify(people=people - {None, getattr(by, "person_id", None)}, title=title, url=url, about=about, by=by)


def tell_answerer(group: Group, title, *, url: str, about: str, by) -> int:
    """Tell whoever answers the group's recommendations."""
    title = format_lazy(title, group=group.name)
    return notify(people=[group.answered_by.person_id], title=title, url=url, about=about, by=by)
