"""Verbs: follow topics, specialties and groups, and say up to when the feed was looked through."""

from collections.abc import Iterable

from django.db import transaction

from bigtent.community.models import FeedSeen, Follow
from bigtent.groups.models import Group
from bigtent.ledger.clock import now
from bigtent.ledger.services import record
from bigtent.people.models import Person, Specialty, Topic


@transaction.atomic
def set_follows(
    *, person: Person, topics: Iterable[Topic], specialties: Iterable[Specialty], groups: Iterable[Group], by
) -> int:
    """Follow exactly these from now on; the number of things that changed. What was followed before keeps its day."""
    wanted = {("topic", one.pk) for one in topics}
    wanted |= {("specialty", one.pk) for one in specialties} | {("group", one.pk) for one in groups}
    Person.objects.select_for_update().get(pk=person.pk)
    there = {_what(row): row for row in Follow.objects.filter(person=person)}
    gone = [row.pk for what, row in there.items() if what not in wanted]
    new = [Follow(person=person, **{f"{kind}_id": pk}) for kind, pk in sorted(wanted - there.keys())]
    Follow.objects.filter(pk__in=gone).delete()
    Follow.objects.bulk_create(new)
    if gone or new:
        record(by=by, verb="set_follows", about=person, count=len(gone) + len(new))
    return len(gone) + len(new)


def see_feed(*, person: Person, by) -> None:
    """Note that she has looked through the feed up to now, so that her weekly mail does not bring it again."""
    FeedSeen.objects.update_or_create(person=person, defaults={"until": now()})


def _what(row: Follow) -> tuple[str, int]:
    for kind in ("topic", "specialty", "group"):
        if pk := getattr(row, f"{kind}_id"):
            return kind, pk
    raise AssertionError(row.pk)
