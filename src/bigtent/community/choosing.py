"""Whom a question is brought to, and why those.

Asked is only who offers to answer questions, said yes to the purpose mentoring, withholds that offer from nobody, has
an address that is written to, and was asked fewer than three times in thirty days; never the asker, never two who are
kept apart, never the same person twice. What was taken back or closed before a letter went out was never asked.

Of these the most fitting come first, counted in points: her specialty is the one asked for 4, one close to it 2, of the
same profession 1 (where only a profession is asked for, that profession 3); she is in the state asked for 2, in that
part of the country 1. What she withholds from mentoring gives no points. Among equals comes first who was asked least
lately. What anybody says of her identity is not here and cannot be: this room has no way to it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, Count, F, Max, OuterRef, Q, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from bigtent.community.models import Ask, Asked, KeptApart
from bigtent.community.models.asking import GRACE
from bigtent.outreach.models import Suppression
from bigtent.people.batches import in_batches
from bigtent.people.models import Consent, ContactPoint, Offer, Person, Purpose

AT_ONCE = 5
MOST, SPAN = 3, timedelta(days=30)
OFFER = "people.offer-answer"
LOOKED_AT = 50
WHY = {
    "specialty": _("has the specialty you asked for"),
    "family": _("has a specialty close to the one you asked for"),
    "profession": _("has the profession you asked for"),
    "state": _("is in the state you asked for"),
    "division": _("is in that part of the country"),
    "turn": _("offers to answer, and was asked least lately"),
    "coordinator": _("looks after questions that wait"),
}


@dataclass(frozen=True)
class Candidate:
    """Somebody a question can be brought to: where a letter reaches her, and the codes of what fits."""

    person: int
    address: str
    language: str
    why: tuple[str, ...]


def candidates(ask: Ask, moment: datetime, count: int = AT_ONCE) -> list[Candidate]:
    """The next most fitting people for a question, the best first; fewer where there are no more."""
    kept_out, found = Suppression.objects.kept_out(), []
    ranked = list(_ranked(ask, moment).values_list("pk", "language", "about_work", "about_place"))
    for batch in in_batches(ranked, LOOKED_AT):
        points = ContactPoint.objects.in_use().filter(person__in=[row[0] for row in batch])
        addresses = points.best_addresses(kept_out)
        for pk, language, work, place in batch:
            if pk in addresses:
                why = tuple(filter(None, (work, place))) or ("turn",)
                found.append(Candidate(pk, addresses[pk], language, why))
                if len(found) == count:
                    return found
    return found


def _ranked(ask: Ask, moment: datetime):
    """Everybody who may be asked, in order."""
    work, work_points = _first_that_holds(_of_work(ask))
    place, place_points = _first_that_holds(_of_place(ask))
    latest = Asked.objects.filter(person=OuterRef("pk")).order_by().values("person").annotate(at=Max("at")).values("at")
    people = _willing(ask, moment).annotate(about_work=work, about_place=place, latest=Subquery(latest))
    points = work_points + place_points
    return people.annotate(points=points).order_by("-points", F("latest").asc(nulls_first=True), "pk")


def is_still_willing(asked: Asked) -> bool:
    """Whether somebody chosen earlier still offers to answer, and nobody keeps her and the asker apart since."""
    return _offering(asked.ask).filter(pk=asked.person_id).exists()


def _willing(ask: Ask, moment: datetime):
    lately = Asked.objects.filter(at__gt=moment - SPAN, by_coordinator=False).order_by()
    lately = lately.exclude(ask__ended_at__lt=F("ask__made_at") + GRACE)
    often = lately.values("person").annotate(n=Count("pk")).filter(n__gte=MOST).values("person")
    already = Asked.objects.filter(ask=ask.pk).values("person")
    return _offering(ask).exclude(pk__in=often).exclude(pk__in=already)


def _offering(ask: Ask):
    """Those who offer to answer questions like this one to whoever asks it."""
    offering = Offer.objects.in_force().filter(kind=Offer.Kind.ANSWER).values("person")
    withheld = Consent.objects.in_force().filter(datum=OFFER, given=False).values("person")
    apart = KeptApart.objects.filter(person=ask.person_id).values("other")
    apart_by = KeptApart.objects.filter(other=ask.person_id).values("person")
    people = Person.objects.consenting_to(Purpose.MENTORING).filter(pk__in=offering)
    for left_out in (withheld, apart, apart_by):
        people = people.exclude(pk__in=left_out)
    return people.exclude(pk=ask.person_id)


def _of_work(ask: Ask) -> list[tuple[Q, str, int]]:
    shown = ~Q(pk__in=Consent.objects.answered(Purpose.MENTORING, "people.specialty", given=False).values("person"))
    if ask.specialty:
        return [
            (shown & Q(specialty=ask.specialty), "specialty", 4),
            (shown & Q(specialty__family=ask.specialty.family), "family", 2),
            (shown & Q(specialty__profession=ask.specialty.profession_id), "profession", 1),
        ]
    return [(shown & Q(specialty__profession=ask.profession), "profession", 3)] if ask.profession else []


def _of_place(ask: Ask) -> list[tuple[Q, str, int]]:
    shown = ~Q(pk__in=Consent.objects.answered(Purpose.MENTORING, "people.place", given=False).values("person"))
    state = [(shown & Q(place__state=ask.state_code), "state", 2)] if ask.state_code else []
    return [*state, (shown & Q(place__division=ask.division), "division", 1)] if ask.division else state


def _first_that_holds(conditions: list[tuple[Q, str, int]]) -> tuple[Case, Case]:
    """The code of the first condition that holds, and its points."""
    codes = [When(condition, then=Value(code)) for condition, code, _points in conditions]
    points = [When(condition, then=Value(points)) for condition, _code, points in conditions]
    return Case(*codes, default=Value("")), Case(*points, default=Value(0))
