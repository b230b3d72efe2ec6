"""Papers of a group."""

from pathlib import Path

from django.db import models
from django.db.models import Q

from bigtent.groups.models.group import Group
from bigtent.groups.models.reading import inside, outside
from bigtent.ledger.clock import now
from bigtent.ledger.keys import new_key


class GroupDocumentQuerySet(models.QuerySet):
    def kept(self):
        return self.filter(removed_at__isnull=True)

    def visible_to(self, account):
        """All of the groups the account sees from inside; of others the public ones."""
        return self.kept().filter(inside(account) | (Q(is_public=True) & outside(account)))


class GroupDocument(models.Model):
    """A file of a group; a public one is on its public page."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="documents")
    meeting = models.ForeignKey(
        "groups.Meeting", on_delete=models.SET_NULL, null=True, blank=True, related_name="documents"
    )
    key = models.CharField(max_length=12, unique=True, default=new_key)
    document = models.ForeignKey("ledger.Document", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    is_public = models.BooleanField(default=False)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(default=now)
    # Taken from the pages; it can be put back for a while.
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = GroupDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def file_name(self) -> str:
        return f"{self.title}{Path(self.document.name).suffix.lower()}"
