"""What the pages of learning paths accept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bigtent.library.models import Course, PathStep, Resource


class PathForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=160)
    summary = forms.CharField(label=_("For whom, and what it leads to"), max_length=400, widget=forms.Textarea)
    is_public = forms.BooleanField(label=_("Everybody may read it"), required=False)

    def __init__(self, *args, row, **kwargs):
        super().__init__(*args, initial={name: getattr(row, name) for name in self.base_fields}, **kwargs)


class StepForm(forms.Form):
    order = forms.IntegerField(label=_("Place in the path"), min_value=1, max_value=99)
    title = forms.CharField(label=_("Title"), max_length=160)
    text = forms.CharField(label=_("What to do, and why now"), max_length=600, required=False, widget=forms.Textarea)
    resource = forms.ModelChoiceField(
        Resource.objects.none(), label=_("A resource of the library"), required=False, empty_label=_("None")
    )
    course = forms.ModelChoiceField(
        Course.objects.none(), label=_("A course of the library"), required=False, empty_label=_("None")
    )
    link = forms.CharField(
        label=_("Or another address"), max_length=300, required=False, help_text=_("It begins with https:// or /.")
    )

    def __init__(self, *args, account, step: PathStep | None = None, place: int = 1, **kwargs):
        told = {name: getattr(step, name) for name in self.base_fields} if step else {"order": place}
        super().__init__(*args, initial=told, **kwargs)
        self.fields["resource"].queryset = Resource.objects.shown_to(account)
        self.fields["course"].queryset = Course.objects.shown_to(account)
