"""Verbs that jobs of these tests carry out."""

import time

from django.db import transaction

from bigtent.ledger.errors import Refusal
from bigtent.ledger.models import AuditEntry


def write_numbers(*, by, progress, upto, seconds=0.0):
    """Write one row for each number in chunks of five; goes on after what is already there."""
    progress.step("Writing numbers", upto)
    start = AuditEntry.objects.filter(verb="number").count()
    progress.advance(start)
    for first in range(start, upto, 5):
        with transaction.atomic():
            for number in range(first, min(first + 5, upto)):
                AuditEntry.objects.create(verb="number", object_type="number", object_id=str(number))
            progress.advance(5)
        if seconds:
            time.sleep(seconds)
        progress.remember(written=first + 5)
    return {"written": upto}


def refuse(*, by, progress):
    raise Refusal("The list has no column for the family name. Name one.")


def break_down(*, by, progress):
    raise ZeroDivisionError


def vanish(*, by, progress):
    """Somebody stops the job while it runs."""
    progress.job.__class__.objects.filter(pk=progress.job.pk).update(state="cancelled")
    progress.step("Going on regardless", 1)
    AuditEntry.objects.create(verb="after the stop", object_type="number")
