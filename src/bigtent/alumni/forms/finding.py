"""What the pages of finding accept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bigtent.alumni.forms.uploads import is_what_it_says
from bigtent.alumni.models import Link, LinkDecision, Registry
from bigtent.alumni.readers.kinds import REGISTRIES


class RegistryForm(forms.Form):
    """A registry file with the facts that stand beside every value it gives."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or Parquet with the columns npi (or id), last_name and first_name at least."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(REGISTRIES)}),
        validators=[is_what_it_says(REGISTRIES)],
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("Every edition of a registry has the same name: decisions are remembered by it."),
    )
    as_of_on = forms.DateField(
        label=_("As of"), widget=forms.DateInput(attrs={"type": "date"}), help_text=_("The date of the list itself.")
    )
    source = forms.CharField(label=_("Where it comes from"), max_length=200)
    license = forms.CharField(
        label=_("What its use rests on"),
        max_length=200,
        help_text=_("A license, a law, or an agreement with its date."),
    )


class FindingForm(forms.Form):
    """Which registry to search."""

    registry = forms.ModelChoiceField(
        label=_("Registry"), queryset=Registry.objects.all(), to_field_name="key", empty_label=None
    )


class DecisionForm(forms.Form):
    """One decision at the desk; `name` says which surname to use where they differ."""

    link = forms.ModelChoiceField(Link.objects.none())
    decision = forms.ChoiceField(choices=LinkDecision.Kind)
    name = forms.ChoiceField(choices=[("keep", _("Keep ours")), ("take", _("Use theirs"))], required=False)

    def __init__(self, *args, links, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["link"].queryset = links


LOOKED_AT = "looked-at"


class LinkFilterForm(forms.Form):
    """Which links a list shows."""

    state = forms.ChoiceField(
        label=_("Show"),
        choices=[("", _("All")), *Link.State.choices, (LOOKED_AT, _("Looked at one by one"))],
        required=False,
    )
    run = forms.SlugField(required=False, widget=forms.HiddenInput)

    def shown(self, links):
        if not self.is_valid():
            return links.none()
        state, run = self.cleaned_data["state"], self.cleaned_data["run"]
        if state == LOOKED_AT:
            links = links.looked_at()
        elif state:
            links = links.filter(state=state)
        return links.filter(run__key=run) if run else links
