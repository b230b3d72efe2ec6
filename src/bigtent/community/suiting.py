"""Whom somebody may send an opportunity to: by what people show in the directory, never by what they state."""

from django.db.models import Q

from bigtent.community.lists import FAMILY
from bigtent.community.models import Opportunity
from bigtent.community.services.opportunities import clauses_of
from bigtent.people.models import Person, Place, Purpose
from bigtent.people.states import STATES

# The kinds of clauses that can be told from the directory, and the datum they are told by.
SHOWN = {"profession": "people.profession", "specialty": "people.specialty", "lives_in": "people.place"}


def suiting(opportunity: Opportunity, account, words: str = ""):
    """The people of the directory whom it may suit, in the order of names, and whether anything narrowed the list."""
    people = Person.objects.visible_to(account, Purpose.DIRECTORY).exclude(pk=account.person_id)
    people = people.filter(account__isnull=False)
    asked = [clause for clause in clauses_of(opportunity) if clause.kind in SHOWN]
    if words:
        people = people.search(words=words)
    for clause in () if words else asked:
        people = people.showing(SHOWN[clause.kind]).filter(_within(clause.kind, clause.values))
    people = people.select_related("profession", "specialty", "place").order_by("family_name", "given_name", "pk")
    return people, bool(asked) and not words


def _within(kind: str, codes: tuple[str, ...]) -> Q:
    if kind == "profession":
        return Q(profession__code__in=codes)
    if kind == "specialty":
        families = [code.removeprefix(FAMILY) for code in codes if code.startswith(FAMILY)]
        return Q(specialty__code__in=codes) | Q(specialty__family__in=families)
    states = [code for code in codes if code in STATES]
    divisions = [code for code in codes if code not in STATES]
    within = Place.objects.filter(Q(state__in=states) | Q(division__in=divisions)).values("pk")
    return Q(place__in=within)
