"""Verbs: add and end ways to reach people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.ledger.clock import today
from bigtent.ledger.services import record
from bigtent.people.batches import in_batches
from bigtent.people.contacts import clean_contact
from bigtent.people.errors import ContactError
from bigtent.people.models import ContactPoint, Person, Source, Suppression

TRUSTED = (Source.SELF, Source.STAFF)
Key = tuple[int, str, str]


@dataclass(frozen=True)
class Reach:
    """One way to reach one person, as some source gives it."""

    person_id: int
    kind: str
    value: str
    source_detail: str = ""
    checked_on: date | None = None


@transaction.atomic
def add_contact_points(
    *, reaches: Iterable[Reach], source: str, by, reason: str = "", proven: bool = False
) -> list[ContactPoint]:
    """Add ways to reach people; those that were new.

    A known one keeps its source unless a better one says the same, and takes the later date. One that was ended
    comes back only when the person or staff say so, never from a list. One whose owner was erased is passed over when
    a list says it and refused when staff do. Somebody may say it of herself, but whoever was erased is kept out of
    lists until it is `proven` that she reads its letters.
    """
    wanted = {(r.person_id, r.kind, clean_contact(r.kind, r.value)): r for r in reaches}
    wanted = _without_erased(wanted, source, proven)
    known = _known({person_id for person_id, _kind, _value in wanted})
    new, renewed = [], []
    for (person_id, kind, value), reach in wanted.items():
        point = known.get((person_id, kind, value))
        if point is None:
            new.append(_point(person_id, kind, value, reach, source))
        elif _renew(point, reach, source):
            renewed.append(point)
    made = ContactPoint.objects.bulk_create(new, batch_size=500)
    ContactPoint.objects.bulk_update(renewed, ["source", "source_detail", "checked_on", "ended_on"], batch_size=200)
    if made or renewed:
        people = {point.person_id for point in [*made, *renewed]}
        record(
            by=by, verb="add_contact_points", about=_about(people), reason=reason,
            changes=_changes([*made, *renewed]) if len(people) == 1 else {}, count=len(made) + len(renewed),
        )  # fmt: skip
    return made


@transaction.atomic
def end_contact_points(*, points: Iterable[ContactPoint], by, reason: str = "") -> int:
    """These no longer reach anybody. They stay on record so that no list brings them back."""
    ending = [point for point in points if point.ended_on is None]
    for batch in in_batches(ending):
        ContactPoint.objects.filter(pk__in=[point.pk for point in batch]).update(ended_on=today())
    if ending:
        people = {point.person_id for point in ending}
        changes = {point.kind: [point.value, ""] for point in ending} if len(people) == 1 else {}
        record(
            by=by, verb="end_contact_points", about=_about(people), reason=reason, changes=changes,
            count=len(ending),
        )  # fmt: skip
    return len(ending)


def _without_erased(wanted: dict[Key, Reach], source: str, proven: bool) -> dict[Key, Reach]:
    kept_out = Suppression.objects.kept_out()
    erased = {key for key in wanted if kept_out.holds(key[1], key[2])}
    if source == Source.SELF:
        for _person_id, kind, value in erased if proven else ():
            Suppression.objects.of(kind, value).delete()
        return wanted
    if erased and source == Source.STAFF:
        raise ContactError(
            _("The owner of %s asked not to be kept. To bring this address back, keep it again under People, Erased.")
            % min(erased)[2],
            field="value",
        )
    return {key: reach for key, reach in wanted.items() if key not in erased}


def _known(people: set[int]) -> dict[tuple[int, str, str], ContactPoint]:
    found = {}
    for batch in in_batches(people):
        if Person.objects.filter(pk__in=batch, merged_into__isnull=False).exists():
            raise ContactError(_("A record that was merged into another takes nothing new. Use the kept one."))
        for point in ContactPoint.objects.filter(person_id__in=batch):
            found[point.person_id, point.kind, point.value] = point
    return found


def _point(person_id: int, kind: str, value: str, reach: Reach, source: str) -> ContactPoint:
    return ContactPoint(
        person_id=person_id, kind=kind, value=value, source=source, source_detail=reach.source_detail,
        checked_on=reach.checked_on or today(),
    )  # fmt: skip


def _renew(point: ContactPoint, reach: Reach, source: str) -> bool:
    """Whether what is known of the point becomes better."""
    if point.ended_on and source not in TRUSTED:
        return False
    checked_on = reach.checked_on or today()
    stronger = source in TRUSTED and (point.source not in TRUSTED or source == Source.SELF)
    if not (stronger and point.source != source) and not point.ended_on and not _later(checked_on, point):
        return False
    if stronger:
        point.source, point.source_detail = source, reach.source_detail
    point.checked_on = max(checked_on, point.checked_on or checked_on)
    point.ended_on = None
    return True


def _later(checked_on: date, point: ContactPoint) -> bool:
    return point.checked_on is None or checked_on > point.checked_on


def _about(people: set[int]) -> Person:
    return Person.objects.get(pk=next(iter(people))) if len(people) == 1 else Person()


def _changes(points: list[ContactPoint]) -> dict[str, list[str]]:
    return {point.kind: ["", point.value] for point in points}
