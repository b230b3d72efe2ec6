"""Verbs of finding: search a registry for alumni and propose who may be whom."""

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.alumni.errors import RegistryError
from bigtent.alumni.models import FindingRun, Registry, alumni
from bigtent.alumni.services.alumni_frame import COLUMNS_READ, alumni_frame, lost_alumni
from bigtent.alumni.services.proposing import propose, worth_a_look
from bigtent.ledger.clock import now
from bigtent.ledger.progress import Progress
from bigtent.ledger.services import record

if TYPE_CHECKING:
    import polars as pl

BANDS = (0.0, 0.1, 0.5, 0.9, 0.99, 1.0)


def find_alumni(*, registry: str, by, progress=None) -> dict[str, Any]:
    """Search the registry with this key for all alumni without a confirmed link, and propose candidates.

    Refused pairs are never proposed again, confirmed ones stay. The engine works outside of transactions and
    its result is kept until all is written, so that a killed run goes on; doing it twice changes nothing.
    """
    progress = progress or Progress()
    edition = Registry.objects.filter(key=registry).first()
    if edition is None or not edition.path.exists():
        raise RegistryError(_("There is no such registry. Load it first."), field="registry")
    if not alumni().exists():
        raise RegistryError(_("There are no alumni to look for. Bring in a roster first."))
    run = _open_run(edition, by)
    found = _found(run, progress)
    propose(run, found.frame, progress)
    return _close(run, found, by)


def _open_run(edition: Registry, by) -> FindingRun:
    """The run that was cut off, or a new one."""
    with transaction.atomic():
        run, begun = FindingRun.objects.unfinished().get_or_create(registry=edition, ended_at=None, defaults={"by": by})
        if begun:
            record(by=by, verb="start_finding", about=run)
    return run


@dataclass
class Found:
    """What the engine gave: its candidates, and its report."""

    frame: "pl.DataFrame"
    report: dict[str, Any]


def _found(run: FindingRun, progress: Progress) -> Found:
    """The engine's result, from the file of a run that was cut off or by searching now."""
    import polars as pl

    note = run.results_path.with_suffix(".json")
    if run.results_path.exists() and note.exists():
        return Found(pl.read_parquet(run.results_path), json.loads(note.read_text()))
    run.results_path.parent.mkdir(parents=True, exist_ok=True)
    found = _searched(run, progress)
    draft = run.results_path.with_suffix(".draft")
    found.frame.write_parquet(draft)
    note.write_text(json.dumps(found.report))
    draft.replace(run.results_path)
    return found


def _searched(run: FindingRun, progress: Progress) -> Found:
    from bigtent.engines.linkage import LinkageError, Model, link

    frame, began = alumni_frame(lost_alumni()), time.perf_counter()
    try:
        links = link(frame, run.registry.path, Model.alumni_to_registry(), progress=_telling(progress))
    except LinkageError as fault:
        run.delete()
        raise RegistryError(_("The registry cannot be searched: %s") % fault) from fault
    report = {
        "model": "alumni-to-registry",
        "searched": frame.height,
        "share": links.share,
        "findings": links.findings,
        "seconds": round(time.perf_counter() - began, 1),
        "read": [c for c in COLUMNS_READ if frame[c].null_count() < frame.height],
    }
    return Found(links.frame, report)


def _telling(progress: Progress):
    """The engine's steps in the words of the page."""
    words = {
        "read": _("Reading both lists"),
        "block": _("Choosing pairs to look at"),
        "train": _("Learning what agreement is worth"),
        "score": _("Weighing the evidence"),
        "decide": _("Letting candidates compete"),
    }
    return lambda step, done, total: progress.engine(words.get(step, step), done, total)


def _close(run: FindingRun, found: Found, by) -> dict[str, Any]:
    """Write the run's figures and end it."""
    import polars as pl

    top = found.frame.group_by("left_id").agg(pl.col("probability").max(), pl.col("is_link").any())
    likely = top.filter(pl.col("is_link"))["probability"]
    shown = worth_a_look(found.frame)
    run.searched = found.report["searched"]
    run.proposed = shown["left_id"].n_unique()
    run.expected = round(float(found.frame["probability"].sum()), 1)
    run.precision = float(likely.mean()) if likely.len() else None
    run.bands = _bands(top, run.searched)
    run.columns_read = {
        "alumni": {c: COLUMNS_READ[c] for c in found.report.pop("read")},
        "registry": run.registry.columns,
    }
    run.report = found.report
    run.ended_at = now()
    with transaction.atomic():
        run.save()
        record(by=by, verb="find_alumni", about=run, count=run.proposed)
    for path in (run.results_path, run.results_path.with_suffix(".json")):
        path.unlink(missing_ok=True)
    return {"run": run.key, "searched": run.searched, "proposed": run.proposed, "expected": run.expected}


def _bands(top: "pl.DataFrame", searched: int) -> list[dict[str, Any]]:
    """How many people have their likeliest candidate in each band, and how many of those are expected to be right."""
    import polars as pl

    bands = []
    for low, high in zip(BANDS, BANDS[1:], strict=False):
        inside = (pl.col("probability") >= low) & ((pl.col("probability") < high) | (pl.lit(high) == 1.0))
        chances = top.filter(inside)["probability"]
        people = chances.len() + (searched - top.height if low == 0.0 else 0)
        bands.append({"low": low, "high": high, "people": people, "expected": round(float(chances.sum()), 1)})
    return bands
