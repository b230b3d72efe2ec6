"""What somebody tells of her question, and what is answered."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bigtent.community.models import Ask
from bigtent.community.services.asking import LONGEST, LONGEST_ANSWER
from bigtent.people.forms.choices import LongSelect, region_choices, region_criteria
from bigtent.people.models import Profession, Specialty, Topic


class AskForm(forms.Form):
    """The question. Everything after the kind of help is optional and only helps to find who fits."""

    text = forms.CharField(
        label=_("Your question"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Up to 1,000 signs. Say what you have tried already, and by when you need to know."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("What would help"), choices=Ask.Kind, widget=forms.RadioSelect)
    specialty = forms.ModelChoiceField(
        Specialty.objects.all(), label=_("Specialty"), required=False, empty_label=_("any specialty")
    )
    profession = forms.ModelChoiceField(
        Profession.objects.all(), label=_("Profession"), required=False, empty_label=_("any profession"),
        help_text=_("A specialty says the profession already."),
    )  # fmt: skip
    topic = forms.ModelChoiceField(Topic.objects.all(), label=_("Topic"), required=False, empty_label=_("no topic"))
    where = forms.ChoiceField(
        label=_("Where they should be"), choices=region_choices, required=False, widget=LongSelect
    )
    name_shown = forms.ChoiceField(
        label=_("What those asked see of your name"), choices=Ask.Name, initial=Ask.Name.GIVEN,
        widget=forms.RadioSelect, help_text=_("Your address is told to nobody: answers come back through us."),
    )  # fmt: skip

    def clean(self):
        told = super().clean()
        specialty, profession = told.get("specialty"), told.get("profession")
        if specialty and profession and specialty.profession_id != profession.pk:
            words = _("%(specialty)s belongs to another profession. Choose one of the two.")
            self.add_error("profession", words % {"specialty": specialty})
        return told

    def told(self) -> dict:
        """What the verb is told."""
        said = dict(self.cleaned_data)
        return region_criteria(said.pop("where")) | said


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Your answer"), max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Who asked reads it with your name. Your address is not told."),
    )  # fmt: skip


class ThanksForm(forms.Form):
    words = forms.CharField(max_length=LONGEST, required=False)


class KindWordForm(forms.Form):
    words = forms.CharField(
        label=_("A kind word to go with it"), max_length=LONGEST, required=False,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Who asked reads it. You may leave it empty."),
    )  # fmt: skip
