"""Clauses against stated facts: complete and true, by an oracle written apart, and by what must always hold."""

import itertools
import random
from datetime import date

import pytest

from bigtent.engines.eligibility import Clause, Degree, Facts, alternative, check, read_clauses

ON = date(2026, 11, 22)
STUDENT = Clause("stage", "Open to students", values=("student",))


def parts(fit):
    return {"why": fit.why, "missing": fit.missing, "not_met": fit.not_met}


def place_of(clause, facts, on=ON):
    """In which part one clause stands alone."""
    found = parts(check([clause], facts, on))
    (name,) = [name for name, findings in found.items() if findings]
    return name


def test_it_works():
    """The eligibility of a fellowship as it was announced, for somebody who states some of it."""
    clauses = read_clauses(
        [
            {"kind": "degree_within_years", "words": "graduate degree in the last two years or this year", "years": 2,
             "levels": ["master", "doctorate", "professional"], "by": "2026-12"},
            {"kind": "degree", "words": "public-health related", "fields": ["public-health"], "by": "2026-12"},
            {"kind": "citizenship", "words": "US citizen or national", "values": ["citizen", "national"]},
            {"kind": "not_checked", "words": "identify as someone from a minoritized group"},
            {"kind": "statement", "words": "I am committed to advancing health equity"},
        ]
    )  # fmt: skip
    fit = check(clauses, Facts(degrees=(Degree("master", "public-health", (2025, 5)),), citizenship="national"), ON)
    assert [finding.clause.kind for finding in fit.why] == ["degree_within_years", "degree", "citizenship"]
    assert [(finding.clause.kind, finding.facts) for finding in fit.missing] == [("statement", ("statements",))]
    assert [clause.kind for clause in fit.not_checked] == ["not_checked"]
    assert fit.may_be and not fit.is_whole


MASTER = Degree("master", "public-health", (2024, 11))


@pytest.mark.parametrize(
    ("clause", "fits", "does_not"),
    [
        (STUDENT, Facts(stage="Student"), Facts(stage="resident")),
        (Clause("profession", values=("medicine",)), Facts(profession="medicine"), Facts(profession="nursing")),
        (
            Clause("specialty", values=("family:Primary care",)),
            Facts(specialties=frozenset({"pediatrics", "family:Primary care"})),
            Facts(specialties=frozenset({"surgery"})),
        ),
        (Clause("degree", levels=("master",)), Facts(degrees=(MASTER,)), Facts(degrees=())),
        (
            Clause("degree", fields=("law",)),
            Facts(degrees=(Degree("professional", "law", (2020, 1)),)),
            Facts(degrees=(MASTER,)),
        ),
        (
            Clause("degree", by="2027-06"),
            Facts(degrees=(Degree("bachelor", "", (2027, 6)),)),
            Facts(degrees=(Degree("bachelor", "", (2027, 7)),)),
        ),
        (
            Clause("degree"),
            Facts(degrees=(Degree("bachelor", "", (2026, 11)),)),
            Facts(degrees=(Degree("bachelor", "", (2026, 12)),)),
        ),
        (
            Clause("degree_within_years", years=2),
            Facts(degrees=(MASTER,)),
            Facts(degrees=(Degree("master", "", (2024, 10)),)),
        ),
        (
            Clause("degree_within_years", years=2, by="2026-12"),
            Facts(degrees=(Degree("master", "", (2026, 12)),)),
            Facts(degrees=(Degree("master", "", (2027, 1)),)),
        ),
        (
            Clause("graduates_in", from_year=2027, to_year=2028),
            Facts(degrees=(Degree("professional", "", (2028, 5)),)),
            Facts(degrees=(Degree("professional", "", (2029, 5)),)),
        ),
        (
            Clause("citizenship", values=("citizen", "national")),
            Facts(citizenship="citizen"),
            Facts(citizenship="none"),
        ),
        (
            Clause("lives_in", values=("mountain",)),
            Facts(lives_in=frozenset({"CO", "mountain"})),
            Facts(lives_in=frozenset({"TX", "west-south-central"})),
        ),
        (Clause("studies_in", values=("DC", "MD")), Facts(studies_in=frozenset({"MD"})), Facts(studies_in=frozenset())),
        (
            Clause("language", values=("es",), level="conversational"),
            Facts(languages={"es": "fluent"}),
            Facts(languages={"es": "basic"}),
        ),
        (
            Clause("licensed_in", values=("NM",)),
            Facts(licensed_in=frozenset({"CO", "NM"})),
            Facts(licensed_in=frozenset({"CO"})),
        ),
        (Clause("hours_per_week", hours=5), Facts(hours_per_week=5), Facts(hours_per_week=4.5)),
        (
            Clause("member_of", values=("Lantern Society",)),
            Facts(member_of=frozenset({"lantern  society"})),
            Facts(member_of=frozenset({"Another"})),
        ),
    ],
    ids=lambda value: value.kind if isinstance(value, Clause) else "",
)
def test_each_kind(clause, fits, does_not):
    assert place_of(clause, fits) == "why"
    assert place_of(clause, does_not) == "not_met"
    assert place_of(clause, Facts()) == "missing"


def test_a_statement_is_fulfilled_or_open_and_never_held_against_anybody():
    clause = Clause("statement", "I will serve  two years.")
    assert place_of(clause, Facts(statements=frozenset({"i will serve two years"}))) == "why"
    assert place_of(clause, Facts(statements=frozenset({"another sentence"}))) == "missing"


def test_nothing_asked_is_fulfilled():
    assert check([], Facts(), ON).is_whole


def test_either_of_two_will_do():
    either = alternative(STUDENT, Clause("statement", "I am an ally"))
    assert place_of(either, Facts(statements=frozenset({"I am an ally"}))) == "why"
    assert place_of(either, Facts(stage="resident")) == "missing"
    (finding,) = check([either], Facts(stage="resident"), ON).missing
    assert finding.facts == ("statements",)


STAGES, STATES = ("student", "resident", "retired"), ("CO", "NM", "TX")


def a_clause(chance, deep=2):
    kind = chance.choice(["stage", "licensed_in", "degree_within_years", "hours_per_week", "statement", "language",
                          *(["all_of", "any_of"] if deep else [])])  # fmt: skip
    if kind in ("all_of", "any_of"):
        return Clause(kind, clauses=tuple(a_clause(chance, deep - 1) for _ in range(chance.randint(1, 3))))
    given = {
        "stage": {"values": tuple(chance.sample(STAGES, chance.randint(1, 2)))},
        "licensed_in": {"values": tuple(chance.sample(STATES, chance.randint(1, 2)))},
        "degree_within_years": {"years": chance.randint(1, 3), "by": chance.choice(["", "2027-05"])},
        "hours_per_week": {"hours": chance.randint(1, 6)},
        "statement": {"words": chance.choice(["I will serve", "I am committed"])},
        "language": {"values": ("es",), "level": chance.choice(["", "basic", "fluent"])},
    }[kind]
    return Clause(kind, **({"words": kind} | given))


def some_facts(chance):
    months = [(chance.randint(2022, 2027), chance.randint(1, 12)) for _ in range(chance.randint(0, 2))]
    stated = {
        "stage": chance.choice(STAGES),
        "licensed_in": frozenset(chance.sample(STATES, chance.randint(0, 2))),
        "degrees": tuple(Degree("master", "", month) for month in months),
        "hours_per_week": chance.randint(0, 7),
        "statements": frozenset(chance.sample(["I will serve", "I am committed"], chance.randint(0, 2))),
        "languages": {"es": chance.choice(["basic", "conversational", "fluent"])} if chance.random() < 0.7 else {},
    }
    return {name: value for name, value in stated.items() if chance.random() < 0.6}


def oracle(clause, stated):
    """True, False or "open", one kind after the other, by the words of the clause and nothing of the engine."""
    match clause.kind:
        case "all_of":
            inner = [oracle(one, stated) for one in clause.clauses]
            return False if False in inner else "open" if "open" in inner else True
        case "any_of":
            inner = [oracle(one, stated) for one in clause.clauses]
            return True if any(one is True for one in inner) else "open" if "open" in inner else False
        case "statement":
            return True if clause.words in stated.get("statements", ()) else "open"
        case "stage":
            return stated["stage"] in clause.values if "stage" in stated else "open"
        case "licensed_in":
            return any(s in clause.values for s in stated["licensed_in"]) if "licensed_in" in stated else "open"
        case "hours_per_week":
            return stated["hours_per_week"] >= clause.hours if "hours_per_week" in stated else "open"
        case "language":
            if "languages" not in stated:
                return "open"
            order = ["basic", "conversational", "fluent"]
            return any(order.index(x) >= order.index(clause.level or "basic") for x in stated["languages"].values())
    if "degrees" not in stated:
        return "open"
    latest = date(2027, 5, 1) if clause.by else date(2026, 11, 1)
    earliest = date(2026 - int(clause.years), 11, 1)
    return any(earliest <= date(*degree.month, 1) <= latest for degree in stated["degrees"])


CASES = range(400)


@pytest.mark.parametrize("seeds", [CASES[n::4] for n in range(4)], ids=str)
def test_every_clause_stands_in_one_part_and_in_the_true_one(seeds):
    for seed in seeds:
        chance = random.Random(seed)
        clauses, stated = [a_clause(chance) for _ in range(chance.randint(1, 6))], some_facts(chance)
        fit = check(clauses, Facts(**stated), ON)
        found = [(finding.clause, name) for name, findings in parts(fit).items() for finding in findings]
        said = {True: "why", False: "not_met", "open": "missing"}
        expected = [(clause, said[oracle(clause, stated)]) for clause in clauses]
        assert sorted(found, key=repr) == sorted(expected, key=repr), seed


def test_stating_more_never_takes_a_fulfilled_clause_away():
    for seed in CASES:
        chance = random.Random(seed)
        clauses, stated = [a_clause(chance) for _ in range(4)], some_facts(chance)
        before = check(clauses, Facts(**stated), ON)
        more = {**some_facts(random.Random(seed + 10_000)), **stated}
        after = check(clauses, Facts(**more), ON)
        assert {f.clause for f in before.why} <= {f.clause for f in after.why}, seed
        assert {f.clause for f in before.not_met} <= {f.clause for f in after.not_met}, seed


def test_stating_all_that_is_missing_moves_the_clause():
    full = Facts(stage="student", licensed_in=frozenset({"CO"}), degrees=(MASTER,), hours_per_week=3,
                 languages={"es": "basic"}, statements=frozenset({"I will serve", "I am committed"}))  # fmt: skip
    for seed in CASES:
        chance = random.Random(seed)
        clause, stated = a_clause(chance), some_facts(chance)
        for finding in check([clause], Facts(**stated), ON).missing:
            more = stated | {name: getattr(full, name) for name in finding.facts}
            assert place_of(clause, Facts(**more)) != "missing", seed


def test_the_order_changes_nothing_but_the_order():
    for seed in CASES[:60]:
        chance = random.Random(seed)
        clauses, facts = [a_clause(chance) for _ in range(4)], Facts(**some_facts(chance))
        whole = check(clauses, facts, ON)
        for order in itertools.islice(itertools.permutations(clauses), 8):
            other = parts(check(order, facts, ON))
            assert {name: set(found) for name, found in other.items()} == {
                name: set(found) for name, found in parts(whole).items()
            }
