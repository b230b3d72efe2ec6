"""What a person, or staff for her, may change of a profile."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bigtent.people.forms.choices import LongSelect, specialty_choices
from bigtent.people.models import Place, Profession, Specialty

PLAIN = ("given_name", "middle_name", "family_name", "former_name", "credential", "profession", "about", "language")


class FactsForm(forms.Form):
    given_name = forms.CharField(label=_("Given name"), max_length=80, required=False)
    middle_name = forms.CharField(label=_("Middle name"), max_length=80, required=False)
    family_name = forms.CharField(
        label=_("Family name"), max_length=120, help_text=_("If you have only one name, write it here.")
    )
    former_name = forms.CharField(
        label=_("Former family name"),
        max_length=120,
        required=False,
        help_text=_("As on a diploma, so that old lists find you."),
    )
    credential = forms.CharField(
        label=_("Letters after the name"), max_length=40, required=False, help_text=_("Such as MD or MSW.")
    )
    profession = forms.ModelChoiceField(
        label=_("Profession"),
        queryset=Profession.objects.all(),
        to_field_name="code",
        required=False,
        empty_label=_("Not said"),
    )
    specialty = forms.ChoiceField(label=_("Specialty"), required=False, widget=LongSelect)
    zip = forms.RegexField(
        r"^\d{5}$",
        label=_("ZIP code"),
        required=False,
        help_text=_("Others see the city and the state, not the code."),
        error_messages={"invalid": _("This is not a ZIP code. Five digits, such as 80202.")},
    )
    about = forms.CharField(
        label=_("About you"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, person, **kwargs):
        held = {name: getattr(person, name) for name in PLAIN}
        held["profession"] = person.profession.code if person.profession else ""
        held["specialty"] = person.specialty.code if person.specialty else ""
        held["zip"] = person.place.zip if person.place else ""
        super().__init__(*args, initial=held, **kwargs)
        self.person = person
        self.fields["specialty"].choices = single_specialties

    def clean_specialty(self):
        code = self.cleaned_data["specialty"]
        return Specialty.objects.get(code=code) if code else None

    def clean_zip(self):
        """The place of the code; an unchanged field keeps the place, also one without a code."""
        code = self.cleaned_data["zip"]
        if code == self.initial["zip"]:
            return self.person.place
        place = Place.objects.filter(zip=code).first() if code else None
        if code and place is None:
            raise forms.ValidationError(_("We do not know the ZIP code %s. Check it, or leave it empty.") % code)
        return place

    def changes(self) -> dict:
        """What `edit_person` is given."""
        told = self.cleaned_data
        return {name: told[name] for name in PLAIN if name in told} | {
            "specialty": told["specialty"],
            "place": told["zip"],
        }


class StaffFactsForm(FactsForm):
    """Staff say why when they change what a person said."""

    language = forms.ChoiceField(
        label=_("Language of letters"),
        choices=[("", _("Not said")), ("en", "English"), ("es", "Español")],
        required=False,
        help_text=_("In it the network writes to the person, who can change it under How I am reached."),
    )
    reason = forms.CharField(
        label=_("Why"), max_length=200, required=False, help_text=_("Needed where the person told us the fact.")
    )


def single_specialties():
    """The specialties in their families, without the choices for all of a family."""
    choices = iter(specialty_choices())
    next(choices)
    yield "", _("Not said")
    for family, members in choices:
        yield family, members[1:]
