"""What may be asked of the directory."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bigtent.people.forms.choices import (
    LongSelect,
    region_choices,
    region_criteria,
    specialty_choices,
    specialty_criteria,
)
from bigtent.people.models import Offer, Profession

YEAR_WORDS = {
    name: _("This is not a year. Four digits, such as 1994.") for name in ("invalid", "min_value", "max_value")
}


class DirectorySearch(forms.Form):
    """All fields are optional; what is empty asks nothing."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    offers = forms.MultipleChoiceField(
        label=_("Can offer"), choices=Offer.Kind.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    profession = forms.ModelChoiceField(
        label=_("Profession"),
        queryset=Profession.objects.all(),
        to_field_name="code",
        required=False,
        empty_label=_("Any profession"),
    )
    specialty = forms.ChoiceField(label=_("Specialty"), choices=specialty_choices, required=False, widget=LongSelect)
    region = forms.ChoiceField(
        label=_("Part of the country"), choices=region_choices, required=False, widget=LongSelect
    )
    from_year = forms.IntegerField(
        label=_("Graduated from year"), required=False, min_value=1900, max_value=2100, error_messages=YEAR_WORDS
    )
    to_year = forms.IntegerField(
        label=_("to year"), required=False, min_value=1900, max_value=2100, error_messages=YEAR_WORDS
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("from_year", "to_year"):
            self.fields[name].widget = forms.TextInput(attrs={"inputmode": "numeric", "size": 4})

    def clean(self):
        values = super().clean()
        first, latest = values.get("from_year"), values.get("to_year")
        if first and latest and first > latest:
            self.add_error("to_year", _("%(latest)s is before %(first)s.") % {"latest": latest, "first": first})
        return values

    def criteria(self) -> dict:
        """What `Person.objects.search` is asked; a field with an error asks nothing."""
        asked = self.cleaned_data
        return {
            "words": asked.get("q", ""),
            "profession": asked.get("profession"),
            "from_year": asked.get("from_year"),
            "to_year": asked.get("to_year"),
            "offers": asked.get("offers", ()),
            **specialty_criteria(asked.get("specialty", "")),
            **region_criteria(asked.get("region", "")),
        }

    def chips(self) -> list[tuple[str, str]]:
        """(what was asked, in words; name of its field) for everything that narrows the list."""
        words = []
        for name, value in self.cleaned_data.items():
            if name == "offers":
                words += [(str(dict(Offer.Kind.choices)[kind]), f"offers={kind}") for kind in value]
            elif value:
                words.append((self._said(name, value), name))
        return words

    def _said(self, name: str, value) -> str:
        if name == "q":
            return f"“{value}”"
        if name in ("from_year", "to_year"):
            return f"{self.fields[name].label} {value}"
        return _label(self.fields[name].choices, value) if name != "profession" else str(value)


def _label(choices, value: str) -> str:
    """The words of a choice that may stand in a group."""
    flat = {}
    for key, label in choices:
        flat |= dict(label) if isinstance(label, list | tuple) else {key: label}
    return str(flat[value])
