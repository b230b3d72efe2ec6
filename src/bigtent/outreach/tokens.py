"""Links of a mail that work without signing in.

Each names one delivery by its number, signed, and tells nothing of the person. Whoever holds a link may do what its
page offers: stop messages, say how she wants to be reached, answer. It opens nothing else.
"""

from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from bigtent.ledger.clock import now
from bigtent.outreach.models import Delivery
from bigtent.people.models import Person

SALT = "bigtent.outreach.delivery"
# How long a link answers and chooses. Stopping messages has no end.
HOLDS = timedelta(days=400)


def token_of(delivery: Delivery) -> str:
    return _signer().sign(str(delivery.pk))


def delivery_of(token: str) -> Delivery | None:
    """The delivery a link names; None where the link was changed, or the delivery was erased."""
    try:
        number = int(_signer().unsign(token))
    except (BadSignature, ValueError):
        return None
    found = Delivery.objects.select_related("message__topic", "person__merged_into")
    return found.filter(pk=number).first()


def holds(delivery: Delivery) -> bool:
    """Whether its links still answer and choose."""
    return now() - (delivery.handed_over_at or delivery.message.made_at) < HOLDS


def reader_of(delivery: Delivery) -> Person:
    """Whom a delivery is for: the kept record where hers was merged since."""
    person = delivery.person
    while person.merged_into is not None:
        person = person.merged_into
    return person


def stop_link(delivery: Delivery) -> str:
    """Where List-Unsubscribe leads: opened it asks, posted to it stops the messages at once (RFC 8058)."""
    return _link("stop", delivery)


def preferences_link(delivery: Delivery) -> str:
    return _link("preferences_by_mail", delivery)


def answer_link(delivery: Delivery, choice: int) -> str:
    """One answer to what the message asks; `choice` counts from 0. Opened it counts nothing."""
    return _link("answer", delivery, choice)


def _link(name: str, delivery: Delivery, *more: int) -> str:
    return settings.SITE_URL + reverse(f"outreach:{name}", args=[token_of(delivery), *more])


def _signer() -> Signer:
    """By the key that is never renewed: the link of an old mail still stops messages."""
    return Signer(key=settings.SUPPRESSION_KEY, salt=SALT, sep=".", fallback_keys=[])
