"""The audit of one person in words."""

from dataclasses import dataclass

from bigtent.ledger.declarations import declared
from bigtent.ledger.models import AuditEntry
from bigtent.people.models import Person

SHOWN = 30


@dataclass(frozen=True)
class Event:
    """One audit entry as a sentence."""

    entry: AuditEntry
    words: str


def history_of(person: Person) -> list[Event]:
    """The latest entries about a person and the records merged into her."""
    ids = [str(pk) for pk in (person.pk, *person.merged_records.values_list("pk", flat=True))]
    entries = AuditEntry.objects.filter(object_type="people.person", object_id__in=ids)
    deeds = {deed.verb: deed for deed in declared("DEEDS")}
    return [Event(entry, _words(entry, deeds)) for entry in entries.select_related("by__person")[:SHOWN]]


def _words(entry: AuditEntry, deeds: dict) -> str:
    deed = deeds.get(entry.verb)
    if deed is None:
        return entry.verb.replace("_", " ")
    return str(deed.words) % {"what": entry.object_label, "count": entry.count}
