"""Who is named to whom: inside a group everybody, to others only who agreed to be named in public."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bigtent.groups.belonging import SEAT
from bigtent.people.models import Person, Purpose

# A count of those who are not named shows nobody from here on.
SHOWN_FROM = 11


@dataclass(frozen=True)
class Named:
    """Rows whose person may be named to this reader, and words for the others."""

    rows: list = field(default_factory=list)
    others: str = ""


def name_all(rows: Iterable) -> Named:
    """For those who belong to the group: everybody; whoever was erased since is a former member."""
    rows = list(rows)
    named = [row for row in rows if row.person_id]
    former = len(rows) - len(named)
    words = ngettext("%(n)s former member", "%(n)s former members", former) % {"n": former}
    return Named(named, words if former else "")


def name_in_public(rows: Iterable) -> Named:
    """For everybody else: who said yes to being named in public, and that there were others."""
    rows = list(rows)
    agreed = agreeing({row.person_id for row in rows})
    named = [row for row in rows if row.person_id in agreed]
    others = len(rows) - len(named)
    if not others:
        return Named(named)
    if others < SHOWN_FROM:
        return Named(named, _("other members") if named else _("members who are not named here"))
    return Named(named, ngettext("%(n)s other member", "%(n)s other members", others) % {"n": others})


def agreeing(people: set[int | None]) -> frozenset[int]:
    """Of these, who agreed to be named in public."""
    agreed = Person.objects.consenting_to(Purpose.PRESS, SEAT).filter(pk__in=people - {None})
    return frozenset(agreed.values_list("pk", flat=True))
