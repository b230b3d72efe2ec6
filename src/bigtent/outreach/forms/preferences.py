"""How a person wants to be reached: what she may choose, signed in or by the link of a mail."""

from datetime import time

from django import forms
from django.utils.formats import time_format
from django.utils.translation import gettext_lazy as _

from bigtent.outreach.models import Preference
from bigtent.people.consent_words import TOPIC
from bigtent.people.models import Consent, Person, Purpose, Topic

ZONES = (
    ("America/New_York", _("Eastern")),
    ("America/Chicago", _("Central")),
    ("America/Denver", _("Mountain")),
    ("America/Phoenix", _("Arizona")),
    ("America/Los_Angeles", _("Pacific")),
    ("America/Anchorage", _("Alaska")),
    ("Pacific/Honolulu", _("Hawaii")),
    ("America/Puerto_Rico", _("Puerto Rico and the Virgin Islands")),
    ("Pacific/Guam", _("Guam")),
    ("Pacific/Pago_Pago", _("American Samoa")),
)
BY_MAIL = ("language", "rhythm", "topics")


def hours():
    yield "", _("Any hour")
    for hour in range(24):
        yield hour, time_format(time(hour), "TIME_FORMAT")


class PreferencesForm(forms.Form):
    """What was chosen stands in it. Topics are the consents to them: they are shown with a yes to news only.

    By the link of a mail it has what such a link may choose: the language, how often, and topics to switch off.
    """

    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("", _("The network's own language")), *Person._meta.get_field("language").choices],
        required=False,
    )
    rhythm = forms.ChoiceField(label=_("How often"), choices=Preference.Rhythm.choices, widget=forms.RadioSelect)
    channel = forms.ChoiceField(label=_("Where"), choices=Preference.Channel.choices, widget=forms.RadioSelect)
    called = forms.CharField(
        label=_("The name you are called by"),
        help_text=_("In messages it stands in place of your given name. Empty: your given name."),
        max_length=80,
        required=False,
    )
    from_hour = forms.TypedChoiceField(
        label=_("Safe hours: not before"),
        help_text=_("Mail to you leaves only between these hours. They may reach past midnight."),
        choices=hours,
        coerce=int,
        empty_value=None,
        required=False,
    )
    to_hour = forms.TypedChoiceField(
        label=_("Safe hours: not after"), choices=hours, coerce=int, empty_value=None, required=False
    )
    zone = forms.ChoiceField(label=_("In which time"), choices=[("", _("The network's own")), *ZONES], required=False)
    topics = forms.MultipleChoiceField(
        label=_("What you want to hear about"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, person: Person, by_mail: bool = False, **kwargs):
        held = Preference.objects.filter(person=person).first() or Preference(person=person)
        consents = list(Consent.objects.in_force().filter(person=person, purpose=Purpose.OUTREACH))
        self.agreed = any(one.given for one in consents if not one.datum)
        refused = {one.datum.removeprefix(TOPIC) for one in consents if not one.given}
        names = Topic.objects.labels() if self.agreed else {}
        self.wanted = [code for code in names if code not in refused]
        initial = {name: getattr(held, name) for name in self.base_fields if hasattr(held, name)}
        super().__init__(*args, initial=initial | {"language": person.language, "topics": self.wanted}, **kwargs)
        if by_mail:
            names = {code: names[code] for code in self.wanted}
            self.fields = {name: self.fields[name] for name in BY_MAIL}
        self.fields["topics"].choices = list(names.items())
        self._keep_zone(held.zone)
        if not names:
            del self.fields["topics"]

    def _keep_zone(self, zone: str) -> None:
        """One that came from elsewhere stays choosable for her."""
        if "zone" in self.fields and zone and zone not in dict(ZONES):
            self.fields["zone"].choices = [*self.fields["zone"].choices, (zone, zone)]

    def changes(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "topics"}

    def topics_moved(self) -> dict[str, bool]:
        """Those whose switch was moved, with the yes or no."""
        if "topics" not in self.fields:
            return {}
        on = set(self.cleaned_data["topics"])
        return {
            code: code in on for code, _name in self.fields["topics"].choices if (code in on) != (code in self.wanted)
        }
