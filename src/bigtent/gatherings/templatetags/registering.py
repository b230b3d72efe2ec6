"""The block on the page of an event by which somebody registers."""

from django import template

from bigtent.gatherings.places import block_of

register = template.Library()


@register.inclusion_tag("gatherings/_registering.html", takes_context=True)
def registering(context, event):
    """Her own registrations for it, and the form; nothing where the event is a draft or canceled."""
    return block_of(context["request"], event) | {"csrf_token": context.get("csrf_token")}
