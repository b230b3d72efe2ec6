"""Verb: take back what a file brought in, exactly that, and leave what has been used since."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.alumni.errors import RosterError
from bigtent.alumni.models import AlumniRecord, RosterChange, RosterFile
from bigtent.ledger.clock import now
from bigtent.ledger.declarations import declared
from bigtent.ledger.progress import Progress
from bigtent.ledger.services import record
from bigtent.people.models import Affiliation, ContactPoint, Merge, MovedRow, Person
from bigtent.people.models.person import Source

BATCH = 500
Change = AlumniRecord.Change
State = RosterFile.State


@dataclass(frozen=True)
class Leaving:
    """What taking a file back removes, and who stays because of what happened since: {person id: why}."""

    people: set[int]
    stays: dict[int, str]
    changes: int

    @property
    def reasons(self) -> dict[str, int]:
        """How many stay for each reason."""
        found: dict[str, int] = {}
        for why in self.stays.values():
            found[why] = found.get(why, 0) + 1
        return found


def undo_roster(*, file_key: str, by, progress: Progress | None = None) -> dict[str, int]:
    """Remove the people, awards and contact data a file brought, in one transaction.

    People who were used since (merged, found, given an account, edited, in another list ...) stay with all that
    belongs to them. What the file added to people who were here before is removed, altered values are put back.
    """
    progress = progress or Progress()
    progress.step(_("Taking back"), 0)
    with transaction.atomic():
        file = RosterFile.objects.select_for_update().get(key=file_key)
        if file.state == State.UNDONE:
            return _result(file)
        if file.state != State.APPLIED:
            raise RosterError(_("“%(name)s” was not brought in; there is nothing to take back.") % {"name": file.name})
        leaving = what_leaves(file)
        _refuse_useless(leaving)
        _take_changes_back(file)
        _remove(file, leaving)
        file.counts |= {"removed": len(leaving.people), "stayed": len(leaving.stays)}
        file.state, file.undone_at = State.UNDONE, now()
        file.save(update_fields=["counts", "state", "undone_at"])
        record(by=by, verb="undo_roster", about=file, count=len(leaving.people))
    return _result(file)


def what_leaves(file: RosterFile) -> Leaving:
    """What undo would do now."""
    made = set(_made_by(file).values_list("person_id", flat=True))
    stays = {pk: why for why, pks in _uses(file) for pk in pks if pk in made}
    return Leaving(made - stays.keys(), stays, file.changes.count())


def _result(file: RosterFile) -> dict[str, int]:
    return {name: file.counts.get(name, 0) for name in ("removed", "stayed")}


def _refuse_useless(leaving: Leaving) -> None:
    if leaving.stays and not leaving.people and not leaving.changes:
        reasons = "; ".join(f"{why}: {count}" for why, count in leaving.reasons.items())
        raise RosterError(
            _("Everybody this file brought is in use by now (%(reasons)s). Take that back first.")
            % {"reasons": reasons}
        )


def _made_by(file: RosterFile):
    return file.records.applied().filter(change=Change.NEW)


def _uses(file: RosterFile):
    """(why, ids of people) for everything that was done with the file's people since."""
    people = _made_by(file).values("person")
    moved = MovedRow.objects.filter(
        model=AlumniRecord._meta.label, row_id__in=_made_by(file).values("pk"), merge__undone_at__isnull=True
    )
    yield (
        gettext_lazy("Merged with another record"),
        AlumniRecord.objects.filter(pk__in=moved.values("row_id")).values_list("person_id", flat=True),
    )
    yield (
        gettext_lazy("Another record was merged into this one"),
        Merge.objects.in_force().filter(kept__in=people).values_list("kept_id", flat=True),
    )
    edited = ~Q(name_source=Source.ROSTER) | ~Q(place_source=Source.ROSTER) | Q(specialty__isnull=False) | ~Q(about="")
    yield gettext_lazy("Edited since"), Person.objects.filter(edited, pk__in=people).values_list("pk", flat=True)
    for known in declared("KNOWN"):
        if known.model != "people.Person":
            rows = apps.get_model(known.model)._base_manager.filter(**{f"{known.field}__in": people})
            others = rows.exclude(_own(file, known.model)) if _own(file, known.model) else rows
            yield known.title or known.model, others.values_list(f"{known.field}_id", flat=True)


def _own(file: RosterFile, model: str) -> Q | None:
    """Rows of a table that the file brought itself, or that are only questions; they do not count as use."""
    return {
        "people.ContactPoint": Q(source=Source.ROSTER, source_detail=file.roster.name, ended_on__isnull=True),
        "people.Affiliation": Q(source=Source.ROSTER),
        "alumni.Award": Q(record__file=file),
        "alumni.AlumniRecord": Q(file=file),
        "alumni.DuplicatePair": Q(state__in=["waiting", "later"]),
        "alumni.Link": Q(state__in=["proposed", "closed"]),
    }.get(model)


def _take_changes_back(file: RosterFile) -> None:
    """Of people who were here before: remove added rows that are still as the list gave them, put values back."""
    for label in set(file.changes.values_list("model", flat=True)):
        changes = file.changes.filter(model=label)
        model = apps.get_model(label)
        added = model._base_manager.filter(pk__in=changes.filter(before__isnull=True).values("row_id"))
        (added.filter(source=Source.ROSTER) if model in (ContactPoint, Affiliation) else added).delete()
        for change in changes.filter(before__isnull=False):
            _put_back(model, change)
    file.records.exclude(change=Change.NEW).filter(pk__in=_on_older_people(file)).delete()


def _put_back(model: Any, change: RosterChange) -> None:
    """Only where nobody has altered the row since."""
    row = model._base_manager.filter(pk=change.row_id, **change.after).first()
    if row:
        for field, value in change.before.items():
            setattr(row, field, value)
        row.save(update_fields=[name.removesuffix("_id") for name in change.before])


def _on_older_people(file: RosterFile):
    """Rows of the file that went to people whom another file or hand had made."""
    return file.records.applied().exclude(person__in=_made_by(file).values("person")).values("pk")


def _remove(file: RosterFile, leaving: Leaving) -> None:
    ids = sorted(leaving.people)
    for at in range(0, len(ids), BATCH):
        Person.objects.filter(pk__in=ids[at : at + BATCH]).delete()
