"""From what the engine gave to proposals at the desk. No verb of its own: finding.py calls it.

Only candidates that are shown to a reviewer become registry entries and links. Everything here may be done
again after a killed process: what is there is brought up to date, what somebody decided stands.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from bigtent.alumni.models import FindingRun, Link, Registry, RegistryEntry
from bigtent.alumni.readers.registry_file import YEARS
from bigtent.alumni.services.alumni_frame import lost_alumni
from bigtent.ledger.progress import Progress
from bigtent.ledger.writing import insert
from bigtent.people.batches import in_batches
from bigtent.people.models import Person

if TYPE_CHECKING:
    import polars as pl

# A person is worth a minute of review from one chance in ten; then her three likeliest candidates are shown.
WORTH_A_LOOK = 0.1
SHOWN_FROM = 0.01
SHOWN = 3
CHUNK = 1000

Pair = tuple[int, str]
_VALUES = [f.name for f in RegistryEntry._meta.fields if f.name not in ("id", "series", "number", "registry")]


def propose(run: FindingRun, frame: "pl.DataFrame", progress: Progress) -> None:
    """Write entries and links for everyone worth a look, some people at a time."""
    shown = worth_a_look(frame)
    entries = _rows_of(run.registry, shown)
    candidates: dict[int, list[dict[str, Any]]] = {}
    for row in shown.iter_rows(named=True):
        candidates.setdefault(int(row["left_id"]), []).append(row)
    searched = list(lost_alumni().order_by("pk").values_list("pk", flat=True))
    progress.step(_("Writing down who may be whom"), len(searched))
    for people in in_batches(searched, CHUNK):
        _propose(run, people, candidates, entries)
        progress.advance(len(people))


def worth_a_look(frame: "pl.DataFrame") -> "pl.DataFrame":
    """The candidates to show, ranked, of those people who are worth a minute."""
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


def _rows_of(edition: Registry, shown: "pl.DataFrame") -> dict[str, dict[str, Any]]:
    """The registry's rows of all candidates, by their id."""
    import polars as pl

    wanted = shown["right_id"].unique().implode()
    found = pl.scan_parquet(edition.path).filter(pl.col("id").is_in(wanted)).collect(engine="streaming")
    return {row["id"]: row for row in found.drop("line").iter_rows(named=True)}


@dataclass(frozen=True)
class Held:
    """Links there are already between some people and this registry."""

    ids: dict[Pair, int]
    settled: set[Pair]
    waiting: set[Pair]


@transaction.atomic
def _propose(run: FindingRun, people: list[int], candidates: dict[int, list[dict]], entries: dict[str, dict]) -> None:
    held, free = _held(run, people), _unlinked(people)
    rows = [row for person in people if person in free for row in candidates.get(person, ())]
    taken = _taken(run, {row["right_id"] for row in rows})
    rows = [row for row in rows if row["right_id"] not in taken and _pair(row) not in held.settled]
    numbers = _keep_entries(run.registry, {row["right_id"]: entries[row["right_id"]] for row in rows})
    _keep_links([_link(run, row, numbers) for row in rows], [_pair(row) in held.ids for row in rows])
    no_longer = held.waiting - {_pair(row) for row in rows}
    Link.objects.filter(pk__in=[held.ids[pair] for pair in no_longer]).update(state=Link.State.CLOSED)


def _pair(row: dict[str, Any]) -> Pair:
    return int(row["left_id"]), row["right_id"]


def _held(run: FindingRun, people: list[int]) -> Held:
    locked = Link.objects.select_for_update().filter(person__in=people)
    found = [
        ((person, number), pk, state)
        for person, number, series, pk, state in locked.values_list(
            "person_id", "entry__number", "entry__series", "pk", "state"
        )
        if series == run.registry.name
    ]
    decided = (Link.State.REFUSED, Link.State.CONFIRMED)
    return Held(
        ids={pair: pk for pair, pk, _state in found},
        settled={pair for pair, _pk, state in found if state in decided},
        waiting={pair for pair, _pk, state in found if state == Link.State.PROPOSED},
    )


def _unlinked(people: list[int]) -> set[int]:
    linked = Link.objects.confirmed().filter(person=OuterRef("pk"))
    free = Person.objects.current().filter(pk__in=people).exclude(Exists(linked))
    return set(free.values_list("pk", flat=True))


def _taken(run: FindingRun, numbers: set[str]) -> set[str]:
    """Entries that are somebody else's by a confirmed link."""
    known = RegistryEntry.objects.filter(series=run.registry.name, number__in=numbers)
    linked = Link.objects.confirmed().filter(entry=OuterRef("pk"))
    return set(known.filter(Exists(linked)).values_list("number", flat=True))


def _keep_entries(edition: Registry, rows: dict[str, dict[str, Any]]) -> dict[str, int]:
    """Write entries, or bring them up to this edition; gives their primary keys by number."""
    known = RegistryEntry.objects.filter(series=edition.name, number__in=list(rows))
    edition_of = dict(known.values_list("number", "registry_id"))
    new = [_entry(edition, number, row) for number, row in rows.items() if number not in edition_of]
    older = [_entry(edition, number, rows[number]) for number, registry in edition_of.items() if registry != edition.pk]
    insert(new)
    RegistryEntry.objects.bulk_create(
        older, update_conflicts=True, unique_fields=["series", "number"], update_fields=["registry", *_VALUES]
    )
    return dict(known.values_list("number", "pk"))


def _entry(edition: Registry, number: str, row: dict[str, Any]) -> RegistryEntry:
    values = {c: row.get(c) if c in YEARS else row.get(c) or "" for c in _VALUES}
    return RegistryEntry(series=edition.name, number=number, registry=edition, **values)


def _link(run: FindingRun, row: dict[str, Any], numbers: dict[str, int]) -> Link:
    return Link(
        person_id=int(row["left_id"]),
        entry_id=numbers[row["right_id"]],
        run=run,
        probability=min(1.0, row["probability"]),
        rank=row["rank"],
        weight=row["weight"],
        is_link=row["is_link"],
        surname_changed=_surname_changed(row["evidence"]),
        evidence=row["evidence"],
    )


def _surname_changed(evidence: list[dict[str, Any]]) -> bool:
    """Anything but the same surname: another one, a part of it, or another spelling."""
    return not any(item["field"] == "last_name" and item["level"] == "same" for item in evidence)


def _keep_links(links: list[Link], known: list[bool]) -> None:
    """Write new proposals; renew those that were proposed or closed before."""
    insert([link for link, old in zip(links, known, strict=True) if not old])
    Link.objects.bulk_create(
        [link for link, old in zip(links, known, strict=True) if old],
        update_conflicts=True,
        unique_fields=["person", "entry"],
        update_fields=[
            "run",
            "probability",
            "rank",
            "weight",
            "is_link",
            "surname_changed",
            "evidence",
            "state",
        ],  # fmt: skip
    )
