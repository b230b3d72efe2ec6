"""What is derived from raw answers, against a second reading of the same rules, written case by case."""

import doctest
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigtent.identity import derived, protection
from bigtent.identity.questions import question_of
from tests.identity.making import said

RACE = question_of("race_ethnicity")
CATEGORIES = ("aian", "asian", "black", "hispanic", "mena", "nhpi", "white")
EVERY_ANSWER = [frozenset(some) for some in chain(*(combinations(CATEGORIES, n) for n in range(1, 8)))]


def test_the_question_is_that_of_the_standard():
    assert tuple(RACE.groups) == CATEGORIES and RACE.many
    assert all(choice.writes and len(choice.details) in (0, 6) for choice in RACE.choices)
    assert [choice.code for choice in RACE.choices if not choice.details] == ["aian"]


def test_the_examples_of_the_documentation_hold():
    for module in (derived, protection):
        assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("chosen", EVERY_ANSWER, ids=lambda chosen: "+".join(sorted(chosen)))
def test_every_answer_there_can_be(chosen):
    single = len(chosen) == 1
    assert derived.alone(chosen) == (next(iter(chosen)) if single else None)
    assert derived.in_combination(chosen) == (frozenset() if single else chosen)
    assert derived.alone_or_in_combination(chosen) == chosen
    assert derived.is_multiple(chosen) is not single


@pytest.mark.parametrize("chosen", EVERY_ANSWER, ids=lambda chosen: "+".join(sorted(chosen)))
def test_the_bridge_to_1997(chosen):
    as_then = derived.in_1997(chosen)
    assert as_then.hispanic == ("hispanic" in chosen) and as_then.across_break == ("mena" in chosen)
    for race in ("aian", "asian", "black", "nhpi"):
        assert (race in as_then.races) == (race in chosen)
    assert ("white" in as_then.races) == ("white" in chosen or "mena" in chosen)
    assert "mena" not in as_then.races and "hispanic" not in as_then.races
    assert as_then.group is not None


def test_who_chose_hispanic_only_is_given_no_race():
    assert derived.in_1997({"hispanic"}) == derived.In1997(True, frozenset(), False)


@given(
    chosen=st.lists(st.sampled_from(sorted(RACE.labels)), unique=True),
    written=st.dictionaries(st.sampled_from(CATEGORIES), st.text(max_size=5)),
)
def test_a_detail_or_a_line_counts_as_its_category(chosen, written):
    answer = {"chosen": chosen, "written": written}
    found = derived.groups(answer, RACE)
    expected = {code.split(".")[0] for code in chosen} | {code for code, words in written.items() if words}
    assert found == expected


def test_own_words_alone_are_a_group_and_beside_a_choice_they_explain_it():
    gender = question_of("gender")
    assert derived.groups(said(words="agender"), gender) == {"other"}
    assert derived.groups(said("nonbinary", words="agender"), gender) == {"nonbinary"}
    assert derived.groups({"declined": True}, gender) == frozenset()
