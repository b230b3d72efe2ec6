"""Verb: read every line of a file, say what is wrong and what it would bring, and change nothing."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.alumni.errors import RosterError
from bigtent.alumni.models import AlumniRecord, RosterFile, RowProblem
from bigtent.alumni.readers import opening
from bigtent.alumni.readers.shape import Line, Shape
from bigtent.alumni.services.erasing import leave_out_lines
from bigtent.alumni.services.reading import Problem, read_row
from bigtent.alumni.services.receiving import place_of_columns, reading_for
from bigtent.ledger.clock import now
from bigtent.ledger.progress import Progress
from bigtent.ledger.writing import insert
from bigtent.people.models import Suppression
from bigtent.people.names import folded

CHUNK = 2_000
IDENTIFYING = (("birth_date",), ("school", "class_year"), ("email",), ("phone",))
COUNTS = ("rows", "blank", "refused", "new", "further", "changed", "known", "repeated")
State = RosterFile.State
NOT_TO_BE_KEPT = gettext_lazy("This person, or somebody with this address or number, asked not to be kept.")


def check_roster(*, file_key: str, by, progress: Progress | None = None) -> dict[str, int]:
    """The dry run: every line becomes a staged record or is named as refused, repeated, known or blank.

    Works in chunks, each kept together with the line it reached: after a killed process the same call goes on.
    """
    progress = progress or Progress()
    file = RosterFile.objects.select_related("document", "roster").get(key=file_key)
    if file.state not in (State.MAPPED, State.RECEIVED):
        return file.counts
    if not file.columns.keys() & {"full_name", "last_name"}:
        raise RosterError(_("Match the columns of “%(name)s” first.") % {"name": file.name})
    progress.step(_("Reading and checking"), 0)
    known = _Known(file)
    for chunk in _chunks(opening.read(file.document.path, Shape(**file.shape)), file.staged_line):
        _stage(file, chunk, known)
        progress.advance(len(chunk))
    _close(file)
    return file.counts


def _chunks(lines: Iterator[Line], after: int) -> Iterator[list[Line]]:
    chunk: list[Line] = []
    for line in lines:
        if line.number <= after:
            continue
        chunk.append(line)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _stage(file: RosterFile, chunk: list[Line], known: "_Known") -> None:
    """Judge a chunk, then keep it in one short transaction."""
    staged = _Staged(Counter(file.counts))
    reading, places = reading_for(file), place_of_columns(file)
    for line in chunk:
        staged.counts["rows"] += 1
        if line.blank:
            staged.counts["blank"] += 1
        elif line.fault:
            fault = Problem("number", line.fault.value, line.fault.problem, line.fault.remedy)
            staged.refuse(file, line, [fault], whole=True)
        else:
            values, problems = read_row(((name, line.cells[at]) for name, at in places), reading)
            _judge(file, line, values, problems, known, staged)
    with transaction.atomic():
        insert(staged.records)
        insert(staged.problems)
        file.counts, file.staged_line = dict(staged.counts), chunk[-1].number
        file.save(update_fields=["counts", "staged_line"])


def _judge(
    file: RosterFile, line: Line, values: dict[str, Any], problems: list[Problem], known: "_Known", staged: "_Staged"
) -> None:
    if any(problem.refuses for problem in problems):
        return staged.refuse(file, line, problems)
    fingerprint, identity = fingerprint_of(values), identity_of(values)
    if clash := known.clash(identity, values):
        return staged.refuse(file, line, [clash])
    if erased := known.erased(values):
        return staged.refuse(file, line, [erased])
    staged.set_aside(file, line, problems)
    change = known.judge(fingerprint, identity)
    staged.counts[change] += 1
    if change in AlumniRecord.Change.values:
        known.add(fingerprint, identity, values)
        staged.records.append(
            AlumniRecord(
                file=file,
                roster=file.roster,
                line=line.number,
                raw=line.cells,
                values=values,
                fingerprint=fingerprint,
                identity=identity,
                change=change,
            )  # fmt: skip
        )
    return None


def fingerprint_of(values: dict[str, Any]) -> str:
    """The same for two rows that say the same."""
    return _digest(sorted(values.items()))


def identity_of(values: dict[str, Any]) -> str:
    """The same for two rows of one list that surely mean the same person.

    That is her number in the list; else her name with her date of birth, with school and class year, with an
    e-mail address or with a telephone number, whatever is there first; else only the very same row.
    """
    if values.get("number"):
        return _digest(["number", values["number"].casefold()])
    name = [folded(values.get(part, "")) for part in ("first", "middle", "last")]
    for parts in IDENTIFYING:
        if all(values.get(part) for part in parts):
            return _digest([*name, *(folded(str(values[part])) for part in parts)])
    return fingerprint_of(values)


def _signs_of(values: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """By what a row could be known to be about somebody who was erased."""
    for kind in ("email", "phone"):
        yield from ((kind, values[column]) for column in (kind, f"other_{kind}") if values.get(column))
    for last in filter(None, (values.get("last"), values.get("former"))):
        name = (values.get("first", ""), last)
        for parts in (("birth_date",), ("school", "class_year")):
            if all(values.get(part) for part in parts):
                yield ("person", *name, *(str(values[part]) for part in parts))


def _digest(what: Any) -> str:
    return blake2b(json.dumps(what).encode(), digest_size=16).hexdigest()


class _Known:
    """What this roster already says, from its applied files and from the earlier lines of this one."""

    def __init__(self, file: RosterFile) -> None:
        self.rows: dict[str, str] = {}
        self.people: dict[str, tuple[str, str, str]] = {}
        self.kept_out = Suppression.objects.kept_out()
        ours = AlumniRecord.objects.filter(Q(person__isnull=False) | Q(file=file), roster=file.roster)
        fields = ("fingerprint", "identity", "file_id", "values__first", "values__last")
        for fingerprint, identity, file_id, first, last in ours.values_list(*fields).iterator(5_000):
            self._keep(fingerprint, identity, "here" if file_id == file.pk else "earlier", first, last)

    def judge(self, fingerprint: str, identity: str) -> str:
        if fingerprint in self.rows:
            return "repeated" if self.rows[fingerprint] == "here" else "known"
        if identity in self.people:
            return "further" if self.people[identity][0] == "here" else "changed"
        return "new"

    def add(self, fingerprint: str, identity: str, values: dict[str, Any]) -> None:
        self._keep(fingerprint, identity, "here", values.get("first"), values.get("last"))

    def clash(self, identity: str, values: dict[str, Any]) -> Problem | None:
        """A number that the list gave to somebody with quite another name."""
        if not values.get("number") or identity not in self.people:
            return None
        _where, first, last = self.people[identity]
        if folded(values.get("first", "")) == first or folded(values["last"]) == last:
            return None
        return Problem(
            "number",
            values["number"],
            _("This number stands for somebody with another name as well."),
            _("Correct the number, or leave this column unmatched if it does not number people."),
        )

    def erased(self, values: dict[str, Any]) -> Problem | None:
        """Somebody who asked not to be kept. The line says neither who nor why, and quotes nothing."""
        if not self.kept_out or not any(self.kept_out.holds(*sign) for sign in _signs_of(values)):
            return None
        return Problem(
            "number",
            "",
            str(NOT_TO_BE_KEPT),
            _("Take the line out of your list. If the person wants to come back, allow it under People, Erased."),
        )

    def _keep(self, fingerprint: str, identity: str, where: str, first: str | None, last: str | None) -> None:
        self.rows.setdefault(fingerprint, where)
        self.people.setdefault(identity, (where, folded(first or ""), folded(last or "")))


@dataclass
class _Staged:
    """What one chunk comes to."""

    counts: Counter[str]
    records: list[AlumniRecord] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)

    def refuse(self, file: RosterFile, line: Line, problems: list[Problem], whole: bool = False) -> None:
        self.counts["refused"] += 1
        self._note(file, line, [p for p in problems if p.refuses], True, whole)

    def set_aside(self, file: RosterFile, line: Line, problems: list[Problem]) -> None:
        self.counts["set_aside"] += len(problems)
        self._note(file, line, problems, False)

    def _note(self, file: RosterFile, line: Line, problems: list[Problem], refuses: bool, whole: bool = False) -> None:
        self.problems += [
            RowProblem(
                file=file,
                line=line.number,
                column="" if whole else file.columns.get(p.column, ""),
                value=p.value[:200],
                problem=p.problem[:300],
                remedy=p.remedy[:300],
                refuses=refuses,
            )  # fmt: skip
            for p in problems
        ]


def _close(file: RosterFile) -> None:
    not_kept = file.problems.filter(problem=str(NOT_TO_BE_KEPT)).values_list("line", flat=True)
    if lines := set(not_kept):
        leave_out_lines(file, lines)
    with transaction.atomic():
        file.counts = {name: file.counts.get(name, 0) for name in (*COUNTS, "set_aside")}
        file.state, file.checked_at = State.CHECKED, now()
        file.save(update_fields=["counts", "state", "checked_at"])
