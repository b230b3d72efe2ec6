"""What leaves for a spreadsheet program is text there, whatever somebody typed."""

import csv
import datetime
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigtent.ledger.spreadsheets import csv_download, csv_lines, harmless

HOSTILE = ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\0=1", "＝1", "a;=1", "b|=1", "c\t@x"]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_could_run_is_text(text):
    assert harmless(text).startswith("'")


@pytest.mark.parametrize("cell", ["Ada", "ada@example.org", "Nguyen-Okafor", "a=b", "", 3, -2, 1.5, True])
def test_what_cannot_is_left_as_it_is(cell):
    assert harmless(cell) == cell


def test_dates_and_nothing():
    assert harmless(datetime.date(2026, 11, 22)) == datetime.date(2026, 11, 22)
    assert harmless(None) == ""


@given(st.lists(st.lists(st.text(), min_size=1, max_size=4), max_size=5))
def test_rows_are_read_back_cell_by_cell(rows):
    read = list(csv.reader(io.StringIO("".join(csv_lines(rows)), newline="")))
    assert read == [[harmless(cell) for cell in row] for row in rows]


def test_a_download_is_never_shown_as_a_page():
    answer = csv_download([["Name"], ["=1"]], name="people.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="people.csv"'
    assert b"".join(answer) == b"Name\r\n'=1\r\n"
