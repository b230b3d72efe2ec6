"""The links of letters about questions and introductions, which work without signing in.

Each names one row by its number, signed, and tells nothing of the person. Whoever holds it may do what its page offers:
answer, pass it on, say yes or no. It opens nothing else.
"""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from bigtent.community.models import Asked, Introduction

SALTS = {Asked: "bigtent.community.asked", Introduction: "bigtent.community.introduction"}


def token_of(row: Asked | Introduction) -> str:
    return _signer(type(row)).sign(str(row.pk))


def asked_of(token: str) -> Asked | None:
    """The question a link brings to somebody; None where the link was changed, or nothing is kept of it."""
    number = _number(Asked, token)
    found = Asked.objects.select_related("ask__person", "ask__specialty", "ask__profession", "ask__topic", "person")
    return found.filter(pk=number).first() if number else None


def introduction_of(token: str) -> Introduction | None:
    number = _number(Introduction, token)
    found = Introduction.objects.select_related("asker__specialty", "asker__place", "other")
    return found.filter(pk=number).first() if number else None


def question_link(asked: Asked) -> str:
    return settings.SITE_URL + question_path(asked)


def question_path(asked: Asked) -> str:
    return reverse("community:question", args=[token_of(asked)])


def introduction_link(row: Introduction) -> str:
    return settings.SITE_URL + introduction_path(row)


def introduction_path(row: Introduction) -> str:
    return reverse("community:introduction", args=[token_of(row)])


def _number(model: type, token: str) -> int:
    try:
        return int(_signer(model).unsign(token))
    except (BadSignature, ValueError):
        return 0


def _signer(model: type) -> Signer:
    """By the key that is never renewed: the link in an old letter still leads here."""
    return Signer(key=settings.SUPPRESSION_KEY, salt=SALTS[model], sep=".", fallback_keys=[])
