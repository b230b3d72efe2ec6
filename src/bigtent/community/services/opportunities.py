"""Verbs: write down an opportunity, change it, say whom it is for and where it is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.community.closing import closing_moment
from bigtent.community.errors import OpportunityError
from bigtent.community.models import Opportunity, PracticumSite
from bigtent.engines.eligibility import Clause, ClauseError, read_clauses
from bigtent.ledger.clock import now, today
from bigtent.ledger.services import record
from bigtent.ledger.zones import is_zone
from bigtent.people.models import Organization, Topic

FARTHEST = timedelta(days=10 * 366)
MOST_SITES = 60
# The largest amount the table holds.
RICHEST = Decimal("99999999.99")
# What calendars show of it.
IN_CALENDARS = {"title", "deadline_on", "deadline_time", "zone", "link"}


class Details(TypedDict, total=False):
    """What is known of an opportunity. `deadline_on` without a time lasts to the end of that day in the zone."""

    kind: str
    title: str
    text: str
    sponsor: Organization | None
    sponsor_name: str
    link: str
    deadline_on: date | None
    deadline_time: time | None
    zone: str
    rolling: bool
    stipend: Decimal | None
    currency: str
    stipend_text: str
    where: str
    presence: str
    starts_on: date | None
    ends_on: date | None
    source_link: str
    source_checked_on: date | None
    recheck_on: date | None


@dataclass(frozen=True)
class Site:
    """A place of a practicum as somebody entered it."""

    name: str
    where: str = ""
    hours: int | None = None
    places: int | None = None
    supervisor: str = ""
    about: str = ""


@transaction.atomic
def add_opportunity(
    *, by, clauses: Sequence[Clause | Mapping[str, Any]] = (), topics: Sequence[Topic] = (),
    sites: Sequence[Site] = (), **details: Unpack[Details],
) -> Opportunity:  # fmt: skip
    """Write down an opportunity as a draft; nobody else sees it before it is published."""
    opportunity = Opportunity(by=by, zone=details.get("zone") or settings.NETWORK_TIME_ZONE)
    _fill(opportunity, details)
    opportunity.clauses = _read(clauses)
    opportunity.save()
    opportunity.topics.set(topics)
    _write_sites(opportunity, sites)
    record(by=by, verb="add_opportunity", about=opportunity)
    return opportunity


@transaction.atomic
def change_opportunity(
    *, opportunity: Opportunity, by, topics: Sequence[Topic] | None = None, **details: Unpack[Details]
) -> Opportunity:
    """Change what is known of it; what is not named stays."""
    opportunity = locked(opportunity)
    before = {name: getattr(opportunity, name) for name in details}
    _fill(opportunity, details)
    changes = {
        name: [_plain(old), _plain(getattr(opportunity, name))]
        for name, old in before.items()
        if old != getattr(opportunity, name)
    }
    note_change(opportunity, calendars=bool(changes.keys() & IN_CALENDARS))
    opportunity.save()
    if topics is not None:
        changes |= _set_topics(opportunity, topics)
    record(by=by, verb="change_opportunity", about=opportunity, changes=changes)
    return opportunity


@transaction.atomic
def set_clauses(*, opportunity: Opportunity, clauses: Sequence[Clause | Mapping[str, Any]], by) -> Opportunity:
    """Say what the sponsor asks for, in the order given; it takes the place of what stood there."""
    opportunity = locked(opportunity)
    before, opportunity.clauses = opportunity.clauses, _read(clauses)
    note_change(opportunity)
    opportunity.save(update_fields=["clauses", "changed_at", "sequence"])
    changes = {"clauses": [_words(before), _words(opportunity.clauses)]}
    record(by=by, verb="set_clauses", about=opportunity, changes=changes, count=len(opportunity.clauses))
    return opportunity


@transaction.atomic
def set_sites(*, opportunity: Opportunity, sites: Sequence[Site], by) -> Opportunity:
    """The places where it is done, in the order given; they take the place of those that stood there."""
    opportunity = locked(opportunity)
    opportunity.sites.all().delete()
    _write_sites(opportunity, sites)
    note_change(opportunity)
    opportunity.save(update_fields=["changed_at", "sequence"])
    record(by=by, verb="set_sites", about=opportunity, count=len(sites))
    return opportunity


def locked(opportunity: Opportunity) -> Opportunity:
    return Opportunity.objects.select_for_update().get(pk=opportunity.pk)


def note_change(opportunity: Opportunity, *, calendars: bool = False) -> None:
    opportunity.changed_at = now()
    opportunity.sequence += calendars


def clauses_of(opportunity: Opportunity) -> tuple[Clause, ...]:
    """What the sponsor asks for, as it can be checked."""
    return read_clauses(opportunity.clauses)


def _fill(opportunity: Opportunity, details: Mapping[str, Any]) -> None:
    """Set the details and what follows from them, refusing what cannot be."""
    if unknown := details.keys() - Details.__annotations__.keys():
        raise TypeError(f"An opportunity has no {min(unknown)}.")
    for name, value in details.items():
        setattr(opportunity, name, value)
    opportunity.title = " ".join(opportunity.title.split())
    _refuse_words(opportunity)
    _refuse_days(opportunity)
    _refuse_amount(opportunity)
    opportunity.closes_at = None
    if opportunity.deadline_on:
        opportunity.closes_at = closing_moment(opportunity.deadline_on, opportunity.deadline_time, opportunity.zone)


def _refuse_words(opportunity: Opportunity) -> None:
    if not opportunity.title:
        raise OpportunityError(_("Give it a title, such as that of the sponsor."), field="title")
    if opportunity.kind not in Opportunity.Kind.values:
        words = _("“%(kind)s” is no kind of opportunity. Choose one of: %(kinds)s.")
        kinds = ", ".join(Opportunity.Kind.values)
        raise OpportunityError(words % {"kind": opportunity.kind, "kinds": kinds}, field="kind")
    if not is_zone(opportunity.zone):
        raise OpportunityError(_("“%s” is not a time zone, such as America/Denver.") % opportunity.zone, field="zone")
    for name in ("title", "sponsor_name", "link", "stipend_text", "where", "source_link", "currency"):
        most = Opportunity._meta.get_field(name).max_length
        if len(getattr(opportunity, name)) > most:
            words = _("This is longer than the %(n)s letters that can be kept here.")
            raise OpportunityError(words % {"n": most}, field=name)


def _refuse_days(opportunity: Opportunity) -> None:
    if opportunity.deadline_time and not opportunity.deadline_on:
        raise OpportunityError(_("An hour alone is no deadline. Give the day too."), field="deadline_on")
    if opportunity.deadline_on and opportunity.rolling:
        raise OpportunityError(
            _("Either it has a deadline or it is open all the time. Take one of the two away."), field="rolling"
        )
    if opportunity.deadline_on and abs(opportunity.deadline_on - today()) > FARTHEST:
        words = _("%s is more than ten years away. Look at the year.")
        raise OpportunityError(words % opportunity.deadline_on.year, field="deadline_on")
    if opportunity.starts_on and opportunity.ends_on and opportunity.ends_on < opportunity.starts_on:
        raise OpportunityError(_("It would end before it begins. Look at the two days."), field="ends_on")


def _refuse_amount(opportunity: Opportunity) -> None:
    if opportunity.stipend is not None and not 0 <= opportunity.stipend <= RICHEST:
        raise OpportunityError(_("%s is no possible amount.") % opportunity.stipend, field="stipend")


def _read(clauses: Sequence[Clause | Mapping[str, Any]]) -> list[dict[str, Any]]:
    try:
        return [clause.as_dict() for clause in read_clauses(clauses)]
    except ClauseError as refusal:
        raise OpportunityError(str(refusal), field="clauses") from None


def _words(clauses: Sequence[Mapping[str, Any]]) -> str:
    return " · ".join(str(one.get("words", "")) for one in clauses)


def _write_sites(opportunity: Opportunity, sites: Sequence[Site]) -> None:
    if len(sites) > MOST_SITES:
        words = _("%(n)s sites are more than one opportunity can have. At most %(most)s.")
        raise OpportunityError(words % {"n": len(sites), "most": MOST_SITES})
    PracticumSite.objects.bulk_create(
        PracticumSite(opportunity=opportunity, order=order, **vars(site)) for order, site in enumerate(sites, start=1)
    )


def _set_topics(opportunity: Opportunity, topics: Sequence[Topic]) -> dict[str, list[str]]:
    before = ", ".join(topic.code for topic in opportunity.topics.all())
    opportunity.topics.set(topics)
    after = ", ".join(topic.code for topic in opportunity.topics.all())
    return {"topics": [before, after]} if before != after else {}


def _plain(value):
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | Organization) else value
