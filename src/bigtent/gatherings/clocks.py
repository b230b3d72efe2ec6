"""On whose clocks a reader sees times, besides those of the event: what was chosen on the page, or kept for mail."""

from django.conf import settings

from bigtent.ledger.zones import is_zone
from bigtent.outreach.models import Preference

YEAR = 365 * 24 * 3600


def reader_zone(request) -> str:
    """The zone of the reader; empty where nothing was chosen."""
    chosen = request.COOKIES.get(settings.ZONE_COOKIE_NAME, "")
    if is_zone(chosen):
        return chosen
    if not request.user.is_authenticated:
        return ""
    kept = Preference.objects.filter(person=request.user.person_id).values_list("zone", flat=True).first()
    return kept if kept and is_zone(kept) else ""


def remember_zone(response, zone: str):
    """Keep it in the reader's browser for a year, or forget it where it is empty."""
    if not zone:
        response.delete_cookie(settings.ZONE_COOKIE_NAME)
        return response
    response.set_cookie(
        settings.ZONE_COOKIE_NAME, zone, max_age=YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax"
    )
    return response
