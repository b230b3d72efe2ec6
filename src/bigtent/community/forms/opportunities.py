"""What the pages of opportunities accept."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from bigtent.community.models import Opportunity, SavedOpportunity
from bigtent.community.services.opportunities import Site
from bigtent.ledger.clock import today
from bigtent.ledger.zones import zones_with
from bigtent.people.models import Organization, Topic

FIELDS = (
    "kind", "title", "text", "sponsor", "sponsor_name", "link", "rolling", "deadline_on", "deadline_time", "zone",
    "stipend", "currency", "stipend_text", "where", "presence", "starts_on", "ends_on", "source_link",
    "source_checked_on", "recheck_on",
)  # fmt: skip
EVERY = timedelta(days=90)
MORE_SITES, MOST_SITES = 2, 60


def _day(label, help_text="") -> forms.DateField:
    return forms.DateField(
        label=label, required=False, help_text=help_text, widget=forms.DateInput(attrs={"type": "date"})
    )


class Search(forms.Form):
    """What may be asked of the list; what is empty asks nothing."""

    q = forms.CharField(label=_("Words"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("Any kind")), *Opportunity.Kind.choices], required=False)
    topic = forms.ModelChoiceField(
        label=_("Topic"), queryset=Topic.objects.all(), to_field_name="code", required=False, empty_label=_("Any topic")
    )
    when = forms.ChoiceField(
        label=_("Deadline"),
        choices=[
            ("", _("Any")),
            ("month", _("This month")),
            ("rolling", _("Open all the time")),
            ("over", _("Closed")),
        ],
        required=False,
    )


class OpportunityForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind"), choices=Opportunity.Kind.choices)
    sponsor = forms.ModelChoiceField(
        label=_("Sponsor"), queryset=Organization.objects.all(), required=False, empty_label=_("Not among these")
    )
    sponsor_name = forms.CharField(
        label=_("Sponsor as it is announced"), max_length=200, required=False,
        help_text=_("Where it is not in the list above."),
    )  # fmt: skip
    text = forms.CharField(
        label=_("What it is"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    link = forms.URLField(label=_("Where to apply"), max_length=300, required=False, assume_scheme="https")
    rolling = forms.BooleanField(label=_("Open all the time, without a deadline"), required=False)
    deadline_on = _day(_("Last day to apply"))
    deadline_time = forms.TimeField(
        label=_("Hour on that day"), required=False, help_text=_("Empty for the end of the day."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )  # fmt: skip
    zone = forms.ChoiceField(label=_("On the clocks of"))
    stipend = forms.DecimalField(
        label=_("Stipend or pay"), min_value=0, max_digits=10, decimal_places=2, required=False
    )
    currency = forms.CharField(label=_("Currency"), max_length=3, initial="USD", required=False)
    stipend_text = forms.CharField(
        label=_("More about pay"), max_length=200, required=False, help_text=_("Such as “for one year”.")
    )
    where = forms.CharField(label=_("Place"), max_length=200, required=False)
    presence = forms.ChoiceField(
        label=_("Where it is done"), choices=[("", _("Not said")), *Opportunity.Presence.choices], required=False
    )
    starts_on = _day(_("Begins on"))
    ends_on = _day(_("Ends on"))
    topics = forms.ModelMultipleChoiceField(
        label=_("Topics"), queryset=Topic.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    source_link = forms.URLField(
        label=_("Where this is announced"), max_length=300, required=False, assume_scheme="https"
    )
    source_checked_on = _day(_("Looked at there on"))
    recheck_on = _day(_("Look again on"), _("From that day on it stands on your Monday page."))

    def __init__(self, *args, opportunity: Opportunity | None = None, **kwargs):
        initial = {"zone": settings.NETWORK_TIME_ZONE, "currency": "USD", "source_checked_on": today()}
        initial |= {"recheck_on": today() + EVERY}
        if opportunity:
            initial = {name: getattr(opportunity, name) for name in FIELDS} | {"topics": opportunity.topics.all()}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["zone"].choices = zones_with(initial["zone"])

    def details(self) -> dict:
        """The answers as the services take them."""
        return self.cleaned_data | {"currency": (self.cleaned_data["currency"] or "USD").upper()}


class SiteForm(forms.Form):
    """One row of sites; without a name it is left out."""

    name = forms.CharField(label=_("Site"), max_length=160, required=False)
    where = forms.CharField(label=_("Place"), max_length=200, required=False)
    hours = forms.IntegerField(label=_("Hours in all"), min_value=1, max_value=5000, required=False)
    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=5000, required=False)
    supervisor = forms.CharField(
        label=_("Supervisor"), max_length=160, required=False, help_text=_("A role is enough; a name only with a yes.")
    )
    about = forms.CharField(label=_("What is done there"), max_length=400, required=False)


class _Sites(forms.BaseFormSet):
    def sites(self) -> list[Site]:
        return [Site(**form.cleaned_data) for form in self.forms if form.cleaned_data.get("name")]


SiteFormSet = forms.formset_factory(SiteForm, formset=_Sites, extra=MORE_SITES, max_num=MOST_SITES)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=300, help_text=_("Whoever saved it reads it."))


class SourceForm(forms.Form):
    recheck_on = _day(_("Look again on"), _("Leave it empty where nobody needs to look again."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"recheck_on": today() + EVERY}, **kwargs)


class AppliedForm(forms.Form):
    applied_on = forms.DateField(label=_("Applied on"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"applied_on": today()}, **kwargs)


class ResultForm(forms.Form):
    result = forms.ChoiceField(
        label=_("What came of it"),
        choices=[("", _("Nothing yet")), *SavedOpportunity.Result.choices],
        required=False,
        widget=forms.RadioSelect,
    )


class AddressForm(forms.Form):
    address = forms.EmailField(label=_("E-mail address"), max_length=254)
