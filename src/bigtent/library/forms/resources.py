"""What the pages of resources, solutions, briefs and adoptions accept."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import today
from bigtent.ledger.papers import KINDS, fault_of
from bigtent.library.models import Audience, Domain, Resource, Solution
from bigtent.people.models import Organization, Topic

DAY = {"type": "date"}
ASIDE = ("topics", "file", "recommendations", "what_changed")


def is_paper(upload) -> None:
    if fault := fault_of(upload, upload.name or ""):
        raise ValidationError(fault)


class SourcesField(forms.CharField):
    """One source a line: title | publisher | year | address."""

    widget = forms.Textarea

    def prepare_value(self, value):
        if not isinstance(value, list):
            return value
        return "\n".join(
            " | ".join(str(source.get(name, "")) for name in ("title", "publisher", "year", "link")) for source in value
        )

    def to_python(self, value):
        lines = [line for line in super().to_python(value).splitlines() if line.strip()]
        return [self._read(number, line) for number, line in enumerate(lines, start=1)]

    def _read(self, number: int, line: str) -> dict:
        parts = [part.strip() for part in line.split("|")]
        if len(parts) != 4 or not parts[0] or not parts[3].startswith(("https://", "http://")):
            words = _now("Line %(number)s, “%(line)s”: write title | publisher | year | address.")
            raise ValidationError(words % {"number": number, "line": line[:60]})
        return dict(zip(("title", "publisher", "year", "link"), parts, strict=True))


class ShelvedForm(forms.Form):
    """What everything on the shelves has."""

    title = forms.CharField(label=_("Title"), max_length=160)
    summary = forms.CharField(
        label=_("Summary"), max_length=400, widget=forms.Textarea,
        help_text=_("One or two sentences: what it is, and whom it helps."),
    )  # fmt: skip
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(), label=_("Topics"), required=False, widget=forms.CheckboxSelectMultiple
    )
    audience = forms.ChoiceField(label=_("For whom"), choices=Audience)
    domain = forms.ChoiceField(
        label=_("Domain of the self-assessment"), required=False,
        choices=[("", _("None in particular")), *Domain.choices],
    )  # fmt: skip
    is_public = forms.BooleanField(
        label=_("Everybody may read it"), required=False, initial=True,
        help_text=_("Otherwise only who belongs to the network."),
    )  # fmt: skip

    def __init__(self, *args, row=None, **kwargs):
        if row:
            kwargs["initial"] = {name: getattr(row, name) for name in self.base_fields if name not in ASIDE} | {
                "topics": row.topics.all()
            }
        super().__init__(*args, **kwargs)


class ResourceForm(ShelvedForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=Resource.Kind)
    link = forms.URLField(label=_("Address"), required=False, max_length=300, assume_scheme="https")
    text = forms.CharField(
        label=_("Text"), required=False, max_length=60_000, widget=forms.Textarea,
        help_text=_("Your own words. A line that begins with ## is a heading, with - an item of a list."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("File"), required=False, validators=[is_paper],
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(KINDS)}),
        help_text=_("A PDF, an office document without macros, or plain text, of 20 MB at most."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language"), choices=Resource.Language)
    source = forms.CharField(
        label=_("Who publishes it"), required=False, max_length=200, help_text=_("As it names itself.")
    )
    license = forms.CharField(
        label=_("License"), required=False, max_length=120, help_text=_("Such as CC BY 4.0, or who holds the rights.")
    )
    sources = SourcesField(
        label=_("Sources of the text"), required=False, max_length=8000,
        help_text=_("One a line: title | publisher | year | address."),
    )  # fmt: skip
    checked_on = forms.DateField(
        label=_("Checked on"), required=False, initial=today, widget=forms.DateInput(attrs=DAY),
        help_text=_("The day somebody last read it and its sources, such as 2026-11-22."),
    )  # fmt: skip
    field_order = ["title", "summary", "kind", "link", "text", "file"]


class ChangeResourceForm(ResourceForm):
    what_changed = forms.CharField(
        label=_("What changed"), max_length=300, required=False,
        help_text=_("In a few words. Readers see it beside the version; the one before stays readable."),
    )  # fmt: skip


class SolutionForm(ShelvedForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=Solution.Kind)
    problem = forms.CharField(label=_("The problem"), max_length=4000, widget=forms.Textarea)
    done = forms.CharField(label=_("What was done"), max_length=8000, widget=forms.Textarea)
    where = forms.CharField(label=_("Where"), max_length=160, help_text=_("Such as three clinics in rural Georgia."))
    evidence = forms.CharField(
        label=_("How one knows that it helped"), max_length=4000, widget=forms.Textarea,
        help_text=_("What was measured, when and by whom. If nothing was measured yet, say so."),
    )  # fmt: skip
    link = forms.URLField(label=_("More about it"), required=False, max_length=300, assume_scheme="https")
    field_order = ["title", "summary", "kind", "problem", "done", "where", "evidence", "link"]


class BriefForm(ShelvedForm):
    claim = forms.CharField(label=_("The claim"), max_length=2000, widget=forms.Textarea)
    source = forms.CharField(label=_("Its source"), max_length=300, help_text=_("Author, title, publisher and year."))
    source_link = forms.URLField(label=_("Address"), required=False, max_length=300, assume_scheme="https")
    checked_on = forms.DateField(label=_("Checked on"), initial=today, widget=forms.DateInput(attrs=DAY))
    recommendations = forms.CharField(
        label=_("Recommendations"), required=False, max_length=8000, widget=forms.Textarea,
        help_text=_("One a line: who should do what."),
    )  # fmt: skip
    field_order = ["title", "summary", "claim", "source", "source_link", "checked_on", "recommendations"]

    def __init__(self, *args, row=None, **kwargs):
        super().__init__(*args, row=row, **kwargs)
        if row:
            self.initial["recommendations"] = "\n".join(one.text for one in row.recommendations.all())

    def clean_recommendations(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["recommendations"].splitlines() if line.strip()]


class AdoptionForm(forms.Form):
    organization = forms.ModelChoiceField(Organization.objects.none(), label=_("Organization"))
    since_on = forms.DateField(label=_("Since"), initial=today, widget=forms.DateInput(attrs=DAY))
    note = forms.CharField(
        label=_("In a sentence"), max_length=300, required=False,
        help_text=_("Where and how you use it. Everybody who sees the page reads it."),
    )  # fmt: skip

    def __init__(self, *args, organizations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = organizations
