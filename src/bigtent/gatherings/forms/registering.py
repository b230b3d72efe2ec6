"""What somebody says who registers, and on the page of her registration."""

import re

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bigtent.gatherings.models import Event

LEADS_SOMEWHERE = re.compile(r"://|@|\b[Ww]{3}\.|\w\.(?:[a-z]{2,}|COM|NET|ORG|INFO)\b")
WHO_READS = _("Read only by those who run this event, kept encrypted. Such as captions, a ramp, a quiet place, food.")


class SaidForm(forms.Form):
    """What is asked besides the name, where the event asks for it."""

    access_needs = forms.CharField(
        label=_("What you need to take part"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=WHO_READS,
    )
    question = forms.CharField(
        label=_("A question beforehand"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Those who run the event read it with your name and may answer it there."),
    )

    def __init__(self, *args, event: Event, **kwargs):
        super().__init__(*args, **kwargs)
        for name, is_asked in (("access_needs", event.asks_access_needs), ("question", event.asks_questions)):
            if not is_asked:
                del self.fields[name]


class RegisterForm(SaidForm):
    """Name and address, and which time where there are several; for whoever is signed in both are known."""

    slot = forms.ChoiceField(label=_("When"), widget=forms.RadioSelect)
    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("For the letters about this event. Other news never comes by this."),
    )
    field_order = ("slot", "name", "email", "access_needs", "question")

    def __init__(self, *args, choices: list[tuple[str, str]], signed_in: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slot"].choices = choices
        if len(choices) == 1:
            self.fields["slot"].widget = forms.HiddenInput()
            self.fields["slot"].initial = choices[0][0]
        if signed_in:
            del self.fields["name"], self.fields["email"]

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        # A letter with it goes to an address nobody has proved yet: it must lead nowhere.
        if not name or LEADS_SOMEWHERE.search(name):
            raise forms.ValidationError(_now("Give the name you want to be called by."))
        return name
