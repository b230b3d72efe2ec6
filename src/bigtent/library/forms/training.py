"""What the pages of required training accept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bigtent.library.models import Course
from bigtent.library.models.training import role_choices


class RequirementForm(forms.Form):
    course = forms.ModelChoiceField(
        label=_("Course"), queryset=Course.objects.none(), empty_label=_("Choose"), help_text=_("Open ones only.")
    )
    role = forms.ChoiceField(label=_("Of whoever is"))
    due_days = forms.IntegerField(
        label=_("Days to do it in"), min_value=1, max_value=730, initial=30,
        help_text=_("From the day the role begins; for those who hold it already, from today."),
    )  # fmt: skip
    valid_months = forms.IntegerField(
        label=_("Months it counts"), min_value=1, max_value=120, required=False,
        help_text=_("Empty where once is enough. Thirty days before its end everybody is told."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = Course.objects.filter(state=Course.State.PUBLISHED)
        self.fields["role"].choices = [("", _("Choose")), *role_choices()]
