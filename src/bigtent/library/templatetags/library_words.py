"""How the pages of the library write amounts of money and links to what is on the shelf."""

from django import template

from bigtent.library import comparing

register = template.Library()


@register.filter
def money(amount):
    return comparing.money(amount)
