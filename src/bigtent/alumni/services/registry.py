"""Verbs of registries: load one edition of a list that someone else keeps."""

import csv
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bigtent.alumni.errors import RegistryError
from bigtent.alumni.models import Registry
from bigtent.alumni.readers.registry_file import YEARS, Batch, Problem, read_batches
from bigtent.ledger.clock import today
from bigtent.ledger.progress import Progress
from bigtent.ledger.services import record
from bigtent.ledger.spreadsheets import harmless

MOST_REFUSED = 0.1
SHOWN_PROBLEMS = 100


def load_registry(
    *, path: str | Path, name: str, as_of_on: date | str, source: str, terms: str, by, progress=None
) -> dict[str, Any]:
    """Store a CSV or Parquet file as one edition of the registry `name`; rows that cannot be used are named.

    `terms` is the license or law its use rests on. The same file twice is the same registry. A killed load
    leaves nothing, or a stored file that the next try takes up. Memory is bounded by the batch, whatever the
    length of the file.
    """
    progress = progress or Progress()
    path, name = Path(path), " ".join(name.split())
    as_of_on = _checked_date(as_of_on)
    if not name or not source.strip() or not terms.strip():
        raise RegistryError(_("A registry needs a name, where it comes from, and what its use rests on."))
    if not path.is_file():
        raise RegistryError(_("There is no file %(path)s. Check the path.") % {"path": path})
    digest = _digest(path, progress)
    known = Registry.objects.filter(digest=digest).first()
    if known:
        return _told(known, already=True)
    if Registry.objects.filter(name=name, as_of_on=as_of_on).exists():
        raise RegistryError(
            _("%(name)s as of %(date)s is already here, from another file. Give the date of this edition.")
            % {"name": name, "date": as_of_on},
            field="as_of_on",
        )
    stored = _store(path, digest, progress)
    return _told(_keep(stored, digest, name, as_of_on, source.strip(), terms.strip(), by))


def _checked_date(value: date | str) -> date:
    try:
        day = value if isinstance(value, date) else date.fromisoformat(value)
    except ValueError as fault:
        raise RegistryError(
            _("%(value)s is not a date. Write it like 2026-11-01.") % {"value": value}, field="as_of_on"
        ) from fault
    if day > today():
        words = _("%(date)s lies in the future. Give the date of the list.") % {"date": day}
        raise RegistryError(words, field="as_of_on")
    return day


def _digest(path: Path, progress: Progress) -> str:
    """The SHA-256 of the file, which is its name from now on."""
    progress.step(_("Recognizing the file"), path.stat().st_size // 1024 + 1)
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 22):
            digest.update(chunk)
            progress.advance(len(chunk) // 1024)
    return digest.hexdigest()


def _told(registry: Registry, already: bool = False) -> dict[str, Any]:
    return {
        "registry": registry.key,
        "name": str(registry),
        "rows": registry.rows,
        "refused_rows": registry.refused_rows,
        "problems": [str(Problem(**problem)) for problem in registry.problems[:5]],
        "already": already,
    }


@dataclass
class Stored:
    """What is known of a stored file; written beside it, so that a killed load need not read it again."""

    columns: list[str]
    rows: int = 0
    refused_rows: int = 0
    problems: list[dict[str, Any]] = field(default_factory=list)


def _store(path: Path, digest: str, progress: Progress) -> Stored:
    """Write the Parquet file and the list of what was left out; each appears whole or not at all."""
    target = Registry(digest=digest)
    note = target.path.with_suffix(".json")
    if target.path.exists() and note.exists():
        return Stored(**json.loads(note.read_text()))
    target.folder().mkdir(parents=True, exist_ok=True)
    _clear_away(digest)
    draft = target.path.with_suffix(f".{os.getpid()}.draft")
    refused = target.path.with_suffix(f".{os.getpid()}.refused")
    try:
        stored = _write(path, draft, refused, progress)
        note.write_text(json.dumps(asdict(stored)))
        refused.replace(target.refused_path)
        draft.replace(target.path)
    finally:
        draft.unlink(missing_ok=True)
        refused.unlink(missing_ok=True)
    return stored


def _clear_away(digest: str) -> None:
    """Remove what a killed load of the same file left half-written."""
    for left in Registry.folder().glob(f"{digest}.*.*"):
        if not _is_running(int(left.suffixes[-2][1:])):
            left.unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _write(path: Path, draft: Path, refused: Path, progress: Progress) -> Stored:
    columns, length, batches = read_batches(path)
    stored = Stored(columns)
    progress.step(_("Reading the registry"), length)
    with refused.open("w", newline="", encoding="utf-8") as out:
        report = csv.writer(out)
        report.writerow(["line", "column", "value", "remedy", "row_refused"])
        ids = _write_batches(batches, columns, draft, stored, report, progress)
        _drop_repeated(draft, ids, columns, stored, report)
    stored.problems.sort(key=lambda problem: problem["line"])
    _refuse_if_hopeless(stored)
    return stored


def _write_batches(batches: Iterator[Batch], columns, draft: Path, stored: Stored, report, progress: Progress):
    """Write batch by batch; gives a 64-bit fingerprint of every id, in the order of the file."""
    import numpy as np
    import pyarrow.parquet as pq

    fingerprints = [np.zeros(0, np.uint64)]
    with pq.ParquetWriter(draft, _schema(columns), compression="zstd") as writer:
        for batch in batches:
            _report(batch.problems, stored, report)
            if batch.frame.height:
                writer.write_table(batch.frame.to_arrow().cast(_schema(columns)))
                fingerprints.append(batch.frame["id"].hash(seed=1).to_numpy())
            stored.rows += batch.frame.height
            progress.advance(batch.read - progress.done)
    return np.concatenate(fingerprints)


def _schema(columns: list[str]):
    import pyarrow as pa

    return pa.schema(
        [pa.field("line", pa.int64())] + [pa.field(c, pa.int16() if c in YEARS else pa.string()) for c in columns]
    )


def _report(problems: list[Problem], stored: Stored, report) -> None:
    for problem in problems:
        report.writerow([problem.line, problem.column, harmless(problem.value), problem.remedy, problem.row_refused])
    stored.refused_rows += sum(problem.row_refused for problem in problems)
    room = SHOWN_PROBLEMS - len(stored.problems)
    stored.problems += [asdict(problem) for problem in problems[:room]]


def _drop_repeated(draft: Path, ids, columns: list[str], stored: Stored, report) -> None:
    """Keep the first row of each id. Only when fingerprints repeat is the file read a second time."""
    import numpy as np

    values, counts = np.unique(ids, return_counts=True)
    suspects = values[counts > 1]
    if not suspects.size:
        return
    import pyarrow.parquet as pq

    again = draft.with_suffix(".again")
    first: dict[str, int] = {}
    try:
        with pq.ParquetWriter(again, _schema(columns), compression="zstd") as writer:
            for part in pq.ParquetFile(draft).iter_batches():
                writer.write_table(_without_repeated(part, suspects, first, stored, report))
        again.replace(draft)
    finally:
        again.unlink(missing_ok=True)


def _without_repeated(part, suspects, first: dict[str, int], stored: Stored, report):
    import polars as pl

    frame = pl.DataFrame(part)
    doubtful = frame.filter(pl.col("id").hash(seed=1).is_in(pl.Series(suspects).implode()))
    problems = []
    for line, value in doubtful.select("line", "id").iter_rows():
        earlier = first.setdefault(value, line)
        if earlier != line:
            remedy = _("Line %(line)s has the same id. Keep one of them.") % {"line": f"{earlier:,}"}
            problems.append(Problem(line, "id", value, remedy))
    _report(problems, stored, report)
    stored.rows -= len(problems)
    kept = frame.filter(~pl.col("line").is_in([problem.line for problem in problems]))
    return kept.to_arrow().cast(part.schema)


def _refuse_if_hopeless(stored: Stored) -> None:
    """A list of which a tenth cannot be used is more likely misread than bad."""
    refused, whole = stored.refused_rows, stored.rows + stored.refused_rows
    if stored.rows and refused <= max(MOST_REFUSED * whole, 1):
        return
    if not whole:
        raise RegistryError(_("The file has headings but no rows. Give the whole list."))
    words = " ".join(str(Problem(**problem)) for problem in stored.problems[:3])
    raise RegistryError(
        _("%(refused)s of %(whole)s rows cannot be used, so nothing was loaded. The first: %(words)s")
        % {"refused": f"{refused:,}", "whole": f"{whole:,}", "words": words}
    )


def _keep(stored: Stored, digest: str, name: str, as_of_on: date, source: str, terms: str, by) -> Registry:
    registry = Registry(
        name=name, as_of_on=as_of_on, source=source, license=terms, digest=digest, loaded_by=by, **asdict(stored)
    )
    # Somebody may have loaded the same file in the meantime; then hers is the registry.
    with suppress(IntegrityError), transaction.atomic():
        registry.save()
        record(by=by, verb="load_registry", about=registry, count=registry.rows)
    return Registry.objects.get(digest=digest)
