"""Verbs: merge records that are one person, and undo it.

A merge keeps every value. Rows of every room that declares them in KNOWN go to the kept record; a row that says
the same as one already there stays on the merged record; each move and each filled field is remembered.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max, OuterRef, Subquery
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now
from bigtent.ledger.models import AuditEntry
from bigtent.ledger.progress import Progress
from bigtent.ledger.services import record
from bigtent.ledger.statistics import refresh_statistics
from bigtent.people.batches import in_batches
from bigtent.people.errors import MergeError
from bigtent.people.merging.accounts import keep_closed, open_accounts, settle_accounts, unsettle_accounts
from bigtent.people.merging.edits import edited_since
from bigtent.people.merging.ending import InUse, in_use
from bigtent.people.merging.filling import FACTS, KEPT, MERGED, fill, unfill
from bigtent.people.merging.moving import move_rows, return_rows
from bigtent.people.merging.pairs import resolve
from bigtent.people.models import Account, Merge, MovedRow, Person
from bigtent.people.services.accounts import follow_merges

Pair = tuple[Person | int, Person | int]


def merge_people(
    *,
    pairs: Iterable[Pair],
    by,
    reason: str,
    choices: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> list[Merge]:
    """Merge many (kept, merged) records, given as persons or ids; the merges made.

    Chains end at one record: with (A, B) and (B, C) all is kept on A. A pair merged before in the same way is
    passed over, so a run that was cut off can be started again. Commits every 2,000 pairs.
    `choices` {fact or "account": "kept" or "merged"} say whose value stands; the rest follows the rules of filling.
    """
    progress = progress or Progress()
    choices = _known_choices(choices or {})
    wanted = resolve(pairs, account_chosen="account" in choices)
    _refuse_two_sign_ins(wanted, by)
    if "account" in choices:
        _refuse_closing_an_administrator(wanted, choices["account"])
    progress.step(_("Merging records"), len(wanted))
    made: list[Merge] = []
    entry, moment = None, now()
    for batch in in_batches(sorted(wanted.items(), key=lambda pair: (pair[1], pair[0]))):
        with transaction.atomic():
            merges = _merge(batch, by, reason, choices, moment)
            entry = _record(entry, "merge_people", merges, by, reason, moment)
        refresh_statistics(Person, Merge, MovedRow)
        made += merges
        progress.advance(len(batch))
    return made


def undo_merges(*, merges: Iterable[Merge], by, reason: str = "", progress: Progress | None = None) -> int:
    """Give every merged record back what came from it; the number undone.

    What changed on the kept record since then stays there. A later merge of the kept record is undone first.
    """
    progress = progress or Progress()
    merges = list(merges)
    _refuse_opening_a_sign_in(merges, by)
    waves = _waves(merges)
    progress.step(_("Separating records"), sum(len(wave) for wave in waves))
    entry, count, moment = None, 0, now()
    for wave in waves:
        for batch in in_batches(wave):
            with transaction.atomic():
                _undo(batch, by, reason, moment)
                entry = _record(entry, "undo_merges", batch, by, reason, moment)
            count += len(batch)
            progress.advance(len(batch))
    return count


def _known_choices(choices: Mapping[str, str]) -> dict[str, str]:
    known = {fact.name for fact in FACTS} | {"account"}
    for name, side in choices.items():
        if name not in known:
            raise MergeError(_("“%s” is nothing that can be chosen in a merge.") % name)
        if side not in (KEPT, MERGED):
            raise MergeError(_("“%s” is neither of the two records.") % side, field=name)
    return dict(choices)


def _refuse_two_sign_ins(wanted: Mapping[int, int], by) -> None:
    """Whoever chooses whose sign-in stays could take over what somebody says of herself: an administrator decides
    it, and never about her own."""
    if by is None:
        return
    holders: dict[int, set[int]] = {}
    for batch in in_batches(wanted.keys() | set(wanted.values())):
        for pk in Account.objects.filter(person__in=batch).values_list("person_id", flat=True):
            holders.setdefault(wanted.get(pk, pk), set()).add(pk)
    for people in (found for found in holders.values() if len(found) > 1):
        if by.person_id in people:
            raise MergeError(_("One of these sign-ins is yours. Another administrator merges them."), field="account")
        if not by.has_perm("people.manage_accounts"):
            raise MergeError(
                _("Both can sign in. An administrator merges them, because only one sign-in stays."), field="account"
            )


def _refuse_closing_an_administrator(wanted: Mapping[int, int], side: str) -> None:
    """A merge is no way to take an administrator's sign-in away."""
    for merged, kept in wanted.items():
        held = {account.person_id: account for account in Account.objects.filter(person__in=[kept, merged])}
        closing = held.get(merged if side == KEPT else kept)
        if len(held) == 2 and closing.is_active and "administrator" in closing.roles:
            raise MergeError(
                _("%s is an administrator’s sign-in. Keep that one, or end the role first.") % closing.email,
                field="account",
            )


def _refuse_opening_a_sign_in(merges: list[Merge], by) -> None:
    if any(merge.closed_account_id for merge in merges) and by and not by.has_perm("people.manage_accounts"):
        raise MergeError(_("Undoing this merge opens a sign-in again. An administrator does that."))


def _merge(pairs: list[tuple[int, int]], by, reason: str, choices: dict[str, str], at: datetime) -> list[Merge]:
    """One batch of (merged id, kept id), inside a transaction."""
    mark = AuditEntry.objects.aggregate(latest=Max("pk"))["latest"] or 0
    merged_ids = [merged for merged, _kept in pairs]
    free = set(
        Person.objects.select_for_update()
        .filter(pk__in=merged_ids, merged_into__isnull=True)
        .values_list("pk", flat=True)
    )
    merges = Merge.objects.bulk_create(
        (
            Merge(kept_id=k, merged_id=m, by=by, reason=reason[:200], at=at, choices=choices, audit_mark=mark)
            for m, k in pairs
            if m in free
        ),
        batch_size=500,
    )
    gone_into = Merge.objects.in_force().filter(merged=OuterRef("pk")).values("kept")[:1]
    Person.objects.filter(pk__in=free).update(merged_into=Subquery(gone_into))
    people = _people_of(merges)
    opened = open_accounts(people)
    _gather(merges)
    follow_merges(opened_before=opened.keys(), people=people, by=by, reason=reason)
    return merges


def _people_of(merges: Iterable[Merge]) -> set[int]:
    return {person_id for merge in merges for person_id in (merge.kept_id, merge.merged_id)}


def _gather(
    merges: list[Merge],
    only: Mapping[int, frozenset[str]] | None = None,
    before: Mapping[str, InUse] | None = None,
) -> None:
    """Bring together what belongs to the kept records, and remember it in the merges.

    After an undo `only` names, by merge, the columns it may fill: what was edited since is left alone. `before` says
    what was in use: what was ended since stays ended.
    """
    if not merges:
        return
    people = Person.objects.in_bulk(_people_of(merges))
    move_rows(merges, before)
    settle_accounts(merges)
    for merge in merges:
        fillable = only[merge.pk] if only is not None else None
        # What was edited since is remembered all the same: the edit may itself be taken back later.
        edited = {column: said for column, said in merge.filled.items() if only is not None and column not in fillable}
        merge.filled = edited | fill(people[merge.kept_id], people[merge.merged_id], merge.choices, fillable)
    Person.objects.bulk_upsert([people[pk] for pk in {m.kept_id for m in merges if m.filled}])
    Merge.objects.bulk_create(
        merges,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["filled", "consents_ended", "closed_account"],
        batch_size=500,
    )


def _undo(merges: list[Merge], by, reason: str, at: datetime) -> None:
    """Separate all that is merged into the kept records, then gather anew from those that stay merged."""
    undone = {merge.pk for merge in merges}
    kept_ids = {merge.kept_id for merge in merges}
    family = list(Merge.objects.in_force().filter(kept_id__in=kept_ids).select_related("closed_account").order_by("pk"))
    people, before = _people_of(family), in_use(kept_ids)
    opened = open_accounts(people)
    staying = [merge for merge in family if merge.pk not in undone]
    closed_by = {merge.closed_account_id: merge for merge in staying if merge.closed_account_id}
    fillable = _unfill(family)
    unsettle_accounts(reversed(family))
    Merge.objects.filter(pk__in=undone).update(undone_at=at, closed_account=None)
    Person.objects.filter(pk__in=[merge.merged_id for merge in merges]).update(merged_into=None)
    return_rows(family)
    _gather(staying, only=fillable, before=before)
    keep_closed(closed_by, opened)
    follow_merges(opened_before=opened.keys(), people=people, by=by, reason=reason)


def _unfill(family: list[Merge]) -> dict[int, frozenset[str]]:
    """Take from the kept records what the merges filled; by merge, what it may fill again."""
    kept = Person.objects.select_for_update().in_bulk({merge.kept_id for merge in family})
    edited = edited_since(family)
    put_back: dict[int, set[str]] = {pk: set() for pk in kept}
    left: dict[int, set[str]] = {}
    for merge in reversed(family):
        back = unfill(kept[merge.kept_id], merge.filled, edited[merge.pk])
        put_back[merge.kept_id] |= back
        left[merge.pk] = set(merge.filled) - back | edited[merge.pk]
    Person.objects.bulk_upsert(list(kept.values()))
    return {merge.pk: frozenset(put_back[merge.kept_id] - left[merge.pk]) for merge in family}


def _waves(merges: list[Merge]) -> list[list[Merge]]:
    """In which order they can be undone: first those whose kept record is not merged into another."""
    if any(merge.undone_at for merge in merges):
        raise MergeError(_("This merge was undone already."))
    ours = {merge.pk for merge in merges}
    for batch in in_batches({merge.kept_id for merge in merges}):
        later = Merge.objects.in_force().filter(merged_id__in=batch).exclude(pk__in=ours).first()
        if later:
            raise MergeError(
                _("%(merged)s was merged into %(kept)s afterwards. Undo that first.")
                % {"merged": later.merged, "kept": later.kept}
            )
    waves, rest = [], sorted(merges, key=lambda merge: -merge.pk)
    while rest:
        still_merged = {merge.merged_id for merge in rest}
        waves.append([merge for merge in rest if merge.kept_id not in still_merged])
        rest = [merge for merge in rest if merge.kept_id in still_merged]
    return waves


def _record(
    entry: AuditEntry | None, verb: str, merges: list[Merge], by, reason: str, at: datetime
) -> AuditEntry | None:
    """One entry for the whole verb: the first batch writes it, each other adds its number."""
    if not merges:
        return entry
    if entry is None:
        about = merges[0].kept if len(merges) == 1 else Person()
        changes = _changes(merges[0]) if len(merges) == 1 else {}
        return record(by=by, verb=verb, about=about, reason=reason, changes=changes, count=len(merges), at=at)
    AuditEntry.objects.filter(pk=entry.pk).update(count=F("count") + len(merges))
    return entry


def _changes(merge: Merge) -> dict[str, list]:
    """What a single merge did, by its names; which sign-in was closed."""
    closed = {"account": [merge.closed_account.email, ""]} if merge.closed_account else {}
    return {"merged": ["", str(merge.merged)]} | closed
