"""Verb: send an opportunity to one person, chosen by what she shows in the directory, or to an e-mail address."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from bigtent.community.errors import OpportunityError
from bigtent.community.models import Opportunity, SentOpportunity
from bigtent.community.services.introducing import are_apart
from bigtent.ledger.clock import now
from bigtent.outreach.models import ServiceLetter
from bigtent.outreach.services import notify
from bigtent.outreach.services.service_letters import ask_for_letters
from bigtent.people.models import Person, Purpose

A_DAY = 10
KIND = "sent-opportunity"
SALT = "bigtent.community.sent"


@transaction.atomic
def send_opportunity(*, opportunity: Opportunity, person: Person | None = None, address: str = "", by) -> bool:
    """Send it to one person of the directory, or to one address; False where it was sent there before, by anybody.

    Nothing tells the sender which of the two it was, nor anything else of who gets it. Ten a day are enough.
    """
    sender = Person.objects.select_for_update().get(pk=by.person_id)
    if not opportunity.is_open:
        raise OpportunityError(_("This is closed. There is nothing to send any more."))
    today = SentOpportunity.objects.filter(sender=sender, sent_at__gt=now() - timedelta(days=1)).count()
    if today >= A_DAY:
        raise OpportunityError(_("You sent %(n)s in a day, which is the most. Go on tomorrow.") % {"n": A_DAY})
    if person is not None:
        return _to_person(opportunity, person, sender, by)
    return _to_address(opportunity, address, sender, by)


def fingerprint_of(address: str) -> str:
    """By what an address is known again that is not kept."""
    return salted_hmac(SALT, address.strip().casefold(), algorithm="sha256").hexdigest()


def _to_person(opportunity: Opportunity, person: Person, sender: Person, by) -> bool:
    seen = Person.objects.visible_to(by, Purpose.DIRECTORY).filter(account__isnull=False)
    if person.pk == sender.pk or not seen.filter(pk=person.pk).exists():
        raise OpportunityError(_("Nobody of the directory was chosen. Choose somebody from the list."), field="person")
    if are_apart(person, sender):
        return _to_nobody(opportunity, person, sender)
    _row, is_new = SentOpportunity.objects.get_or_create(
        opportunity=opportunity, person=person, defaults={"sender": sender}
    )
    title = format_lazy(gettext_lazy("{sender} sends you an opportunity"), sender=sender.name)
    if is_new:
        url, about = opportunity.get_absolute_url(), f"{KIND}:{opportunity.pk}"
        notify(people=[person], title=title, text=opportunity.title, url=url, about=about, by=by)
    return is_new


def _to_nobody(opportunity: Opportunity, person: Person, sender: Person) -> bool:
    """Nothing comes from somebody she is kept apart from. To the sender it looks as if it had, and it counts so."""
    _row, is_new = SentOpportunity.objects.get_or_create(
        opportunity=opportunity, fingerprint=fingerprint_of(f"{sender.key} {person.key}"), defaults={"sender": sender}
    )
    return is_new


def _to_address(opportunity: Opportunity, address: str, sender: Person, by) -> bool:
    address = address.strip()
    try:
        validate_email(address)
    except ValidationError:
        raise OpportunityError(_("“%s” is not an e-mail address.") % address, field="address") from None
    row, is_new = SentOpportunity.objects.get_or_create(
        opportunity=opportunity, fingerprint=fingerprint_of(address), defaults={"sender": sender}
    )
    letter = ServiceLetter(
        kind=KIND, about=f"{KIND}:{row.pk}", of=row.pk, address=address, until=opportunity.closes_at,
        language=(get_language() or settings.LANGUAGE_CODE)[:2],
    )  # fmt: skip
    if is_new:
        ask_for_letters(letters=[letter], by=by)
    return is_new
