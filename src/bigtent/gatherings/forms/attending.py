"""What those who run an event note."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bigtent.gatherings.models import Registration

CAME = [("yes", _("Yes")), ("no", _("No")), ("", _("Not known"))]


class CheckInForm(forms.Form):
    code = forms.CharField(
        label=_("The six letters of the code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "autofocus": True}
        ),
        help_text=_("It stands in the letter of the registration and on its page."),
    )


class CameForm(forms.Form):
    """Of each of these registrations whether somebody was there. Who joined or said so is proposed."""

    def __init__(self, *args, rows: list[Registration], **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = {f"came-{row.pk}": row for row in rows}
        for name, row in self.rows.items():
            known = row.came or ("yes" if row.joined_at else "")
            self.fields[name] = forms.ChoiceField(
                label=row.name, choices=CAME, required=False, initial=known,
                widget=forms.Select(attrs={"aria-label": row.name}),
            )  # fmt: skip

    def lines(self):
        """Each registration with its field."""
        return [(row, self[name]) for name, row in self.rows.items()]

    def came(self) -> dict[int, str]:
        return {row.pk: self.cleaned_data[name] for name, row in self.rows.items()}
