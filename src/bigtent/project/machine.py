"""Whether a reader sits at the machine itself."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings

FORWARDED = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP", "HTTP_VIA")


def is_this_machine(request) -> bool:
    """A reader at the machine itself, of an installation that is not offered to the outside under any name."""
    if any(header in request.META for header in FORWARDED):
        return False
    return _is_loopback(urlsplit(settings.SITE_URL).hostname) and _is_loopback(request.META.get("REMOTE_ADDR"))


def _is_loopback(host: str | None) -> bool:
    try:
        return host == "localhost" or ip_address(host or "").is_loopback
    except ValueError:
        return False
