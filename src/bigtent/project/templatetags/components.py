"""Components as template tags; the gallery shows every one."""

from django import template

register = template.Library()
