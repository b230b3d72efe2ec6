"""How a reader asks for the site: sitting at the machine itself, by a name or by a number."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings

FORWARDED = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP", "HTTP_VIA")


def is_this_machine(request) -> bool:
    """A reader at the machine itself, of an installation that is not offered to the outside under any name."""
    if any(header in request.META for header in FORWARDED):
        return False
    return _is_loopback(urlsplit(settings.SITE_URL).hostname) and _is_loopback(request.META.get("REMOTE_ADDR"))


def has_name(request) -> bool:
    """Whether the site is asked for by a name. Browsers bind passkeys to it; an address such as 127.0.0.1 is none."""
    host = request.get_host()
    try:
        ip_address(host.partition("]")[0].strip("[") if host.startswith("[") else host.partition(":")[0])
    except ValueError:
        return True
    return False


def _is_loopback(host: str | None) -> bool:
    try:
        return host == "localhost" or ip_address(host or "").is_loopback
    except ValueError:
        return False
