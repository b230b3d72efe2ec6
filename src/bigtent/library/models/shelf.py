"""What everything on the shelves of the library has in common: who sees it, and by which words it is found."""

import re

from django.db import models
from django.utils.translation import gettext_lazy as _

from bigtent.ledger.clock import now
from bigtent.ledger.demonstration import building
from bigtent.ledger.keys import new_key
from bigtent.library.models.audience import Audience
from bigtent.people.models.reading import signed_in
from bigtent.people.names import folded

ADDRESS = re.compile(r"\S+@\S+")
MANAGERS = frozenset({"administrator", "program_manager"})


class Domain(models.TextChoices):
    """The six domains of the social mission self-assessment."""

    EDUCATION = "education", _("Educational program")
    COMMUNITY = "community", _("Community engagement")
    GOVERNANCE = "governance", _("Governance")
    DIVERSITY = "diversity", _("Diversity and inclusion")
    CULTURE = "culture", _("Institutional culture and policies")
    RESEARCH = "research", _("Research")


class ShelfQuerySet(models.QuerySet):
    def shown_to(self, account):
        """What is on the shelf: public things to everybody, the others to whoever belongs to the network."""
        found = self.filter(removed_at__isnull=True)
        return found if signed_in(account) and account.roles else found.filter(is_public=True)

    def readable_by(self, account):
        """What may be opened: managers also open what was taken off the shelf, to put it back."""
        manages = signed_in(account) and account.roles & MANAGERS
        return self if manages else self.shown_to(account)

    def holding(self, words: str):
        """Those in which each of the words stands, without regard to case and accents."""
        found = self
        for word in folded(words).split()[:10]:
            found = found.filter(words__contains=word)
        return found


class Shelved(models.Model):
    """One thing on the shelf. `words` is what the search reads; whatever is taken off keeps its place for a while."""

    key = models.CharField(max_length=12, unique=True, default=new_key)
    title = models.CharField(max_length=160)
    summary = models.CharField(max_length=400)
    topics = models.ManyToManyField("people.Topic", blank=True, related_name="+")
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.EVERYONE)
    domain = models.CharField(max_length=10, choices=Domain, blank=True)
    is_public = models.BooleanField(default=True)
    words = models.TextField(blank=True, editable=False)
    by = models.ForeignKey("people.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    removed_at = models.DateTimeField(null=True, blank=True)
    demonstration = models.BooleanField(default=building, editable=False)

    objects = ShelfQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["title", "pk"]

    SEARCHED = ("title", "summary")

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs):
        told = " ".join(getattr(self, name) for name in self.SEARCHED)
        # Folded, an address could no longer be told from other words when somebody is erased.
        self.words = folded(ADDRESS.sub(" ", told))
        fields = kwargs.get("update_fields")
        super().save(*args, **kwargs | ({"update_fields": {*fields, "words"}} if fields else {}))
