"""One mail a week with everything: what it carries, and how it reads."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from bigtent.ledger.declarations import declared
from bigtent.outreach.models import Delivery, Message, Notification
from bigtent.outreach.tokens import answer_link, stop_link
from bigtent.outreach.writing import Letter, Links, Said, compose, say, values_of
from bigtent.people.consent_words import TOPIC
from bigtent.people.models import Consent, Network, Purpose

# What a digest still has to bring: what waits in it, and what failed with it and is sent again by a person's decision.
TO_BRING = (Delivery.State.DIGEST, Delivery.State.FAILED)
# Monday at nine, in the organization's zone.
WEEKDAY, HOUR = 0, 9


@dataclass(frozen=True)
class Item:
    """One message that a digest carries."""

    said: Said
    language: str
    stop: str
    topic: str


def latest_hour(moment: datetime) -> datetime:
    """The latest Monday morning, at or before a moment."""
    there = moment.astimezone(ZoneInfo(settings.NETWORK_TIME_ZONE))
    morning = there.replace(hour=HOUR, minute=0, second=0, microsecond=0, fold=0)
    morning -= timedelta(days=(there.weekday() - WEEKDAY) % 7)
    return (morning if morning <= there else morning - timedelta(days=7)).astimezone(moment.tzinfo)


def digest_letter(delivery: Delivery, links: Links) -> Letter:
    """Everything that waited for this person, in her language; each message in the language it is written in."""
    wish = getattr(delivery.person, "preference", None)
    values = values_of(delivery.person, wish.called if wish else "")
    with override(delivery.language):
        said = {
            "name": values["given_name"],
            "items": [_item(one, values) for one in carried(delivery)],
            "told": Notification.objects.filter(digest=delivery).order_by("made_at", "pk"),
            "parts": parts_of(delivery),
            "site": settings.SITE_URL,
        }
        subject = _("Your week with %s") % (Network.current().name or "Bigtent")
        plain = render_to_string("outreach/mail/digest.txt", said)
        html = render_to_string("outreach/mail/digest.html", said)
    return compose(subject=subject, plain=plain, html=html, language=delivery.language, links=links)


def carried(delivery: Delivery):
    """The messages a digest carries, without those on topics she has refused since."""
    found = Delivery.objects.filter(digest=delivery, state__in=TO_BRING).select_related("message__topic")
    refused = refused_topics(delivery)
    return [one for one in found if not (one.message.topic and one.message.topic.code in refused)]


def week_of(digest: Message) -> tuple[datetime, datetime]:
    """From when to when what rooms add to a digest became new: the hour of the one before, and its own."""
    earlier = Message.objects.filter(kind=Message.Kind.DIGEST, send_at__lt=digest.send_at).order_by("-send_at").first()
    return earlier.send_at if earlier else digest.send_at - timedelta(days=7), digest.send_at


def parts_of(delivery: Delivery) -> list[tuple[str, list[tuple[str, str]]]]:
    """What rooms add for this reader: what each is called, and its lines; asked anew when the letter is written."""
    since, until = week_of(delivery.message)
    reader = delivery.person_id
    found = [(part.label, part.lines([reader], since, until).get(reader)) for part in declared("DIGEST_PARTS")]
    return [(label, lines) for label, lines in found if lines]


def refused_topics(delivery: Delivery, before: datetime | None = None) -> set[str]:
    """The topics of which its reader wants nothing, by their codes; at a moment in the past where one is given."""
    said_no = Consent.objects.about_data(Purpose.OUTREACH).filter(person=delivery.person_id, given=False)
    if before:
        said_no = said_no.filter(at__lte=before)
    return {datum.removeprefix(TOPIC) for datum in said_no.values_list("datum", flat=True)}


def _item(one: Delivery, values: dict[str, str]) -> Item:
    message = one.message
    answers = [answer_link(one, number) for number in range(len(message.choices))]
    said = say(message, language=one.language, values=values, answers=answers, choices=message.choices)
    return Item(said, one.language, stop_link(one), str(message.topic or ""))
