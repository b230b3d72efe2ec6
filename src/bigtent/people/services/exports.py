"""Verb: take a list of people out, for a purpose."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.ledger.services import record
from bigtent.people.errors import ExportError
from bigtent.people.exporting import rows_for
from bigtent.people.models import Person, Purpose


@dataclass(frozen=True)
class Export:
    """The rows with their heading, how many people they are, and how many their own word left out."""

    rows: Iterator[list[Any]]
    count: int
    left_out: int


@transaction.atomic
def export_people(*, purpose: str, criteria: dict, by, reason: str, asked: str = "") -> Export:
    """The people a search finds in the records who said yes to the purpose, with what may be read for it.

    `asked` says the search in words, for the audit. Totals are no purpose of a list.
    """
    if purpose not in exportable():
        raise ExportError(_("No list of people leaves for “%s”.") % purpose, field="purpose")
    if not reason.strip():
        raise ExportError(_("Say what the list is for. It stands in the history beside your name."), field="reason")
    found, agreed = drawn_up(by, criteria), agreed_to(purpose)
    kept = [pk for pk in found if agreed is None or pk in agreed]
    if not kept:
        raise ExportError(_("Nobody of these may be on a list for this purpose."), field="purpose")
    left_out = len(found) - len(kept)
    record(
        by=by, verb="export_people", about=Person(), reason=reason, count=len(kept),
        changes={"purpose": ["", purpose], "search": ["", asked], "left out": [None, left_out]},
    )  # fmt: skip
    # In the order of names a list without names would still tell who stands where.
    ordered = sorted(kept) if purpose == Purpose.RESEARCH else kept
    return Export(rows_for(purpose, ordered), len(kept), left_out)


def exportable() -> list[Purpose]:
    """Purposes for which a list of single people may leave: not for totals."""
    return [Purpose.RECORDS, *(purpose for purpose in Purpose.asked() if purpose != Purpose.REPORTING)]


def drawn_up(by, criteria: dict) -> list[int]:
    """The ids a search finds in the records that an account keeps, in the order of names."""
    return Person.objects.visible_to(by, Purpose.RECORDS).search(**criteria).in_name_order()


def agreed_to(purpose: str) -> set[int] | None:
    """Everybody who said yes to a purpose; None where nobody is asked."""
    if purpose == Purpose.RECORDS:
        return None
    return set(Person.objects.consenting_to(purpose).values_list("pk", flat=True))
