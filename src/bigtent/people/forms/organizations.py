"""What the list of organizations may be asked, and what adding one takes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bigtent.people.models import Organization


class OrganizationSearch(forms.Form):
    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("Any kind")), *Organization.Kind.choices])
    partners = forms.BooleanField(label=_("Partners only"), required=False)

    def found(self):
        """The organizations that fit; what was not understood is left out."""
        asked = self.cleaned_data if self.is_valid() else {}
        organizations = Organization.objects.select_related("place")
        if asked.get("q"):
            organizations = organizations.filter(name__icontains=asked["q"])
        if asked.get("kind"):
            organizations = organizations.filter(kind=asked["kind"])
        if asked.get("partners"):
            organizations = organizations.filter(is_partner=True)
        return organizations


class NewOrganization(forms.ModelForm):
    class Meta:
        model = Organization
        fields = ["name", "kind", "is_partner"]
        labels = {"name": _("Name"), "kind": _("Kind"), "is_partner": _("A partner of this network")}
