"""Forms: the fields of a form in order, and what is wrong with it."""

from django import template

register = template.Library()


@register.inclusion_tag("components/errors.html")
def errors(form):
    """A summary of what is wrong, each line a link to its field. Nothing where nothing is wrong."""
    found = [(field, message) for field in form for message in field.errors]
    return {"general": form.non_field_errors(), "found": found, "count": len(found) + len(form.non_field_errors())}


@register.inclusion_tag("components/fields.html")
def fields(form, *names):
    """The named fields, or all of them, each as a group of label, hint, error and control."""
    chosen = [form[name] for name in names] if names else form.visible_fields()
    return {"fields": chosen, "hidden": [] if names else form.hidden_fields()}
