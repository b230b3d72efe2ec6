"""The mails of deliveries: letter, headers, the address they come from and the one they come back to."""

from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from bigtent.ledger.keys import new_key
from bigtent.outreach.handing_over import by_provider
from bigtent.outreach.models import Delivery, Message, ServiceLetter
from bigtent.outreach.tokens import answer_link, preferences_link, stop_link, token_of
from bigtent.outreach.writing import Letter, Links, language_of, values_of, write
from bigtent.people.models import Network, Person


def letter_of(delivery: Delivery) -> Letter:
    """What this person reads."""
    if delivery.message.kind == Message.Kind.DIGEST:
        from bigtent.outreach.digests import digest_letter

        return digest_letter(delivery, links_of(delivery))
    return _written(delivery.message, delivery.person, delivery.language, links_of(delivery))


def preview(message: Message, person: Person, language: str = "") -> Letter:
    """The letter as this person would get it, or in a language chosen; its links lead to one's own choices only."""
    own = settings.SITE_URL + reverse("outreach:preferences")
    links = Links(own, own, (own,) * len(message.choices))
    return _written(message, person, language or language_of(message, person), links)


def _written(message: Message, person: Person, language: str, links: Links) -> Letter:
    wish = getattr(person, "preference", None)
    values = values_of(person, wish.called if wish else "")
    return write(message, language=language, values=values, links=links, choices=message.choices)


def links_of(delivery: Delivery) -> Links:
    answers = tuple(answer_link(delivery, number) for number in range(len(delivery.message.choices)))
    return Links(stop_link(delivery), preferences_link(delivery), answers)


def new_mail_id(row: Delivery | ServiceLetter) -> str:
    """A Message-ID of ours, by which what comes back is known."""
    what = "outreach" if isinstance(row, Delivery) else "letter"
    return f"<{what}-{row.pk}-{new_key()}@{_host()}>"


def mail_of(letter: Letter, address: str, **headers: str) -> EmailMultiAlternatives:
    """A mail with this letter as plain text and as HTML; answers go to the network's own address."""
    contact = Network.current().contact_email
    mail = EmailMultiAlternatives(
        subject=letter.subject, body=letter.plain, to=[address], reply_to=[contact] if contact else None,
        headers={"Content-Language": letter.language, **headers},
    )  # fmt: skip
    mail.attach_alternative(letter.html, "text/html")
    return mail


def mail_to(delivery: Delivery, letter: Letter, address: str, mail_id: str) -> EmailMultiAlternatives:
    """The mail of one delivery. What cannot be delivered comes back to an address that names it."""
    stop = f"<{stop_link(delivery)}>"
    if contact := Network.current().contact_email:
        stop += f", <mailto:{contact}?subject={quote('stop ' + token_of(delivery))}>"
    mail = mail_of(letter, address, **{
        "Message-ID": mail_id,
        "List-Id": f"<{_list(delivery.message)}.{_host()}>",
        "List-Unsubscribe": stop,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    })  # fmt: skip
    addressed_back(mail, mail_id)
    return mail


def addressed_back(mail: EmailMultiAlternatives, mail_id: str) -> None:
    """Let it come back to an address that names it; a provider takes back itself what it cannot deliver."""
    if settings.BOUNCES and not by_provider():
        mail.extra_headers["From"], mail.from_email = mail.from_email, return_path(mail_id)


def return_path(mail_id: str) -> str:
    """Where a mail server sends back what it cannot deliver: BIGTENT_BOUNCES with our part of the Message-ID in it."""
    name, _at, host = settings.BOUNCES.rpartition("@")
    return f"{name}+{mail_id[1:].partition('@')[0]}@{host}"


def _list(message: Message) -> str:
    return message.topic.code if message.topic else message.kind


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def with_readers(deliveries: Iterable[Delivery]):
    """Read with all that their letters say."""
    return deliveries.select_related("message__topic", "person__preference")
