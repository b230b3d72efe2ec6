"""What the pages of decisions accept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bigtent.groups.models import AgendaItem, Decision
from bigtent.groups.services.decisions import Vote
from bigtent.ledger.clock import today
from bigtent.people.models import Person

MOST_VOTES = 10_000


def _day(label, **more):
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)


class DecisionForm(forms.Form):
    text = forms.CharField(label=_("What was decided"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    agenda_item = forms.ModelChoiceField(
        label=_("Under which point"), queryset=AgendaItem.objects.none(), required=False, empty_label=_("None of them")
    )
    reasons = forms.CharField(
        label=_("For which reasons"), max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    proposed_by = forms.ModelChoiceField(
        label=_("Who proposed it"), queryset=Person.objects.none(), required=False, empty_label=_("Not noted")
    )
    how = forms.ChoiceField(label=_("How it was decided"), choices=Decision.How, widget=forms.RadioSelect)
    votes_for = forms.IntegerField(label=_("For"), min_value=0, max_value=MOST_VOTES, required=False)
    votes_against = forms.IntegerField(label=_("Against"), min_value=0, max_value=MOST_VOTES, required=False)
    abstained = forms.IntegerField(
        label=_("Abstained"),
        min_value=0,
        max_value=MOST_VOTES,
        required=False,
        help_text=_("With those who did not vote: the three numbers are all who were present."),
    )
    due_on = _day(_("To be done by"), required=False)

    def __init__(self, *args, people, agenda=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["proposed_by"].queryset = people
        if agenda is not None:
            self.fields["agenda_item"].queryset = agenda

    def decided(self) -> dict:
        """The answers as the services take them."""
        values = dict(self.cleaned_data)
        return values | {"vote": Vote(values.pop("votes_for"), values.pop("votes_against"), values.pop("abstained"))}


class CorrectionForm(DecisionForm):
    agenda_item = due_on = None
    present = forms.ModelMultipleChoiceField(
        label=_("Who was there"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Somebody who was erased stays counted without a name."),
    )
    reason = forms.CharField(
        label=_("What was wrong"), max_length=300, help_text=_("It stands beside the decision from now on.")
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, people=people, **kwargs)
        self.fields["present"].queryset = people

    def decided(self) -> dict:
        values = super().decided()
        return values | {"present": {person.pk for person in values["present"]}}


class StepForm(forms.Form):
    text = forms.CharField(label=_("What happened"), max_length=400)
    on = _day(_("On"), initial=today)
    state = forms.ChoiceField(label=_("How it stands now"), choices=Decision.State, widget=forms.RadioSelect)
    due_on = _day(_("To be done by"), required=False, help_text=_("Leave it empty to keep the day as it is."))
