"""Choices that come in groups: a whole family or one specialty, a whole division or one state."""

from itertools import groupby

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _

from bigtent.people.models import Place, Specialty
from bigtent.people.states import STATES

FAMILY = "family:"


class LongSelect(forms.Select):
    """Drawn by one template: the usual one asks for a template of its own for each of 140 options."""

    template_name = "people/widgets/long_select.html"


def specialty_choices():
    """Each family with a choice for all of it, then its specialties."""
    yield "", _("Any specialty")
    found = Specialty.objects.order_by("family", "name").values_list("family", "code", "name")
    for family, members in groupby(found, key=lambda row: row[0]):
        everything = (f"{FAMILY}{slugify(family)}", _("All of: %s") % family)
        yield family, [everything, *((code, name) for _family, code, name in members)]


def specialty_criteria(value: str) -> dict:
    """What `Person.objects.search` is asked for a choice of `specialty_choices`."""
    if not value.startswith(FAMILY):
        return {"specialty": Specialty.objects.filter(code=value).first()} if value else {}
    families = Specialty.objects.values_list("family", flat=True).distinct()
    return {"family": next(family for family in families if slugify(family) == value.removeprefix(FAMILY))}


def region_choices():
    """Each census division with a choice for all of it, then its states."""
    yield "", _("Anywhere")
    for division, label in Place.Division.choices:
        states = sorted((str(name), code) for code, (name, where) in STATES.items() if where == division)
        yield label, [(division, _("All of: %s") % label), *((code, name) for name, code in states)]


def region_criteria(value: str) -> dict:
    return {} if not value else {"state": value} if value in STATES else {"division": value}
