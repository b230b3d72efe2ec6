"""How the cells of real lists are read: names, dates, years, numbers; encodings and delimiters."""

import io

import pytest
import xlsxwriter

from bigtent.alumni.models import AlumniRecord
from bigtent.alumni.services import receive_roster
from tests.alumni.rosters import bring, problems

pytestmark = pytest.mark.django_db


def values_of(headings, *cells, **options):
    """What one line is read as."""
    quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    bring(f"{headings}\n{quoted}\n", apply=False, **options)
    record = AlumniRecord.objects.first()
    return record.values if record else None


NAMES = [
    ("Whitfield, Ada R.", "Ada", "R.", "Whitfield"),
    ("WHITFIELD, ADA", "Ada", "", "Whitfield"),
    ("Dr. María Elena de la Cruz, MD, MPH", "María", "Elena", "de la Cruz"),
    ("JOHN MCDONALD JR", "John", "", "McDonald Jr"),
    ("Smith, Jr., John", "John", "", "Smith Jr."),
    ("Ana O'NEIL", "Ana", "", "O'Neil"),
    ("Ada (Addie) Whitfield-Okafor", "Ada", "", "Whitfield-Okafor"),
]


@pytest.mark.parametrize(("text", "first", "middle", "last"), NAMES)
def test_whole_names(text, first, middle, last):
    values = values_of("Name", text)
    assert (values["first"], values.get("middle", ""), values["last"]) == (first, middle, last)


def test_a_former_name_inside_a_whole_name():
    assert values_of("Name", "Ada Okafor (née Whitfield)")["former"] == "Whitfield"


def test_degrees_after_the_name_are_no_name():
    values = values_of("First,Last", "Ada", "Whitfield, MD")
    assert (values["last"], values["credential"]) == ("Whitfield", "MD")


@pytest.mark.parametrize("name", ["Na", "Null", "None", "True"])
def test_people_may_be_called_like_nothing(name):
    assert values_of("First,Last", "Ada", name)["last"] == name


DATES = [
    "1968-05-03", "1968/05/03", "5/3/1968", "5/3/68", "05.03.1968", "May 3, 1968", "3-May-68", "03 MAY 1968",
    "3rd May 1968", "24961", "24961.0", "1968-05-03 00:00:00", "1968-05-03T00:00:00",
]  # fmt: skip


@pytest.mark.parametrize("text", DATES)
def test_dates_of_birth(text):
    assert values_of("First,Last,DOB", "Ada", "Whitfield", text)["birth_date"] == "1968-05-03"


def test_the_day_is_first_where_the_column_shows_it():
    file = bring("First,Last,DOB\nAda,Whitfield,3/5/1968\nLuz,Diaz,25/12/1970\nRen,Bo,4/4/1971\n", apply=False)
    assert file.records.first().values["birth_date"] == "1968-05-03"


YEARS = {
    "1994": 1994, "94": 1994, "'94": 1994, "02": 2002, "Class of 1994": 1994, "1993-94": 1994, "1993/1994": 1994,
    "MD 1994": 1994, "5/15/1994": 1994, "May 1994": 1994, "1994.0": 1994, "1994-05-15 00:00:00": 1994, "2034": 2034,
}  # fmt: skip


@pytest.mark.parametrize("text", YEARS)
def test_class_years(text):
    assert values_of("First,Last,Class", "Ada", "Whitfield", text)["class_year"] == YEARS[text]


@pytest.mark.parametrize("text", ["1939", "2035", "19994", "next year", "34455"])
def test_impossible_class_years_are_refused(text):
    file = bring(f"First,Last,Class\nAda,Whitfield,{text}\n", apply=False)
    assert problems(file) == [(2, "Class", text)]


PHONES = {
    "(615) 555-0101": "615-555-0101", "1-615-555-0101": "615-555-0101", "6155550101.0": "615-555-0101",
    "615.555.0101 ext. 12": "615-555-0101 x12", "+44 20 7946 0958": "+442079460958",
}  # fmt: skip


@pytest.mark.parametrize("text", PHONES)
def test_telephone_numbers(text):
    assert values_of("First,Last,Phone", "Ada", "Whitfield", text)["phone"] == PHONES[text]


AMOUNTS = {"$5,000": "5000.00", "5.000,00": "5000.00", "5000.5": "5000.50", "5 000 USD": "5000.00"}


@pytest.mark.parametrize("text", AMOUNTS)
def test_amounts(text):
    assert values_of("First,Last,Amount", "Ada", "Whitfield", text)["amount"] == AMOUNTS[text]


@pytest.mark.parametrize(("text", "code"), [("2139", "02139"), ("02139-1234", "02139"), ("2139.0", "02139")])
def test_zip_codes_get_their_zeros_back(text, code):
    assert values_of("First,Last,Zip", "Ada", "Whitfield", text)["zip"] == code


@pytest.mark.parametrize("text", ["GA", "ga", "Georgia", "Ga."])
def test_states(text):
    assert values_of("First,Last,State", "Ada", "Whitfield", text)["state"] == "GA"


@pytest.mark.parametrize(("column", "text"), [("E-mail", "ada at home"), ("Phone", "555"), ("State", "Atlantis")])
def test_a_value_nobody_can_use_is_set_aside_and_the_line_taken(column, text):
    file = bring(f"First,Last,{column}\nAda,Whitfield,{text}\n", apply=False)
    assert (file.counts["new"], file.counts["refused"]) == (1, 0)
    assert list(file.problems.set_aside().values_list("line", "column", "value")) == [(2, column, text)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters(encoding, delimiter):
    text = "First,Last,City\r\nRené,Muñoz,Peñasco\r\nAna,Li,Reno\r\n".replace(",", delimiter)
    file = bring(text.encode(encoding), apply=False)
    assert file.records.first().values["last"] == "Muñoz"
    assert file.counts["new"] == 2


def test_values_may_hold_commas_quotation_marks_and_line_breaks():
    values = values_of("First,Last,School,City", "Ada", "Whitfield", 'The "Old" College,\nNorth', "Reno")
    assert values["school"] == 'The "Old" College, North'


def test_lines_keep_their_numbers_below_a_title_and_a_long_cell():
    text = 'Awards\n\nFirst,Last,School,Class\nAda,Whitfield,"A\nB\nC",1994\nLuz,Diaz,,19994\n'
    assert problems(bring(text, apply=False)) == [(7, "Class", "19994")]


HEADINGS = [
    ("Alumni Full Name", "full_name"), ("Home Phone (preferred)", "phone"), ("E-Mail Address 1", "email"),
    ("Grad Yr", "class_year"), ("Maiden Name", "former_name"), ("Med School", "school"), ("ST", "state"),
    ("Scholarship Name", "program"), ("Award Amount ($)", "amount"), ("DOB", "birth_date"), ("LNAME", "last_name"),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "column"), HEADINGS)
def test_headings_are_understood(heading, column):
    data = f"Xyz,{heading}\n1,Whitfield\n".encode()
    received = receive_roster(file=io.BytesIO(data), name="a.csv", roster="Finance office", by=None)
    assert received.columns[column] == heading


def test_columns_without_a_known_heading_are_known_by_what_they_hold():
    file = bring('Who,Where\n"Whitfield, Ada",ada@example.org\n"Diaz, Luz",luz@example.org\n', apply=False)
    assert file.columns == {"full_name": "Who", "email": "Where"}


@pytest.mark.parametrize(("others", "column"), [("Scholarship", "award_year"), ("School", "class_year")])
def test_a_bare_year_is_the_awards_or_the_classs(others, column):
    file = bring(f"Name,{others},Year\nAda Whitfield,x,1994\n", apply=False)
    assert file.columns[column] == "Year"


def workbook(write):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    write(book, book.add_worksheet("People"))
    book.close()
    return out.getvalue()


def test_a_workbook_with_a_title_a_margin_and_real_dates():
    def write(book, sheet):
        sheet.write("B2", "Awards of the foundation")
        sheet.write_row("B4", ["First", "Last", "DOB", "Class", "Zip"])
        sheet.write_row("B5", ["Ada", "Whitfield", 24961, 1994, 2139])
        sheet.write("D5", 24961, book.add_format({"num_format": "d mmm yyyy"}))
        sheet.write_row("B7", ["Luz", "Diaz", "", 19994])

    file = bring(workbook(write), name="awards.xlsx", apply=False)
    values = file.records.get().values
    assert (values["birth_date"], values["class_year"], values["zip"]) == ("1968-05-03", 1994, "02139")
    assert problems(file) == [(7, "Class", "19994")]
    assert file.counts["blank"] == 1


def test_a_broken_formula_is_named_by_its_sign():
    def write(book, sheet):
        sheet.write_row(0, 0, ["First", "Last", "Class"])
        sheet.write_row(1, 0, ["Ada", "Whitfield", 1994])
        sheet.write_row(2, 0, ["Luz", "Diaz"])
        sheet.write_formula(2, 2, "=A9", None, "#REF!")

    assert problems(bring(workbook(write), apply=False)) == [(3, "Class", "#REF!")]
