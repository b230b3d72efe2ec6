"""Who said something herself, by the audit, where the fact itself does not keep who said it."""

from bigtent.ledger.models import AuditEntry
from bigtent.people.models import Account


def told_herself(people: list[int], verb: str, field: str) -> set[int]:
    """Those of these people whose own account did `verb` to their record and named `field`."""
    accounts = dict(Account.objects.filter(person__in=people).values_list("pk", "person_id"))
    if not accounts:
        return set()
    entries = AuditEntry.objects.filter(by__in=accounts, verb=verb, object_type="people.person")
    return {
        accounts[by]
        for by, object_id, changes in entries.values_list("by", "object_id", "changes")
        if object_id == str(accounts[by]) and field in changes
    }
