"""What the set-up and the settings page accept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.declarations import declared
from bigtent.people.models import Network

WORDS = ("word_alumni", "word_scholars", "word_members", "word_schools")

ROOMS = {
    "alumni": _("Finding: your lists, people who stand in them twice, and a public register to find the lost ones in"),
    "mentoring": _("Mentoring: mentors, students, and rounds that pair them"),
    "accountability": _("Plan: what you promise, with the figures that show it"),
}


class NetworkForm(forms.ModelForm):
    rooms = forms.MultipleChoiceField(
        label=_("Rooms in use"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A room that is not in use leaves no link behind. You can change this later; nothing is lost."),
    )

    class Meta:
        model = Network
        fields = ("name", "mission", "contact_email", "postal_address", *WORDS, "rooms")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "organization"
        self.fields["rooms"].choices = [
            (room.name, ROOMS.get(room.name, room.label)) for room in declared("ROOMS") if room.switchable
        ]

    @property
    def words(self):
        return [self[name] for name in WORDS]


class AdministratorForm(forms.Form):
    given_name = forms.CharField(
        label=_("Your given name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    family_name = forms.CharField(
        label=_("Your family name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("You sign in with it: each time we send you a code, there is no password."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
