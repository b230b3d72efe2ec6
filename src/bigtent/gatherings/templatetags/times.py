"""When something of an event is, on its own clocks: `{% load times %}`."""

from django import template

from bigtent.gatherings.models import Slot
from bigtent.gatherings.when import moment_in

register = template.Library()


@register.filter
def moment(slot: Slot) -> str:
    """Such as "December 3, 2026, 8 p.m. (EST, New York)"."""
    return moment_in(slot.starts_at, slot.event.zone)
