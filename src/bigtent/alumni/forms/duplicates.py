"""What the pages of duplicates accept."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DecisionForm(forms.Form):
    """What somebody says of two records."""

    decision = forms.ChoiceField(
        choices=[("same", _("Same person")), ("different", _("Not the same")), ("later", _("Decide later"))]
    )
