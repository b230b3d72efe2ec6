"""Verbs: find records that are one person, decide about them, take decisions back."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.alumni.errors import DuplicateError
from bigtent.alumni.models import DuplicatePair, DuplicateRun
from bigtent.alumni.services.pairing import Candidates, kept_first
from bigtent.alumni.services.roster_frame import roster_frame
from bigtent.ledger.clock import now
from bigtent.ledger.progress import Progress
from bigtent.ledger.services import record
from bigtent.ledger.writing import update_column
from bigtent.people.models import Merge
from bigtent.people.services import merge_people, undo_merges

BATCH = 500
ENGINE_STEPS = {
    "read": gettext_lazy("Reading the records"),
    "block": gettext_lazy("Finding records that could be one"),
    "train": gettext_lazy("Learning what agreement means"),
    "score": gettext_lazy("Weighing the evidence"),
    "decide": gettext_lazy("Bringing pairs together"),
}
State = DuplicatePair.State


def find_duplicates(*, by, progress: Progress | None = None) -> dict[str, int]:
    """Search all alumni for duplicates: the sure ones are merged, the others become questions.

    The plan is kept before the first merge; a run that was cut off goes on with it and asks nothing twice.
    """
    progress = progress or Progress()
    run = DuplicateRun.objects.filter(key=progress.position.get("run")).first()
    if run is None:
        run = _plan(by, progress)
        progress.remember(run=run.key)
    edges = [(kept, merged) for _pair, kept, merged in run.plan]
    merge_people(pairs=edges, by=by, reason=_("Found as the same person"), progress=progress)
    _close(run, by)
    return run.counts


def _plan(by, progress: Progress) -> DuplicateRun:
    progress.step(_("Gathering what the lists say"), 0)
    frame = roster_frame()
    candidates = Candidates(_compared(frame, progress))
    progress.step(_("Keeping the questions"), 0)
    with transaction.atomic():
        run = DuplicateRun.objects.create(by=by)
        run.plan = candidates.keep(run)
        run.counts = {"people": frame.height, "asked": DuplicatePair.objects.waiting().count()}
        run.save(update_fields=["plan", "counts"])
    return run


def _compared(frame, progress: Progress) -> list[tuple]:
    """(left id, right id, probability, whether in one cluster, evidence) from the engine, the likeliest first."""
    from bigtent.engines.linkage import LinkageError, Model, deduplicate

    def tell(step: str, done: int, total: int) -> None:
        progress.engine(str(ENGINE_STEPS.get(step, step)), done, total)

    try:
        links = deduplicate(frame, Model.roster(), id="id", progress=tell).links
    except LinkageError as fault:
        raise DuplicateError(_("The records cannot be compared: %s") % fault) from fault
    found = links.sort("probability", "left_id", "right_id", descending=[True, False, False])
    return found.select("left_id", "right_id", "probability", "is_link", "evidence").rows()


def _close(run: DuplicateRun, by) -> None:
    """Note which pair became which merge. Read from the merges, so that nothing hangs on one process."""
    merge_of = _merges_of(run)
    made = [(pair, merge_of[merged]) for pair, _kept, merged in run.plan if merged in merge_of]
    with transaction.atomic():
        update_column(DuplicatePair, "merge", ((merge, pair) for pair, merge in made))
        for at in range(0, len(made), BATCH):
            batch = DuplicatePair.objects.filter(pk__in=[pair for pair, _merge in made[at : at + BATCH]])
            batch.update(state=State.SAME, decided_at=now(), decided_by=by)
        run.counts |= {"merged": len(made), "asked": DuplicatePair.objects.waiting().count()}
        run.ended_at = now()
        run.save(update_fields=["counts", "ended_at"])
        record(by=by, verb="find_duplicates", about=run, count=len(made))


def _merges_of(run: DuplicateRun) -> dict[int, int]:
    """{id of a merged record: its merge in force}, of what the run planned."""
    merged = [merged for _pair, _kept, merged in run.plan]
    found: dict[int, int] = {}
    for at in range(0, len(merged), BATCH):
        merges = Merge.objects.in_force().filter(merged__in=merged[at : at + BATCH])
        found |= dict(merges.values_list("merged_id", "pk"))
    return found


def decide_duplicates(*, pairs: Iterable[DuplicatePair], decision: str, by) -> list[DuplicatePair]:
    """Say of each pair whether it is the same person, not the same, or to be decided later."""
    if decision not in (State.SAME, State.DIFFERENT, State.LATER):
        raise DuplicateError(_("“%s” is no decision. Say same, different or later.") % decision)
    pairs = list(pairs)
    with transaction.atomic():
        pairs = list(DuplicatePair.objects.select_for_update().filter(pk__in=[pair.pk for pair in pairs]))
        for pair in pairs:
            _refuse_settled(pair)
            _decide(pair, decision, by)
        record(
            by=by, verb="decide_duplicates", about=pairs[0] if len(pairs) == 1 else DuplicatePair(),
            changes={"decision": ["", decision]}, count=len(pairs),
        )  # fmt: skip
    return pairs


def _decide(pair: DuplicatePair, decision: str, by) -> None:
    pair.state, pair.decided_by, pair.decided_at = decision, by, now()
    if decision == State.SAME:
        order = kept_first(pair.first, pair.second)
        pair.merge = merge_people(pairs=[order], by=by, reason=_("Seen to be the same person"))[0]
        pair.refresh_from_db(fields=["first", "second"])
    pair.save(update_fields=["state", "decided_by", "decided_at", "merge"])


def _refuse_settled(pair: DuplicatePair) -> None:
    if pair.state in (State.SAME, State.DIFFERENT):
        raise DuplicateError(
            _("About this pair it was decided already: %s. Undo that first.") % pair.get_state_display()
        )
    if pair.first.merged_into_id or pair.second.merged_into_id or pair.first_id == pair.second_id:
        raise DuplicateError(_("One of these records was merged meanwhile. The question has gone."))


def undo_duplicate_decision(*, pair: DuplicatePair, by) -> DuplicatePair:
    """Take back what was decided about one pair; it is asked again."""
    with transaction.atomic():
        pair = DuplicatePair.objects.select_for_update().get(pk=pair.pk)
        if pair.state == State.WAITING:
            raise DuplicateError(_("Nothing was decided about this pair."))
        old = pair.state
        if pair.merge_id and pair.merge.undone_at is None:
            undo_merges(merges=[pair.merge], by=by, reason=_("Taken back"))
        _ask_again([pair.pk])
        record(by=by, verb="undo_duplicate_decision", about=pair, changes={"decision": [old, State.WAITING]})
    pair.refresh_from_db()
    return pair


def undo_duplicate_run(*, run_key: str, by, progress: Progress | None = None) -> dict[str, int]:
    """Separate every record that a run merged by itself; the pairs become questions."""
    progress = progress or Progress()
    run = DuplicateRun.objects.get(key=run_key)
    merges = Merge.objects.in_force().filter(pk__in=_merges_of(run).values()).select_related("kept", "merged")
    count = undo_merges(merges=merges, by=by, reason=_("Search for duplicates taken back"), progress=progress)
    with transaction.atomic():
        _ask_again([pair for pair, _kept, _merged in run.plan])
        run.undone_at = now()
        run.save(update_fields=["undone_at"])
        record(by=by, verb="undo_duplicate_run", about=run, count=count)
    return {"separated": count}


def _ask_again(pks: Sequence[int]) -> None:
    for at in range(0, len(pks), BATCH):
        DuplicatePair.objects.filter(pk__in=pks[at : at + BATCH]).update(
            state=State.WAITING, merge=None, decided_by=None, decided_at=None, automatic=False, by_hand=True
        )


def latest_decision(by) -> DuplicatePair | None:
    """What this account decided last, for the button that takes it back."""
    decided = DuplicatePair.objects.decided_by_hand().filter(decided_by=by)
    return decided.select_related("first", "second", "merge").order_by(F("decided_at").desc(), "-pk").first()
