"""What the pages of the expert roster accept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bigtent.people.consent_words import words
from bigtent.people.forms.choices import LongSelect, region_choices, region_criteria
from bigtent.people.models import Expertise, ExpertUse, Purpose
from bigtent.people.services.experts import FIELDS, MOST_WORDS

LIVED = "people.lived_experience"
WILLS = [("speaks", _("Speak")), ("reviews", _("Review")), ("testifies", _("Testify"))]


class ExpertiseForm(forms.Form):
    """One's own entry. Of the life one has led nothing is required, and nothing is read without a yes of its own."""

    field = forms.CharField(
        label=_("What you know well"), max_length=200, help_text=_("Such as: asthma in city schools.")
    )
    sector = forms.ChoiceField(label=_("Where you work on it"), choices=[("", _("Choose")), *Expertise.Sector.choices])
    will = forms.MultipleChoiceField(
        label=_("What you may be asked to do"), choices=WILLS, required=False, widget=forms.CheckboxSelectMultiple
    )
    lived = forms.CharField(
        label=_("What you have lived through, in your own words"), max_length=MOST_WORDS, required=False,
        help_text=_("Leave it empty if you prefer not to say."), widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip

    def __init__(self, *args, entry: Expertise | None, consents, **kwargs):
        super().__init__(*args, initial=_held(entry), **kwargs)
        self.given = {(one.purpose, one.datum): one.given for one in consents}
        self._add_yes("may_read", words(Purpose.OUTREACH, datum=LIVED), (Purpose.OUTREACH, LIVED))
        if not self.given.get((Purpose.OUTREACH, "")):
            self._add_yes("may_all", words(Purpose.OUTREACH), (Purpose.OUTREACH, ""))
            self.fields["may_all"].help_text = _("Without it staff do not find your entry.")

    def _add_yes(self, name: str, said: str, key: tuple[str, str]) -> None:
        self.fields[name] = forms.BooleanField(label=said, required=False, initial=bool(self.given.get(key)))

    def facts(self) -> dict:
        told = self.cleaned_data
        wills = {name: name in told["will"] for name, _label in WILLS}
        return {name: told[name] for name in FIELDS if name not in wills} | wills

    def allows(self) -> list[tuple[str, bool, str]]:
        """What was said of its use; a box left empty is a no only where there was a yes."""
        keys = {"may_read": (Purpose.OUTREACH, LIVED), "may_all": (Purpose.OUTREACH, "")}
        said = [(*keys[name], self.cleaned_data[name]) for name in keys if name in self.fields]
        return [(purpose, yes, datum) for purpose, datum, yes in said if yes or self.given.get((purpose, datum))]


def _held(entry: Expertise | None) -> dict:
    if entry is None:
        return {}
    will = [name for name, _label in WILLS if getattr(entry, name)]
    return {
        "field": entry.field, "sector": entry.sector, "will": will,
        "lived": entry.lived_experience or "",
    }  # fmt: skip


class ExpertSearch(forms.Form):
    """All fields are optional; what is empty asks nothing."""

    q = forms.CharField(label=_("Words of the field"), required=False, max_length=100)
    sector = forms.ChoiceField(
        label=_("Sector"), required=False, choices=[("", _("Any sector")), *Expertise.Sector.choices]
    )
    will = forms.ChoiceField(label=_("May be asked to"), required=False, choices=[("", _("Anything")), *WILLS])
    region = forms.ChoiceField(
        label=_("Part of the country"), required=False, choices=region_choices, widget=LongSelect
    )

    def criteria(self) -> tuple[dict, dict]:
        """What is asked of the entry, and what of the person; a field with an error asks nothing."""
        self.is_valid()
        told = self.cleaned_data
        entry = {"words": told.get("q", ""), "sector": told.get("sector", ""), "will": told.get("will", "")}
        return entry, region_criteria(told.get("region", ""))


class UseForm(forms.Form):
    kind = forms.ChoiceField(label=_("What the expert did"), choices=ExpertUse.Kind.choices)
    on = forms.DateField(label=_("On which day"), widget=forms.DateInput(attrs={"type": "date"}))
    what = forms.CharField(label=_("For what"), max_length=200, help_text=_("Such as: hearing on clean air."))
