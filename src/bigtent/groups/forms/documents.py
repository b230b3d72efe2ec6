"""What the pages of papers accept."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bigtent.groups.models import Group, Meeting
from bigtent.ledger.papers import KINDS, fault_of


def is_paper(upload) -> None:
    if fault := fault_of(upload, upload.name or ""):
        raise ValidationError(fault)


class DocumentForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=160, help_text=_("Such as Bylaws."))
    file = forms.FileField(
        label=_("File"), validators=[is_paper], widget=forms.ClearableFileInput(attrs={"accept": ",".join(KINDS)}),
        help_text=_("A PDF, an office document without macros, or plain text, of 20 MB at most."),
    )  # fmt: skip
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), label=_("Meeting"), required=False, empty_label=_("None in particular")
    )
    is_public = forms.BooleanField(
        label=_("Show it to everybody"), required=False,
        help_text=_("On the group’s public page. You can take it from there again at any time."),
    )  # fmt: skip

    def __init__(self, *args, group: Group, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = group.meetings.all()
