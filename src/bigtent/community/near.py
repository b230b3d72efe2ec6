"""People like me near me: members who want introductions too, as far as each may be read."""

from dataclasses import dataclass

from bigtent.community.models import KeptApart
from bigtent.community.nearness import places_within
from bigtent.community.services.introducing import DATUM
from bigtent.people.batches import in_batches
from bigtent.people.models import Affiliation, ContactPoint, Person, Purpose

MOST = 200
YEARS = 2


@dataclass(frozen=True)
class Near:
    """Somebody near; `miles` None where it is not known how far."""

    person: Person
    miles: float | None


def people_near(account, like: list[str], within: float | None, region: str) -> list[Near]:
    """Those who want introductions and are like me in all that is asked, the nearest first, at most 200.

    `within` is a number of miles from my own ZIP code, `region` "state" or "division"; what of me is not known asks
    nothing, and what somebody withholds from the directory finds nobody.
    """
    me = Person.objects.select_related("specialty__profession", "profession", "place").get(pk=account.person_id)
    people = Person.objects.visible_to(account, Purpose.DIRECTORY).showing(DATUM).exclude(pk=me.pk)
    people = people.exclude(pk__in=KeptApart.objects.filter(person=me).values("other"))
    people = people.exclude(pk__in=KeptApart.objects.filter(other=me).values("person"))
    people = people.search(**_criteria(me, like, region))
    away = places_within(me.place, within) if within and me.place else {}
    if within is not None:
        people = people.showing("people.place").filter(place__in=_those_lived_in(away))
    found = [Near(one, away.get(one.place_id)) for one in people.for_listing().order_by("pk")[:MOST]]
    return sorted(found, key=lambda one: (one.miles is None, one.miles or 0, one.person.family_name, one.person.pk))


def _those_lived_in(away: dict[int, float]) -> list[int]:
    """Of many places those where anybody is, so that few are asked for."""
    lived: set[int] = set()
    for batch in in_batches(away):
        lived |= set(Person.objects.filter(place__in=batch).values_list("place", flat=True))
    return sorted(lived)


def _criteria(me: Person, like: list[str], region: str) -> dict:
    asked: dict = {}
    if "specialty" in like and me.specialty:
        asked["specialty"] = me.specialty
    if "profession" in like and me.profession:
        asked["profession"] = me.profession
    if "year" in like and (year := _year(me)):
        asked |= {"from_year": year - YEARS, "to_year": year + YEARS}
    if region and me.place:
        asked[region] = getattr(me.place, region)
    return asked


def _year(me: Person) -> int | None:
    years = Affiliation.objects.of_class().filter(person=me, class_year__isnull=False).order_by("-class_year")
    return years.values_list("class_year", flat=True).first()


def addresses_of(person: Person) -> list[str]:
    """Her own addresses and numbers, that by which she signs in among them."""
    kinds = [ContactPoint.Kind.EMAIL, ContactPoint.Kind.PHONE]
    own = list(person.contact_points.in_use().filter(kind__in=kinds).values_list("value", flat=True))
    signs_in = getattr(person, "account", None)
    return [*own, signs_in.email] if signs_in and signs_in.email not in own else own
