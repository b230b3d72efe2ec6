"""What search engines read of a public event: schema.org, as a block of data that nothing runs."""

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from bigtent.gatherings.models import Event, Slot

# Neither a tag nor an entity can begin or end in the block.
ESCAPED = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
MODES = {
    Event.Mode.IN_PERSON: "OfflineEventAttendanceMode",
    Event.Mode.ONLINE: "OnlineEventAttendanceMode",
    Event.Mode.HYBRID: "MixedEventAttendanceMode",
}
LONGEST = 5_000


def data_block(event: Event, slots: list[Slot]) -> SafeString:
    """The block for the page of an event that everybody may see; for another one, or one without a time, nothing."""
    if not event.is_public or not slots:
        return mark_safe("")
    return block_of(described(event, slots))


def block_of(told: dict[str, Any]) -> SafeString:
    """What is told of anything, as a block that no word of it can leave."""
    written = json.dumps(told, ensure_ascii=False).translate(ESCAPED)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(written))


def described(event: Event, slots: list[Slot]) -> dict[str, Any]:
    """The event by schema.org. The link to join is not in it: only those who registered are told."""
    url = settings.SITE_URL + event.get_absolute_url()
    told = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.title,
        "description": event.text[:LONGEST],
        "url": url,
        **_times(event, slots[0]),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if event.is_cancelled else 'Scheduled'}",
        "eventAttendanceMode": f"https://schema.org/{MODES[Event.Mode(event.mode)]}",
        "location": _location(event, url),
        "organizer": [_organization(name) for name in (event.hosted_by, *map(str, event.cohosts.all())) if name],
        "performer": [_performer(one) for one in event.panel.all()],
        "inLanguage": event.languages,
        "subEvent": [{"@type": "Event", "name": event.title} | _times(event, slot) for slot in slots[1:]],
        "offers": _offers(event, url),
    }
    return {name: value for name, value in told.items() if value not in ("", [], None)}


def _times(event: Event, slot: Slot) -> dict[str, str]:
    return {"startDate": _said(slot.starts_at, event), "endDate": _said(slot.ends_at, event)}


def _said(moment: datetime, event: Event) -> str:
    return moment.astimezone(ZoneInfo(event.zone)).isoformat()


def _location(event: Event, url: str) -> list[dict[str, str]]:
    place = {"@type": "Place", "name": event.where, "address": event.where}
    afar = {"@type": "VirtualLocation", "url": event.external_link or url}
    return [place] * (event.mode != Event.Mode.ONLINE) + [afar] * event.is_from_afar


def _organization(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name}


def _performer(panelist) -> dict[str, Any]:
    told = {"@type": "Person", "name": panelist.name}
    return told | ({"affiliation": _organization(panelist.belongs_to)} if panelist.belongs_to else {})


def _offers(event: Event, url: str) -> dict[str, Any] | None:
    """Registering here costs nothing; what another site asks is not known here."""
    if event.registering != Event.Registering.HERE or event.is_cancelled:
        return None
    return {"@type": "Offer", "url": url, "price": 0, "priceCurrency": "USD"}
