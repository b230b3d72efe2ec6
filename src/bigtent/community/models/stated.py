"""What somebody states of herself so that opportunities can be checked, and for nothing else."""

from django.db import models

from bigtent.ledger.clock import now
from bigtent.ledger.demonstration import building
from bigtent.ledger.encryption import EncryptedField


class StatedFactsQuerySet(models.QuerySet):
    def of(self, account):
        """Those of the account's own person: nobody else's are ever read."""
        return self.filter(person=account.person_id)


class StatedFacts(models.Model):
    """The facts one person stated. `facts` is {"facts": what `engines.eligibility` reads, "from_record": the names of
    what is taken from her record each time it is asked}."""

    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="+")
    facts = EncryptedField()
    changed_at = models.DateTimeField(default=now)
    demonstration = models.BooleanField(default=building, editable=False)

    objects = StatedFactsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "stated facts"

    def __str__(self) -> str:
        return str(self.pk)
