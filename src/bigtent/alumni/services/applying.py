"""Verb: bring a checked file in. One transaction: either everything it says is there, or nothing."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from bigtent.alumni.errors import RosterError
from bigtent.alumni.models import AlumniRecord, Award, RosterChange, RosterFile
from bigtent.alumni.services.adding import Additions
from bigtent.alumni.services.resolving import Places
from bigtent.ledger.clock import now
from bigtent.ledger.progress import Progress
from bigtent.ledger.services import record
from bigtent.people.models import Affiliation, ContactPoint, Person
from bigtent.people.models.person import Source

BATCH = 500
State = RosterFile.State


def apply_roster(*, file_key: str, by, progress: Progress | None = None) -> dict[str, int]:
    """Bring in what the dry run staged. A file that was brought in already changes nothing.

    Rows another file has brought in since the check are left out. Nothing that people or staff said is
    altered; what the list adds to a person already here is noted, so that it can be taken back.
    """
    progress = progress or Progress()
    progress.step(_("Bringing in"), 1)
    with transaction.atomic():
        file = RosterFile.objects.select_for_update().get(key=file_key)
        if file.state != State.APPLIED:
            _refuse_unchecked(file)
            _apply(file, by)
    progress.advance(1)
    return file.counts


def _refuse_unchecked(file: RosterFile) -> None:
    if file.state == State.UNDONE:
        raise RosterError(_("This import was taken back. Upload the file again to bring it in anew."))
    if file.state != State.CHECKED:
        raise RosterError(_("Check “%(name)s” first; nothing is brought in unseen.") % {"name": file.name})


def _apply(file: RosterFile, by) -> None:
    staged, counts = _still_new(file)
    known = _people_by_identity(file)
    new = _new_people(file, staged, known)
    Person.objects.bulk_create(new.values(), batch_size=BATCH)
    person_of = known | {identity: person.pk for identity, person in new.items()}
    additions = Additions(file, staged, person_of, old=set(known.values()))
    _write(file, additions)
    _attach(staged, person_of)
    file.counts |= counts | {"people": len(new), "awards": len(additions.awards), "contacts": len(additions.contacts)}
    file.state, file.applied_at = State.APPLIED, now()
    file.save(update_fields=["counts", "state", "applied_at"])
    record(by=by, verb="apply_roster", about=file, count=len(staged))


def _still_new(file: RosterFile) -> tuple[list[AlumniRecord], dict[str, int]]:
    """The staged rows, without those that another file of the roster has brought in meanwhile."""
    rows = list(file.records.staged().order_by("line"))
    applied = set(
        AlumniRecord.objects.applied().filter(roster_id=file.roster_id).values_list("fingerprint", flat=True)
    )
    gone = [row for row in rows if row.fingerprint in applied]
    for at in range(0, len(gone), BATCH):
        AlumniRecord.objects.filter(pk__in=[row.pk for row in gone[at : at + BATCH]]).delete()
    lost = Counter(row.change for row in gone)
    counts = {change: file.counts.get(change, 0) - lost[change] for change in AlumniRecord.Change.values}
    counts["known"] = file.counts.get("known", 0) + len(gone)
    return [row for row in rows if row.fingerprint not in applied], counts


def _people_by_identity(file: RosterFile) -> dict[str, int]:
    """Whom the roster's applied rows mean; a merge has given the rows to the person kept."""
    applied = AlumniRecord.objects.applied().filter(roster_id=file.roster_id)
    return dict(applied.order_by("pk").values_list("identity", "person_id"))


def _new_people(file: RosterFile, staged: Iterable[AlumniRecord], known: dict[str, int]) -> dict[str, Person]:
    rows = [row for row in staged if row.identity not in known]
    places = Places([row.values for row in rows])
    people: dict[str, Person] = {}
    for row in rows:
        if row.identity not in people:
            people[row.identity] = _person(row.values, places)
    return people


def _person(values: dict[str, Any], places: Places) -> Person:
    person = Person(
        given_name=values.get("first", ""),
        middle_name=values.get("middle", ""),
        family_name=values["last"],
        former_name=values.get("former", ""),
        credential=values.get("credential", ""),
        place_id=places.find(values),
        name_source=Source.ROSTER,
        place_source=Source.ROSTER,
    )
    person.fill_search_text()
    return person


def _write(file: RosterFile, additions: Additions) -> None:
    """Write what the rows add, and note each row that went to a person who was here before."""
    added: list[tuple[str, Any]] = []
    for model, rows in (
        (ContactPoint, additions.contacts),
        (Affiliation, additions.affiliations),
        (Award, additions.awards),
    ):
        model.objects.bulk_create(rows, batch_size=BATCH)
        added += [(model._meta.label, row) for row in rows if row.person_id in additions.old]
    changes = [RosterChange(file=file, model=label, row_id=row.pk) for label, row in added]
    changes += [
        RosterChange(file=file, model=row._meta.label, row_id=row.pk, before=before, after=after)
        for row, before, after in additions.altered()
    ]
    RosterChange.objects.bulk_create(changes, batch_size=BATCH)


def _attach(staged: list[AlumniRecord], person_of: dict[str, int]) -> None:
    """Give every row its person. One prepared statement: rewriting the rows would take ten times as long."""
    table = connection.ops.quote_name(AlumniRecord._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET person_id = %s WHERE id = %s",
            [(person_of[row.identity], row.pk) for row in staged],
        )
