"""Verbs of finding: search a registry for alumni and propose who may be whom."""

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from bigtent.alumni.errors import RegistryError
from bigtent.alumni.models import FindingRun, Link, Registry, RegistryEntry, alumni
from bigtent.alumni.readers.registry_file import YEARS
from bigtent.alumni.services.alumni_frame import COLUMNS_READ, alumni_frame, lost_alumni
from bigtent.alumni.services.writing import insert
from bigtent.ledger.clock import now
from bigtent.ledger.progress import Progress
from bigtent.ledger.services import record
from bigtent.ledger.statistics import refresh_statistics
from bigtent.people.models import Person

if TYPE_CHECKING:
    import polars as pl

# A person is worth a minute of review from one chance in ten; then her three likeliest candidates are shown.
WORTH_A_LOOK = 0.1
SHOWN_FROM = 0.01
SHOWN = 3
CHUNK = 1000
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
    _propose(run, found.frame, progress)
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
        raise RegistryError(str(fault)) from fault
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


def _propose(run: FindingRun, frame: "pl.DataFrame", progress: Progress) -> None:
    """Write entries and links for everyone worth a look, some people at a time."""
    shown = _worth_a_look(frame)
    entries = _entries(run.registry, shown)
    searched = list(lost_alumni().order_by("pk").values_list("pk", flat=True))
    candidates: dict[int, list[dict]] = {}
    for row in shown.iter_rows(named=True):
        candidates.setdefault(int(row["left_id"]), []).append(row)
    progress.step(_("Writing down who may be whom"), len(searched))
    for start in range(0, len(searched), CHUNK):
        chunk = searched[start : start + CHUNK]
        _propose_chunk(run, chunk, candidates, entries)
        refresh_statistics(Link, RegistryEntry)
        progress.advance(len(chunk))


def _worth_a_look(frame: "pl.DataFrame") -> "pl.DataFrame":
    import polars as pl

    order = ["left_id", "probability", "right_id"]
    return (
        frame.filter(pl.col("probability").sum().over("left_id") >= WORTH_A_LOOK)
        .filter(pl.col("probability") >= SHOWN_FROM)
        .sort(order, descending=[False, True, False])
        .group_by("left_id", maintain_order=True)
        .head(SHOWN)
        .with_columns(rank=pl.int_range(1, pl.len() + 1).over("left_id"))
    )


def _entries(edition: Registry, shown: "pl.DataFrame") -> dict[str, dict[str, Any]]:
    """The registry's rows of all candidates, by their id."""
    import polars as pl

    wanted = shown["right_id"].unique().implode()
    found = pl.scan_parquet(edition.path).filter(pl.col("id").is_in(wanted)).collect(engine="streaming")
    return {row["id"]: row for row in found.drop("line").iter_rows(named=True)}


@transaction.atomic
def _propose_chunk(run: FindingRun, people: list[int], candidates: dict[int, list[dict]], entries) -> None:
    """Propose candidates to some people. What somebody decided in the meantime stands."""
    held = list(
        Link.objects.select_for_update()
        .filter(person__in=people, entry__series=run.registry.name)
        .values_list("person_id", "entry__number", "state")
    )
    decided = (Link.State.REFUSED, Link.State.CONFIRMED)
    settled = {(person, number) for person, number, state in held if state in decided}
    free = set(
        Person.objects.current()
        .filter(pk__in=people)
        .exclude(Exists(Link.objects.confirmed().filter(person=OuterRef("pk"))))
        .values_list("pk", flat=True)
    )
    rows = [row | {"person": person} for person in people if person in free for row in candidates.get(person, ())]
    taken = _taken(run, {row["right_id"] for row in rows})
    rows = [row for row in rows if row["right_id"] not in taken and (row["person"], row["right_id"]) not in settled]
    numbers = _keep_entries(run.registry, {row["right_id"]: entries[row["right_id"]] for row in rows})
    _keep_links(run, rows, numbers, {(person, number) for person, number, _state in held}, free)


def _taken(run: FindingRun, numbers: set[str]) -> set[str]:
    """Entries that are somebody else's by a confirmed link."""
    linked = Link.objects.confirmed().filter(entry__series=run.registry.name, entry__number__in=numbers)
    return set(linked.values_list("entry__number", flat=True))


_VALUES = [f.name for f in RegistryEntry._meta.fields if f.name not in ("id", "series", "number", "registry")]


def _keep_entries(edition: Registry, rows: dict[str, dict[str, Any]]) -> dict[str, int]:
    """Write entries, or bring them up to this edition; gives their primary keys by number."""
    known = RegistryEntry.objects.filter(series=edition.name, number__in=list(rows))
    older = dict(known.exclude(registry=edition).values_list("number", "pk"))
    same = set(known.filter(registry=edition).values_list("number", flat=True))
    entries = [_entry(edition, number, row) for number, row in rows.items() if number not in same]
    insert([entry for entry in entries if entry.number not in older])
    RegistryEntry.objects.bulk_create(
        [entry for entry in entries if entry.number in older],
        update_conflicts=True,
        unique_fields=["series", "number"],
        update_fields=["registry", *_VALUES],
    )
    return dict(known.values_list("number", "pk"))


def _entry(edition: Registry, number: str, row: dict[str, Any]) -> RegistryEntry:
    values = {c: row.get(c) if c in YEARS else row.get(c) or "" for c in _VALUES}
    return RegistryEntry(series=edition.name, number=number, registry=edition, **values)


def _keep_links(run: FindingRun, rows: list[dict], numbers: dict[str, int], held: set, people: set[int]) -> None:
    """Propose the pairs; earlier proposals from this registry that are no longer likely are closed."""
    links = [
        Link(
            person_id=row["person"],
            entry_id=numbers[row["right_id"]],
            run=run,
            probability=min(1.0, row["probability"]),
            rank=row["rank"],
            weight=row["weight"],
            is_link=row["is_link"],
            surname_changed=_surname_changed(row["evidence"]),
            evidence=row["evidence"],
        )
        for row in rows
    ]
    again = {number for number, row in enumerate(rows) if (row["person"], row["right_id"]) in held}
    fields = ["run", "probability", "rank", "weight", "is_link", "surname_changed", "evidence", "state"]
    insert([link for number, link in enumerate(links) if number not in again])
    Link.objects.bulk_create(
        [links[number] for number in sorted(again)],
        update_conflicts=True,
        unique_fields=["person", "entry"],
        update_fields=fields,
    )
    earlier = Link.objects.proposed().filter(person__in=people, entry__series=run.registry.name).exclude(run=run)
    earlier.update(state=Link.State.CLOSED)


def _surname_changed(evidence: list[dict[str, Any]]) -> bool:
    """Anything but the same surname: another one, a part of it, or another spelling."""
    return not any(item["field"] == "last_name" and item["level"] == "same" for item in evidence)


def _close(run: FindingRun, found: Found, by) -> dict[str, Any]:
    """Write the run's figures and end it."""
    import polars as pl

    top = found.frame.group_by("left_id").agg(pl.col("probability").max(), pl.col("is_link").any())
    likely = top.filter(pl.col("is_link"))["probability"]
    shown = _worth_a_look(found.frame)
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
