"""What the page of calendar files accepts."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CalendarFileForm(forms.Form):
    file = forms.FileField(
        label=_("Your calendar file"),
        help_text=_(
            "A file that ends in .ics, as Google Calendar, Outlook and Apple export it. At most 2,000 entries."
        ),
    )
