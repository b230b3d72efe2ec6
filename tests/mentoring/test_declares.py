"""What the room offers to others: figures, due items, what is known of a person."""

from datetime import date

import pytest
from django.urls import reverse

from bigtent.ledger.declarations import declared
from bigtent.mentoring import services
from bigtent.outreach.audiences import reach
from bigtent.outreach.models import Audience
from tests.mentoring.making import make_mentee, make_mentor, make_program, make_round, proposed, published

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def measure(name, day=TODAY):
    (found,) = [one for one in declared("MEASURES") if one.name == name]
    return found.compute(day)


def due(account):
    return [item for source in declared("DUE") if source.room == "mentoring" for item in source.items(account)]


def test_it_works():
    published(make_round(mentees=3, mentors=2, capacity=2))
    assert measure("mentors").value == 2
    assert (measure("mentor-places-free").value, measure("mentor-places-free").of) == (1, 4)
    assert (measure("students-waiting").value, measure("students-waiting").of) == (0, 3)
    assert measure("students-paired").value == 3


def test_figures_of_another_day():
    match_round = published(make_round(mentees=1, mentors=1))
    assert measure("mentors", date(2026, 11, 21)).value == 0
    assert measure("students-paired", date(2026, 11, 21)).value == 0
    services.end_pairing(pairing=match_round.proposals.get().pairings.get(), by=None)
    assert measure("students-paired").value == 0


def test_figures_of_nobody():
    assert [measure(name).value for name in ("mentors", "mentor-places-free", "students-waiting")] == [0, 0, 0]


def test_the_one_next_act_for_who_runs_rounds(manager, reviewer, member):
    program = make_program()
    make_mentor(program)
    make_mentee(program)
    assert [item.button for item in due(manager)] == ["Open a round"]
    match_round = services.open_round(name="Fall 2026", program=program, by=manager)
    assert [item.button for item in due(manager)] == ["Propose pairings"]
    proposed(match_round)
    assert [item.title for item in due(manager)] == ["Fall 2026, proposal 1 is ready to publish"]
    assert due(reviewer) == due(member) == []


def test_letters_without_an_address_wait_for_a_person(manager):
    match_round = published(make_round(mentees=1, mentors=1))
    (item,) = due(manager)
    assert item.title == "2 letters of a round need your word"
    assert item.url == reverse("mentoring:letters", args=[match_round.key])


def test_every_measure_and_due_item_opens_a_page(manager):
    published(make_round(mentees=1, mentors=1))
    names = ("mentors", "mentor-places-free", "students-waiting", "students-paired")
    addresses = [f"{reverse(one.url)}?{one.query}" for one in declared("MEASURES") if one.name in names]
    for address in [*addresses, *(item.url for item in due(manager))]:
        assert manager.client.get(address).status_code == 200


def test_a_wish_is_shown_to_staff_and_to_the_student_only(manager, member):
    wish = make_mentee(make_program())
    (known,) = [one for one in declared("KNOWN") if one.model == "mentoring.Mentee"]
    assert [label for label, _value, _source in known.show(wish.person, manager)] == ["Asks for a mentor"]
    assert list(known.show(wish.person, member)) == []


def test_an_offer_is_shown_to_members(member):
    offer = make_mentor(make_program(), capacity=3)
    (known,) = [one for one in declared("KNOWN") if one.model == "mentoring.Mentor"]
    told = [value for _label, value, _source in known.show(offer.person, member)]
    assert told == ["3 students at a time, online or in person"]
    assert [source for *_rest, source in known.show(offer.person, member)] == ["as they told us"]


def test_on_ones_own_page_it_says_you(member):
    make_mentor(make_program(), person=member.person)
    assert "as you told us" in member.client.get(reverse("people:known")).text


def test_mentors_and_students_of_a_program_are_audiences(manager):
    program = make_round(by=manager, mentees=2, mentors=3).program
    ended = program.mentors.first()
    services.end_offers(mentors=[ended], by=None)
    found = {kind: reach(Audience(source=f"{kind}:{program.pk}"), by=manager) for kind in ("mentors", "students")}
    assert {kind: one.matched for kind, one in found.items()} == {"mentors": 2, "students": 2}
    page = manager.client.get(reverse("outreach:new_audience"), {"source": f"mentors:{program.pk}"}).text
    assert "Mentors of a program" in page and program.name in page
