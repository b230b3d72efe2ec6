"""What the pages on which courses are written accept."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bigtent.library.models import Audience, Course, CreditType, Domain, Module, Question
from bigtent.people.models import Organization, Topic

MARKS = _("A line that begins with # is a heading, one with - a point of a list, **two stars** are bold.")


class CourseForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=120)
    summary = forms.CharField(
        label=_("In one sentence"), max_length=300,
        help_text=_("What somebody can do afterwards, such as “Read a contract before signing it”."),
    )  # fmt: skip
    text = forms.CharField(
        label=_("What it is about"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=MARKS,
    )  # fmt: skip
    hours = forms.DecimalField(
        label=_("Hours it takes"), min_value=0, max_value=200, max_digits=5, decimal_places=2, initial=1,
        help_text=_("Such as 1.5."),
    )  # fmt: skip
    audience = forms.ChoiceField(label=_("For whom"), choices=Audience)
    domain = forms.ChoiceField(label=_("Domain of the self-assessment"), required=False)
    topics = forms.ModelMultipleChoiceField(
        label=_("Topics"), queryset=Topic.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    is_public = forms.BooleanField(
        label=_("Everybody may read it, also without an account"), required=False,
        help_text=_("Progress, certificate and credit need an account in any case."),
    )  # fmt: skip
    pass_share = forms.IntegerField(
        label=_("Right answers needed at the end, in percent"), min_value=0, max_value=100, initial=80
    )
    credit_type = forms.ChoiceField(label=_("Credit"), choices=CreditType)
    provider = forms.ModelChoiceField(
        label=_("Credit offered by"), queryset=Organization.objects.all(), required=False, empty_label=_("Nobody")
    )
    activity_id = forms.RegexField(
        r"^[0-9]{6,12}$", label=_("Number of the activity in PARS"), required=False,
        help_text=_("For AMA PRA Category 1 Credit. The provider has it; digits only, such as 202612345."),
        error_messages={"invalid": _("Digits only, such as 202612345.")},
    )  # fmt: skip

    def __init__(self, *args, course: Course | None = None, **kwargs):
        if course:
            initial = {name: getattr(course, name) for name in self.base_fields if name != "topics"}
            kwargs["initial"] = initial | {"topics": course.topics.all()}
        super().__init__(*args, **kwargs)
        self.fields["domain"].choices = [("", _("None")), *Domain.choices]
        chosen = Q(pk=course.provider_id) if course and course.provider_id else Q()
        offering = ~Q(kind=Organization.Kind.COMPANY)
        self.fields["provider"].queryset = Organization.objects.filter(offering | chosen)

    def values(self) -> dict:
        """The columns of a course."""
        return {name: value for name, value in self.cleaned_data.items() if name != "topics"}


class ModuleForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=Module.Kind, widget=forms.RadioSelect, initial=Module.Kind.TEXT)
    title = forms.CharField(label=_("Title"), max_length=120)
    text = forms.CharField(
        label=_("Text"), max_length=100_000, required=False, widget=forms.Textarea(attrs={"rows": 14}), help_text=MARKS
    )
    link = forms.URLField(
        label=_("Link to the video"), max_length=300, required=False, assume_scheme="https",
        help_text=_("It opens on its own page; nothing of it is loaded here."),
    )  # fmt: skip
    transcript = forms.CharField(
        label=_("Transcript of the video"), max_length=100_000, required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Every word that is said, and what is only seen. Without it a video is not taken."),
    )  # fmt: skip

    def __init__(self, *args, module: Module | None = None, **kwargs):
        if module:
            kwargs["initial"] = {name: getattr(module, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)


class QuestionForm(forms.Form):
    text = forms.CharField(label=_("Question"), max_length=500)
    choices = forms.CharField(
        label=_("Choices"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Each on its own line, a star before each that is right. With two stars several are asked for."),
    )  # fmt: skip
    explanation = forms.CharField(
        label=_("Explanation"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Shown after the answer, right or not."),
    )  # fmt: skip

    def __init__(self, *args, question: Question | None = None, **kwargs):
        if question:
            lines = [("* " if n in question.right else "") + choice for n, choice in enumerate(question.choices)]
            kwargs["initial"] = {
                "text": question.text,
                "explanation": question.explanation,
                "choices": "\n".join(lines),
            }
        super().__init__(*args, **kwargs)

    def asked(self) -> dict:
        """The question as the services take it."""
        lines = [line.strip() for line in self.cleaned_data["choices"].splitlines() if line.strip()]
        return {
            "text": self.cleaned_data["text"],
            "explanation": self.cleaned_data["explanation"],
            "choices": [line.lstrip("*").strip() for line in lines],
            "right": [number for number, line in enumerate(lines) if line.startswith("*")],
        }
