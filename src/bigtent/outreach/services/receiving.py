"""Verbs: take in what came back from the mail we sent."""

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now
from bigtent.ledger.errors import Refusal
from bigtent.ledger.services import record
from bigtent.outreach.models import Delivery, ServiceLetter, Suppression
from bigtent.outreach.reading_mail import MOST_BYTES, Kind, Returned, plain_text, read_mail
from bigtent.outreach.reading_replies import what_she_wrote
from bigtent.outreach.service_mails import kind_of
from bigtent.outreach.services.service_letters import tell_of_loss
from bigtent.outreach.services.stopping import stop_messages
from bigtent.outreach.services.suppressing import suppress_address
from bigtent.outreach.tokens import delivery_of, reader_of
from bigtent.people.languages import writing_to
from bigtent.people.models import Network, Purpose
from bigtent.people.services import set_consents

State = Delivery.State
HANDED_OVER = (State.HANDING_OVER, State.SENT, State.UNCERTAIN)


@dataclass(frozen=True)
class Received:
    """What a mail was, and which delivery or service letter it is about; None where it is about none of ours."""

    kind: Kind
    delivery: Delivery | ServiceLetter | None


def receive_mail(*, raw: bytes, sent_to: str = "", by=None) -> Received:
    """Take in one mail as its bytes arrived, whatever they are.

    A delivery that came back, was reported, or was answered is marked so; an address that takes no mail is not written
    to again; who reported a message, or wrote that she wants no more, has said no; an answer by a person goes on to
    whoever wrote the message, or to the room whose service letter she answered.
    Only who got a message knows its Message-ID, so nobody speaks for another. `sent_to` is the address it came in by.
    """
    returned = read_mail(raw, sent_to=sent_to)
    delivery = _meant(returned)
    if delivery is None:
        return Received(returned.kind, None)
    with transaction.atomic():
        effects = EFFECTS if isinstance(delivery, Delivery) else EFFECTS_ON_LETTERS
        if effects[returned.kind](delivery, returned):
            record(by=by, verb="receive_mail", about=delivery, changes={"kind": ["", str(returned.kind)]})
        taken = returned.kind == Kind.REPLY and _taken_by_its_room(delivery, raw)
    if returned.kind == Kind.REPLY and not taken:
        _pass_on(raw, delivery)
    delivery.refresh_from_db()
    return Received(returned.kind, delivery)


def _meant(returned: Returned) -> Delivery | ServiceLetter | None:
    if returned.kind not in EFFECTS:
        return None
    if returned.kind == Kind.STOP:
        return delivery_of(returned.detail)
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    ids = sorted({f"<{one if '@' in one else f'{one}@{host}'}>" for one in returned.mail_ids})[:500]
    found = Delivery.objects.exclude(mail_id="").filter(mail_id__in=ids)
    delivery = found.select_related("message__by__person", "person__merged_into").first()
    letters = ServiceLetter.objects.exclude(mail_id="").filter(mail_id__in=ids)
    return delivery or letters.select_related("person").first()


def _bounced(delivery: Delivery, returned: Returned) -> bool:
    if returned.gone:
        suppress_address(delivery=delivery, because=Suppression.Because.BOUNCE)
    return _mark(delivery, HANDED_OVER, state=State.BOUNCED, error=returned.detail)


def _delayed(delivery: Delivery, returned: Returned) -> bool:
    return _mark(delivery, HANDED_OVER, error=returned.detail)


def _arrived(delivery: Delivery, returned: Returned) -> bool:
    """What nobody was sure of is sure now."""
    return _mark(delivery, [State.UNCERTAIN], state=State.SENT, sent_at=delivery.handed_over_at, error="")


def _complained(delivery: Delivery, returned: Returned) -> bool:
    suppress_address(delivery=delivery, because=Suppression.Because.COMPLAINT)
    choice = (reader_of(delivery), Purpose.OUTREACH, False)
    said_no = set_consents(choices=[choice], by=None, basis=_("A message was reported as unwanted"))
    return _mark(delivery, [*HANDED_OVER, State.BOUNCED], state=State.COMPLAINED) or bool(said_no)


def _answered_by_itself(delivery: Delivery, returned: Returned) -> bool:
    _arrived(delivery, returned)
    return _mark(delivery, State.values, auto_replied_at=now())


def _replied(delivery: Delivery, returned: Returned) -> bool:
    _arrived(delivery, returned)
    return _mark(delivery, State.values, replied_at=now())


def _stopped(delivery: Delivery, returned: Returned) -> bool:
    return stop_messages(delivery=delivery)


def _letter_bounced(letter: ServiceLetter, returned: Returned) -> bool:
    came_back = _bounced(letter, returned)
    if came_back:
        tell_of_loss(letter)
    return came_back


def _letter_complained(letter: ServiceLetter, returned: Returned) -> bool:
    """She asked for the thing and is written to no more; of news she said nothing."""
    new = suppress_address(delivery=letter, because=Suppression.Because.COMPLAINT)
    reported = _mark(letter, [*HANDED_OVER, State.BOUNCED], state=State.COMPLAINED)
    if reported:
        tell_of_loss(letter)
    return reported or new


def _letter_answered_by_itself(letter: ServiceLetter, returned: Returned) -> bool:
    kind = kind_of(letter)
    if kind and kind.away:
        kind.away(letter)
    return _answered_by_itself(letter, returned)


EFFECTS = {
    Kind.STOP: _stopped,
    Kind.BOUNCE: _bounced,
    Kind.DELAY: _delayed,
    Kind.DELIVERED: _arrived,
    Kind.COMPLAINT: _complained,
    Kind.AUTOMATIC: _answered_by_itself,
    Kind.REPLY: _replied,
}

EFFECTS_ON_LETTERS = {
    **EFFECTS,
    Kind.BOUNCE: _letter_bounced,
    Kind.COMPLAINT: _letter_complained,
    Kind.AUTOMATIC: _letter_answered_by_itself,
}


def _taken_by_its_room(letter: Delivery | ServiceLetter, raw: bytes) -> bool:
    """Whether the room that wrote a service letter takes what a person answered to it."""
    kind = kind_of(letter) if isinstance(letter, ServiceLetter) else None
    text = what_she_wrote(raw) if kind and kind.replied else ""
    if not text:
        return False
    try:
        with transaction.atomic():
            kind.replied(letter, text)
    except Refusal:
        return False
    return True


def _mark(delivery: Delivery | ServiceLetter, states, **values) -> bool:
    """One conditional update: a worker may be writing the same row."""
    return bool(type(delivery).objects.filter(pk=delivery.pk, state__in=states).update(**values))


def _pass_on(raw: bytes, delivery: Delivery | ServiceLetter) -> None:
    """To whoever wrote the message, else to the network's address. It says of itself that a program sent it, and what
    says so is never passed on: two programs cannot go on writing to each other."""
    writer, network = getattr(delivery, "message", None) and delivery.message.by, Network.current()
    to = writer.email if writer and writer.is_active else network.contact_email
    if not to:
        return
    if writer:
        with writing_to(writer.person):
            letter = _letter(raw, delivery, to)
    else:
        letter = _letter(raw, delivery, to)
    letter.send()


def _letter(raw: bytes, delivery: Delivery | ServiceLetter, to: str) -> EmailMessage:
    kind = kind_of(delivery) if isinstance(delivery, ServiceLetter) else None
    name = (kind.label if kind else delivery.kind) if isinstance(delivery, ServiceLetter) else delivery.message.name
    words = _("Somebody answered the message “%(name)s”. What you answer to this goes to the sender.")
    letter = EmailMessage(
        subject=_("An answer to a message of %s") % (Network.current().name or "Bigtent"),
        body=f"{words % {'name': name}}\n\n{plain_text(raw)}\n",
        to=[to],
        reply_to=_sender(raw),
        headers={"Auto-Submitted": "auto-generated"},
    )
    if len(raw) <= MOST_BYTES:
        # As bytes: whatever is broken in it, it can be passed on.
        letter.attach("answer.eml", raw, "application/octet-stream")
    return letter


def _sender(raw: bytes) -> list[str]:
    told = str(message_from_bytes(raw[:MOST_BYTES], policy=policy.compat32).get("From", ""))
    address = parseaddr(told)[1]
    try:
        validate_email(address)
    except ValidationError:
        return []
    return [address] if address.isascii() else []
