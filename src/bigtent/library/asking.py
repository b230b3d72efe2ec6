"""Whom one may ask at a stage: members who offered to answer questions and are one step further."""

from django.db.models import Case, F, IntegerField, Value, When
from django.db.models.functions import Mod

from bigtent.ledger.clock import today
from bigtent.library.models import Path
from bigtent.people.models import Person, Purpose
from bigtent.people.models.reading import signed_in

MOST = 5
# Class years, counted from this year, of those one step further than the stage: (from, to); None is open.
AHEAD = {
    Path.Stage.PREMEDICAL: (0, None),
    Path.Stage.STUDENT: (-5, -1),
    Path.Stage.RESIDENT: (-15, -5),
    Path.Stage.EARLY_CAREER: (None, -15),
    Path.Stage.LEADER: (None, -15),
}
SPREAD = 9973


def people_to_ask(account, stage: str) -> list[Person]:
    """At most five, of the reader's own profession first; who stands at the top changes from day to day.

    Nobody is found by what she withholds: not by her offer, not by her school.
    """
    if not signed_in(account):
        return []
    day, ahead = today(), AHEAD[stage]
    first, last = (None if years is None else day.year + years for years in ahead)
    people = Person.objects.visible_to(account, Purpose.DIRECTORY).exclude(pk=account.person_id)
    found = people.search(offers=["answer"], from_year=first, to_year=last)
    own = people.showing("people.profession").filter(profession=account.person.profession_id).values("pk")
    near = Case(When(pk__in=own, then=Value(0)), default=Value(1), output_field=IntegerField())
    turn = Mod(F("pk") * 7919 + Value(day.toordinal() * 131), Value(SPREAD))
    return list(found.for_listing().order_by(near, turn, "pk")[:MOST])
