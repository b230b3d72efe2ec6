"""What is asked before a list of people leaves."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ExportForm(forms.Form):
    """The purpose comes first: it decides who is on the list and what stands there."""

    purpose = forms.ChoiceField(
        label=_("What will the list be used for?"),
        widget=forms.RadioSelect,
        help_text=_("It holds only those who said yes to it, and of them only what they do not withhold."),
    )
    reason = forms.CharField(
        label=_("What for, in your words"),
        max_length=200,
        help_text=_("Such as “invitations to the spring meeting”. It stands in the history beside your name."),
    )
    file = forms.ChoiceField(
        label=_("Kind of file"), choices=[("csv", "CSV"), ("xlsx", "Excel")], initial="csv", widget=forms.RadioSelect
    )

    def __init__(self, *args, purposes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = purposes
