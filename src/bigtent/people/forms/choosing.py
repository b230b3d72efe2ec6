"""What a person decides for herself: who may see what, what is offered, how she is reached."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.declarations import declared
from bigtent.people.consent_words import TOPIC, words
from bigtent.people.contacts import clean_contact
from bigtent.people.errors import ContactError
from bigtent.people.models import Consent, ContactPoint, Offer, Purpose, Topic

YES, NO = "yes", "no"
Held = dict[tuple[str, str], Consent]


@dataclass(frozen=True)
class Switch:
    """One datum or topic of one purpose, with the answer in force."""

    purpose: Purpose
    datum: str
    what: str
    sensitive: bool
    answer: Consent | None
    purpose_given: bool

    @property
    def name(self) -> str:
        return f"{self.purpose}-{self.datum}"

    @property
    def is_on(self) -> bool:
        """An ordinary datum comes with the purpose; a sensitive one only by a yes of its own."""
        return self.answer.given if self.answer else not self.sensitive

    @property
    def is_read(self) -> bool:
        return self.is_on and self.purpose_given

    def field(self) -> forms.BooleanField:
        return forms.BooleanField(
            label=words(self.purpose, datum=self.datum, what=self.what),
            help_text=self.state(),
            required=False,
            initial=self.is_on,
        )

    def state(self) -> str:
        return _now("Answered on %s.") % _day(self.answer.at) if self.answer else ""


def switches(consents) -> Iterator[Switch]:
    """Every datum and topic a person decides about by itself, with her answers in force."""
    held: Held = {(one.purpose, one.datum): one for one in consents}

    def switch(purpose, datum, what, sensitive=False):
        given = held.get((purpose, ""))
        return Switch(purpose, datum, str(what), sensitive, held.get((purpose, datum)), bool(given and given.given))

    for datum in declared("DATA"):
        if datum.asked:
            for purpose in datum.purposes:
                yield switch(Purpose(purpose), datum.name, datum.label, datum.sensitive)
    for code, name in Topic.objects.labels().items():
        yield switch(Purpose.OUTREACH, f"{TOPIC}{code}", name)


class ChoicesForm(forms.Form):
    """A yes or no to each purpose, and a switch for each datum and topic; what was not shown is not answered.

    Switches are shown only with a yes to their purpose: a box that stands ticked before it would pass for an answer.
    """

    shown = forms.MultipleChoiceField(widget=forms.MultipleHiddenInput, required=False)

    def __init__(self, *args, consents, **kwargs):
        super().__init__(*args, **kwargs)
        held = {consent.purpose: consent for consent in consents if not consent.datum}
        for purpose in Purpose.asked():
            self.fields[purpose.value] = _yes_or_no(purpose, held.get(purpose.value))
        self.switches = {one.name: one for one in switches(consents)}
        for name, switch in self.switches.items():
            self.fields[name] = switch.field()
        self.fields["shown"].choices = [(name, name) for name in self.switches]
        self.initial["shown"] = [name for name, switch in self.switches.items() if switch.purpose_given]

    @property
    def purposes(self) -> list[str]:
        return [purpose.value for purpose in Purpose.asked()]

    @property
    def topics(self) -> list[str]:
        return [name for name in self.initial["shown"] if self.switches[name].datum.startswith(TOPIC)]

    def choices(self, person) -> list[tuple]:
        """What `set_consents` is given: each purpose that was answered, each switch that was moved."""
        told = self.cleaned_data
        answered = [(person, purpose, told[purpose] == YES) for purpose in self.purposes if told[purpose]]
        moved = [one for one in map(self.switches.get, told["shown"]) if told[one.name] != one.is_on]
        return answered + [(person, one.purpose, told[one.name], one.datum) for one in moved]


def _yes_or_no(purpose: Purpose, consent: Consent | None) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=purpose.label,
        help_text=_said(purpose, consent),
        choices=[(YES, _("Yes")), (NO, _("No"))],
        required=False,
        widget=forms.RadioSelect,
        initial=(YES if consent.given else NO) if consent else None,
    )


def _said(purpose: Purpose, consent: Consent | None) -> str:
    if consent is None:
        return f"{words(purpose)} {_now('Not answered yet.')}"
    return f"{words(purpose)} {_now('Answered on %s.') % _day(consent.at)}"


def _day(moment) -> str:
    return date_format(localtime(moment), "DATE_FORMAT")


class OffersForm(forms.Form):
    offers = forms.MultipleChoiceField(
        label=_("What you are ready to do"),
        choices=Offer.Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ContactPointForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=ContactPoint.Kind.choices)
    value = forms.CharField(label=_("Address or number"), max_length=254)

    def clean(self):
        told = super().clean()
        if "kind" in told and "value" in told:
            try:
                clean_contact(told["kind"], told["value"])
            except ContactError as refusal:
                self.add_error("value", refusal.message)
        return told
