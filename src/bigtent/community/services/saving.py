"""Verbs: save an opportunity, note that one applied and what came of it, and take that back.

All of it is the mark of one person for herself, so nothing of it stands in the audit, where others would read it.
"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.community.errors import OpportunityError
from bigtent.community.models import Opportunity, SavedOpportunity
from bigtent.ledger.clock import now, today

Result = SavedOpportunity.Result


@transaction.atomic
def save_opportunity(*, opportunity: Opportunity, by) -> SavedOpportunity:
    """Keep an opportunity on her own list and in her calendar. Saving twice changes nothing."""
    if opportunity.state not in (Opportunity.State.PUBLISHED, Opportunity.State.CLOSED):
        raise OpportunityError(_("This is not published. It cannot be saved now."))
    return SavedOpportunity.objects.get_or_create(person_id=by.person_id, opportunity=opportunity)[0]


@transaction.atomic
def unsave_opportunity(*, opportunity: Opportunity, by) -> None:
    """Take it off her list, with what she noted about it."""
    SavedOpportunity.objects.filter(person=by.person_id, opportunity=opportunity).delete()


@transaction.atomic
def note_application(*, opportunity: Opportunity, on: date, by) -> SavedOpportunity:
    """Note for herself that she applied on that day; it is saved with it."""
    if on > today():
        raise OpportunityError(_("That day is still to come. Note it when you have applied."), field="applied_on")
    row = save_opportunity(opportunity=opportunity, by=by)
    return _changed(row, applied_on=on)


@transaction.atomic
def take_back_application(*, opportunity: Opportunity, by) -> SavedOpportunity:
    """She did not apply after all; what came of it goes too."""
    return _changed(_hers(opportunity, by), applied_on=None, result="")


@transaction.atomic
def note_result(*, opportunity: Opportunity, result: str, by) -> SavedOpportunity:
    """Note for herself what came of it; empty takes it back."""
    row = _hers(opportunity, by)
    if result and result not in Result.values:
        raise OpportunityError(_("“%s” is no result that can be noted.") % result, field="result")
    if row.applied_on is None:
        raise OpportunityError(_("Note first when you applied."), field="result")
    return _changed(row, result=result)


def _hers(opportunity: Opportunity, by) -> SavedOpportunity:
    row = SavedOpportunity.objects.filter(person=by.person_id, opportunity=opportunity).first()
    if row is None:
        raise OpportunityError(_("You did not save this opportunity."))
    return row


def _changed(row: SavedOpportunity, **values) -> SavedOpportunity:
    for name, value in values.items():
        setattr(row, name, value)
    row.changed_at = now()
    row.save()
    return row
