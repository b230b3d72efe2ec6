"""What an installation must not be offered to the public with; `check --deploy` says it in words."""

from django.conf import settings
from django.core.checks import Error, Tags, register

FILES = ("filebased", "console", "locmem", "dummy")


@register(Tags.security, deploy=True)
def ready_for_the_public(app_configs, **_more):
    return [Error(words, hint=hint, id=f"bigtent.E{number:03d}") for number, (wrong, words, hint) in _asked() if wrong]


def _asked():
    return enumerate([*_secrets(), *_address(), *_reach()], start=1)


def _secrets():
    for name, made_here in settings.MADE_HERE.items():
        yield (
            made_here,
            f"{name} is not given: the one in use lies beside the data it protects.",
            f"Move it into the environment as {name}, and take the file away from the data.",
        )


def _address():
    yield (
        "*" in settings.ALLOWED_HOSTS,
        "BIGTENT_HOSTS is “*”: links in letters could be made to lead elsewhere.",
        "Name the hosts under which the site is reached.",
    )
    yield (
        settings.HTTPS and not settings.SITE_URL.startswith("https://"),
        f"BIGTENT_URL is {settings.SITE_URL!r}: links in letters would lead to the unencrypted address.",
        "Give the address that begins with https://.",
    )


def _reach():
    yield (
        settings.DEMO and settings.HTTPS,
        "BIGTENT_DEMO is 1: invented people could be signed in to without a letter.",
        "Set BIGTENT_DEMO=0 wherever others than yourself can reach the site.",
    )
    yield (
        settings.NOW is not None,
        "BIGTENT_NOW is set: nothing would ever expire.",
        "Take it away; it is for tests.",
    )
    yield (
        any(word in settings.EMAIL_BACKEND for word in FILES),
        "BIGTENT_MAIL names no mail server: letters with codes to sign in would lie in files.",
        "Give smtp://USER:PASSWORD@HOST:PORT, or smtps://.",
    )
    yield (
        not settings.SECURITY_CONTACT,
        "BIGTENT_SECURITY_CONTACT is empty: who finds a weakness cannot tell anybody.",
        "Give an e-mail address or the address of a page; it stands in /.well-known/security.txt.",
    )
