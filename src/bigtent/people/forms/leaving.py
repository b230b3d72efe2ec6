"""What leaving takes: the word, or a reason."""

from django import forms
from django.utils.translation import gettext_lazy as _


class LeaveForm(forms.Form):
    """Nobody leaves by a slip of the hand: the word is typed."""

    word = forms.CharField(
        label=_("Type the word “leave”"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean_word(self):
        word = self.cleaned_data["word"].strip(" “”\"'.").casefold()
        if word not in (str(_("leave")).casefold(), "leave"):
            raise forms.ValidationError(_("Type the word “leave”, without anything else. Nothing has been erased."))
        return word


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=200,
        help_text=_("Such as “Asked by letter of May 3.” Write nothing that would have to be erased."),
    )


class TakeOutForm(ReasonForm):
    form = forms.ChoiceField(
        label=_("As what"), choices=[("pdf", _("A document to read (PDF)")), ("json", _("Data for programs (JSON)"))]
    )


class KeepAgainForm(ReasonForm):
    value = forms.CharField(label=_("E-mail address or telephone number"), max_length=254)
    field_order = ["value", "reason"]
