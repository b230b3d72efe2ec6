"""What the pages of rosters accept."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.alumni.forms.uploads import is_what_it_says
from bigtent.alumni.models import Roster, RosterFile
from bigtent.alumni.readers.kinds import ROSTERS
from bigtent.alumni.services.columns import COLUMNS

EXAMPLES = 3


class RosterForm(forms.Form):
    """A file and the list it is."""

    file = forms.FileField(
        label=gettext_lazy("Your list"),
        help_text=gettext_lazy("A spreadsheet (.xlsx) or a CSV file with one line for each person and headings above."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(ROSTERS)}),
        validators=[is_what_it_says(ROSTERS)],
    )
    roster = forms.CharField(
        label=gettext_lazy("Which list is this?"),
        max_length=120,
        help_text=gettext_lazy("Such as “Finance office”. Use the same words when a newer copy of it comes."),
        widget=forms.TextInput(attrs={"list": "rosters", "autocomplete": "off"}),
    )

    @property
    def known(self):
        """The lists that came before, for the browser to offer."""
        return Roster.objects.values_list("name", flat=True)


class ColumnsForm(forms.Form):
    """One choice for each heading of the file, and what holds for the whole list."""

    program = forms.CharField(
        label=gettext_lazy("Program"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Of everybody whose line names none. Leave it empty if you do not know."),
    )
    everyone_awarded = forms.BooleanField(
        label=gettext_lazy("Everybody on this list received support from us"),
        required=False,
        help_text=gettext_lazy("If not, only lines with a program, a year or an amount count as an award."),
    )
    day_first = forms.BooleanField(
        label=gettext_lazy("Dates have the day first"),
        required=False,
        help_text=gettext_lazy("3/4 is the 3rd of April."),
    )

    def __init__(self, *args, file: RosterFile, **kwargs):
        initial = {"program": file.program, "everyone_awarded": file.everyone_awarded, "day_first": file.day_first}
        super().__init__(*args, initial=initial, **kwargs)
        self.headings = file.shape["headings"]
        meant = {heading: name for name, heading in file.columns.items()}
        choices = [("", _("Leave out")), *((name, column.label) for name, column in COLUMNS.items())]
        for place, heading in enumerate(self.headings):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=heading, choices=choices, required=False, initial=meant.get(heading, ""),
                help_text=_examples(file.sample, place),
            )  # fmt: skip

    @property
    def columns(self):
        return [self[f"column-{place}"] for place in range(len(self.headings))]

    @property
    def whole(self):
        return [self[name] for name in ("program", "everyone_awarded", "day_first")]

    def clean(self):
        """A meaning chosen twice is said at the second heading."""
        given = super().clean()
        given["columns"] = {}
        for place, heading in enumerate(self.headings):
            name = given.get(f"column-{place}")
            if name and name in given["columns"]:
                self.add_error(
                    f"column-{place}",
                    _("“%(other)s” is matched with this already. Choose one of the two.")
                    % {"other": given["columns"][name]},
                )
            elif name:
                given["columns"][name] = heading
        return given

    def refuse(self, refusal):
        """Show a refusal of the service at the column it is about."""
        heading = self.cleaned_data["columns"].get(refusal.field)
        self.add_error(f"column-{self.headings.index(heading)}" if heading else None, refusal.message)


def _examples(sample: list[list[str]], place: int) -> str:
    seen = dict.fromkeys(row[place] for row in sample if place < len(row) and row[place])
    return " · ".join(text[:40] for text in list(seen)[:EXAMPLES]) or _("Empty in the first lines")
