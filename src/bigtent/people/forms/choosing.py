"""What a person decides for herself: who may see what, what is offered, how she is reached."""

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bigtent.people.consent_words import words
from bigtent.people.contacts import clean_contact
from bigtent.people.errors import ContactError
from bigtent.people.models import ContactPoint, Offer, Purpose

YES, NO = "yes", "no"


class ConsentsForm(forms.Form):
    """A yes or no for each purpose; a question left open stays unanswered."""

    def __init__(self, *args, consents, **kwargs):
        super().__init__(*args, **kwargs)
        held = {consent.purpose: consent for consent in consents}
        for purpose in Purpose.asked():
            consent = held.get(purpose.value)
            self.fields[purpose.value] = forms.ChoiceField(
                label=purpose.label,
                help_text=_said(purpose, consent),
                choices=[(YES, _("Yes")), (NO, _("No"))],
                required=False,
                widget=forms.RadioSelect,
                initial=(YES if consent.given else NO) if consent else None,
            )

    def choices(self, person) -> list[tuple]:
        """What `set_consents` is given."""
        answered = {purpose: answer for purpose, answer in self.cleaned_data.items() if answer}
        return [(person, purpose, answer == YES) for purpose, answer in answered.items()]


def _said(purpose: Purpose, consent) -> str:
    if consent is None:
        return f"{words(purpose)} {_now('Not answered yet, which counts as no.')}"
    day = date_format(localtime(consent.at), "F j, Y")
    return f"{words(purpose)} {_now('Answered on %s.') % day}"


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
