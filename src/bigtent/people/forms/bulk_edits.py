"""What is asked to change many people at once: one form for each kind of change."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bigtent.people.changing import KINDS
from bigtent.people.forms.choices import LongSelect
from bigtent.people.forms.facts import single_specialties
from bigtent.people.models import ContactPoint, Offer, Profession, Purpose, Source
from bigtent.people.states import STATES


class BulkEditForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"), max_length=200, help_text=_("It stands in the history of each of these people.")
    )
    field_order: tuple = ()

    def value(self):
        """What `draw_up_bulk_edit` is given: the one field of its own."""
        return self.cleaned_data[self.name]


class ProfessionForm(BulkEditForm):
    name = "profession"
    profession = forms.ModelChoiceField(
        label=_("Profession"), queryset=Profession.objects.all(), to_field_name="code", empty_label=None
    )
    field_order = ("profession", "reason")

    def value(self):
        return self.cleaned_data["profession"].code


class SpecialtyForm(BulkEditForm):
    name = "specialty"
    specialty = forms.ChoiceField(label=_("Specialty"), choices=single_specialties, widget=LongSelect)
    field_order = ("specialty", "reason")


class StateForm(BulkEditForm):
    name = "state"
    state = forms.ChoiceField(
        label=_("State"), choices=lambda: sorted(((code, str(name)) for code, (name, _w) in STATES.items()), key=_name)
    )
    field_order = ("state", "reason")


class OfferForm(BulkEditForm):
    name = "offer"
    offer = forms.ChoiceField(label=_("Offer"), choices=Offer.Kind.choices)
    field_order = ("offer", "reason")


class ConsentForm(BulkEditForm):
    purpose = forms.ChoiceField(
        label=_("Purpose"), choices=lambda: [(purpose.value, purpose.label) for purpose in Purpose.asked()]
    )
    given = forms.ChoiceField(
        label=_("What they answered"), choices=[("yes", _("Yes")), ("no", _("No"))], widget=forms.RadioSelect
    )
    basis = forms.CharField(
        label=_("On what basis"), max_length=200, help_text=_("Such as: paper form of May 2024, kept in the office.")
    )
    field_order = ("purpose", "given", "basis", "reason")

    def value(self):
        told = self.cleaned_data
        return {"purpose": told["purpose"], "given": told["given"] == "yes", "basis": told["basis"]}


class ContactPointsForm(BulkEditForm):
    source = forms.ChoiceField(
        label=_("Where they came from"),
        choices=[choice for choice in Source.choices if choice[0] != Source.SELF],
        help_text=_("What people gave themselves is never ended for many."),
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *ContactPoint.Kind.choices])
    field_order = ("source", "kind", "reason")

    def value(self):
        return {"source": self.cleaned_data["source"], "kind": self.cleaned_data["kind"]}


FORMS: dict[str, type[BulkEditForm]] = {
    "profession": ProfessionForm,
    "specialty": SpecialtyForm,
    "state": StateForm,
    "add_offer": OfferForm,
    "end_offer": OfferForm,
    "consent": ConsentForm,
    "end_contact_points": ContactPointsForm,
}
LABELS = [(name, kind.label) for name, kind in KINDS.items()]


def _name(choice: tuple[str, str]) -> str:
    return choice[1]
