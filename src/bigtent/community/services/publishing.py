"""Verbs: publish an opportunity, close it, withdraw it, undo that, and say that its source was looked at."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.community.errors import OpportunityError
from bigtent.community.models import Opportunity
from bigtent.community.services.opportunities import FARTHEST, locked, note_change
from bigtent.ledger.clock import now, today
from bigtent.ledger.services import record

State = Opportunity.State


@transaction.atomic
def publish_opportunity(*, opportunity: Opportunity, by) -> Opportunity:
    """Show a draft to everybody."""
    opportunity = locked(opportunity)
    _refuse_unless(opportunity, State.DRAFT)
    if not opportunity.sponsored_by:
        raise OpportunityError(_("Say first whose opportunity it is: its sponsor."), field="sponsor_name")
    if opportunity.closes_at and opportunity.closes_at <= now():
        raise OpportunityError(_("Its deadline has passed. Correct the deadline first."), field="deadline_on")
    if not opportunity.closes_at and not opportunity.rolling:
        raise OpportunityError(_("Give its deadline, or say that it is open all the time."), field="deadline_on")
    opportunity.published_at = now()
    return _moved(opportunity, State.PUBLISHED, "publish_opportunity", by)


@transaction.atomic
def unpublish_opportunity(*, opportunity: Opportunity, by) -> Opportunity:
    """Take a published one back to a draft, as long as nobody saved it."""
    opportunity = locked(opportunity)
    _refuse_unless(opportunity, State.PUBLISHED)
    if opportunity.saved.exists():
        raise OpportunityError(_("Somebody saved it already. Close it or withdraw it, and say why."))
    return _moved(opportunity, State.DRAFT, "unpublish_opportunity", by)


@transaction.atomic
def close_opportunity(*, opportunity: Opportunity, reason: str, by) -> Opportunity:
    """Say that nobody can apply any more, before its deadline or without one; it stays to be found."""
    opportunity = locked(opportunity)
    _refuse_unless(opportunity, State.PUBLISHED)
    opportunity.closed_because = _reason(reason)
    return _moved(opportunity, State.CLOSED, "close_opportunity", by, reason)


@transaction.atomic
def withdraw_opportunity(*, opportunity: Opportunity, reason: str, by) -> Opportunity:
    """Take one out of sight that should not stand here; whoever saved it reads why."""
    opportunity = locked(opportunity)
    _refuse_unless(opportunity, State.PUBLISHED, State.CLOSED)
    opportunity.closed_because = _reason(reason)
    return _moved(opportunity, State.WITHDRAWN, "withdraw_opportunity", by, reason)


@transaction.atomic
def open_again(*, opportunity: Opportunity, by) -> Opportunity:
    """Undo that it was closed or withdrawn."""
    opportunity = locked(opportunity)
    _refuse_unless(opportunity, State.CLOSED, State.WITHDRAWN)
    opportunity.closed_because = ""
    return _moved(opportunity, State.PUBLISHED, "open_opportunity_again", by)


@transaction.atomic
def check_source(*, opportunity: Opportunity, recheck_on: date | None, by) -> Opportunity:
    """Note that its source still says the same today, and when to look again; None where that is not needed."""
    opportunity = locked(opportunity)
    if recheck_on is not None and not today() < recheck_on <= today() + FARTHEST:
        raise OpportunityError(_("Look again on a day after today, within ten years."), field="recheck_on")
    changes = {"recheck_on": [str(opportunity.recheck_on or ""), str(recheck_on or "")]}
    opportunity.source_checked_on, opportunity.recheck_on = today(), recheck_on
    opportunity.save(update_fields=["source_checked_on", "recheck_on"])
    record(by=by, verb="check_source", about=opportunity, changes=changes)
    return opportunity


def _moved(opportunity: Opportunity, state: str, verb: str, by, reason: str = "") -> Opportunity:
    opportunity.state = state
    note_change(opportunity, calendars=True)
    opportunity.save()
    record(by=by, verb=verb, about=opportunity, reason=reason)
    return opportunity


def _refuse_unless(opportunity: Opportunity, *states: str) -> None:
    if opportunity.state not in states:
        raise OpportunityError(
            _("That cannot be done with it now. It is: %s.") % opportunity.get_state_display().lower()
        )


def _reason(words: str) -> str:
    if not words.strip():
        raise OpportunityError(_("Say why. Whoever saved it reads it."), field="reason")
    return words.strip()[:300]
