"""What the pages of identity accept. Nothing is required, so no field says that it is."""

from collections.abc import Iterator

from django import forms
from django.utils.translation import gettext_lazy as _

from bigtent.identity.models import Definition
from bigtent.identity.questions import Choice, Question, question_of, questions
from bigtent.identity.scope import Own
from bigtent.identity.services.answers import MOST_WORDS, Allowed
from bigtent.people.consent_words import words
from bigtent.people.models import Purpose

MANY = 20
VIEW_LABELS = {
    "alone": _("alone; those who chose several are a group of their own"),
    "alone_or_in_combination": _("alone or in combination with others"),
    "in_combination": _("in combination with others"),
    "as_in_1997": _("as the standard of 1997 had it"),
}


class QuestionForm(forms.Form):
    """One question, with what may be done with the answer. `own` is what was said before, `consents` those in force."""

    def __init__(self, *args, question: Question, own: Own | None, consents, **kwargs):
        super().__init__(*args, **kwargs)
        self.question = question
        self.said = own.answer if own and not own.is_declined else {"chosen": [], "written": {}}
        self.given = {(one.purpose, one.datum): one.given for one in consents}
        self._add_answer()
        self._add_use()

    def _add_answer(self) -> None:
        if any(choice.writes for choice in self.question.choices):
            for choice in self.question.choices:
                self._add_category(choice)
        else:
            self.fields["chosen"] = self._choices()
        if self.question.writes:
            self.fields["written"] = self._line(self.question.writes, "")

    def _add_category(self, choice: Choice) -> None:
        self.fields[f"is_{choice.code}"] = forms.BooleanField(
            label=choice.label, required=False, initial=choice.code in self.said["chosen"]
        )
        if choice.details:
            self.fields[f"of_{choice.code}"] = forms.MultipleChoiceField(
                label=choice.label,
                choices=[(detail.code, detail.label) for detail in choice.details],
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=self.said["chosen"],
            )
        line = self._line(_("In your own words"), choice.code)
        line.help_text = choice.writes
        self.fields[f"more_{choice.code}"] = line

    def _choices(self) -> forms.Field:
        choices, said = [(choice.code, choice.label) for choice in self.question.choices], self.said["chosen"]
        facts = {"label": self.question.words, "help_text": self.question.hint, "required": False}
        if self.question.many:
            return forms.MultipleChoiceField(
                choices=choices, widget=forms.CheckboxSelectMultiple, initial=said, **facts
            )
        first = said[0] if said else None
        if len(choices) > MANY:
            return forms.ChoiceField(choices=[("", _("Choose")), *choices], initial=first, **facts)
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, initial=first, **facts)

    def _line(self, label, place: str) -> forms.CharField:
        return forms.CharField(
            label=label, required=False, max_length=MOST_WORDS, initial=self.said["written"].get(place, "")
        )

    def _add_use(self) -> None:
        """The exact words of each consent, as its page says them."""
        for purpose in self.uses:
            said = words(purpose, datum=self.question.datum, what=self.question.label)
            self._add_yes(f"may_{purpose}", said, (purpose, self.question.datum))
        if not self.given.get((Purpose.REPORTING, "")):
            self._add_yes("may_all", words(Purpose.REPORTING), (Purpose.REPORTING, ""))
            self.fields["may_all"].help_text = _("Both are needed to be counted.")

    def _add_yes(self, name: str, said: str, key: tuple[str, str]) -> None:
        self.fields[name] = forms.BooleanField(label=said, required=False, initial=bool(self.given.get(key)))

    @property
    def uses(self) -> list[str]:
        """What is asked in the same form; research is asked on the page of all that is known."""
        return [purpose for purpose in self.question.purposes if purpose != Purpose.RESEARCH]

    @property
    def categories(self) -> Iterator[tuple]:
        """(box, boxes of details, line) of each choice that has lines of its own, and whether they are in use."""
        for choice in self.question.choices:
            if f"is_{choice.code}" in self.fields:
                detail = self[f"of_{choice.code}"] if choice.details else None
                more = self[f"more_{choice.code}"]
                chosen = {one.code for one in choice.details} & set(detail.value() or []) if detail else set()
                yield self[f"is_{choice.code}"], detail, more, bool(chosen or more.value() or more.errors)

    @property
    def others(self) -> list[forms.BoundField]:
        """The fields of the answer that belong to no category."""
        return [self[name] for name in ("chosen", "written") if name in self.fields]

    @property
    def use_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("may_")]

    def answer(self) -> dict:
        """The raw answer, as given."""
        told, chosen = self.cleaned_data, []
        for choice in self.question.choices:
            chosen += [choice.code] if told.get(f"is_{choice.code}") else []
            chosen += told.get(f"of_{choice.code}", [])
        picked = told.get("chosen") or []
        chosen += [picked] if isinstance(picked, str) else picked
        lines = {choice.code: told.get(f"more_{choice.code}") for choice in self.question.choices}
        lines[""] = told.get("written")
        return {"chosen": chosen, "written": {place: said for place, said in lines.items() if said}}

    def allows(self) -> list[Allowed]:
        """What was said of its use; a box left empty is a no only where there was a yes."""
        keys = {f"may_{purpose}": (purpose, self.question.datum) for purpose in self.uses}
        keys["may_all"] = (Purpose.REPORTING, "")
        said = [(*keys[name], self.cleaned_data[name]) for name in self.fields if name in keys]
        return [(purpose, yes, datum) for purpose, datum, yes in said if yes or self.given.get((purpose, datum))]


class TotalsForm(forms.Form):
    """Which breakdown to look at. What does not go together falls back to what does.

    Totals for research have no page: a few agree to one purpose and not to the other, and would follow from both.
    """

    question = forms.ChoiceField(label=_("Question"), choices=())
    view = forms.ChoiceField(label=_("Counted"), choices=VIEW_LABELS.items(), required=False)
    who = forms.ChoiceField(label=_("Of whom"), choices=(), required=False)

    def __init__(self, *args, populations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["question"].choices = [(question.name, question.label) for question in questions()]
        self.fields["who"].choices = [("", _("The whole network")), *((one.name, one.label) for one in populations)]
        if not populations:
            del self.fields["who"]


class DefinitionForm(forms.ModelForm):
    """A definition with the share of each group; a group without a share is not among its groups."""

    class Meta:
        model = Definition
        fields = (
            "name", "basis", "source", "population", "geography", "population_source", "population_on", "view",
            "from_on", "until_on",
        )  # fmt: skip
        labels = {
            "name": _("Name"),
            "basis": _("What it says, and why"),
            "source": _("Where the definition comes from"),
            "population": _("Reference population"),
            "geography": _("Where"),
            "population_source": _("Where the shares come from"),
            "population_on": _("Day of the shares"),
            "view": _("Groups counted"),
            "from_on": _("In force from"),
            "until_on": _("In force until"),
        }
        help_texts = {
            "basis": _("In words. It says something of groups, never of anybody."),
            "source": _("A document with its date, so that everybody can look it up."),
            "population": _("Such as residents aged 18 and over."),
            "geography": _("Such as the United States, or one state."),
            "population_source": _("A table with its date."),
            "until_on": _("That day included. Empty while it holds."),
        }
        widgets = {name: forms.DateInput(attrs={"type": "date"}) for name in ("population_on", "from_on", "until_on")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code, label in question_of("race_ethnicity").groups.items():
            self.fields[f"share_{code}"] = forms.FloatField(label=label, required=False)

    @property
    def share_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("share_")]

    def clean(self):
        told = super().clean()
        if told.get("until_on") and told.get("from_on") and told["until_on"] < told["from_on"]:
            self.add_error("until_on", _("It cannot end before it begins."))
        return told

    def facts(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def shares(self) -> dict[str, float]:
        given = {name: value for name, value in self.cleaned_data.items() if name.startswith("share_")}
        return {name.removeprefix("share_"): value for name, value in given.items() if value is not None}


class EndForm(forms.Form):
    until_on = forms.DateField(
        label=_("In force until"), help_text=_("That day included."), widget=forms.DateInput(attrs={"type": "date"})
    )
