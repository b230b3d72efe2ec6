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
    found = sorted(Specialty.objects.all(), key=lambda one: (one.family_label, str(one)))
    for family, members in groupby(found, key=lambda one: one.family):
        of_family = list(members)
        everything = (f"{FAMILY}{slugify(family)}", _("All of: %s") % of_family[0].family_label)
        yield of_family[0].family_label, [everything, *((one.code, str(one)) for one in of_family)]


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
