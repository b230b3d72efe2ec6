"""Verbs: claim credit for a completed course, withdraw the claim, send claims to the provider, forget licenses."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.ledger.clock import now, today
from bigtent.ledger.progress import Progress
from bigtent.ledger.services import record
from bigtent.library import credit_rules as rules
from bigtent.library import pars
from bigtent.library.credit_rules import Fault
from bigtent.library.errors import CreditError
from bigtent.library.models import Course, CreditClaim, CreditExport, CreditType, Learning
from bigtent.outreach.services import notify
from bigtent.people.batches import in_batches

AT_ONCE = 2000
# The fields of the form a column comes from.
FIELDS = {
    pars.FIRST: "first",
    pars.LAST: "last",
    pars.BORN: "month",
    pars.STATE: "state",
    pars.LICENSE: "license",
    pars.CREDITS: "hours",
    pars.HOURS: "hours",
}


@dataclass(frozen=True)
class License:
    """What the accreditor knows a learner by: name as licensed, state (two letters), license ID or NPI, month and day
    of birth without the year."""

    first: str
    last: str
    state: str
    license: str
    month: int
    day: int
    npi: str = ""

    def as_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@transaction.atomic
def claim_credit(*, learning: Learning, licensed: License, hours: Decimal, by) -> CreditClaim:
    """Claim hours for a completed course, or correct a claim that has not been sent yet."""
    learning = Learning.objects.select_for_update().select_related("course").get(pk=learning.pk)
    _refuse_claim(learning, hours, by)
    if licensed.npi and not rules.is_npi(licensed.npi):
        raise CreditError(_("%s is no NPI. It has ten digits; compare each of them.") % licensed.npi, field="npi")
    claim = CreditClaim.objects.filter(learning=learning).first() or CreditClaim(learning=learning, person=by.person)
    if claim.exported_at:
        raise CreditError(_("Your claim was sent to the provider already. Write to them to correct it."))
    claim.hours, claim.details, claim.claimed_at = hours, licensed.as_json(), now()
    columns = tuple(one for one in columns_for(learning.course) if one in FIELDS)
    for fault in rules.faults(
        [_cells(claim, learning.completed_at, learning.course, columns)], on=today(), columns=columns
    ):
        raise CreditError(fault.remedy, field=FIELDS.get(fault.column))
    claim.save()
    # Of what identifies her license only the names of the fields are kept in the history.
    record(by=by, verb="claim_credit", about=claim, changes={"hours": [None, str(hours)], "details": []})
    return claim


def _refuse_claim(learning: Learning, hours: Decimal, by) -> None:
    if learning.person_id != by.person_id:
        raise CreditError(_("Credit is claimed by whoever completed the course."))
    if learning.completed_at is None or not learning.gives_credit:
        raise CreditError(_("Credit can be claimed once a course that gives credit is completed."))
    if hours > learning.hours:
        words = _("The course offers %(hours)s hours. Claim those you spent, at most that many.")
        raise CreditError(words % {"hours": learning.hours}, field="hours")


@transaction.atomic
def withdraw_credit(*, claim: CreditClaim, by) -> None:
    """Take a claim back: everything she entered for it is deleted. Once it was sent it cannot be taken back."""
    claim = CreditClaim.objects.select_for_update().get(pk=claim.pk)
    if claim.exported_at:
        raise CreditError(_("Your claim was sent to the provider already. Write to them to take it back."))
    record(by=by, verb="withdraw_credit", about=claim)
    claim.delete()


@dataclass(frozen=True)
class Checked:
    """Claims that would be taken, and those that would not with what is wrong."""

    good: list[int]
    refused: list[tuple[CreditClaim, list[Fault]]]


def check_claims(course: Course, claims: Iterable[CreditClaim], on: date) -> Checked:
    """What the provider's system would say to each claim. Reads only."""
    claims = list(claims)
    columns = columns_for(course)
    found: dict[int, list[Fault]] = {}
    rows = (_cells(claim, claim.completed_at, course, columns) for claim in claims)
    for fault in rules.faults(rows, on=on, columns=columns):
        found.setdefault(fault.line - pars.FIRST_LINE, []).append(fault)
    good = [claim.pk for place, claim in enumerate(claims) if place not in found]
    return Checked(good, [(claims[place], wrong) for place, wrong in found.items()])


def export_credit(*, course_key: str, by, progress: Progress | None = None) -> dict[str, Any]:
    """Send the waiting claims of a course to its provider: those the rules take are marked as sent, in one export that
    can be downloaded; of the others their people are told. Commits in chunks and goes on where a killed run was."""
    progress = progress or Progress()
    course = Course.objects.get(key=course_key)
    key = progress.position.get("export")
    export = CreditExport.objects.filter(key=key).first() if key else None
    if export and export.done_at:
        return _told(export)
    claims = CreditClaim.objects.filter(Q(exported_at__isnull=True) | Q(export=export, export__isnull=False))
    claims = claims.of_course(course).for_file()
    if not (count := claims.count()):
        raise CreditError(_("No claim waits for this course."))
    if export is None:
        export = CreditExport.objects.create(course=course, by=by)
        progress.remember(export=export.key)
    progress.step(_("Checking claims"), count)
    checked = check_claims(course, _advancing(claims, progress), today())
    progress.step(_("Marking what goes out"), len(checked.good))
    for chosen in in_batches(checked.good, AT_ONCE):
        CreditClaim.objects.waiting().filter(pk__in=chosen).update(exported_at=export.made_at, export=export)
        progress.advance(len(chosen))
    return _finish(export, [claim.person_id for claim, _faults in checked.refused], by)


def _advancing(claims, progress: Progress) -> Iterator[CreditClaim]:
    for number, claim in enumerate(claims.iterator(chunk_size=AT_ONCE), start=1):
        if number % AT_ONCE == 0:
            progress.advance(AT_ONCE)
        yield claim


@transaction.atomic
def _finish(export: CreditExport, refused: list[int], by) -> dict[str, Any]:
    export.claims_sent, export.claims_refused = export.claims.count(), len(refused)
    export.done_at = now()
    export.save(update_fields=["claims_sent", "claims_refused", "done_at"])
    if refused:
        notify(
            people=set(refused), title=gettext_lazy("A claim for credit needs a correction"),
            text=gettext_lazy("The provider's system would not take it as it is. Your page says what to change."),
            url=reverse("library:learning"), about=f"credit:{export.key}", by=by,
        )  # fmt: skip
    told = _told(export)
    changes = {name: [None, told[name]] for name in ("sent", "refused")}
    record(by=by, verb="export_credit", about=export, changes=changes, count=export.claims_sent)
    return told


def _told(export: CreditExport) -> dict[str, Any]:
    return {"sent": export.claims_sent, "refused": export.claims_refused, "export": export.key}


@transaction.atomic
def download_credit(*, export: CreditExport, by) -> Iterator[list[Any]]:
    """The rows of an export, headings first, as its provider's system takes them."""
    if today() > export.until_on:
        raise CreditError(_("Its licenses were forgotten on %s. The provider has the file.") % export.until_on)
    record(by=by, verb="download_credit", about=export, count=export.claims_sent)
    return rows_of(export)


def rows_of(export: CreditExport) -> Iterator[list[Any]]:
    columns = columns_for(export.course)
    if columns == pars.PARS:
        yield [pars.GUIDANCE]
    yield list(columns)
    # Boards are never reported to: their cells at the end of each row are left out, which is what empty means.
    filled = columns.index(pars.BOARDS[0]) if pars.BOARDS[0] in columns else len(columns)
    claims = export.claims.filter(details__isnull=False).for_file()
    for claim in claims.iterator(chunk_size=AT_ONCE):
        yield _cells(claim, claim.completed_at, export.course, columns[:filled])


def columns_for(course: Course) -> tuple[str, ...]:
    """Those of PARS for the credit PARS knows; for other credit without what only PARS asks."""
    return pars.PARS if course.credit_type == CreditType.AMA else pars.PLAIN


def _cells(claim: CreditClaim, completed_at: datetime, course: Course, columns: tuple[str, ...]) -> list[Any]:
    told: Mapping[str, Any] = claim.details or {}
    cells = {
        pars.ACTION: pars.ADD,
        pars.ACTIVITY: course.activity_id,
        pars.COMPLETED: localtime(completed_at).date(),
        pars.FIRST: told.get("first", ""),
        pars.LAST: told.get("last", ""),
        pars.BORN: f"{told.get('month', 0):02}/{told.get('day', 0):02}",
        pars.STATE: pars.STATES.get(told.get("state", ""), ""),
        pars.LICENSE: told.get("license") or told.get("npi", ""),
        pars.CREDITS: float(claim.hours),
        pars.HOURS: float(claim.hours),
    }
    return [cells.get(column, "") for column in columns]


def forget_licenses() -> int:
    """Delete what identifies a license of claims whose time is over; how many. Called once a minute by a worker."""
    with transaction.atomic():
        count = CreditClaim.objects.forgettable(today()).update(details=None)
        if count:
            record(by=None, verb="forget_licenses", about=CreditClaim(), count=count)
    return count
