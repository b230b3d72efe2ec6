"""What the pages of care accept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bigtent.community.models import ClinicianListing, HelpLine
from bigtent.people.states import STATES


def states():
    return sorted(((code, str(name)) for code, (name, _where) in STATES.items()), key=lambda choice: choice[1])


def any_state():
    return [("", _("Anywhere")), *states()]


class StatesField(forms.CharField):
    """Codes of states, however they are set apart."""

    def __init__(self, **more):
        super().__init__(max_length=240, **more)

    def clean(self, value) -> list[str]:
        codes = super().clean(value).upper().replace(",", " ").split()
        if unknown := [code for code in codes if code not in STATES]:
            words = _("“%s” is no state. Give the two letters of each, such as TN, CO.")
            raise forms.ValidationError(words % unknown[0][:20])
        return codes


class WhereForm(forms.Form):
    state = forms.ChoiceField(label=_("Where you are"), choices=any_state, required=False)


class ClinicianSearch(forms.Form):
    """All fields are optional; what is empty asks nothing."""

    q = forms.CharField(label=_("What you look for"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("Where you are"), choices=any_state, required=False)
    language = forms.CharField(label=_("Language"), required=False, max_length=40)
    mode = forms.ChoiceField(
        label=_("How"), required=False,
        choices=[("", _("Either")), *(choice for choice in ClinicianListing.Mode.choices if choice[0] != "both")],
    )  # fmt: skip

    def criteria(self) -> dict[str, str]:
        said = self.cleaned_data
        return {"words": said["q"], "state": said["state"], "language": said["language"], "mode": said["mode"]}


class ListingForm(forms.ModelForm):
    """What a clinician says of her own practice."""

    states = StatesField(label=_("Where you may practice"), help_text=_("Two letters each, such as TN, CO."))

    class Meta:
        model = ClinicianListing
        fields = ("services", "about_care", "languages", "states", "mode", "reach", "seen_by_everybody")
        labels = {
            "services": _("What you offer"),
            "about_care": _("How you care for people who live with racism"),
            "languages": _("Languages you work in"),
            "mode": _("How you see people"),
            "reach": _("How to reach you"),
            "seen_by_everybody": _("Show this to everybody, not only to those who belong to the network"),
        }
        help_texts = {
            "services": _("Such as: family medicine; therapy for adults; care in pregnancy."),
            "about_care": _("In your own words. Leave it empty if you would rather not say."),
            "reach": _("The telephone number or page of your practice. Do not give a private one."),
        }
        widgets = {"mode": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["states"] = ", ".join(self.instance.state_codes)
        self.fields["mode"].choices = ClinicianListing.Mode.choices


class HelpLineForm(forms.ModelForm):
    """One line somebody can turn to."""

    link = forms.URLField(label=_("Its page"), required=False, max_length=300, assume_scheme="https")
    source_link = forms.URLField(label=_("Address of that page"), max_length=300, assume_scheme="https")
    states = StatesField(
        label=_("Only in these states"), required=False, help_text=_("Such as TN, CO. Empty is the whole country.")
    )

    class Meta:
        model = HelpLine
        fields = (
            "name", "for_whom", "phone", "text_to", "link", "hours", "languages", "states", "for_crisis", "source",
            "source_link",
        )  # fmt: skip
        labels = {
            "name": _("Name"),
            "for_whom": _("For whom"),
            "phone": _("Number to call"),
            "text_to": _("Number to write to"),
            "hours": _("When somebody answers"),
            "languages": _("Languages"),
            "for_crisis": _("For emergencies: stands first"),
            "source": _("Where you read this"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["states"] = ", ".join(self.instance.states.split())
