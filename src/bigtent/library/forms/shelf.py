"""How readers narrow the shelves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bigtent.library.models import Audience, Domain, Resource
from bigtent.library.shelf import Asked
from bigtent.people.models import Topic

OTHERS = [("solution", _("Solution")), ("brief", _("Brief")), ("course", _("Course"))]
STAGES = [choice for choice in Audience.choices if choice[0] != Audience.EVERYONE]


class ShelfForm(forms.Form):
    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("Every kind")), *Resource.Kind.choices, *OTHERS]
    )
    topic = forms.ModelChoiceField(
        Topic.objects.all(), label=_("Topic"), required=False, to_field_name="code", empty_label=_("Every topic")
    )
    audience = forms.ChoiceField(label=_("For whom"), required=False, choices=[("", _("For anybody")), *STAGES])
    domain = forms.ChoiceField(
        label=_("Domain of the self-assessment"), required=False, choices=[("", _("Every domain")), *Domain.choices]
    )

    def asked(self) -> Asked:
        """What was understood of it; the rest asks nothing."""
        self.is_valid()
        told = self.cleaned_data
        return Asked(
            words=told.get("q", ""), kind=told.get("kind", ""), topic=told.get("topic"),
            audience=told.get("audience", ""), domain=told.get("domain", ""),
        )  # fmt: skip
