"""What the pages of mentoring accept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bigtent.mentoring.factors import label
from bigtent.mentoring.models import Background, Language, MatchRound, Mentee, Mentor, MentoringProgram, Notice, Slot
from bigtent.mentoring.models.people import MOST_STUDENTS
from bigtent.people.models import Organization, Specialty, Topic


class RoundForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the round"), max_length=80, help_text=_("Such as Fall 2026. Staff and nobody else sees it.")
    )
    program = forms.ModelChoiceField(MentoringProgram.objects.none(), label=_("Program"), empty_label=None)

    def __init__(self, *args, account, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["program"].queryset = MentoringProgram.objects.run_by(account)


class PairForm(forms.Form):
    """A pair of a round that somebody decides about."""

    mentee = forms.ModelChoiceField(Mentee.objects.select_related("person"))
    mentor = forms.ModelChoiceField(Mentor.objects.select_related("person"), required=False)
    reason = forms.CharField(max_length=300, required=False, label=_("Why"))

    def __init__(self, *args, match_round: MatchRound, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("mentee", "mentor"):
            self.fields[name].queryset = self.fields[name].queryset.filter(program=match_round.program_id)


class PublishForm(forms.Form):
    """Which proposal the reader looked at."""

    proposal = forms.IntegerField(min_value=1)


class SettleForm(forms.Form):
    """A person's word on one letter."""

    notice = forms.ModelChoiceField(Notice.objects.none())
    arrived = forms.TypedChoiceField(
        choices=[("1", _("arrived")), ("0", _("send again"))], coerce=lambda value: value == "1"
    )

    def __init__(self, *args, match_round: MatchRound, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["notice"].queryset = match_round.notices.all()


class ReasonForm(forms.Form):
    reason = forms.CharField(max_length=300, required=False, label=_("Why"))


class PauseForm(forms.Form):
    paused_until = forms.DateField(
        label=_("Take no new students until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("That day included. Empty ends the pause. Students you have stay yours."),
    )


class TakingPartForm(forms.Form):
    """What an offer and a wish have in common."""

    hours = forms.IntegerField(min_value=1, max_value=40, initial=2)
    slots = forms.MultipleChoiceField(
        label=_("When you can meet"), choices=Slot, widget=forms.CheckboxSelectMultiple,
        help_text=_("Only people with a time in common are paired."),
    )  # fmt: skip
    topics = forms.MultipleChoiceField(
        label=_("What you would like to talk about"), required=False, widget=forms.CheckboxSelectMultiple
    )
    institution = forms.ModelChoiceField(
        Organization.objects.filter(kind=Organization.Kind.SCHOOL), label=_("Your school or employer"), required=False,
        help_text=_("Nobody is paired within one institution, so that no mentor ever grades a student."),
        empty_label=_("None of these, or not said"),
    )  # fmt: skip
    text = forms.CharField(
        label=_("Anything else, in your own words"), required=False, widget=forms.Textarea,
        help_text=_("Read by staff and by the one you are paired with. The pairing does not read it."),
    )  # fmt: skip
    agrees = forms.BooleanField(
        label=_("I agree to be paired, and that my name and e-mail address go to the one I am paired with."),
        help_text=_("You can withdraw this at any time under your profile."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topics"].choices = list(Topic.objects.labels().items())

    def answers(self) -> dict:
        """What belongs to the offer or wish itself."""
        return {name: value for name, value in self.cleaned_data.items() if name != "agrees"}


class OfferForm(TakingPartForm):
    capacity = forms.IntegerField(
        label=_("Students at a time"), min_value=1, max_value=MOST_STUDENTS, initial=1,
        help_text=_("One is a great deal."),
    )  # fmt: skip
    stage = forms.ChoiceField(label=_("Where you are in your career"), choices=Mentor.Stage)
    meets = forms.ChoiceField(label=_("How you meet"), choices=Mentor.Meets)
    languages = forms.MultipleChoiceField(
        label=_("Languages besides English"), choices=Language, required=False, widget=forms.CheckboxSelectMultiple
    )
    backgrounds = forms.MultipleChoiceField(
        label=_("What you want to tell of your own way"), choices=Background, required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only if you like. A student may wish for a mentor who came the same way."),
    )  # fmt: skip
    field_order = (
        "capacity", "hours", "stage", "meets", "slots", "topics", "languages", "backgrounds", "institution", "text",
        "agrees",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hours"].label = _("Hours a month for each student")


class WishForm(TakingPartForm):
    stage = forms.ChoiceField(label=_("Where you are"), choices=Mentee.Stage)
    specialty = forms.ModelChoiceField(
        Specialty.objects.all(), label=_("Specialty you hope to learn about"), required=False, empty_label=_("Any")
    )
    in_person = forms.BooleanField(
        label=_("I want to meet in person only"), required=False,
        help_text=_("Then only mentors in your state fit."),
    )  # fmt: skip
    wanted_languages = forms.MultipleChoiceField(
        label=_("Languages you would like to speak with your mentor"), choices=Language, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    wanted_backgrounds = forms.MultipleChoiceField(
        label=_("A way you would like your mentor to have come, too"), choices=Background, required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Your own wish, and only if you have one. It is read as a wish, never as a fact about you."),
    )  # fmt: skip
    field_order = (
        "stage", "specialty", "slots", "hours", "in_person", "topics", "wanted_languages", "wanted_backgrounds",
        "institution", "text", "agrees",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hours"].label = _("Hours a month you hope for")


class ProgramForm(forms.Form):
    """Points of each factor, and what a proposal aims for."""

    objective = forms.ChoiceField(
        label=_("What a proposal aims for"), choices=MentoringProgram.Objective, widget=forms.RadioSelect
    )
    needs_clearance = forms.BooleanField(
        label=_("Only mentors who are cleared take part"),
        required=False,
        help_text=_("They signed the volunteer agreement as mentors, and have passed what it asks for."),
    )

    def __init__(self, *args, program: MentoringProgram, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["objective"].initial = program.objective
        self.fields["needs_clearance"].initial = program.needs_clearance
        for factor in program.factors:
            for name, words in POINTS_WORDS.items():
                if name in factor:
                    self.fields[f"{factor['name']}.{name}"] = forms.IntegerField(
                        label=f"{label(factor['name'])}: {words}", min_value=0, max_value=10_000, initial=factor[name]
                    )

    def points(self) -> dict[str, dict[str, int]]:
        """{factor: {"points": 2000, ...}}"""
        found: dict[str, dict[str, int]] = {}
        for name, value in self.cleaned_data.items():
            factor, dot, key = name.rpartition(".")
            if dot:
                found.setdefault(factor, {})[key] = value
        return found


POINTS_WORDS = {
    "points": _("points"),
    "family_points": _("points for a neighboring one"),
    "no_wish": _("points without a wish"),
}
