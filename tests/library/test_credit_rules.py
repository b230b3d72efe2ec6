"""The rules of the accreditor's file: what a row may hold, cell by cell."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigtent.library import credit_rules as rules
from bigtent.library import pars

ON = date(2026, 11, 22)
# The second row of the published template, as another program that reads such files was tried with it.
SAMPLE = ["Add", "202612345", date(2026, 6, 30), "All", "Learner", "09/10", "Maine", "1234567", 10, "", "", "", "", ""]


def row(**cells):
    return [cells.get(name, value) for name, value in zip(pars.PARS, SAMPLE, strict=True)]


def columns(*rows):
    return [(fault.line, fault.column) for fault in rules.faults(rows, on=ON)]


def test_the_sample_of_the_template_is_taken():
    assert list(rules.faults([SAMPLE], on=ON)) == []


def test_the_headings_are_those_of_the_template():
    assert pars.PARS == (
        "Record Action", "ACCME Activity ID", "Completion Date", "First Name", "Last Name", "Date of Birth",
        "Licensing State", "Licensing ID or NPI", "Number of CME Credits", "Certifying Board", "Certifying Board ID",
        "Total Board Credits", "Credit Type", "Credits Awarded for Credit Type",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("Record Action", "Delete"), ("Record Action", ""), ("ACCME Activity ID", ""), ("ACCME Activity ID", "2026-1"),
        ("ACCME Activity ID", "２０２６１２３４５"), ("Completion Date", "2026-06-30"), ("Completion Date", None),
        ("Completion Date", date(2026, 11, 23)), ("Completion Date", date(2024, 12, 31)), ("First Name", " "),
        ("First Name", "A" * 51), ("First Name", "=SUM(A1)"), ("Last Name", "Lee\t"), ("Last Name", "4th"),
        ("Last Name", None), ("Date of Birth", "9/10"), ("Date of Birth", "02/30"), ("Date of Birth", "13/01"),
        ("Date of Birth", "09/10/1980"), ("Date of Birth", "00/00"), ("Licensing State", "ME"),
        ("Licensing State", "Ontario"), ("Licensing ID or NPI", ""), ("Licensing ID or NPI", "-12"),
        ("Licensing ID or NPI", "1" * 31), ("Licensing ID or NPI", "=1"), ("Number of CME Credits", 0),
        ("Number of CME Credits", -1), ("Number of CME Credits", 1.1), ("Number of CME Credits", "nan"),
        ("Number of CME Credits", 1e9), ("Certifying Board", "ABIM"),
    ],
)  # fmt: skip
def test_one_wrong_cell_is_named_by_line_and_column_with_what_to_do(column, value):
    faults = list(rules.faults([row(), row(**{"Licensing ID or NPI": "9", column: value})], on=ON))
    assert [(fault.line, fault.column) for fault in faults] == [(4, column)]
    assert faults[0].remedy.endswith(".") and faults[0].value == ("" if value is None else str(value))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("First Name", "Mary-Ann"), ("Last Name", "O'Neill Jr."), ("Last Name", "Núñez"), ("Date of Birth", "02/29"),
        ("Licensing State", "Puerto Rico"), ("Licensing ID or NPI", "1234567893"), ("Licensing ID or NPI", "G 12/3-a"),
        ("Number of CME Credits", 0.25), ("Completion Date", date(2025, 1, 1)), ("Completion Date", ON),
    ],
)  # fmt: skip
def test_what_people_are_called_and_licensed_by_is_taken(column, value):
    assert columns(row(**{column: value})) == []


def test_the_same_learner_twice_in_a_file_is_a_fault_of_the_later_line():
    assert columns(row(), row(), row(**{"Licensing State": "Ohio"})) == [(4, "Licensing ID or NPI")]


def test_a_row_of_another_length_is_one_fault():
    assert columns(SAMPLE[:9]) == [(3, "")]


def test_until_the_end_of_march_the_year_before_last_is_still_taken():
    assert rules.earliest(date(2027, 3, 31)) == date(2025, 1, 1)
    assert rules.earliest(date(2027, 4, 1)) == date(2026, 1, 1)


@pytest.mark.parametrize(("text", "is_one"), [("1234567893", True), ("1234567898", False), ("123456789", False)])
def test_the_check_digit_of_an_npi(text, is_one):
    assert rules.is_npi(text) is is_one


@given(st.integers(100_000_000, 299_999_999))
def test_of_ten_last_digits_exactly_one_makes_an_npi(digits):
    assert sum(rules.is_npi(f"{digits}{last}") for last in range(10)) == 1


CELLS = st.one_of(st.none(), st.text(), st.integers(), st.floats(), st.dates(), st.booleans())


@given(st.lists(st.lists(CELLS, min_size=13, max_size=15), max_size=4))
def test_no_row_whatever_it_holds_stops_the_check(rows):
    for fault in rules.faults(rows, on=ON):
        assert fault.remedy and fault.line >= 3


def test_a_moment_is_no_day():
    assert columns(row(**{"Completion Date": datetime(2026, 6, 30, 12)})) == [(3, "Completion Date")]
