"""Messages that were handed over, as the tests of what follows need them."""

from itertools import count

from bigtent.ledger.clock import now
from bigtent.outreach.models import Delivery, Message
from tests.factories import make_person

HOST = "127.0.0.1"
CHOICES = [{"en": "I will come", "es": "Voy a ir"}, {"en": "I cannot come", "es": "No puedo ir"}]
_number = count(1)


def make_message(**values):
    texts = {"subject_en": "A date to keep", "body_en": "Dear {given_name},", "subject_es": "Una fecha para guardar"}
    message = {"name": "Spring meeting", "state": "sent", "send_at": now()} | texts
    return Message.objects.create(**(message | values))


def make_delivery(*, person=None, message=None, state="sent", **values):
    """One that was handed over, with its Message-ID; its reader agreed to news."""
    number = next(_number)
    person = person or make_person(email=f"reader{number}@example.org", consents=["outreach"])
    address = person.contact_points.filter(kind="email").values_list("value", flat=True).first() or ""
    kept = {"mail_id": f"<outreach-{number}-key@{HOST}>", "handed_over_at": now(), "address": address}
    return Delivery.objects.create(
        **({"message": message or make_message(), "person": person, "state": state} | kept | values)
    )
