"""Makes mentors, students and rounds through the room's own services."""

from bigtent.ledger.progress import Progress
from bigtent.mentoring import services
from bigtent.mentoring.models import Mentee, Mentor
from tests.factories import make_person, make_place, make_specialty, make_topic

CONSENT = {"consents": ["mentoring"]}


def make_program(by=None):
    """The standard program over two specialties of a family, one of another, and two states."""
    make_place()
    make_place(zip="10027", city="New York", state="NY", division="middle-atlantic")
    make_specialty("pediatrics")
    make_specialty("surgery", family="Surgical fields")
    make_topic()
    return services.set_up_standard_program(by=by)


def make_mentor(program, *, by=None, person=None, **values):
    """A consenting family doctor in Colorado with one place, on weekday evenings."""
    person = person or make_person(specialty=make_specialty(), place=make_place(), **CONSENT)
    values = {"slots": ["weekday-evening"], "topics": ["access-to-care"], "meets": "either"} | values
    return services.apply_as_mentor(mentors=[Mentor(person=person, **values)], program=program, by=by)[0]


def make_mentee(program, *, by=None, person=None, **values):
    """A consenting student in Colorado who wishes for a family doctor on weekday evenings."""
    person = person or make_person(place=make_place(), **CONSENT)
    values = {"slots": ["weekday-evening"], "topics": ["access-to-care"], "specialty": make_specialty()} | values
    return services.ask_for_mentor(mentees=[Mentee(person=person, **values)], program=program, by=by)[0]


def make_round(program=None, *, by=None, mentees=2, mentors=1, capacity=1, name="Fall 2026"):
    """An open round with that many students and mentors, all alike."""
    program = program or make_program(by=by)
    for _ in range(mentors):
        make_mentor(program, by=by, capacity=capacity)
    for _ in range(mentees):
        make_mentee(program, by=by)
    return services.open_round(name=name, program=program, by=by)


def proposed(match_round, by=None):
    """The next proposal of the round."""
    services.propose(match_round=match_round.key, by=by, progress=Progress())
    match_round.refresh_from_db()
    return match_round.proposals.first()


def published(match_round, by=None):
    """The round with its latest proposal published and its letters handed over."""
    proposed(match_round, by)
    services.publish_round(match_round=match_round.key, by=by)
    match_round.refresh_from_db()
    return match_round
