"""Bad input is refused in words that name the column, the row and the value."""

import numpy as np
import polars as pl
import pytest

from bigtent.engines.matching import (
    FrameError,
    MatchingError,
    PointsError,
    Program,
    ProgramError,
    assign,
    assign_points,
)

EQUAL = {"kind": "equal", "mentee": "field", "mentor": "field", "points": 10}


def paired(program=None, tables=None, **columns):
    """Two mentees and two mentors; a keyword replaces a column of the mentors' table."""
    mentees = pl.DataFrame({"mentee_id": ["a", "b"], "field": ["x", "y"], "when": ["yes", "no"], "hours": [1, 2]})
    mentors = {"mentor_id": ["s", "t"], "field": ["x", "y"], "capacity": [1, 1], "hours": [3, 4], **columns}
    frame = pl.DataFrame({name: cells for name, cells in mentors.items() if cells is not None})
    return assign(mentees, frame, Program.from_dict(program or {"version": 1, "factor": [EQUAL]}, tables))


def test_it_works():
    assert paired().total == 20


@pytest.mark.parametrize(
    ("columns", "words", "where"),
    [
        ({"field": None}, "no column 'field'", ("field", None, None)),
        ({"capacity": None}, "no column 'capacity'", ("capacity", None, None)),
        ({"mentor_id": None}, "no column 'mentor_id'", ("mentor_id", None, None)),
        ({"mentor_id": ["s", None]}, "the id is empty", ("mentor_id", 2, None)),
        ({"mentor_id": ["s", " "]}, "the id is empty", ("mentor_id", 2, None)),
        ({"mentor_id": ["s", "s"]}, "already in row 1", ("mentor_id", 2, "s")),
        ({"capacity": [1.0, 2.5]}, "whole number", ("capacity", 2, "2.5")),
        ({"capacity": [1, None]}, "whole number", ("capacity", 2, "")),
        ({"capacity": ["1", "two"]}, "whole number", ("capacity", 2, "two")),
        ({"capacity": [1, -3]}, "between 0 and 1,000,000", ("capacity", 2, "-3")),
        ({"capacity": [1.0, float("nan")]}, "whole number", ("capacity", 2, "nan")),
        ({"field": [["x"], ["y"]]}, "single values, not lists", ("field", 1, ["x"])),
    ],
)
def test_a_bad_table_of_people(columns, words, where):
    with pytest.raises(FrameError, match=words) as refusal:
        paired(**columns)
    assert (refusal.value.column, refusal.value.row, refusal.value.value) == where


def test_a_table_must_be_a_frame():
    with pytest.raises(FrameError, match="must be a polars DataFrame, not dict"):
        assign({}, {}, Program.from_dict({"version": 1}))


def on(column, kind, **rest):
    return {"kind": kind, "mentee": column, "mentor": column, **rest}


@pytest.mark.parametrize(
    ("part", "cells", "words"),
    [
        ({**EQUAL, "family": "f"}, ["x", "q"], "mentors, row 2, column 'field': 'q': .*not in the table f"),
        (on("field", "table", table="g"), ["x", ""], "'': .*not in the table g"),
        (on("hours", "closeness", points=1, zero_at=2), ["3", "few"], "'few': this must be a number"),
        (on("hours", "closeness", points=1, zero_at=2), ["3", "0.0001"], "three decimals"),
        (on("hours", "vector", points=1), ["3", "0.5"], "entries must be whole"),
        (on("hours", "vector", points=1), ["3", "1 2"], "1 entries where others have 2"),
    ],
)
def test_a_cell_that_a_factor_cannot_read(part, cells, words):
    tables = {"f": [["v", "f"], ["x", "1"], ["y", "1"]], "g": [["", "x", "y"], ["x", "1", "1"], ["y", "1", "1"]]}
    with pytest.raises(FrameError, match=words):
        paired({"version": 1, "factor": [part]}, tables, **{part["mentor"]: cells})


def test_a_yes_or_no_that_says_neither():
    rule = {"kind": "same_if", "when": "field", "mentee": "field", "mentor": "field"}
    with pytest.raises(FrameError, match="row 1, column 'field': 'x': this must say yes or no"):
        paired({"version": 1, "rule": [rule]})


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "version is None"),
        ({"version": 2}, "version is 2"),
        ({"version": 1, "objective": "most"}, "objective is 'most'; it must be one of participation"),
        ({"version": 1, "goal": 1}, "the key 'goal' is not known"),
        ({"version": 1, "factor": EQUAL}, r"must be written as \[\[factor\]\]"),
        ({"version": 1, "factor": ["x"]}, "factor 1 must be a table"),
        ({"version": 1, "factor": [{"kind": "near"}]}, "factor 1: kind is 'near'"),
        ({"version": 1, "factor": [{"kind": "equal", "mentee": "a", "mentor": "a"}]}, "needs the key 'points'"),
        ({"version": 1, "factor": [{**EQUAL, "points": -5}]}, "points is -5; it must be a whole number"),
        ({"version": 1, "factor": [{**EQUAL, "points": 1.5}]}, "points is 1.5"),
        ({"version": 1, "factor": [{**EQUAL, "mentee": 7}]}, "mentee is 7; it must be text"),
        ({"version": 1, "factor": [{**EQUAL, "mentee": ""}]}, "mentee is empty"),
        ({"version": 1, "factor": [{**EQUAL, "family": "f"}]}, "names the table 'f', which was not given"),
        ({"version": 1, "factor": [EQUAL, EQUAL]}, "Two columns would be called 'field'"),
        ({"version": 1, "factor": [{**EQUAL, "name": "points"}]}, "Two columns would be called 'points'"),
        ({"version": 1, "rule": [{"kind": "block", "file": "b"}]}, "names the table 'b'"),
        ({"version": 1, "factor": [{**EQUAL, "kind": "closeness", "zero_at": 0}]}, "zero_at is 0"),
        ({"version": 1, "factor": [{**EQUAL, "points": 10**7, "kind": "overlap"}]}, "add up to 10,000,000,000"),
    ],
)
def test_a_bad_program(given, words):
    with pytest.raises(ProgramError, match=words):
        Program.from_dict(given)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "t is empty"),
        ([["", "x"]], "t is empty"),
        ([["", "x"], ["x", "-5"]], "t, row 2, column 'x': '-5': points must be whole numbers"),
        ([["", "x"], ["x", "many"]], "'many'"),
        ([["", "x"], ["x", "1", "2"]], "row 2: 3 cells where 2 are expected"),
        ([["", "x"], ["x", "1"], ["x", "2"]], "'x' is there twice"),
    ],
)
def test_a_bad_table_of_points(rows, words):
    factor = {"kind": "table", "mentee": "field", "mentor": "field", "table": "t"}
    with pytest.raises(ProgramError, match=words):
        Program.from_dict({"version": 1, "factor": [factor]}, {"t": rows})


def test_a_bad_family_and_a_bad_list_of_blocks():
    with pytest.raises(ProgramError, match="row 3: 'x' has a family already"):
        paired({"version": 1, "factor": [{**EQUAL, "family": "f"}]}, {"f": [["v", "f"], ["x", "1"], ["x", "2"]]})
    with pytest.raises(ProgramError, match="header must be mentee_id,mentor_id"):
        paired({"version": 1, "rule": [{"kind": "block", "file": "b"}]}, {"b": [["a", "b"]]})


@pytest.mark.parametrize(
    ("points", "capacity", "words"),
    [
        (np.array([[1.5]]), [1], "whole numbers, not float64"),
        (np.array([[-2]]), [1], "row 0, column 0: -2"),
        (np.array([[2**40]]), [1], "from 0 to 1,000,000,000"),
        (np.array([1]), [1], "two dimensions"),
        (np.array([[1, 2]]), [1], "have the shape"),
        (np.array([[1]]), [-1], "capacity of column 0 is -1"),
        (np.array([[1]]), [0.5], "whole numbers, not float64"),
        (lambda a, b: np.zeros((b - a, 1), int), [1], "mentees="),
        (np.array([[1]]), [1], "objective is 'best'"),
    ],
)
def test_a_bad_table_of_bare_points(points, capacity, words):
    with pytest.raises(PointsError, match=words):
        assign_points(points, capacity, "best" if "objective" in words else "participation")


def test_points_too_large_to_prove_are_refused():
    with pytest.raises(MatchingError, match="too large"):
        assign_points(np.full((3000, 3000), 10**9), [1] * 3000)


def test_an_unknown_mentee_is_refused():
    with pytest.raises(FrameError, match="'nobody' is not among the mentees"):
        paired().explain("nobody")
