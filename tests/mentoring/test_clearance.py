"""A program may take only mentors who are cleared: signed, and checked as the agreement asks."""

from datetime import date

import pytest

from bigtent.mentoring import services
from bigtent.mentoring.errors import RoundError
from bigtent.people.services import draft_agreement, publish_agreement, record_checks, sign_agreement
from tests.factories import make_account
from tests.mentoring.making import make_round, proposed
from tests.mentoring.test_programs import points

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def the_round(manager):
    """Two mentors and two students of a program that needs its mentors to be cleared; the form says so."""
    made = make_round(by=manager, mentors=2)
    manager.client.post(made.program.get_absolute_url(), points(made.program, needs_clearance="on"))
    made.program.refresh_from_db()
    return made


def clear(mentor, manager):
    agreement = draft_agreement(by=manager)
    publish_agreement(agreement=agreement, by=manager)
    account = make_account(person=mentor.person)
    name = mentor.person.name
    sign_agreement(agreement=agreement, roles=["mentor"], signed_as=name, language="en", by=account)
    for kind in ("training", "background"):
        record_checks(people=[mentor.person], kind=kind, state="passed", on=TODAY, by=manager)


def test_it_works(the_round, manager):
    first = the_round.program.mentors.first()
    clear(first, manager)
    page = manager.client.get(the_round.get_absolute_url()).content.decode()
    assert "1 mentor is left out" in page and "See who signed and what is missing" in page
    assert [pairing.mentor for pairing in proposed(the_round, manager).pairings.all()] == [first]


def test_the_program_says_so(the_round, reviewer):
    page = reviewer.client.get(the_round.program.get_absolute_url()).content.decode()
    assert "No mentor who is not cleared" in page


def test_who_is_no_longer_cleared_stops_the_publication(the_round, manager):
    for mentor in the_round.program.mentors.all()[:1]:
        clear(mentor, manager)
    proposed(the_round, manager)
    record_checks(people=[mentor.person], kind="background", state="not_passed", on=TODAY, by=manager)
    with pytest.raises(RoundError, match="no longer take part as before"):
        services.publish_round(match_round=the_round.key, by=manager)


def test_other_programs_go_on_as_before(manager):
    the_round = make_round(by=manager, mentors=2)
    assert proposed(the_round, manager).placed == 2
    assert "left out" not in manager.client.get(the_round.get_absolute_url()).content.decode()
