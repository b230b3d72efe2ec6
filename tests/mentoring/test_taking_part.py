"""Offers to mentor and wishes for a mentor."""

from datetime import date

import pytest

from bigtent.ledger.models import AuditEntry
from bigtent.mentoring import services
from bigtent.mentoring.errors import ApplicationError
from bigtent.mentoring.models import Mentee, Mentor
from bigtent.people.models import Person
from bigtent.people.services import merge_people
from tests.factories import make_person
from tests.mentoring.making import make_mentee, make_mentor, make_program, make_round, proposed, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(db):
    return make_program()


def apply(program, **values):
    values = {"person": make_person(), "slots": ["weekday-evening"]} | values
    return services.apply_as_mentor(mentors=[Mentor(**values)], program=program, by=None)[0]


def ask(program, **values):
    values = {"person": make_person(), "slots": ["weekday-evening"]} | values
    return services.ask_for_mentor(mentees=[Mentee(**values)], program=program, by=None)[0]


def test_it_works(program):
    assert apply(program, capacity=3).capacity == 3
    assert ask(program, wanted_languages=["es"]).wanted_languages == ["es"]


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"capacity": 0}, "capacity", "0 students at a time: say 1 to 20"),
        ({"capacity": 21}, "capacity", "21 students at a time"),
        ({"hours": 0}, "hours", "0 hours a month: say 1 to 40"),
        ({"stage": "emeritus"}, "stage", "“emeritus” is no stage"),
        ({"meets": "by post"}, "meets", "“by post” is no way to meet"),
        ({"slots": []}, "slots", "at least one time"),
        ({"slots": ["midnight"]}, "slots", "“midnight” is not on the list of slots"),
        ({"topics": ["golf"]}, "topics", "“golf” is not on the list of topics"),
        ({"languages": ["tlh"]}, "languages", "“tlh” is not on the list"),
        ({"backgrounds": ["race"]}, "backgrounds", "“race” is not on the list"),
    ],
)
def test_an_offer_that_makes_no_sense_is_refused_at_its_field(program, values, field, words):
    with pytest.raises(ApplicationError, match=words) as refusal:
        apply(program, **values)
    assert refusal.value.field == field
    assert not Mentor.objects.exists()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"stage": "senior"}, "“senior” is no stage"),
        ({"hours": 41}, "41 hours a month"),
        ({"slots": []}, "at least one time"),
        ({"wanted_backgrounds": ["ethnicity"]}, "“ethnicity” is not on the list of wanted backgrounds"),
    ],
)
def test_a_wish_that_makes_no_sense_is_refused(program, values, words):
    with pytest.raises(ApplicationError, match=words):
        ask(program, **values)


def test_of_many_the_faulty_row_is_named_and_none_is_kept(program):
    good, bad = make_person(), make_person(given_name="Noor", family_name="Haddad")
    rows = [Mentor(person=good, slots=["weekday-noon"]), Mentor(person=bad, slots=["weekday-noon"], capacity=99)]
    with pytest.raises(ApplicationError, match="Row 2, Noor Haddad: 99 students"):
        services.apply_as_mentor(mentors=rows, program=program, by=None)
    with pytest.raises(ApplicationError, match="listed twice"):
        services.apply_as_mentor(mentors=[rows[0], rows[0]], program=program, by=None)
    assert not Mentor.objects.exists()


def test_thousands_are_taken_down_with_one_entry_and_few_queries(program, django_assert_max_num_queries):
    people = Person.objects.bulk_create([Person(family_name=f"Many{n}", search_text=f" many{n}") for n in range(1200)])
    with django_assert_max_num_queries(30):
        services.apply_as_mentor(
            mentors=[Mentor(person=one, slots=["weekday-noon"]) for one in people], program=program, by=None
        )
    assert program.mentors.count() == 1200
    assert AuditEntry.objects.get(verb="apply_as_mentor").count == 1200


def test_the_latest_offer_replaces_the_earlier_one(program):
    first = apply(program, capacity=1)
    again = apply(program, person=first.person, capacity=2)
    assert Mentor.objects.get().capacity == 2 and again.pk == first.pk


def test_who_ended_comes_back_by_a_new_offer(program):
    offer = apply(program)
    assert services.end_offers(mentors=[offer], by=None) == 1
    assert services.end_offers(mentors=[offer], by=None) == 0
    apply(program, person=offer.person)
    assert Mentor.objects.get().ended_on is None


def test_a_paused_mentor_is_left_out_until_the_day_after():
    match_round = make_round(mentees=1, mentors=1)
    mentor = match_round.program.mentors.get()
    make_mentor(match_round.program)
    services.pause_mentor(mentor=mentor, until=date(2026, 11, 22), by=None)
    assert proposed(match_round).mentors == 1
    services.pause_mentor(mentor=mentor, until=None, by=None)
    assert proposed(match_round).mentors == 2
    with pytest.raises(ApplicationError, match="is over"):
        services.pause_mentor(mentor=mentor, until=date(2026, 11, 21), by=None)


def test_a_withdrawn_wish_waits_no_more():
    match_round = make_round(mentees=2, mentors=1)
    services.withdraw_wishes(mentees=[match_round.program.mentees.first()], by=None)
    assert proposed(match_round).mentees == 1


def test_fewer_places_never_take_a_student_away():
    match_round = published(make_round(mentees=2, mentors=1, capacity=2))
    mentor = match_round.program.mentors.get()
    apply(match_round.program, person=mentor.person, capacity=1)
    assert mentor.pairings.current().count() == 2
    assert Mentor.objects.with_places().get().free == -1


def test_a_merge_moves_offers_and_keeps_one_of_each(program, manager):
    offer, wish = make_mentor(program), make_mentee(program)
    make_mentor(program, person=wish.person)
    merge_people(pairs=[(offer.person, wish.person)], by=manager, reason="same person")
    assert Mentee.objects.get(pk=wish.pk).person == offer.person
    assert Mentor.objects.consenting().get() == offer
