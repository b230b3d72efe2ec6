"""Which of two sign-ins stays when two records with an account each become one."""

from collections.abc import Iterable, Mapping

from bigtent.people.batches import in_batches
from bigtent.people.merging.filling import MERGED
from bigtent.people.models import Account, Merge


def settle_accounts(merges: Iterable[Merge]) -> None:
    """Close the account that was not chosen, and give the other one to the kept record."""
    for merge in merges:
        both = _both(merge) if "account" in merge.choices else None
        if both is None:
            continue
        of_kept, of_merged = both
        closing = of_merged
        if merge.choices["account"] == MERGED:
            swap_people(of_kept, of_merged)
            closing = of_kept
        if Account.objects.filter(pk=closing.pk, is_active=True).update(is_active=False):
            merge.closed_account = closing


def unsettle_accounts(merges: Iterable[Merge]) -> None:
    """Latest first: each record has its account again, and the closed one is open, unless it changed hands since."""
    for merge in merges:
        both = _both(merge) if merge.choices.get("account") == MERGED else None
        if both:
            swap_people(*both)
        if merge.closed_account_id:
            Account.objects.filter(pk=merge.closed_account_id).update(is_active=True)
            merge.closed_account = None


def open_accounts(people: Iterable[int]) -> dict[int, int]:
    """{number of an open account: whose it is}."""
    found: dict[int, int] = {}
    for batch in in_batches(people):
        found |= dict(Account.objects.filter(person__in=batch, is_active=True).values_list("pk", "person_id"))
    return found


def keep_closed(closed_by: Mapping[int, Merge], before: Mapping[int, int]) -> None:
    """After an undo: who could not sign in `before` cannot now, by an account that a merge still in force had closed.

    `closed_by` says which merge had closed which account.
    """
    could = set(before.values())
    for pk, person_id in open_accounts({merge.kept_id for merge in closed_by.values()} - could).items():
        if pk in closed_by and closed_by[pk].kept_id == person_id:
            Account.objects.filter(pk=pk).update(is_active=False)
            Merge.objects.filter(pk=closed_by[pk].pk).update(closed_account=pk)


def swap_people(one: Account, other: Account) -> None:
    """A person has one account at any moment, so one of the two stands aside; references are checked at the end."""
    first, second = one.person_id, other.person_id
    for account, person_id in ((one, -one.pk), (other, first), (one, second)):
        Account.objects.filter(pk=account.pk).update(person_id=person_id)
        account.person_id = person_id


def _both(merge: Merge) -> tuple[Account, Account] | None:
    held = {
        account.person_id: account for account in Account.objects.filter(person__in=[merge.kept_id, merge.merged_id])
    }
    return (held[merge.kept_id], held[merge.merged_id]) if len(held) == 2 else None
