"""Propose: pair everybody with the matching engine, have the proof checked, keep both."""

import io
import json
import time
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now
from bigtent.ledger.keys import new_key
from bigtent.ledger.models import Document
from bigtent.ledger.progress import Progress
from bigtent.ledger.services import keep_document, record
from bigtent.mentoring.errors import RoundError
from bigtent.mentoring.factors import against_in_words, most_points
from bigtent.mentoring.models import MatchRound, Pairing, Price, Proposal, Unmatched
from bigtent.mentoring.services.rounds import take_off_schedule, unfinished_round
from bigtent.mentoring.services.tables import Inputs, read_inputs

if TYPE_CHECKING:
    from bigtent.engines.matching import PairError, Result

BATCH = 500
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Found:
    """What the engine found for one round, with its proof checked."""

    inputs: Inputs
    result: "Result"
    locks: Pairs
    previous: Pairs | None
    engine_seconds: float
    check_seconds: float


def propose(*, match_round: str, by, progress: Progress | None = None) -> dict[str, Any]:
    """Make the next proposal of the round with that key. Nothing is published and nobody is written to.

    Locks are kept, blocked pairs left out, pairs of the latest proposal preferred among equals. Refuses when
    somebody locked no longer takes part, when nobody waits, or when the proof does not hold.
    """
    progress = progress or Progress()
    the_round = unfinished_round(match_round)
    run = progress.position.get("run") or new_key()
    progress.remember(run=run)
    proposal = Proposal.objects.filter(run=run).first()
    if proposal is None:
        found = _find(the_round, progress)
        progress.step(_("Keeping the proposal and its proof"))
        certificate = _keep_certificate(the_round, found, by)
        proposal = _store(the_round, run, found, certificate, by)
    return {"match_round": the_round.key, "number": proposal.number, "placed": proposal.placed}


def _find(match_round: MatchRound, progress: Progress) -> Found:
    from bigtent.engines.matching import MatchingError, PairError, assign, verify

    progress.step(_("Reading offers and wishes"))
    inputs = read_inputs(match_round)
    _check_anybody(inputs)
    locks, blocks, previous = _locks(match_round, inputs), _blocks(match_round, inputs), _latest_pairs(match_round)
    try:
        progress.step(_("Pairing %(count)s students") % {"count": f"{len(inputs.mentees):,}"})
        started = time.perf_counter()
        people = inputs.mentees_table, inputs.mentors_table, inputs.program
        result = assign(*people, previous=_frame(previous), locks=locks, blocks=blocks)
        solved = time.perf_counter()
        progress.step(_("Having the proof checked by a second program"))
        verify(*people, result.certificate)
        return Found(inputs, result, locks, previous, solved - started, time.perf_counter() - solved)
    except PairError as error:
        raise RoundError(_lock_refused(error, inputs, locks)) from error
    except MatchingError as error:
        raise RoundError(_("The students cannot be paired: %s") % error) from error


def _check_anybody(inputs: Inputs) -> None:
    if not inputs.mentees:
        raise RoundError(_("No student who agreed to be paired waits for a mentor. There is nothing to propose."))
    if not inputs.mentors:
        raise RoundError(_("No mentor who agreed to be paired takes part. Invite mentors first."))


def _locks(match_round: MatchRound, inputs: Inputs) -> Pairs:
    """The locked pairs; one whose student or mentor has left is for a person to decide."""
    locks = match_round.locks.select_related("mentee__person", "mentor__person")
    for lock in locks:
        if str(lock.mentee_id) not in inputs.mentees or str(lock.mentor_id) not in inputs.mentors:
            words = _("%(student)s is locked with %(mentor)s, but one of them no longer takes part. Unlock the pair.")
            raise RoundError(words % {"student": lock.mentee.person, "mentor": lock.mentor.person})
    return [(str(lock.mentee_id), str(lock.mentor_id)) for lock in locks]


def _blocks(match_round: MatchRound, inputs: Inputs) -> Pairs:
    blocks = [(str(a), str(b)) for a, b in match_round.blocks.values_list("mentee", "mentor")]
    taking_part = [(a, b) for a, b in blocks if a in inputs.mentees and b in inputs.mentors]
    return sorted({*taking_part, *inputs.same_person()})


def _latest_pairs(match_round: MatchRound) -> Pairs | None:
    latest = match_round.proposals.first()
    if latest is None:
        return None
    return [(str(a), str(b)) for a, b in latest.pairings.values_list("mentee", "mentor")]


def _frame(pairs: Pairs | None):
    import polars as pl

    if pairs is None:
        return None
    schema = {"mentee_id": pl.String, "mentor_id": pl.String}
    return pl.DataFrame(pairs, schema=schema, orient="row")


def _lock_refused(error: "PairError", inputs: Inputs, locks: Pairs) -> str:
    """The engine knows people by number and rules by their key; staff know both by name."""
    if not error.against:
        return _("The locks and blocks contradict one another: %s") % error
    names = {"student": inputs.mentees[str(error.value)], "mentor": inputs.mentors[dict(locks)[str(error.value)]]}
    rules = against_in_words(error.against, inputs.program.to_dict())
    words = _(
        "%(student)s is locked with %(mentor)s, against what the program asks: %(rules)s. Unlock the pair or change "
        "the rule."
    )
    return words % {**names, "rules": rules}


def _keep_certificate(match_round: MatchRound, found: Found, by) -> Document:
    """The certificate with all that was read, as the folder `bigtent match verify` checks. It holds no names."""
    inputs, result = found.inputs, found.result
    parts = {
        "mentees.csv": inputs.mentees_table.write_csv(),
        "mentors.csv": inputs.mentors_table.write_csv(),
        "pairings.csv": result.pairings.write_csv(),
        "program.json": json.dumps(inputs.program.to_dict(), ensure_ascii=False),
        "certificate.json": json.dumps(result.certificate.data, ensure_ascii=False),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, text in parts.items():
            # A fixed date: the same proposal gives the same file.
            folder.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    file.seek(0)
    return keep_document(file=file, name=f"certificate-{match_round.key}.zip", by=by)


def _store(match_round: MatchRound, run: str, found: Found, certificate: Document, by) -> Proposal:
    rows = found.result.pairings.rows(named=True)
    pairings, unmatched = list(_pairings(found, rows)), list(_unmatched(found))
    with transaction.atomic():
        MatchRound.objects.select_for_update().get(pk=match_round.pk)
        unfinished_round(match_round.key)
        proposal = Proposal.objects.create(**_totals(match_round, found, rows), run=run, certificate=certificate, by=by)
        for one in (*pairings, *unmatched):
            one.proposal = proposal
        Pairing.objects.bulk_create(pairings, batch_size=BATCH)
        Unmatched.objects.bulk_create(unmatched, batch_size=BATCH)
        prices = found.result.prices.iter_rows()
        Price.objects.bulk_create(
            [Price(proposal=proposal, mentor_id=int(id_), places=a, points=b) for id_, a, b in prices],
            batch_size=BATCH,
        )
        MatchRound.objects.filter(pk=match_round.pk).update(state=MatchRound.State.PROPOSED)
        changes = {"number": ["", proposal.number], "placed": ["", proposal.placed], "points": ["", proposal.points]}
        changes |= take_off_schedule(match_round)
        record(by=by, verb="propose", about=match_round, changes=changes, count=proposal.placed)
    return proposal


def _totals(match_round: MatchRound, found: Found, rows: list[dict]) -> dict[str, Any]:
    result, inputs, before = found.result, found.inputs, set(found.previous or ())
    latest = match_round.proposals.aggregate(number=Max("number"))["number"] or 0
    return {
        "match_round": match_round,
        "number": latest + 1,
        "program": inputs.program.to_dict(),
        "program_version": match_round.program.version,
        "mentees": len(inputs.mentees),
        "mentors": len(inputs.mentors),
        "places": inputs.places,
        "placed": len(rows),
        "total": int(result.total),
        "bound": int(result.bound),
        "gap": int(result.gap),
        "points": sum(row["points"] for row in rows),
        "most_points": sum(most_points(factor, inputs.program.tables) for factor in inputs.program.to_dict()["factor"]),
        "least_served": min((row["points"] for row in rows), default=None),
        "changes": None if found.previous is None else sum(_ids(row) not in before for row in rows),
        "blocking_pairs": result.blocking_pairs,
        "columns_read": list(result.rules_read),
        "engine_seconds": found.engine_seconds,
        "check_seconds": found.check_seconds,
        "verified_at": now(),
    }


def _ids(row: dict) -> tuple[str, str]:
    return row["mentee_id"], row["mentor_id"]


def _pairings(found: Found, rows: list[dict]):
    """Each pairing with the points of every factor, and what the next best mentors would cost everybody."""
    names = [factor["name"] for factor in found.inputs.program.to_dict()["factor"]]
    before, locks = set(found.previous or ()), set(found.locks)
    for row in rows:
        told = found.result.explain(row["mentee_id"])
        yield Pairing(
            mentee_id=int(row["mentee_id"]),
            mentor_id=int(row["mentor_id"]),
            points=row["points"],
            reasons={name: row[name] for name in names},
            nearest=[[int(one.mentor_id), one.points, *one.loss] for one in told.alternatives],
            is_locked=_ids(row) in locks,
            is_new=_ids(row) not in before,
        )


def _unmatched(found: Found):
    """Each mentee without a mentor: what each rule leaves, and the nearest mentors whose places went elsewhere."""
    for mentee in found.result.unmatched["mentee_id"].to_list():
        told = found.result.explain(mentee)
        yield Unmatched(
            mentee_id=int(mentee),
            hurdles=[[left.rule, left.after, left.without] for left in told.rules],
            nearest=[[int(one.mentor_id), one.points, *one.one_more_place] for one in told.alternatives],
        )
