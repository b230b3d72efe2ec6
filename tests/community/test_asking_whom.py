"""Whom a question reaches: who fits best among those who offer it, in turns, never more often than agreed."""

import random
from datetime import timedelta

import pytest

from bigtent.community.choosing import MOST
from bigtent.community.models import Asked
from bigtent.ledger.clock import now
from bigtent.outreach.models import Suppression
from bigtent.people.models import Offer, Person, Profession
from bigtent.people.models.erasure import digest_of
from tests.community.asking import ask, asked_people, make_asker, make_willing, surgery
from tests.factories import make_consent, make_place, make_profession, make_specialty
from tests.outreach.going import later

pytestmark = pytest.mark.django_db


@pytest.fixture
def asker(network):
    return make_asker()


def test_the_five_who_fit_best_the_best_first(asker):
    near, far = make_place(), make_place(zip="02108", city="Boston", state="MA", division="new-england")
    close, nursing = make_specialty("trauma", family="Surgery"), make_profession("nursing")
    people = [
        make_willing(specialty=surgery(), place=near), make_willing(specialty=surgery(), place=far),
        make_willing(specialty=close, place=near), make_willing(specialty=close), make_willing(place=near),
        make_willing(specialty=make_specialty("midwifery", family="Birth", profession=nursing)),
    ]  # fmt: skip
    random.Random(1).shuffle(people)
    one = ask(asker, specialty=surgery(), state="CO")
    ranks = [row.why for row in Asked.objects.filter(ask=one)]
    assert ranks == [["specialty", "state"], ["specialty"], ["family", "state"], ["family"], ["state"]] or ranks == [
        ["specialty", "state"], ["specialty"], ["family", "state"], ["state"], ["family"]]  # fmt: skip


def without_offer(person):
    Offer.objects.filter(person=person).update(ended_on="2026-01-01")


def offer_withheld(person):
    make_consent(person=person, purpose="directory", datum="people.offer-answer", given=False)


def no_to_mentoring(person):
    person.consents.all().delete()


def suppressed(person):
    Suppression.objects.create(digest=digest_of("email", person.contact_points.get().value), because="complaint")


def without_address(person):
    person.contact_points.all().delete()


def merged(person):
    person.merged_into = make_willing(offers=[])
    person.save()


@pytest.mark.parametrize(
    "change", [without_offer, offer_withheld, no_to_mentoring, suppressed, without_address, merged],
    ids=lambda change: change.__name__,
)  # fmt: skip
def test_who_must_not_be_asked_is_not(asker, change):
    person = make_willing()
    change(person)
    assert asked_people(ask(asker)) == []


def test_nobody_is_asked_her_own_question(asker):
    Offer.objects.create(person=asker.person, kind="answer")
    make_consent(person=asker.person, purpose="mentoring")
    assert asked_people(ask(asker)) == []


@pytest.mark.parametrize(("datum", "why"), [("people.specialty", ["state"]), ("people.place", ["specialty"])])
def test_what_somebody_withholds_gives_no_points(asker, datum, why):
    person = make_willing(specialty=surgery(), place=make_place())
    make_consent(person=person, purpose="mentoring", datum=datum, given=False)
    ask(asker, specialty=surgery(), state="CO")
    assert Asked.objects.get().why == why


def test_a_profession_alone_is_known_by_the_specialty(asker):
    person = make_willing(specialty=surgery())
    make_willing()
    one = ask(asker, profession=Profession.objects.get(code="medicine"))
    assert Asked.objects.filter(ask=one).first().person == person


def test_at_most_three_times_in_thirty_days_and_then_again(asker, settings):
    make_willing()
    counts = [len(asked_people(ask(make_asker()))) for _ in range(MOST + 1)]
    assert counts == [1] * MOST + [0]
    later(settings, days=30, minutes=1)
    assert len(asked_people(ask(make_asker()))) == 1


def test_among_equals_everybody_has_her_turn(network, settings):
    people = [make_willing() for _ in range(10)]
    for _ in range(6):
        ask(make_asker())
        later(settings, minutes=1)
    assert {person.asked.count() for person in people} == {MOST}


def points_of(person, one):
    """The rule, read one by one."""
    work = {one.specialty: 4}.get(person.specialty) or 0
    if not work and person.specialty:
        same = person.specialty.family == one.specialty.family
        work = 2 if same else int(person.specialty.profession == one.specialty.profession)
    place = person.place
    return work + (
        2 if place and place.state == one.state_code else int(bool(place) and place.division == one.division)
    )


@pytest.mark.parametrize("seed", range(3))
def test_nobody_left_out_fits_better_than_somebody_asked(asker, seed):
    chance = random.Random(seed)
    specialties = [surgery(), make_specialty("trauma", family="Surgery"), make_specialty(), None]
    places = [make_place(), make_place(zip="87101", city="Albuquerque", state="NM"), None]
    people = [make_willing(specialty=chance.choice(specialties), place=chance.choice(places)) for _ in range(20)]
    earlier = ask(make_asker())
    Asked.objects.filter(ask=earlier).update(at=now() - timedelta(days=chance.randint(1, 20)))
    one = ask(asker, specialty=surgery(), state="CO")
    chosen = {person.pk for person in asked_people(one)}
    read = Person.objects.select_related("specialty", "place")
    points = {person.pk: points_of(read.get(pk=person.pk), one) for person in people}
    assert len(chosen) == 5
    assert min(points[pk] for pk in chosen) >= max(points[pk] for pk in points.keys() - chosen)


def test_many_thousand_cost_as_many_statements_as_few(asker, django_assert_max_num_queries):
    for _ in range(60):
        make_willing()
    with django_assert_max_num_queries(30):
        ask(asker)
