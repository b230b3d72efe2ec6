"""Whom of the expert roster somebody may read, and what of an entry."""

from dataclasses import dataclass

from bigtent.people.models import Expertise, Person, Purpose

ENTRY, LIVED = "people.expertise", "people.lived_experience"


@dataclass(frozen=True)
class Seen:
    """An entry as staff see it: whether they find it at all, and what she lived through where she lets them read it."""

    entry: Expertise
    is_found: bool
    lived: str


def experts_read_by(account, where: dict | None = None):
    """The entries of those who agreed to be written to and do not withhold what they know; `where` narrows by region,
    which staff know from the records."""
    agreed = Person.objects.visible_to(account, Purpose.OUTREACH).showing(ENTRY)
    found = Expertise.objects.offered().filter(person__in=agreed.values("pk"))
    if where:
        there = Person.objects.visible_to(account, Purpose.RECORDS).search(**where)
        found = found.filter(person__in=there.values("pk"))
    return found


def lived_read_by(account, entry: Expertise) -> str:
    """What she lived through, where she said yes to that; otherwise nothing, not even whether there is something."""
    allowed = Person.objects.visible_to(account, Purpose.OUTREACH).showing(LIVED).filter(pk=entry.person_id)
    return entry.lived_experience or "" if allowed.exists() else ""


def seen(entry: Expertise) -> Seen:
    """One's own entry with the eyes of staff."""
    people = Person.objects.filter(pk=entry.person_id)
    is_found = entry.ended_on is None and _agrees(people, entry, ENTRY)
    return Seen(entry, is_found, (entry.lived_experience or "") if is_found and _agrees(people, entry, LIVED) else "")


def _agrees(people, entry: Expertise, datum: str) -> bool:
    return people.consenting_to(Purpose.OUTREACH, datum).exists()
