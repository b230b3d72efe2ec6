"""`assign`: what the factors and rules of a program give, and what a coordinator can settle by hand."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bigtent.engines.matching import PairError, Program, assign, verify
from tests.engines.matching import instances
from tests.engines.matching.brute import best, by_table, measured


def points_of(kind, mentee, mentor, tables=None, part="factor", **rest):
    """The points of one mentee with one mentor by one factor or rule; None if they may not be paired."""
    one = {"kind": kind, "mentee": "a", "mentor": "a", **rest}
    program = Program.from_dict({"version": 1, part: [one]}, tables)
    mentees = pl.DataFrame({"mentee_id": ["m"], "a": [mentee], "when": ["yes"]}, strict=False)
    mentors = pl.DataFrame({"mentor_id": ["t"], "a": [mentor], "capacity": [1]}, strict=False)
    result = assign(mentees, mentors, program)
    verify(mentees, mentors, program, result.certificate)
    return result.total if result.placed else None


FAMILY = {"f": [["value", "family"], ["surgery", "S"], ["urology", "S"], ["nursing", "N"]]}
TABLE = {"t": [["", "1", "2"], ["x", "700", ""], ["y", "0", "5"]]}


@pytest.mark.parametrize(
    ("mentee", "mentor", "expected"),
    [
        ("surgery", "surgery", 3000),
        ("surgery", "urology", 1500),
        ("surgery", "nursing", 0),
        ("", "", 0),
        (None, "surgery", 0),
    ],
)
def test_equal_with_a_family(mentee, mentor, expected):
    assert points_of("equal", mentee, mentor, FAMILY, points=3000, family="f", family_points=1500) == expected


@pytest.mark.parametrize(("mentee", "mentor", "expected"), [("x", 1, 700), ("x", 2, None), ("y", 1, 0), ("y", 2, 5)])
def test_table_and_its_empty_cell(mentee, mentor, expected):
    assert points_of("table", mentee, mentor, TABLE, table="t") == expected


@pytest.mark.parametrize(
    ("mentee", "mentor", "expected"),
    [("a b c", "c b a", 200), ("a", "a a", 100), ("a b", "", 0), (["two words", "b"], ["two words"], 100)],
)
def test_overlap_counts_at_most_two(mentee, mentor, expected):
    assert points_of("overlap", mentee, mentor, points=100, at_most=2) == expected


def test_overlap_of_more_values_than_a_word_has_bits():
    many = " ".join(map(str, range(150)))
    assert points_of("overlap", many, many, points=1) == 150


@pytest.mark.parametrize(("mentee", "mentor", "expected"), [("", "es", 500), ("es fr", "fr", 1000), ("es", "en", 0)])
def test_any_overlap_and_no_wish(mentee, mentor, expected):
    assert points_of("any_overlap", mentee, mentor, points=1000, no_wish=500) == expected


@pytest.mark.parametrize(
    ("mentee", "mentor", "expected"), [(5, 5, 600), (5, 7.5, 450), ("5", 15, 0), (None, 5, 0), (0, 3, 420)]
)
def test_closeness_falls_to_zero(mentee, mentor, expected):
    assert points_of("closeness", mentee, mentor, points=600, zero_at=10) == expected


@pytest.mark.parametrize(
    ("mentee", "mentor", "expected"),
    [
        ("127 0", [127, 0], 750),
        ([90, 90], "127 0", 531),
        ("127 0", "-127 0", 0),
        ("127 127", "127 127", 750),
        ("", "1 1", 0),
    ],
)
def test_vector_is_the_cosine_and_never_below_zero(mentee, mentor, expected):
    assert points_of("vector", mentee, mentor, points=750) == expected


@pytest.mark.parametrize(
    ("kind", "mentee", "mentor", "allowed"),
    [
        ("differ", "x", "x", False), ("differ", "x", "y", True), ("differ", "", "", True),
        ("same", "x", "x", True), ("same", "x", "y", False), ("same", "", "", False),
        ("same_if", "x", "x", True), ("same_if", "x", "y", False),
    ],
)  # fmt: skip
def test_rules_of_equality(kind, mentee, mentor, allowed):
    rest = {"when": "when"} if kind == "same_if" else {}
    assert points_of(kind, mentee, mentor, part="rule", **rest) == (0 if allowed else None)


@pytest.mark.parametrize(("mentor", "allowed"), [("mon tue", True), ("mon wed", False)])
def test_rule_of_overlap(mentor, allowed):
    found = points_of("overlap_at_least", "mon tue", mentor, part="rule", count=2)
    assert found == (0 if allowed else None)


def three_by_three(**asked):
    """Everyone likes Dr. X best; Dr. X has two places."""
    mentees = pl.DataFrame({"mentee_id": [1, 2, 3], "likes": ["x y", "x y z", "x"]})
    mentors = pl.DataFrame({"mentor_id": ["X", "Y", "Z"], "is": ["x y z", "y", "z"], "capacity": [2, 1, 1]})
    program = Program.from_dict(
        {"version": 1, "factor": [{"kind": "overlap", "mentee": "likes", "mentor": "is", "points": 1000}]}
    )
    result = assign(mentees, mentors, program, **asked)
    verify(mentees, mentors, program, result.certificate)
    return result


def test_pairings_keep_the_ids_and_carry_the_reasons():
    result = three_by_three()
    assert result.pairings.columns == ["mentee_id", "mentor_id", "points", "likes"]
    assert result.pairings.schema["mentee_id"] == pl.Int64
    assert result.total == result.pairings["likes"].sum() == 5000


def test_a_lock_is_kept_and_takes_a_place():
    result = three_by_three(locks=[(3, "Z")])
    assert (3, "Z", 0) in result.pairings.select("mentee_id", "mentor_id", "points").rows()
    assert result.total == 5000


def test_a_block_is_not_paired():
    pairs = three_by_three(blocks=[(2, "X")]).pairings.select("mentee_id", "mentor_id").rows()
    assert (2, "X") not in pairs
    assert len(pairs) == 3


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"locks": [(1, "X")], "blocks": [(1, "X")]}, "blocked, too"),
        ({"locks": [(1, "X"), (1, "Y")]}, "more than one mentor"),
        ({"locks": [(1, "Y"), (2, "Y")]}, "2 locks for 1 places"),
        ({"locks": ["X"]}, "must be pairs"),
        ({"previous": pl.DataFrame({"mentee_id": [1]})}, "'mentor_id'"),
    ],
)
def test_pairs_that_contradict_are_refused(asked, words):
    with pytest.raises(PairError, match=words):
        three_by_three(**asked)


def test_a_lock_on_a_forbidden_pair_says_which_rule():
    e = instances.preset("clinic", 0, m=60, n=60)
    program = Program.from_dict(instances.program(e), instances.tables(e))
    mentees, mentors = instances.frames(e)
    row = next(at for at in range(60) if e["m_school"][at] in e["n_school"])
    col = e["n_school"].tolist().index(e["m_school"][row])
    with pytest.raises(PairError, match="forbidden by: .*different school"):
        assign(mentees, mentors, program, locks=[(f"Student {row}", f"Doctor {col}")])


def test_previous_pairs_are_preferred_between_equals():
    mentees = pl.DataFrame({"mentee_id": [f"m{at}" for at in range(40)]})
    mentors = pl.DataFrame({"mentor_id": [f"t{at}" for at in range(60)], "capacity": [1] * 60})
    earlier = pl.DataFrame({"mentee_id": mentees["mentee_id"], "mentor_id": [f"t{59 - at}" for at in range(40)]})
    result = assign(mentees, mentors, Program.from_dict({"version": 1}), previous=earlier)
    assert result.changes == 0
    assert result.pairings.select("mentee_id", "mentor_id").equals(earlier)


def test_previous_mentors_who_left_count_as_changes():
    result = three_by_three(previous=pl.DataFrame({"mentee_id": [1, 9], "mentor_id": ["gone", "X"]}))
    assert result.changes == 1


def test_an_explanation_in_words():
    said = str(three_by_three().explain(2))
    assert said.startswith("2 is paired with X: 3,000 points.\n  likes: 3,000")
    assert "Y (1,000 points) would cost the whole round at least 1,000 points." in said


def test_the_unmatched_are_told_which_rules_bind():
    rules = [{"kind": "same", "mentee": "town", "mentor": "town"}, {"kind": "same", "mentee": "day", "mentor": "day"}]
    mentees = pl.DataFrame({"mentee_id": ["m"], "town": ["Elko"], "day": ["mon"]})
    mentors = pl.DataFrame(
        {"mentor_id": list("abc"), "town": ["Elko", "Reno", "Elko"], "day": ["tue"] * 3, "capacity": [1] * 3}
    )
    result = assign(mentees, mentors, Program.from_dict({"version": 1, "rule": rules}))
    assert result.unmatched.rows() == [
        ("m", "Of 3 mentors, each rule leaves: same town: 2; same day: 0. 2 without 'same day' would fit.")
    ]
    assert [(one.rule, one.after, one.without) for one in result.explain("m").rules] == [
        ("same town", 2, 0),
        ("same day", 0, 2),
    ]


def test_the_columns_read_are_listed():
    assert three_by_three().rules_read == (
        "mentees.likes",
        "mentees.mentee_id",
        "mentors.capacity",
        "mentors.is",
        "mentors.mentor_id",
    )


def test_blocking_pairs_would_both_rather_have_each_other():
    mentees = pl.DataFrame({"mentee_id": [1, 2], "v": ["10 0", "9 8"]})
    mentors = pl.DataFrame({"mentor_id": ["a", "b"], "v": ["127 0", "0 127"], "capacity": [1, 1]})
    factor = {"kind": "vector", "mentee": "v", "mentor": "v", "points": 16129}
    assert assign(mentees, mentors, Program.from_dict({"version": 1, "factor": [factor]})).blocking_pairs == 0
    assert three_by_three().blocking_pairs == 0


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(["points", "participation", "worst_off"]))
def test_nothing_beats_it_with_locks_and_blocks(seed, objective):
    rng = np.random.default_rng(seed)
    points, capacity = rng.integers(0, 6, (5, 3)), rng.integers(1, 3, 3).tolist()
    lock, block = (0, int(rng.integers(3))), (1, int(rng.integers(3)))
    given_to_it = by_table(points, capacity, objective)
    result = assign(*given_to_it, locks=[lock], blocks=[block])
    assert lock in result.pairings.select("mentee_id", "mentor_id").rows()
    points[block] = -1
    left = [places - (at == lock[1]) for at, places in enumerate(capacity)]
    ours = dict(result.pairings.select("mentee_id", "mentor_id").rows())
    got = measured(points[1:], tuple(ours.get(row, -1) for row in range(1, 5)), objective)
    assert got == best(points[1:], left, objective)
    assert verify(*given_to_it, result.certificate).total == result.total
