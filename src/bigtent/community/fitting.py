"""How opportunities fit what somebody stated. Nobody else's facts are ever read here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bigtent.community.lists import FAMILY, places_of
from bigtent.community.models import Opportunity, StatedFacts
from bigtent.community.services.opportunities import clauses_of
from bigtent.engines.eligibility import Facts, Fit, check
from bigtent.ledger.clock import today
from bigtent.people.models import Person, Specialty

FROM_RECORD = ("profession", "specialties", "lives_in")


@dataclass(frozen=True)
class Fitting:
    """An opportunity with how it fits one person."""

    opportunity: Opportunity
    fit: Fit


def stated_by(account) -> dict[str, Any]:
    """What the account's own person stated: {"facts": ..., "from_record": ...}, empty where she stated nothing."""
    row = StatedFacts.objects.of(account).first()
    return row.facts if row else {"facts": {}, "from_record": []}


def facts_of(account) -> Facts:
    """What she stated, with what she lets her own record say."""
    told = stated_by(account)
    return read_facts(told["facts"] | _from_record(account.person, told["from_record"]))


def read_facts(values: dict[str, Any]) -> Facts:
    """Facts as a page gives them: of a place its state, of specialties their codes alone."""
    given = dict(values)
    for name in ("lives_in", "studies_in"):
        if state := given.get(name):
            given[name] = places_of(state)
    if codes := given.get("specialties"):
        given["specialties"] = [*codes, *_families(codes)]
    return Facts.read(given)


def fit_of(opportunity: Opportunity, facts: Facts) -> Fit:
    return check(clauses_of(opportunity), facts, today())


def fitting(opportunities: Iterable[Opportunity], facts: Facts) -> Iterator[Fitting]:
    """Those that nothing stated speaks against and something stated speaks for, the fullest fit first."""
    found = [Fitting(one, fit_of(one, facts)) for one in opportunities]
    found = [one for one in found if one.fit.may_be and one.fit.why]
    yield from sorted(found, key=lambda one: len(one.fit.missing))


def _from_record(person: Person, names: Iterable[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "profession" in names and person.profession:
        found["profession"] = person.profession.code
    if "specialties" in names and person.specialty:
        found["specialties"] = [person.specialty.code]
    if "lives_in" in names and person.place:
        found["lives_in"] = person.place.state
    return found


def _families(codes: Iterable[str]) -> list[str]:
    families = Specialty.objects.filter(code__in=list(codes)).values_list("family", flat=True).distinct()
    return [f"{FAMILY}{family}" for family in families]
