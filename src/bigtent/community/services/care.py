"""Verbs of care: list oneself as a clinician, keep the help lines."""

import csv
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.community.errors import CareError
from bigtent.community.models import ClinicianListing, HelpLine
from bigtent.ledger.clock import now, today
from bigtent.ledger.services import record
from bigtent.people.states import STATES

LIST = Path(__file__).resolve().parent.parent / "reference" / "help_lines.csv"
FIELDS = ("name", "for_whom", "phone", "text_to", "link", "hours", "languages", "for_crisis", "source", "source_link")


@transaction.atomic
def list_clinician(
    *, services: str, languages: str, states: Iterable[str], mode: str, reach: str, by, about_care: str = "",
    seen_by_everybody: bool = False,
) -> ClinicianListing:  # fmt: skip
    """Stand in the directory of clinicians with one's own words; again, to change them."""
    codes = _codes(states)
    if not codes:
        raise CareError(_("Choose at least one state in which you may practice."), field="states")
    values = {
        "services": services, "languages": languages, "states": f" {' '.join(codes)} ", "mode": mode, "reach": reach,
        "about_care": about_care, "seen_by_everybody": seen_by_everybody, "changed_at": now(), "ended_at": None,
    }  # fmt: skip
    listing, _made = ClinicianListing.objects.update_or_create(person_id=by.person_id, defaults=values)
    record(by=by, verb="list_clinician", about=listing, changes={"seen_by_everybody": ["", seen_by_everybody]})
    return listing


@transaction.atomic
def end_listing(*, by) -> bool:
    """Out of the directory of clinicians at once; her words stay for her to come back to."""
    ended = ClinicianListing.objects.filter(person=by.person_id, ended_at__isnull=True)
    listing = ended.first()
    if listing is None:
        return False
    ended.update(ended_at=now())
    record(by=by, verb="end_listing", about=listing)
    return True


@transaction.atomic
def keep_help_line(*, values: dict, by, line: HelpLine | None = None) -> HelpLine:
    """Add a help line, or change one; who keeps it has looked at it today."""
    line = line or HelpLine()
    states = _codes(values.get("states", ()))
    for name in FIELDS:
        setattr(line, name, values[name])
    if not (line.phone or line.text_to or line.link):
        raise CareError(_("Give a number, what to write to, or a page: it has to be reached somehow."))
    line.states = f" {' '.join(states)} " if states else ""
    line.checked_on, line.is_changed, line.ended_on = today(), True, None
    is_new = line.pk is None
    line.save()
    record(by=by, verb="add_help_line" if is_new else "change_help_line", about=line)
    return line


@transaction.atomic
def confirm_help_line(*, line: HelpLine, by) -> None:
    """Its facts were looked at again, and hold."""
    line.checked_on = today()
    line.save(update_fields=["checked_on"])
    record(by=by, verb="confirm_help_line", about=line)


@transaction.atomic
def end_help_line(*, line: HelpLine, by, ended: bool = True) -> None:
    """Take a line from the page, or put it back."""
    line.ended_on, line.is_changed = (today() if ended else None), True
    line.save(update_fields=["ended_on", "is_changed"])
    record(by=by, verb="end_help_line" if ended else "put_back_help_line", about=line)


@transaction.atomic
def load_help_lines(*, by=None) -> dict[str, int]:
    """The lines that come with the product; those that staff changed or took away stay as they are. How many are new
    or different."""
    known = {line.code: line for line in HelpLine.objects.exclude(code="")}
    loaded = 0
    with LIST.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            line = known.get(row["code"]) or HelpLine(code=row["code"])
            loaded += not line.is_changed and _loaded(line, row)
    if loaded:
        record(by=by, verb="load_help_lines", about=HelpLine(), count=loaded)
    return {"help lines": loaded}


def _loaded(line: HelpLine, row: dict[str, str]) -> bool:
    """Whether writing the row changed anything."""
    told = {name: row[name] for name in FIELDS} | {"for_crisis": row["for_crisis"] == "1", "order": int(row["order"])}
    if line.pk and all(getattr(line, name) == value for name, value in told.items()):
        return False
    for name, value in told.items():
        setattr(line, name, value)
    line.demonstration = False
    line.save()
    return True


def _codes(states: Iterable[str]) -> list[str]:
    return [code for code in STATES if code in set(states)]
