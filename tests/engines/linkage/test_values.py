"""The ways in which people write the same name, date, number, school and address."""

import polars as pl
import pytest

from bigtent.engines.linkage import Model, link

# Each row: what one table says, what the other says, and the level at which they agree.
SPELLINGS = [
    ("first_name", "José", "JOSE", "same"),
    ("first_name", "Bob", "Robert", "nickname"),
    ("first_name", "Pepe", "José", "nickname"),
    ("first_name", "J.", "James", "initial only"),
    ("first_name", "Dr. Anika", "anika", "same"),
    ("first_name", "Priyanka", "Priyannka", "one slip"),
    ("last_name", "O'Neill", "ONEILL", "same"),
    ("last_name", "de la Cruz", "DelaCruz", "same"),
    ("last_name", "Nguyễn", "Nguyen", "same"),
    ("last_name", "Sørensen", "SORENSEN", "same"),
    ("last_name", "García-López", "Garcia", "part of a double name"),
    ("last_name", "Washington Jr.", "Washington", "same"),
    ("last_name", "王", "王", "same"),
    ("date_of_birth", "04/05/1975", "1975-04-05", "same"),
    ("date_of_birth", "19750405", "5 April 1975", "same"),
    ("date_of_birth", "1975-04-05", "1975-05-04", "day and month swapped"),
    ("date_of_birth", "1975-04-05", "1975-04-15", "two of year, month, day"),
    ("phone", "+1 (404) 555-0101", "404.555.0101", "same"),
    ("zip", "30301-1234", "30301", "same postal code"),
    ("email", "Ann@Example.org ", "ann@example.org", "same"),
    ("school", "Howard Univ. School of Med", "Howard University College of Medicine", "same"),
    ("school", "Johns Hopkins University", "Hopkins", "same"),
    ("class_year", "1998.0", "1998", "same"),
    ("sex", "female", "F", "same"),
    ("middle_name", "A", "Amelia", "same initial"),
]
MISSING = {"first_name": "Zora", "last_name": "Hurston", "date_of_birth": "1951-01-07", "phone": "2125550199"}


@pytest.fixture(scope="module")
def evidence():
    """Each spelling in a record that otherwise agrees, all in one linking of two tables."""
    names = sorted({column for column, *_ in SPELLINGS} | set(MISSING))
    sides = []
    for side in (1, 2):
        rows = []
        for at, spelling in enumerate(SPELLINGS):
            letters = "".join(chr(65 + int(d)) for d in f"{at:02}")
            row = dict.fromkeys(names) | MISSING
            row |= {"last_name": f"Hurston{letters * 2}", "phone": f"21255{at:05}"}
            rows.append(row | {"id": f"{at}", spelling[0]: spelling[side]})
        sides.append(pl.DataFrame(rows, infer_schema_length=None))
    return link(*sides, Model.person()).frame.filter(pl.col("left_id") == pl.col("right_id"))


@pytest.mark.parametrize("at", range(len(SPELLINGS)), ids=[f"{a} is {b}" for _, a, b, _ in SPELLINGS])
def test_two_spellings_of_one_value_are_recognized(evidence, at):
    column, _, _, level = SPELLINGS[at]
    field = "place" if column == "zip" else column
    items = evidence.filter(left_id=str(at))["evidence"].explode().struct.unnest()
    assert items.filter(field=field)["level"].item() == level


def test_a_full_name_is_taken_apart():
    one = pl.DataFrame({"id": ["1"], "name": ["Hurston, Zora Neale"], "dob": ["1951-01-07"]})
    two = pl.DataFrame({"id": ["2"], "name": ["Zora N. Hurston"], "dob": ["1951-01-07"]})
    items = link(one, two).frame["evidence"].explode().struct.unnest()
    levels = dict(zip(items["field"], items["level"], strict=True))
    assert levels["first_name"] == levels["last_name"] == "same"
    assert levels["middle_name"] == "same initial"


def test_middle_name_used_as_first_name_is_recognized():
    one = pl.DataFrame({"id": ["1"], "first_name": ["Neale"], "middle_name": ["Z"], "last_name": ["Hurston"]})
    two = pl.DataFrame({"id": ["2"], "first_name": ["Zora"], "middle_name": ["Neale"], "last_name": ["Hurston"]})
    items = link(one, two).frame["evidence"].explode().struct.unnest()
    assert items.filter(field="first_name")["level"].item() == "middle name used"


def test_the_personal_number_is_used_only_when_it_is_mapped():
    table = pl.DataFrame({"id": ["1"], "ssn": ["5304218"], "last_name": ["Hurston"]})
    by_itself = link(table, table).frame["evidence"].explode().struct.unnest()
    mapped = link(table, table, columns={"personal_number": "ssn"}).frame["evidence"].explode().struct.unnest()
    assert "personal_number" not in by_itself["field"]
    assert mapped.filter(field="personal_number")["level"].item() == "same"
