"""Whom somebody looks for near her, and what is said with an introduction."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bigtent.community.services.introducing import LONGEST

LIKE = {
    "specialty": _("my specialty"),
    "profession": _("my profession"),
    "year": _("my time at school: two years earlier or later"),
}
NEAR = {
    "25": _("within 25 miles"),
    "100": _("within 100 miles"),
    "state": _("in my state"),
    "division": _("in my part of the country"),
    "": _("anywhere"),
}
MILES = {"25": 25.0, "100": 100.0}


class NearForm(forms.Form):
    like = forms.MultipleChoiceField(
        label=_("Like me in"), choices=LIKE.items(), required=False, widget=forms.CheckboxSelectMultiple
    )
    near = forms.ChoiceField(label=_("How near"), choices=NEAR.items(), required=False)


class AddressForm(forms.Form):
    """Which of her own addresses the other gets."""

    address = forms.ChoiceField(
        label=_("How the other reaches you"), widget=forms.RadioSelect,
        help_text=_("It is told only when both of you said yes."),
    )  # fmt: skip

    def __init__(self, *args, addresses, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["address"].choices = [(value, value) for value in addresses]
        if len(addresses) == 1:
            self.fields["address"].initial = addresses[0]


class WishForm(AddressForm):
    line = forms.CharField(
        label=_("One line about why"), max_length=LONGEST,
        help_text=_("Up to 200 signs, such as: I am new in Denver and would like to hear how you began."),
    )  # fmt: skip
    field_order = ("line", "address")
