"""What the lists keep of a person who is erased, beside the rows that point to her: received files with her lines,
rows that were never brought in, quotations of refused rows, notes for undo, candidates shown at the desk."""

import io
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from bigtent.alumni.models import AlumniRecord, Link, LinkDecision, RegistryEntry, RosterChange, RosterFile, RowProblem
from bigtent.alumni.readers import opening
from bigtent.alumni.readers.leaving_out import Rewritten, leave_out
from bigtent.alumni.readers.shape import Shape
from bigtent.alumni.services.receiving import SHOWN
from bigtent.ledger.models import Document
from bigtent.ledger.services import keep_document
from bigtent.ledger.traces import Traces
from bigtent.people.batches import in_batches
from bigtent.people.names import folded

RECORD, LINK = AlumniRecord._meta.label, Link._meta.label


@dataclass
class Found:
    """Her lines by file, rows never brought in, and the files as they are without her."""

    lines: dict[int, set[int]]
    staged: list[int]
    rewritten: dict[int, Rewritten] = field(default_factory=dict)


def find_lines(traces: Traces) -> Callable[[], int]:
    """Read every received file for lines about her, and give the act that leaves them out."""
    staged = _staged(traces)
    lines: dict[int, set[int]] = defaultdict(set)
    ids = [*traces.rows.get(RECORD, ()), *staged]
    for batch in in_batches(ids):
        for file, line in AlumniRecord.objects.filter(pk__in=batch).values_list("file", "line"):
            lines[file].add(line)
    found = Found(lines, staged)
    for file in RosterFile.objects.select_related("document"):
        _look_through(file, traces, found)
    return partial(_leave_out, found, traces)


def known_by(traces: Traces) -> Iterator[tuple[str, ...]]:
    """What her lines say beside her name."""
    for batch in in_batches(sorted(traces.rows.get(RECORD, ()))):
        for values in AlumniRecord.objects.filter(pk__in=batch).values_list("values", flat=True):
            if values.get("birth_date"):
                yield (str(values["birth_date"]),)
            if values.get("school") and values.get("class_year"):
                yield values["school"], str(values["class_year"])


def _staged(traces: Traces) -> list[int]:
    """Rows that belong to nobody yet and are about her."""
    hers: dict[int, set[str]] = defaultdict(set)
    for batch in in_batches(sorted(traces.rows.get(RECORD, ()))):
        for roster, identity in AlumniRecord.objects.filter(pk__in=batch).values_list("roster", "identity"):
            hers[roster].add(identity)
    staged = AlumniRecord.objects.staged()
    same = Q(pk__in=[])
    for roster, identities in hers.items():
        same |= Q(roster=roster, identity__in=identities)
    found = set(staged.filter(same).values_list("pk", flat=True))
    looked_at = traces.among(staged, "raw").values_list("pk", "raw")
    return sorted(found | {pk for pk, raw in looked_at.iterator(5_000) if _about_her(raw, traces)})


def _about_her(cells: list[str], traces: Traces) -> bool:
    """Whether a line gives an address or number of hers, her full name, or both its parts as cells."""
    if traces.show_in(cells) or traces.show_in(" ".join(cells)):
        return True
    words = {folded(cell) for cell in cells}
    return any(given in words and family in words for given, family in traces.names)


def _look_through(file: RosterFile, traces: Traces, found: Found) -> None:
    shape = Shape(**file.shape)
    if not file.document.path.exists():
        return
    hers = found.lines[file.pk]
    for line in opening.read(file.document.path, shape):
        shown = [*line.cells, line.fault.value] if line.fault else line.cells
        if _about_her(shown, traces):
            hers.add(line.number)
    if hers or file.document_id in found.rewritten:
        _add_to_same_file(file, found)
        found.rewritten[file.document_id] = leave_out(file.document.path, shape, hers)


def _add_to_same_file(file: RosterFile, found: Found) -> None:
    """The same file may stand in several rosters: what is left out for one is left out for all."""
    same = RosterFile.objects.filter(document=file.document_id).values_list("pk", flat=True)
    together = set().union(*(found.lines[pk] for pk in same))
    for pk in same:
        found.lines[pk] |= together


def _leave_out(found: Found, traces: Traces) -> int:
    """Inside the transaction of the erasure."""
    AlumniRecord.objects.filter(pk__in=found.staged).delete()
    for file, numbers in found.lines.items():
        for batch in in_batches(sorted(numbers)):
            RowProblem.objects.filter(file=file, line__in=batch).delete()
    _remove_quotations(traces)
    _remove_notes(traces)
    _remove_candidates(traces)
    for document, rewritten in found.rewritten.items():
        _replace(Document.objects.get(pk=document), rewritten)
    return sum(len(numbers) for numbers in found.lines.values())


def _remove_quotations(traces: Traces) -> None:
    quoting = traces.among(RowProblem.objects.all(), "value", "problem")
    hers = [one.pk for one in quoting if traces.show_in([one.value, one.problem])]
    for batch in in_batches(hers):
        RowProblem.objects.filter(pk__in=batch).delete()


def _remove_notes(traces: Traces) -> None:
    """What undo would read of rows that are gone, or that stay without her."""
    for rows in (traces.rows, traces.kept):
        for label, ids in rows.items():
            for batch in in_batches(sorted(ids)):
                RosterChange.objects.filter(model=label, row_id__in=batch).delete()


def _remove_candidates(traces: Traces) -> None:
    """Registry entries that were shown for her alone, and the reasons of decisions about her alone.

    The public register itself is not ours to change.
    """
    for batch in in_batches(sorted(traces.rows.get(LINK, ()))):
        hers = Link.objects.filter(pk__in=batch)
        others = Link.objects.exclude(person__in=traces.people)
        decided = LinkDecision.objects.filter(links__in=hers).exclude(links__in=others)
        LinkDecision.objects.filter(pk__in=decided.values("pk")).update(reason="")
        RegistryEntry.objects.filter(pk__in=hers.values("entry")).exclude(pk__in=others.values("entry")).delete()


def leave_out_lines(file: RosterFile, numbers: set[int]) -> None:
    """Lines about people who asked not to be kept do not stay in the file that brought them either."""
    rewritten = leave_out(file.document.path, Shape(**file.shape), numbers)
    with transaction.atomic():
        _replace(file.document, rewritten)
    file.refresh_from_db()


def _replace(old: Document, rewritten: Rewritten) -> None:
    """The rewritten file takes the place of the received one, which leaves the disk once that is sure."""
    name = str(Path(old.name).with_suffix(rewritten.suffix))
    new = keep_document(file=io.BytesIO(rewritten.data), name=name, by=old.by)
    lines = (line.cells for line in opening.read(new.path, rewritten.shape) if not (line.fault or line.blank))
    sample = list(islice(lines, SHOWN))
    RosterFile.objects.filter(document=old).update(document=new, shape=rewritten.shape.__dict__, sample=sample)
    if new.pk != old.pk:
        Document.objects.filter(pk=new.pk).update(kept_at=old.kept_at, demonstration=old.demonstration)
        path = old.path
        old.delete()
        transaction.on_commit(partial(path.unlink, missing_ok=True))
