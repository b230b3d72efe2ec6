"""Erasing: asked for, done; and what stays: that it happened, what had to be kept, and hashes that nobody can read."""

import hmac

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.ledger.keys import new_key
from bigtent.people.names import folded


class Erasure(models.Model):
    """One person was erased: when, why, how many rows, and what was kept without her name. It names nobody."""

    key = models.CharField(max_length=12, unique=True, default=new_key)
    at = models.DateTimeField(default=now)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    asked_by_herself = models.BooleanField(default=False)
    reason = models.CharField(max_length=200, blank=True)
    erased = models.JSONField(default=dict)
    kept = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.key

    @property
    def rows(self) -> int:
        return sum(self.erased.values())


class ErasureRequest(models.Model):
    """A person asked by letter to be erased; one manager wrote it down, another one carries it out."""

    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="erasure_request")
    reason = models.CharField(max_length=200)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return str(self.person)


class SuppressionQuerySet(models.QuerySet):
    def of(self, kind: str, *parts: object):
        return self.filter(kind=kind, digest=digest_of(kind, *parts))

    def kept_out(self) -> "KeptOut":
        """All of them at once, for whoever asks about thousands of values."""
        return KeptOut(frozenset(self.values_list("digest", flat=True)))


class Suppression(models.Model):
    """A keyed hash of an address or a number that is not to be kept or written to again."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("E-mail address")
        PHONE = "phone", _("Telephone number")
        PERSON = "person", _("Name with school and year, or date of birth")

    kind = models.CharField(max_length=6, choices=Kind)
    digest = models.CharField(max_length=64)
    erasure = models.ForeignKey(Erasure, on_delete=models.CASCADE, null=True, blank=True, related_name="suppressions")
    at = models.DateTimeField(default=now)

    objects = SuppressionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "digest"], name="suppressed_once")]

    def __str__(self) -> str:
        return self.get_kind_display()


class KeptOut:
    """What is not to be kept again, as far as hashes can tell."""

    def __init__(self, digests: frozenset[str]) -> None:
        self._digests = digests

    def __bool__(self) -> bool:
        return bool(self._digests)

    def holds(self, kind: str, *parts: object) -> bool:
        return bool(self._digests) and digest_of(kind, *parts) in self._digests


def digest_of(kind: str, *parts: object) -> str:
    """The same for every spelling of the same: HMAC-SHA256, so that nobody without the key can try addresses."""
    plain = folded if kind == "person" else str.casefold
    told = "\x1f".join([kind, *[plain(str(part)) for part in parts]])
    # In one call: 32,000 addresses of an audience are asked about while somebody waits.
    return hmac.digest(settings.SUPPRESSION_KEY.encode(), told.encode(), "sha256").hex()
