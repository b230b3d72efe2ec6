"""What is asked to merge two records."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bigtent.people.merging.filling import KEPT, MERGED
from bigtent.people.merging.preview import Comparison
from bigtent.people.models import Account, Person


class PairForm(forms.Form):
    """Which two records, by their keys; words to look for the second one."""

    keep = forms.CharField(max_length=12, required=False)
    merge = forms.CharField(max_length=12, required=False)
    q = forms.CharField(label=_("Name"), max_length=100, required=False)


class MergeForm(forms.Form):
    """For every fact that differs a choice, and why the two are one person."""

    reason = forms.CharField(
        label=_("Why are these one person?"),
        max_length=200,
        help_text=_("Such as: same date of birth and diploma; she wrote to us."),
    )

    def __init__(self, *args, comparisons: list[Comparison], accounts: dict[int, Account], kept: Person, **kwargs):
        super().__init__(*args, **kwargs)
        self.comparisons = comparisons
        for line in comparisons:
            if line.differs:
                self.fields[line.fact.name] = _choice(line.fact.label, line.kept, line.merged, line.suggested)
        if len(accounts) == 2:
            ours = accounts.pop(kept.pk)
            [theirs] = accounts.values()
            self.fields["account"] = _choice(_("Sign-in that stays"), ours.email, theirs.email, KEPT)

    def lines(self):
        """Every fact with its field, where there is something to choose."""
        for line in self.comparisons:
            yield line, self[line.fact.name] if line.differs else None

    def choices(self) -> dict[str, str]:
        """What `merge_people` is given."""
        return {name: side for name, side in self.cleaned_data.items() if name != "reason"}


def _choice(label: str, kept: str, merged: str, initial: str) -> forms.ChoiceField:
    nothing = _("nothing")
    return forms.ChoiceField(
        label=label,
        choices=[(KEPT, kept or nothing), (MERGED, merged or nothing)],
        initial=initial,
        widget=forms.RadioSelect,
    )


class UndoForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=200, required=False)
