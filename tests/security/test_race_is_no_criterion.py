"""Race is never a criterion: the code that pairs people cannot reach what they say of themselves, a program that names
it is refused, every proposal says what it read, and pairings are the same whatever anybody answered. No opportunity can
ask for it, nobody can state it, and what fits whom is the same whatever anybody answered."""

import random
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from shutil import copytree

import grimp
import pytest

from bigtent.community.errors import OpportunityError
from bigtent.community.fitting import facts_of, fit_of
from bigtent.community.services.opportunities import set_clauses
from bigtent.community.services.stating import state_facts
from bigtent.engines.eligibility import KINDS, Facts
from bigtent.identity.questions import VERSIONS, question_of
from bigtent.identity.services import remove_answers, save_answer
from bigtent.mentoring.errors import ProgramError
from bigtent.mentoring.services import change_program
from bigtent.mentoring.services.tables import PROTECTED
from tests.community.opportunities import GROUP, MASTER, STUDENT, make_opportunity
from tests.factories import make_account, make_specialty
from tests.mentoring.making import make_mentee, make_mentor, make_program, make_round, proposed

ROOT = Path(__file__).resolve().parents[2]
DECIDING = (
    *(
        "bigtent.mentoring",
        "bigtent.alumni",
        "bigtent.community",
        "bigtent.engines",
        "bigtent.people",
        "bigtent.ledger",
    ),
)
NAMED = [
    *("race", "ethnicity", "gender", "sex", "disability", "orientation", "religion", "national_origin", "age"),
    *("mentor_race", "Wanted-Gender", "is_hispanic", "pronouns", *VERSIONS),
]


def test_no_way_of_imports_leads_from_deciding_to_answers():
    graph = grimp.build_graph("bigtent", cache_dir=None)
    for package in DECIDING:
        assert graph.find_shortest_chains(package, "bigtent.identity", as_packages=True) == set(), package


def test_the_contract_stands_in_the_rules_of_import():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    forbidden = [one for one in contracts if one.get("forbidden_modules") == ["bigtent.identity"]]
    assert set(DECIDING) <= set(forbidden[0]["source_modules"])


@pytest.mark.parametrize("where", ["mentoring/services/tables.py", "alumni/errors.py", "engines/matching/scoring.py"])
def test_the_contract_breaks_where_it_is_violated(tmp_path, where):
    copytree(ROOT / "src" / "bigtent", tmp_path / "bigtent", ignore=lambda *_: ["__pycache__", "static", "templates"])
    path = tmp_path / "bigtent" / where
    path.write_text(path.read_text() + "\n\ndef look():\n    from bigtent.identity import scope\n    return scope\n")
    rules = (ROOT / "pyproject.toml").read_text()
    (tmp_path / "pyproject.toml").write_text(rules[rules.index("[tool.importlinter]") :])
    lint = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    outcome = subprocess.run(
        lint, cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 1
    assert "Who is who by her own word is read in one place only BROKEN" in outcome.stdout


def test_every_question_is_protected_by_its_name():
    assert set(VERSIONS) - set(PROTECTED) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("column", NAMED)
@pytest.mark.parametrize(("part", "side"), [("factors", "mentor"), ("factors", "mentee"), ("rules", "mentor")])
def test_a_program_that_names_one_is_refused(network, column, part, side):
    program = make_program()
    rows = [dict(row) for row in getattr(program, part)]
    rows[0][side] = column
    setattr(program, part, rows)
    with pytest.raises(ProgramError, match="no criterion in a pairing"):
        change_program(program=program, objective="points", by=None)


@pytest.mark.django_db
def test_what_is_no_such_attribute_is_not_refused(network):
    """“Stage” and “languages” hold some of the letters, and are what both sides tell for the pairing."""
    assert change_program(program=make_program(), objective="points", by=None).objective == "points"


def make_network_of_pairs(seed=7):
    """A round of unlike people, so that there is much to choose among."""
    chance, program = random.Random(seed), make_program()
    specialties = [make_specialty(), make_specialty("pediatrics"), make_specialty("surgery", family="Surgical fields")]
    for number in range(14):
        mentor = make_mentor(program, capacity=1 + number % 2, hours=chance.randint(1, 4))
        mentor.person.specialty = chance.choice(specialties)
        mentor.person.save()
    for _ in range(18):
        make_mentee(program, specialty=chance.choice(specialties), hours=chance.randint(1, 3))
    return make_round(program, mentees=0, mentors=0)


def result_of(match_round):
    """The pairings and the certificate of the next proposal, byte by byte."""
    proposal = proposed(match_round)
    pairings = sorted(proposal.pairings.values_list("mentee", "mentor", "points"))
    return pairings, certificate_of(proposal), proposal.columns_read


def certificate_of(proposal):
    with zipfile.ZipFile(proposal.certificate.path) as folder:
        return {name: folder.read(name) for name in sorted(folder.namelist())}


@pytest.mark.django_db
def test_a_proposal_read_no_protected_column(network, manager):
    match_round = make_network_of_pairs()
    _pairings, _certificate, columns = result_of(match_round)
    names = {column.partition(".")[2] for column in columns}
    assert len(names) > 10 and names & set(PROTECTED) == set()
    page = manager.client.get(f"{match_round.get_absolute_url()}proof/1/").content.decode()
    assert "These columns and no others" in page


def answers_of(accounts, chance):
    """Everybody answers every question at random."""
    for account in accounts:
        for name in VERSIONS:
            asked = question_of(name)
            answer = {"chosen": [chance.choice(list(asked.choices)).code], "written": {}}
            save_answer(question=name, answer=answer, by=account)


@pytest.mark.django_db
def test_pairings_and_certificate_are_the_same_whatever_anybody_answered(network):
    match_round = make_network_of_pairs()
    people = [one.person for side in ("mentors", "mentees") for one in getattr(match_round.program, side).all()]
    accounts = [make_account(person=person) for person in people]
    without = result_of(match_round)
    for seed in (1, 2):
        answers_of(accounts, random.Random(seed))
        assert result_of(match_round) == without
    for account in accounts:
        remove_answers(by=account)
    assert result_of(match_round) == without


# Citizenship is asked where the law of work asks it, as what somebody may do and never as an origin; it is stated for
# that alone, and nothing of what is answered about oneself goes into it.
ASKED_OF_SPONSORS = {"citizenship"}


def test_no_clause_and_no_fact_is_called_by_a_question_about_oneself():
    facts = set(Facts.__dataclass_fields__)
    assert (set(VERSIONS) | set(PROTECTED)) & (facts | set(KINDS)) <= ASKED_OF_SPONSORS


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in NAMED if name not in ASKED_OF_SPONSORS])
def test_no_opportunity_asks_for_one_and_nobody_states_one(member, name):
    one = make_opportunity(clauses=[STUDENT])
    with pytest.raises(OpportunityError):
        set_clauses(opportunity=one, clauses=[{"kind": name, "words": "x", "values": ["y"]}], by=None)
    with pytest.raises(OpportunityError):
        set_clauses(opportunity=one, clauses=[STUDENT | {name: "y"}], by=None)
    with pytest.raises(OpportunityError):
        state_facts(facts={name: "y"}, by=member)


def what_fits(opportunities, accounts):
    """Every finding for everybody, byte by byte."""
    return repr([fit_of(one, facts_of(account)) for one in opportunities for account in accounts]).encode()


@pytest.mark.django_db
def test_what_fits_is_the_same_whatever_anybody_answered(network):
    opportunities = [make_opportunity(clauses=[STUDENT, MASTER, GROUP]), make_opportunity(clauses=[GROUP])]
    accounts = [make_account(roles=["member"]) for _ in range(6)]
    for number, account in enumerate(accounts):
        state_facts(facts={"stage": ["student", "resident"][number % 2]}, by=account)
    without = what_fits(opportunities, accounts)
    for seed in (1, 2):
        answers_of(accounts, random.Random(seed))
        assert what_fits(opportunities, accounts) == without
    for account in accounts:
        remove_answers(by=account)
    assert what_fits(opportunities, accounts) == without
