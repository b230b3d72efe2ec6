"""Clauses and facts as JSON holds them: read back as they were, refused with words, and never a protected attribute."""

import pytest

from bigtent.engines.eligibility import (
    KINDS,
    PROTECTED,
    Clause,
    ClauseError,
    Degree,
    EligibilityError,
    FactError,
    Facts,
    read_clauses,
)

ROWS = [
    {"kind": "stage", "words": "students", "values": ["student"]},
    {"kind": "degree", "words": "a degree", "levels": ["master"], "fields": ["law"], "by": "2027-06"},
    {"kind": "any_of", "words": "either", "clauses": [
        {"kind": "graduates_in", "words": "2027", "from_year": 2027, "to_year": 2027},
        {"kind": "language", "words": "Spanish", "values": ["es"], "level": "fluent"},
    ]},
    {"kind": "not_checked", "words": "from a minoritized group"},
]  # fmt: skip


def test_clauses_and_facts_are_read_back_as_they_were():
    clauses = read_clauses(ROWS)
    assert [clause.as_dict() for clause in clauses] == ROWS
    facts = Facts(stage="student", degrees=(Degree("master", "law", (2027, 6)),), lives_in=frozenset({"CO"}),
                  languages={"es": "basic"}, statements=frozenset({"I will serve"}), hours_per_week=0)  # fmt: skip
    assert Facts.read(facts.as_dict()) == facts


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("no clause", "is no clause"),
        ({"kind": "lottery", "words": "x"}, "'lottery' is not known"),
        ({"kind": "stage", "words": "x"}, "values is missing"),
        ({"kind": "stage", "words": "x", "values": "student"}, "no list of texts"),
        ({"kind": "stage", "words": "x", "values": ["student"], "hours": 3}, "hours has no meaning"),
        ({"kind": "stage", "words": 7, "values": ["student"]}, "words: 7 is no text"),
        ({"kind": "degree", "words": "x", "levels": ["wizard"]}, "level 'wizard' is not known"),
        ({"kind": "degree", "words": "x", "by": "June"}, "'June' is no month"),
        ({"kind": "degree_within_years", "words": "x", "years": 99}, "99 years are not possible"),
        ({"kind": "hours_per_week", "words": "x", "hours": 200}, "200 hours are not possible"),
        ({"kind": "hours_per_week", "words": "x", "hours": "ten"}, "'ten' is no number"),
        ({"kind": "graduates_in", "words": "x", "from_year": 2028, "to_year": 2027}, "no years in this order"),
        ({"kind": "language", "words": "x", "values": ["es"], "level": "native"}, "'native' is not known"),
        ({"kind": "statement", "words": " "}, "sentence is missing"),
        ({"kind": "stage", "words": "x", "values": ["student"], "color": 1}, "protected attribute"),
        ({"kind": "stage", "words": "x", "values": ["student"], "colour_of": 1}, "nothing a clause can say"),
        ({"kind": "any_of", "words": "x", "clauses": [{"kind": "not_checked", "words": "y"}]}, "stands by itself"),
    ],
)  # fmt: skip
def test_what_cannot_be_checked_is_refused_with_words(row, words):
    with pytest.raises(ClauseError, match=words) as refusal:
        read_clauses([ROWS[0], row])
    assert str(refusal.value).startswith("Clause 2: ")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"shoe_size": 9}, "no fact that can be stated"),
        ({"stage": 3}, "stage: 3 is no text"),
        ({"lives_in": "CO"}, "no list of texts"),
        ({"degrees": [{"level": "master", "month": "soon"}]}, "'soon' is no month"),
        ({"degrees": ["MD"]}, "is no degree"),
        ({"languages": {"es": "native"}}, "'native' of 'es' is not known"),
        ({"hours_per_week": 900}, "A week has 0 to 168 hours"),
        ({"hours_per_week": True}, "is no number"),
    ],
)
def test_what_cannot_be_stated_is_refused_with_words(values, words):
    with pytest.raises(FactError, match=words):
        Facts.read(values)


@pytest.mark.parametrize("name", [*PROTECTED, "Gender", "home-race", "national origin", "is_veteran"])
def test_no_clause_and_no_fact_can_be_a_protected_attribute(name):
    with pytest.raises(ClauseError, match="protected attribute"):
        Clause.read({"kind": name, "words": "x"})
    with pytest.raises(ClauseError, match="protected attribute"):
        Clause.read({"kind": "stage", "words": "x", "values": ["student"], name: "y"})
    with pytest.raises(FactError, match="protected attribute"):
        Facts.read({name: "y"})
    assert name not in KINDS


@pytest.mark.parametrize(
    "sentence",
    [
        "I am Black",
        "I identify as a member of a minoritized group",
        "I am from an underrepresented group",
        "I am a woman",
        "I am Hispanic or Latina",
        "I have a disability",
        "I am under 40 years old",
        "I am a first-generation student",
        "I belong to a Native tribe",
        "I am trans",
        "I am married",
        "I am a single mother",
        "I am over 40",
        "Soy una mujer negra",
        "Soy afrodescendiente",
        "I am a Bl\u200back physician",
        "I am a \uff22lack physician",
        "I am LGBTQ+",
    ],
)
def test_nobody_is_asked_to_which_group_she_belongs(sentence):
    with pytest.raises(ClauseError, match="not_checked"):
        Clause("statement", sentence)
    assert Clause("not_checked", sentence).facts() == ()


@pytest.mark.parametrize(
    "sentence",
    ["I am committed to racial equity", "I will work on maternal health equity",
     "I will give over 20 hours a week", "I care about gender and racial justice"],
)  # fmt: skip
def test_a_cause_may_be_confirmed(sentence):
    assert Clause("statement", sentence).words == sentence


def test_forty_clauses_are_enough():
    assert len(read_clauses([ROWS[0]] * 40)) == 40
    with pytest.raises(EligibilityError, match="More than 40"):
        read_clauses([ROWS[0]] * 41)
