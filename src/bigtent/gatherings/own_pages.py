"""The page of one's own registration: its link works without signing in.

The link names one registration by its number, signed, and tells nothing of the person. Whoever holds it may do what the
page offers: join, ask, leave, say whether she went. It opens nothing else, and no event its person may see no more.
"""

from datetime import timedelta
from io import BytesIO

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from bigtent.gatherings.models import Event, Registration
from bigtent.ledger.clock import now

SALT = "bigtent.gatherings.registration"
# How long after the event its page opens.
HOLDS = timedelta(days=400)


def token_of(row: Registration) -> str:
    return _signer().sign(str(row.pk))


def path_of(row: Registration) -> str:
    return reverse("gatherings:own", args=[token_of(row)])


def link_of(row: Registration) -> str:
    return settings.SITE_URL + path_of(row)


def registration_of(token: str) -> Registration | None:
    """The registration a link names; None where the link was changed, the event is long over, nothing is kept, or the
    event is not hers to see any more."""
    try:
        number = int(_signer().unsign(token))
    except (BadSignature, ValueError):
        return None
    found = Registration.objects.filter(pk=number, slot__ends_at__gt=now() - HOLDS)
    row = found.select_related("slot__event__host", "person__account").first()
    return row if row is not None and still_sees(row) else None


def still_sees(row: Registration) -> bool:
    """Whether an event that is not public is still shown to her, such as the meeting of a group she sat in."""
    event = row.slot.event
    if event.seen_by == Event.SeenBy.EVERYBODY or row.person is None:
        return True
    account = getattr(row.person, "account", None)
    return account is not None and Event.objects.visible_to(account).filter(pk=event.pk).exists()


def _signer() -> Signer:
    """By the key that is never renewed: the link in an old mail still leads here."""
    return Signer(key=settings.SUPPRESSION_KEY, salt=SALT, sep=".", fallback_keys=[])


def drawn(link: str) -> bytes:
    """The link as a QR code, in black on white so that it is read in a dark theme too."""
    import segno

    out = BytesIO()
    segno.make(link, error="m").save(out, kind="svg", scale=4, border=3, dark="#000", light="#fff")
    return out.getvalue()
