"""What the pages of elections accept."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from bigtent.groups.counting import last_day_of_term
from bigtent.groups.forms.groups import day_field
from bigtent.groups.models import Candidate, Election, Group, Membership
from bigtent.groups.services.elections import LONGEST_STATEMENT
from bigtent.ledger.clock import today

LONGEST_NUMBER = 18
ROLES = [one for one in Membership.Role.choices if one[0] != Membership.Role.LIAISON]


class ElectionForm(forms.Form):
    role = forms.ChoiceField(
        label=_("Elected as"), choices=ROLES, initial=Membership.Role.MEMBER,
        help_text=_("Members of the network can stand as member; for every other role, members of the group."),
    )  # fmt: skip
    seats = forms.IntegerField(label=_("How many are elected"), min_value=1, max_value=500, initial=1)
    opens_on = day_field(_("Voting opens on"), help_text=_("Until the day before, people can stand."))
    closes_on = day_field(_("Latest day of voting"))
    term_from_on = day_field(_("The term begins on"))
    term_until_on = day_field(_("The term ends on"), required=False, help_text=_("Empty for seats without an end."))

    def __init__(self, *args, group: Group, **kwargs):
        opens = today() + timedelta(days=14)
        begins = opens + timedelta(days=15)
        initial = {"opens_on": opens, "closes_on": opens + timedelta(days=13), "term_from_on": begins}
        initial["seats"] = group.vacancies(begins) or 1
        if group.term_months:
            initial["term_until_on"] = last_day_of_term(begins, group.term_months)
        super().__init__(*args, initial=initial, **kwargs)


class StatementForm(forms.Form):
    statement = forms.CharField(
        label=_("What you want to say for yourself"), widget=forms.Textarea, required=False,
        max_length=LONGEST_STATEMENT,
        help_text=_("Read by members of the network beside your name, and kept with the election."),
    )  # fmt: skip


class CandidatesField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def clean(self, value):
        """A number longer than the database can hold is nobody's."""
        for one in value or ():
            if len(str(one)) > LONGEST_NUMBER:
                words = self.error_messages["invalid_choice"]
                raise forms.ValidationError(words, code="invalid_choice", params={"value": one})
        return super().clean(value)

    def label_from_instance(self, candidate: Candidate) -> str:
        return candidate.name


class BallotForm(forms.Form):
    choices = CandidatesField(Candidate.objects.none(), required=False, label=_("Your choice"))

    def __init__(self, *args, election: Election, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["choices"].queryset = election.candidates.standing().select_related("person")


class CountForm(forms.Form):
    """How a tie was settled; without one it asks nothing."""

    def __init__(self, *args, tied, left: int, **kwargs):
        super().__init__(*args, **kwargs)
        if left:
            self.fields["settled"] = CandidatesField(
                tied, label=_("Elected of those with the same number of votes"), required=False
            )
            self.fields["how"] = forms.CharField(
                label=_("How it was settled"), max_length=300, required=False,
                help_text=_("Such as “By lot, in the presence of all.” It stands on the page of the election."),
            )  # fmt: skip


class CancelForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=300, help_text=_("Managers read it, nobody else."))
