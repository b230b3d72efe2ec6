"""What a learner fills in: answers to questions, a claim for credit."""

from collections.abc import Iterable

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from bigtent.library.credit_rules import LONGEST_LICENSE, LONGEST_NAME
from bigtent.library.models import Learning, Question
from bigtent.library.pars import STATES
from bigtent.library.services.credit import License


class AnswersForm(forms.Form):
    """The questions of a page, each with its choices; `may_skip` lets any of them stay open."""

    def __init__(self, *args, questions: Iterable[Question], may_skip: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        for question in self.questions:
            choices = [(str(number), choice) for number, choice in enumerate(question.choices)]
            several = question.takes_several
            field = forms.MultipleChoiceField if several else forms.ChoiceField
            widget = forms.CheckboxSelectMultiple if several else forms.RadioSelect
            self.fields[f"q{question.pk}"] = field(
                label=question.text, choices=choices, widget=widget, required=not may_skip,
                help_text=_("Choose all that are right.") if several else "",
                error_messages={"required": _("Choose an answer.")},
            )  # fmt: skip

    def answers(self) -> dict[int, list[int]]:
        """The numbers of the choices taken, by the number of the question."""
        found = {}
        for question in self.questions:
            given = self.cleaned_data.get(f"q{question.pk}") or []
            found[question.pk] = [int(one) for one in ([given] if isinstance(given, str) else given)]
        return found


class CreditForm(forms.Form):
    first = forms.CharField(label=_("First name, as licensed"), max_length=LONGEST_NAME)
    last = forms.CharField(label=_("Last name, as licensed"), max_length=LONGEST_NAME)
    state = forms.ChoiceField(label=_("State of your license"))
    license = forms.CharField(
        label=_("License ID"), max_length=LONGEST_LICENSE, required=False,
        help_text=_("As your board gives it. Without one, give the NPI."),
    )  # fmt: skip
    npi = forms.CharField(label=_("NPI, if you like"), max_length=10, required=False, help_text=_("Ten digits."))
    month = forms.TypedChoiceField(label=_("Month of birth"), coerce=int)
    day = forms.IntegerField(label=_("Day of birth"), min_value=1, max_value=31, help_text=_("The year is not asked."))
    hours = forms.DecimalField(
        label=_("Hours you claim"), min_value=0, max_digits=5, decimal_places=2,
        help_text=_("Those you spent, in quarters of an hour, at most what the course offers."),
    )  # fmt: skip
    agreed = forms.BooleanField(label=_("Send this to the provider, who reports it to the accreditor and my board"))

    def __init__(self, *args, learning: Learning, claim=None, **kwargs):
        told = dict(claim.details or {}) if claim else {}
        kwargs["initial"] = {"hours": claim.hours if claim else learning.hours} | told
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("Choose")), *STATES.items()]
        self.fields["month"].choices = [("", _("Choose")), *MONTHS.items()]

    def licensed(self) -> License:
        names = ("first", "last", "state", "license", "npi", "month", "day")
        told = {name: self.cleaned_data[name] for name in names}
        return License(**{name: value.strip() if isinstance(value, str) else value for name, value in told.items()})
