"""Which record goes into which, in the end."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from bigtent.people.batches import in_batches
from bigtent.people.errors import MergeError
from bigtent.people.models import Account, Person


def resolve(pairs: Iterable[tuple[Any, Any]], *, account_chosen: bool = False) -> dict[int, int]:
    """{merged id: kept id} with chains followed to their end; what is merged so already is left out.

    Raises MergeError for a record with itself, one that went elsewhere, two wishes that contradict each other,
    a demonstration record with a real one, and two open accounts unless it is chosen which one stays.
    """
    wished = [(_id(kept), _id(merged)) for kept, merged in pairs]
    people = _people({pk for pair in wished for pk in pair})
    parent, later = _parents(wished, people)
    roots = {merged: _root(merged, parent, people) for merged in parent}
    for kept, merged in later:
        if _root(kept, parent, people) != roots[merged]:
            raise MergeError(
                _("%(merged)s would go into two records, %(one)s and %(other)s. Choose one.")
                % {"merged": people[merged], "one": people[roots[merged]], "other": people[kept]}
            )
    _refuse_demonstration_with_real(roots, people)
    if not account_chosen:
        _refuse_two_accounts(roots, people)
    return roots


def _id(person: Any) -> int:
    return person.pk if isinstance(person, Person) else int(person)


def _people(ids: set[int]) -> dict[int, Person]:
    """The persons by id, and those they were merged into."""
    found: dict[int, Person] = {}
    for batch in in_batches(ids):
        found |= Person.objects.in_bulk(batch)
    missing = ids - found.keys()
    if missing:
        raise MergeError(_("There is no person with the number %s.") % min(missing))
    targets = {p.merged_into_id for p in found.values() if p.merged_into_id} - found.keys()
    return found | _people(targets) if targets else found


def _parents(wished: list[tuple[int, int]], people: dict[int, Person]):
    """{merged: kept} as wished, and the further wishes for a record that has one already."""
    parent: dict[int, int] = {}
    later: list[tuple[int, int]] = []
    for kept, merged in wished:
        if kept == merged:
            raise MergeError(_("%s cannot be merged with the same record.") % people[kept])
        kept = people[kept].merged_into_id or kept
        gone_into = people[merged].merged_into_id
        if gone_into == kept:
            continue
        if gone_into:
            raise MergeError(
                _("%(merged)s was merged into %(kept)s already. Undo that first.")
                % {"merged": people[merged], "kept": people[gone_into]}
            )
        if kept == merged:
            raise MergeError(_("%s is the record the other one was merged into.") % people[merged])
        if parent.setdefault(merged, kept) != kept:
            later.append((kept, merged))
    return parent, later


def _root(person_id: int, parent: dict[int, int], people: dict[int, Person]) -> int:
    passed = {person_id}
    while person_id in parent:
        person_id = parent[person_id]
        if person_id in passed:
            raise MergeError(_("These pairs go round in a circle at %s. Name one record to keep.") % people[person_id])
        passed.add(person_id)
    return person_id


def _refuse_demonstration_with_real(roots: dict[int, int], people: dict[int, Person]) -> None:
    for merged, kept in roots.items():
        if people[merged].demonstration != people[kept].demonstration:
            raise MergeError(
                _("%(merged)s and %(kept)s cannot be merged: one of them belongs to the demonstration.")
                % {"merged": people[merged], "kept": people[kept]}
            )


def _refuse_two_accounts(roots: dict[int, int], people: dict[int, Person]) -> None:
    """One person signs in one way; which account stays is a decision of its own."""
    holders: dict[int, Account] = {}
    for batch in in_batches(roots.keys() | set(roots.values())):
        for account in Account.objects.filter(person_id__in=batch):
            root = roots.get(account.person_id, account.person_id)
            other = holders.setdefault(root, account)
            if other != account and (other.is_active and account.is_active or _would_be_lost(other, account, root)):
                raise MergeError(
                    _("%(person)s has two accounts, %(one)s and %(other)s. Close one of them.")
                    % {"person": people[root], "one": other.email, "other": account.email}
                )


def _would_be_lost(one: Account, other: Account, root: int) -> bool:
    """The open one of the two is not the one that the kept record keeps."""
    return any(account.is_active and account.person_id != root for account in (one, other))
