"""A round: opened, proposed with a proof, looked at, decided, proposed again."""

import zipfile

import pytest
from typer.testing import CliRunner

from bigtent.ledger.models import AuditEntry
from bigtent.ledger.progress import Progress
from bigtent.mentoring import services
from bigtent.mentoring.errors import ProgramError, RoundError
from bigtent.mentoring.models import MatchRound, Mentor, Proposal
from bigtent.people.services import set_consent
from bigtent.project.cli import app
from tests.factories import make_organization, make_person, make_place, make_specialty
from tests.mentoring.making import make_mentee, make_mentor, make_program, make_round, proposed, published

pytestmark = pytest.mark.django_db


def pairs(proposal):
    return {(one.mentee.person.name, one.mentor.person.name) for one in proposal.pairings.all()}


def test_it_works():
    match_round = make_round(mentees=2, mentors=1)

    proposal = proposed(match_round)

    assert (proposal.number, proposal.placed, proposal.waiting) == (1, 1, 1)
    assert proposal.total == proposal.bound and proposal.gap == 0
    assert match_round.state == MatchRound.State.PROPOSED
    one = proposal.pairings.get()
    assert one.points == sum(one.reasons.values()) <= proposal.most_points == 10_000


def test_anybody_can_check_the_certificate_with_one_command(tmp_path):
    proposal = proposed(make_round(mentees=3, mentors=2))
    zipfile.ZipFile(proposal.certificate.path).extractall(tmp_path)

    checked = CliRunner().invoke(app, ["match", "verify", str(tmp_path)])

    assert checked.exit_code == 0, checked.output
    assert "2 mentees placed" in checked.output


def test_a_changed_certificate_is_refused(tmp_path):
    proposal = proposed(make_round(mentees=3, mentors=2))
    zipfile.ZipFile(proposal.certificate.path).extractall(tmp_path)
    mentors = tmp_path / "mentors.csv"
    mentors.write_text(mentors.read_text().replace("CO", "NY"))

    assert CliRunner().invoke(app, ["match", "verify", str(tmp_path)]).exit_code == 2


def test_only_the_columns_of_the_ledger_reach_the_engine():
    proposal = proposed(make_round())
    folder = zipfile.ZipFile(proposal.certificate.path)
    given = {
        f"{which}.{column}"
        for which in ("mentees", "mentors")
        for column in folder.read(f"{which}.csv").decode().splitlines()[0].split(",")
    }
    assert given == set(proposal.columns_read)
    for word in ("race", "ethnic", "gender", "sex", "religion", "disab", "birth", "name"):
        assert not any(word in column for column in given)


def test_the_better_pair_wins_and_the_reasons_say_why():
    program = make_program()
    near = make_mentor(program)
    far = make_person(specialty=make_specialty("surgery"), place=make_place(zip="10027", city="New York", state="NY"))
    set_consent(person=far, purpose="mentoring", given=True, by=None, basis="paper form")
    make_mentor(program, person=far)
    make_mentee(program)

    one = proposed(services.open_round(name="Fall 2026", program=program, by=None)).pairings.get()

    assert one.mentor == near
    assert (one.reasons["specialty"], one.reasons["place"]) == (3000, 1800)
    assert [row[0] for row in one.nearest] == [Mentor.objects.get(person=far).pk]


def test_who_has_not_agreed_takes_no_part():
    program = make_program()
    make_mentor(program, person=make_person(specialty=make_specialty(), place=make_place()))
    make_mentee(program)
    with pytest.raises(RoundError, match="No mentor who agreed"):
        proposed(services.open_round(name="Fall 2026", program=program, by=None))


def test_nobody_mentors_herself():
    program = make_program()
    both = make_mentor(program).person
    make_mentee(program, person=both)
    match_round = services.open_round(name="Fall 2026", program=program, by=None)
    assert proposed(match_round).placed == 0


def test_nobody_is_paired_within_one_institution():
    program, school = make_program(), make_organization()
    make_mentor(program, institution=school)
    make_mentee(program, institution=school)
    assert proposed(services.open_round(name="Fall 2026", program=program, by=None)).placed == 0


@pytest.mark.parametrize(
    ("meets", "in_person", "state", "placed"),
    [
        ("online", False, "NY", 1),
        ("in_person", False, "NY", 0),
        ("in_person", False, "CO", 1),
        ("online", True, "CO", 0),
        ("either", True, "CO", 1),
        ("either", True, "NY", 0),
    ],
)
def test_how_and_where_people_meet(meets, in_person, state, placed):
    program = make_program()
    make_mentor(program, meets=meets)
    place = make_place(zip="10027", city="New York", state="NY") if state == "NY" else make_place()
    make_mentee(program, person=make_person(place=place, consents=["mentoring"]), in_person=in_person)
    assert proposed(services.open_round(name="Fall 2026", program=program, by=None)).placed == placed


def test_a_lock_stays_and_a_block_goes():
    match_round = make_round(mentees=2, mentors=2)
    first, second = proposed(match_round).pairings.all()
    services.lock_pairing(match_round=match_round, mentee=first.mentee, mentor=second.mentor, by=None)
    services.block_pairing(match_round=match_round, mentee=second.mentee, mentor=first.mentor, by=None)

    again = proposed(match_round)

    assert pairs(again) == {(first.mentee.person.name, second.mentor.person.name)}
    assert again.pairings.get().is_locked
    assert (again.number, again.changes) == (2, 1)


def test_the_same_again_changes_nothing():
    match_round = make_round(mentees=4, mentors=3)
    first, second = proposed(match_round), proposed(match_round)
    assert pairs(first) == pairs(second)
    assert (first.changes, second.changes) == (None, 0)


def test_a_mentor_is_not_locked_beyond_capacity():
    match_round = make_round(mentees=2, mentors=1)
    one, other = match_round.program.mentees.all()
    mentor = match_round.program.mentors.get()
    services.lock_pairing(match_round=match_round, mentee=one, mentor=mentor, by=None)
    with pytest.raises(RoundError, match="Every place with .* is taken or locked"):
        services.lock_pairing(match_round=match_round, mentee=other, mentor=mentor, by=None)


def test_a_blocked_pair_is_not_locked_before_the_block_is_lifted():
    match_round = make_round(mentees=1, mentors=1)
    pair = {"mentee": match_round.program.mentees.get(), "mentor": match_round.program.mentors.get()}
    services.block_pairing(match_round=match_round, **pair, by=None)
    with pytest.raises(RoundError, match="Lift the block first"):
        services.lock_pairing(match_round=match_round, **pair, by=None)
    services.unblock_pairing(match_round=match_round, **pair, by=None)
    assert services.lock_pairing(match_round=match_round, **pair, by=None)


def test_a_lock_against_the_rules_is_refused_by_name():
    program = make_program()
    mentor, mentee = make_mentor(program), make_mentee(program, slots=["sunday-evening"])
    match_round = services.open_round(name="Fall 2026", program=program, by=None)
    services.lock_pairing(match_round=match_round, mentee=mentee, mentor=mentor, by=None)
    with pytest.raises(RoundError, match=f"{mentee} is locked with {mentor}, against .*: with times in common"):
        proposed(match_round)


def test_a_lock_with_somebody_who_left_is_for_a_person_to_decide():
    match_round = make_round(mentees=1, mentors=2)
    mentee, mentor = match_round.program.mentees.get(), match_round.program.mentors.first()
    services.lock_pairing(match_round=match_round, mentee=mentee, mentor=mentor, by=None)
    services.end_offers(mentors=[mentor], by=None)
    with pytest.raises(RoundError, match="no longer takes part. Unlock the pair"):
        proposed(match_round)
    services.unlock_pairing(match_round=match_round, mentee=mentee, by=None)
    assert proposed(match_round).placed == 1


def test_one_round_at_a_time():
    match_round = make_round()
    with pytest.raises(RoundError, match="“Fall 2026” is still open"):
        services.open_round(name="Spring 2027", program=match_round.program, by=None)
    services.withdraw_round(match_round=match_round, by=None, reason="too early")
    with pytest.raises(RoundError, match="called “Fall 2026” already"):
        services.open_round(name="Fall 2026", program=match_round.program, by=None)
    assert services.open_round(name="Spring 2027", program=match_round.program, by=None)


def test_what_is_published_or_withdrawn_is_not_changed():
    match_round = published(make_round())
    pair = {"mentee": match_round.program.mentees.first(), "mentor": match_round.program.mentors.get()}
    for verb in (services.lock_pairing, services.block_pairing, services.unblock_pairing):
        with pytest.raises(RoundError, match="published already"):
            verb(match_round=match_round, **pair, by=None)
    with pytest.raises(RoundError, match="published already"):
        services.propose(match_round=match_round.key, by=None)
    with pytest.raises(RoundError, match="published already"):
        services.withdraw_round(match_round=match_round, by=None)


def test_work_cut_off_after_the_commit_proposes_once():
    match_round, progress = make_round(), Progress()
    first = services.propose(match_round=match_round.key, by=None, progress=progress)
    again = services.propose(match_round=match_round.key, by=None, progress=progress)
    assert first == again and Proposal.objects.count() == 1


def test_the_next_round_pairs_only_those_who_wait():
    first = published(make_round(mentees=2, mentors=1))
    make_mentor(first.program)
    second = proposed(services.open_round(name="Spring 2027", program=first.program, by=None))
    assert (second.mentees, second.places, second.placed) == (1, 1, 1)


def test_an_ended_pairing_frees_both():
    match_round = published(make_round(mentees=1, mentors=1))
    one = match_round.proposals.get().pairings.get()
    services.end_pairing(pairing=one, by=None, reason="moved away")
    with pytest.raises(RoundError, match="not over can be ended"):
        services.end_pairing(pairing=one, by=None)
    again = services.open_round(name="Spring 2027", program=match_round.program, by=None)
    assert proposed(again).placed == 1


def test_changed_points_count_in_the_next_proposal_and_not_before():
    match_round = make_round(mentees=1, mentors=1)
    before = proposed(match_round)
    services.change_program(program=match_round.program, by=None, points={"specialty": {"points": 5000}})
    after = proposed(match_round)
    assert after.pairings.get().reasons["specialty"] == 5000
    assert before.pairings.get().reasons["specialty"] == 3000
    assert (before.program_version, after.program_version) == (1, 2)


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ({"specialty": {"points": 10_001}}, "10001 is out of range"),
        ({"stage": {"points": 1}}, "no number called points"),
    ],
)
def test_points_that_make_no_sense_are_refused(points, words):
    program = make_program()
    with pytest.raises(ProgramError, match=words):
        services.change_program(program=program, by=None, points=points)
    program.refresh_from_db()
    assert program.version == 1


def test_each_verb_writes_one_entry(manager):
    match_round = make_round(by=manager, mentees=1, mentors=1)
    proposed(match_round, manager)
    one = match_round.proposals.get().pairings.get()
    services.lock_pairing(match_round=match_round, mentee=one.mentee, mentor=one.mentor, by=manager, reason="known")
    verbs = ["open_round", "propose", "lock_pairing"]
    told = AuditEntry.objects.filter(object_type="mentoring.matchround").order_by("pk")
    assert [(entry.verb, entry.by) for entry in told] == [(verb, manager) for verb in verbs]
    assert told.last().reason == "known"
