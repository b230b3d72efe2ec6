"""What is asked to write a template or a message."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.outreach.models import Audience, Message, Template
from bigtent.people.models import Topic

EN, ES = {"lang": "en"}, {"lang": "es"}
LONGEST = 20_000


class TextForm(forms.Form):
    """A subject and a body in two languages; Spanish may wait."""

    topic = forms.ModelChoiceField(
        Topic.objects.all(), label=gettext_lazy("Topic"), required=False, to_field_name="code",
        empty_label=gettext_lazy("No topic of its own"),
        help_text=gettext_lazy("Who wants nothing on this topic is left out."),
    )  # fmt: skip
    subject_en = forms.CharField(
        label=gettext_lazy("Subject in English"), max_length=120, required=False, widget=forms.TextInput(EN),
        help_text=gettext_lazy("It may be read over a shoulder: neutral, nothing about the reader."),
    )  # fmt: skip
    body_en = forms.CharField(
        label=gettext_lazy("Text in English"), max_length=LONGEST, required=False,
        widget=forms.Textarea({**EN, "rows": 14}),
    )  # fmt: skip
    subject_es = forms.CharField(
        label=gettext_lazy("Subject in Spanish"), max_length=120, required=False, widget=forms.TextInput(ES),
        help_text=gettext_lazy("Left empty, everybody gets the English one."),
    )  # fmt: skip
    body_es = forms.CharField(
        label=gettext_lazy("Text in Spanish"), max_length=LONGEST, required=False,
        widget=forms.Textarea({**ES, "rows": 14}),
    )  # fmt: skip

    @classmethod
    def told(cls, row: Template | Message) -> dict:
        """What the form begins with: what a template or a message says."""
        texts = ("name", "subject_en", "body_en", "subject_es", "body_es")
        return {**{field: getattr(row, field) for field in texts}, "topic": row.topic}


class TemplateForm(TextForm):
    name = forms.CharField(
        label=gettext_lazy("Name of the template"), max_length=120,
        help_text=gettext_lazy("Such as: invitation to the fall meeting. Only staff see it."),
    )  # fmt: skip
    field_order = ("name", "topic")


class MessageForm(TextForm):
    name = forms.CharField(
        label=gettext_lazy("What you call this message"), max_length=120,
        help_text=gettext_lazy("Only staff see it."),
    )  # fmt: skip
    audience = forms.ModelChoiceField(
        Audience.objects.none(), label=gettext_lazy("Audience"), required=False, to_field_name="key",
        empty_label=gettext_lazy("Chosen later"),
    )  # fmt: skip
    choices_en = forms.CharField(
        label=gettext_lazy("Answers to choose from, in English"), required=False, max_length=500,
        widget=forms.Textarea({**EN, "rows": 4}),
        help_text=gettext_lazy(
            "One a line, such as: I will come. Leave it empty where nothing is asked. Answers are counted; "
            "whether somebody opened the message is not."
        ),
    )  # fmt: skip
    choices_es = forms.CharField(
        label=gettext_lazy("The same answers in Spanish"), required=False, max_length=500,
        widget=forms.Textarea({**ES, "rows": 4}), help_text=gettext_lazy("One a line, in the same order."),
    )  # fmt: skip
    field_order = ("name", "audience", "topic")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["audience"].queryset = Audience.objects.in_use()

    def clean(self):
        told = super().clean()
        english, spanish = (_lines(told.pop(name, "")) for name in ("choices_en", "choices_es"))
        if spanish and len(spanish) != len(english):
            words = _("There are %(english)s answers in English and %(spanish)s in Spanish. Write the same number.")
            self.add_error("choices_es", words % {"english": len(english), "spanish": len(spanish)})
        spanish = spanish or [""] * len(english)
        told["choices"] = [{"en": en, "es": es} for en, es in zip(english, spanish, strict=False)]
        return told

    @classmethod
    def told(cls, row: Template | Message) -> dict:
        told = super().told(row)
        if isinstance(row, Message):
            told["audience"] = row.audience.key if row.audience else ""
            for language in ("en", "es"):
                told[f"choices_{language}"] = "\n".join(choice[language] for choice in row.choices).strip()
        return told


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
