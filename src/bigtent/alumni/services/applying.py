"""Verb: bring a checked file in. One transaction: either everything it says is there, or nothing."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Sum
from django.utils.translation import gettext as _

from bigtent.alumni.errors import RosterError
from bigtent.alumni.models import AlumniRecord, Award, RosterChange, RosterFile
from bigtent.alumni.services.adding import Additions, Who
from bigtent.alumni.services.resolving import BATCH, Places, programs_named
from bigtent.ledger.clock import now
from bigtent.ledger.progress import Progress
from bigtent.ledger.services import record
from bigtent.ledger.statistics import refresh_statistics
from bigtent.ledger.writing import insert, insert_keyed, uncollected, update_column
from bigtent.people.models import Affiliation, ContactPoint, Person
from bigtent.people.models.person import Source

Change = AlumniRecord.Change
State = RosterFile.State


def apply_roster(*, file_key: str, by, progress: Progress | None = None) -> dict[str, int]:
    """Bring in what the dry run staged. A file that was brought in already changes nothing.

    Rows another file has brought in since the check are left out. Nothing that people or staff said is
    altered; what the list adds to a person already here is noted, so that it can be taken back.
    """
    progress = progress or Progress()
    while True:
        file = RosterFile.objects.select_related("roster").get(key=file_key)
        if file.state == State.APPLIED:
            return file.counts
        _refuse_unchecked(file)
        progress.step(_("Preparing"), 0)
        with uncollected():
            prepared = Prepared(file)
        progress.step(_("Bringing in"), 0)
        if prepared.write(by):
            refresh_statistics(Person, AlumniRecord, Award, Affiliation, ContactPoint)
            return file.counts


def _refuse_unchecked(file: RosterFile) -> None:
    if file.state == State.UNDONE:
        raise RosterError(_("This import was taken back. Upload the file again to bring it in anew."))
    if file.state != State.CHECKED:
        raise RosterError(_("Check “%(name)s” first; nothing is brought in unseen.") % {"name": file.name})


class Prepared:
    """Everything a file will write, made ready before the transaction so that the database is held briefly."""

    def __init__(self, file: RosterFile) -> None:
        self.file = file
        self.basis = _basis(file)
        self.staged, self.gone = _still_new(file)
        self.known = _people_by_identity(file)
        self.people = _new_people(self.staged, self.known)
        self.relabeled = _relabel(self.staged, self.known)
        self.additions = Additions(file, self.staged, self.known)

    @transaction.atomic
    def write(self, by) -> bool:
        """Write all of it, unless somebody else has brought in, taken back or merged meanwhile."""
        locked = RosterFile.objects.select_for_update().get(pk=self.file.pk)
        if locked.state != State.CHECKED or _basis(self.file) != self.basis:
            return False
        _delete([row.pk for row in self.gone])
        update_column(AlumniRecord, "change", ((row.change, row.pk) for row in self.relabeled))
        insert_keyed(list(self.people.values()))
        who = {identity: person.pk for identity, person in self.people.items()} | {pk: pk for pk in self.additions.old}
        _write(self.file, self.additions, who)
        person_of = who | self.known
        update_column(AlumniRecord, "person", ((person_of[row.identity], row.pk) for row in self.staged))
        self._close(by)
        return True

    def _close(self, by) -> None:
        file, brought = self.file, Counter(row.change for row in self.staged)
        file.counts |= {change: brought[change] for change in AlumniRecord.Change.values} | {
            "known": file.counts["known"] + len(self.gone),
            "people": len(self.people),
            "awards": len(self.additions.awards),
            "contacts": len(self.additions.contacts),
        }
        file.state, file.applied_at = State.APPLIED, now()
        file.save(update_fields=["counts", "state", "applied_at"])
        record(by=by, verb="apply_roster", about=file, count=len(self.staged))


def _applied(file: RosterFile):
    return AlumniRecord.objects.applied().filter(roster_id=file.roster_id)


def _basis(file: RosterFile) -> dict[str, Any]:
    """Changes when another file of the roster is brought in or taken back, or when its people are merged."""
    return _applied(file).aggregate(rows=Count("pk"), latest=Max("pk"), people=Sum("person_id"))


def _still_new(file: RosterFile) -> tuple[list[AlumniRecord], list[AlumniRecord]]:
    """The staged rows, and apart from them those that another file of the roster has brought in meanwhile."""
    rows = list(file.records.staged().order_by("line"))
    applied = set(_applied(file).values_list("fingerprint", flat=True))
    return [row for row in rows if row.fingerprint not in applied], [r for r in rows if r.fingerprint in applied]


def _relabel(staged: list[AlumniRecord], known: dict[str, int]) -> list[AlumniRecord]:
    """Rows whose person came or went since the check: undo must know who is new by this file."""
    changed, seen = [], set()
    for row in staged:
        change = Change.CHANGED if row.identity in known else Change.FURTHER if row.identity in seen else Change.NEW
        seen.add(row.identity)
        if row.change != change:
            row.change = change
            changed.append(row)
    return changed


def _delete(pks: list[int]) -> None:
    for at in range(0, len(pks), BATCH):
        AlumniRecord.objects.filter(pk__in=pks[at : at + BATCH]).delete()


def _people_by_identity(file: RosterFile) -> dict[str, int]:
    """Whom the roster's applied rows mean; a merge has given the rows to the person kept."""
    return dict(_applied(file).order_by("pk").values_list("identity", "person_id"))


def _new_people(staged: Iterable[AlumniRecord], known: dict[str, int]) -> dict[str, Person]:
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


def _write(file: RosterFile, additions: Additions, who: dict[Who, int]) -> None:
    """Write what the rows add, and note each row that went to a person who was here before."""
    programs = programs_named(additions.programs)
    for (_who, award), name in zip(additions.awards, additions.programs, strict=True):
        award.program = programs.get(name.casefold())
    changes: list[RosterChange] = []
    for model, rows in (
        (ContactPoint, additions.contacts),
        (Affiliation, additions.affiliations),
        (Award, additions.awards),
    ):
        for key, row in rows:
            row.person_id = who[key]
        insert([row for key, row in rows if key not in additions.old])
        added = [row for key, row in rows if key in additions.old]
        model.objects.bulk_create(added, batch_size=BATCH)
        changes += [RosterChange(file=file, model=model._meta.label, row_id=row.pk) for row in added]
    RosterChange.objects.bulk_create(changes + _alter(file, additions), batch_size=BATCH)


def _alter(file: RosterFile, additions: Additions) -> list[RosterChange]:
    """Save the awards that the list fills or corrects, one by one: they are few."""
    changes = []
    for award, before, after in additions.altered():
        award.save()
        changes.append(RosterChange(file=file, model=Award._meta.label, row_id=award.pk, before=before, after=after))
    return changes
