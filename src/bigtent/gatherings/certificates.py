"""A certificate of having been there, as a document that can be read aloud and checked by whoever gets it."""

from django.conf import settings
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bigtent.engines.charts import Section, document
from bigtent.gatherings.models import Registration
from bigtent.gatherings.when import time_in
from bigtent.people.models import Network


def certificate_of(row: Registration) -> bytes:
    """The paper of whoever was there; its last line leads to the page that says whether it is ours."""
    event, network = row.slot.event, Network.current().name or "Bigtent"
    facts = [
        (_("Event"), event.title),
        (_("When"), time_in(row.slot, event.zone)),
        (_("Host"), event.hosted_by or network),
        (_("Hours"), number_format(event.hours) if event.hours else ""),
        (_("Known by"), known_by(row)),
    ]
    return document(
        title=_("Certificate of attendance"),
        author=network,
        language=(get_language() or "en").partition("-")[0],
        made_on=row.slot.local_end.date(),
        opening=[_("%(name)s was there.") % {"name": row.name}],
        sections=[
            Section(_("What it was"), entries=[("", [fact for fact in facts if fact[1]])]),
            Section(_("Whether this paper is genuine"), [_("Open %s") % verifying(row.certificate_key)]),
        ],
    )


def known_by(row: Registration) -> str:
    """By what it is known that she was there."""
    if row.checked_in_at:
        return _("checked in at the door")
    if not row.said_herself:
        return _("noted by those who ran it")
    return _("joined online, and said so")


def verifying(key: str) -> str:
    return settings.SITE_URL + reverse("gatherings:certificate", args=[key])
