"""Verbs: state facts about oneself so that opportunities can be checked, and take them back.

The audit says that something was stated and never what.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bigtent.community.errors import OpportunityError
from bigtent.community.models import StatedFacts
from bigtent.engines.eligibility import FactError, Facts
from bigtent.ledger.clock import now
from bigtent.ledger.services import record
from bigtent.people.models import Person

OF_ONE_STATE = ("lives_in", "studies_in")
FROM_RECORD = frozenset({"profession", "specialties", "lives_in"})
MOST_STATEMENTS, LONGEST = 200, 600


@transaction.atomic
def state_facts(*, facts: Mapping[str, Any], from_record: Collection[str] = (), by) -> None:
    """Everything she states, in place of what stood there; with nothing in it, nothing is kept."""
    person = _locked(by)
    _keep(person, facts, from_record)
    record(by=by, verb="state_facts", about=person)


@transaction.atomic
def state_more(*, facts: Mapping[str, Any], by) -> None:
    """State some facts beside those that stand there; of sentences it adds to those confirmed before."""
    person = _locked(by)
    row = StatedFacts.objects.filter(person=person).first()
    before = row.facts if row else {"facts": {}, "from_record": []}
    sentences = {*before["facts"].get("statements", ()), *facts.get("statements", ())}
    told = {**before["facts"], **facts} | ({"statements": sorted(sentences)} if sentences else {})
    # What she states now takes the place of what her record says.
    _keep(person, told, [name for name in before["from_record"] if name not in facts])
    record(by=by, verb="state_facts", about=person)


@transaction.atomic
def forget_facts(*, by) -> int:
    """Take back all she stated."""
    person = _locked(by)
    gone = StatedFacts.objects.filter(person=person).delete()[0]
    if gone:
        record(by=by, verb="forget_facts", about=person)
    return gone


def _keep(person: Person, facts: Mapping[str, Any], from_record: Collection[str]) -> None:
    told = {name: value for name, value in facts.items() if value not in ("", None, [], {})}
    _refuse(told, from_record)
    if not told and not from_record:
        StatedFacts.objects.filter(person=person).delete()
        return
    held = {"facts": told, "from_record": sorted(from_record)}
    StatedFacts.objects.update_or_create(person=person, defaults={"facts": held, "changed_at": now()})


def _refuse(told: Mapping[str, Any], from_record: Collection[str]) -> None:
    readable = {name: [value] if name in OF_ONE_STATE else value for name, value in told.items()}
    try:
        Facts.read(readable)
    except FactError as refusal:
        raise OpportunityError(str(refusal)) from None
    if unknown := set(from_record) - FROM_RECORD:
        raise OpportunityError(_("“%s” cannot be taken from your record.") % min(unknown))
    sentences = told.get("statements", ())
    if len(sentences) > MOST_STATEMENTS or any(len(one) > LONGEST for one in sentences):
        raise OpportunityError(_("These are more sentences than can be kept. Take some back first."))


def _locked(by) -> Person:
    return Person.objects.select_for_update().get(pk=by.person_id)
