"""The link in a letter that lets one person in once."""

import hashlib

from django.db import models

from bigtent.ledger.clock import now


class InvitationQuerySet(models.QuerySet):
    def usable(self):
        """Neither used nor withdrawn nor past its day."""
        return self.filter(used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now())

    def with_token(self, token: str):
        return self.filter(digest=digest_of(token))


class Invitation(models.Model):
    """A link sent to the address of an account. Only a digest is kept: who reads the database cannot use it."""

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return str(self.account)


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
