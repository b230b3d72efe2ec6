"""The address of one's own calendar: whoever has it reads the calendar, without signing in."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from bigtent.gatherings.models import CalendarSubscription

SALT = "bigtent.gatherings.calendar"


def address_of(subscription: CalendarSubscription) -> str:
    given = _signer().sign(f"{subscription.pk}-{subscription.version}")
    return settings.SITE_URL + reverse("gatherings:own_feed", args=[given])


def account_of(token: str):
    """Whose calendar an address opens; None where the address was renewed, or she is no longer here."""
    try:
        number, version = _signer().unsign(token).split("-")
        found = CalendarSubscription.objects.filter(pk=int(number), version=int(version))
    except (BadSignature, ValueError):
        return None
    subscription = found.select_related("person__account").first()
    account = getattr(subscription.person, "account", None) if subscription else None
    return account if account is not None and account.is_active else None


def _signer() -> Signer:
    return Signer(key=settings.SUPPRESSION_KEY, salt=SALT, sep=".", fallback_keys=[])
