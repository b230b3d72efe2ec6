"""Tables: what a person answered about herself."""

from django.db import models

from bigtent.ledger.clock import now
from bigtent.ledger.demonstration import building
from bigtent.ledger.encryption import EncryptedField


class Answer(models.Model):
    """One person's answer to one question, as given, with the version of the question. Read only in `scope`."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    answer = EncryptedField()
    answered_at = models.DateTimeField(default=now)
    demonstration = models.BooleanField(default=building, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "question"], name="answered_once")]
        indexes = [models.Index(fields=["question", "person"])]

    def __str__(self) -> str:
        return self.question
