"""What the pages of the plan accept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bigtent.accountability.course import measures_in_use
from bigtent.accountability.models import Action
from bigtent.people.models import Person, Purpose
from bigtent.people.models.person import STAFF_ROLES


class OwnerForm(forms.Form):
    owner = forms.ModelChoiceField(
        label=_("Who answers for this promise"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Nobody"),
        help_text=_("Somebody of the staff. She is reminded on her Monday page."),
    )

    def __init__(self, *args, account, **kwargs):
        super().__init__(*args, **kwargs)
        people = Person.objects.visible_to(account, Purpose.RECORDS)
        self.fields["owner"].queryset = people.filter(account__grants__role__in=STAFF_ROLES).distinct()


class MeasureForm(forms.Form):
    measure = forms.ChoiceField(
        label=_("The figure that shows it"),
        required=False,
        help_text=_("One of those the network computes. Another figure takes the target away."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(name, measure.label) for name, measure in measures_in_use().items()]
        self.fields["measure"].choices = [("", _("No figure")), *sorted(named, key=lambda pair: str(pair[1]))]


class TargetForm(forms.Form):
    target = forms.FloatField(label=_("Target"), min_value=0)
    scale = forms.ChoiceField(label=_("Counted"), choices=Action.Scale.choices, widget=forms.RadioSelect)
    wanted = forms.ChoiceField(label=_("The target is met by"), choices=Action.Wanted.choices, widget=forms.RadioSelect)
    target_on = forms.DateField(
        label=_("Due by"), widget=forms.DateInput(attrs={"type": "date"}), help_text=_("Such as 2028-12-31.")
    )
