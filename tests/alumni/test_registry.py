"""A registry: a list that somebody else keeps, loaded row by row, with every row that cannot be used named."""

import hashlib
from datetime import date

import polars as pl
import pytest
from django.core.management import CommandError, call_command

from bigtent.alumni.errors import RegistryError
from bigtent.alumni.models import Registry
from bigtent.ledger.models import AuditEntry
from tests.alumni.registries import HEADINGS, CutOff, Killed, load, write_csv

GOOD = "1001,OKAFOR,DENISE,R,WHITFIELD,Atlanta,GA,30301,4045550100,207Q00000X,1994"
MORE = [f"{n},NAME{n},FIRST,,,,,,,," for n in range(2000, 2040)]


@pytest.fixture(autouse=True)
def _data_of_its_own(settings, tmp_path):
    settings.DATA = tmp_path / "data"


@pytest.fixture
def csv(tmp_path):
    """Writes a file of these lines among forty good ones; the first of them is line 2."""
    return lambda *lines, **values: write_csv(tmp_path / "list.csv", *lines, *MORE, **values)


def test_it_works(csv, manager):
    told = load(csv(GOOD), by=manager)
    registry = Registry.objects.get()
    assert told["rows"] == registry.rows == 41
    assert registry.columns[:3] == ["id", "last_name", "first_name"]
    first = pl.read_parquet(registry.path).row(0, named=True)
    assert (first["line"], first["id"], first["grad_year"]) == (2, "1001", 1994)


def test_it_is_told_once_in_the_audit(csv, manager):
    load(csv(GOOD), by=manager)
    entry = AuditEntry.objects.get(verb="load_registry")
    assert (entry.by, entry.count) == (manager, 41)


def test_the_same_file_twice_is_the_same_registry(csv, manager):
    first = load(csv(GOOD), by=manager)
    again = load(csv(GOOD), by=manager, name="Another name")
    assert again["already"]
    assert again["registry"] == first["registry"]
    assert Registry.objects.count() == 1


def test_parquet_says_the_same_as_csv(csv, manager, tmp_path):
    path = tmp_path / "list.parquet"
    pl.read_csv(csv(GOOD), infer_schema=False).with_columns(pl.col("grad_year").cast(pl.Float64)).write_parquet(path)
    load(csv(GOOD), by=manager)
    load(path, by=manager, name="As Parquet")
    one, other = (pl.read_parquet(registry.path).drop("line") for registry in Registry.objects.all())
    assert one.equals(other)


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_any_usual_separator_will_do(csv, manager, separator):
    path = csv(GOOD)
    path.write_text(path.read_text().replace(",", separator))
    assert load(path, by=manager)["rows"] == 41


def test_optional_columns_may_be_absent(tmp_path, manager):
    path = write_csv(tmp_path / "short.csv", "7,OKAFOR,DENISE", headings="id,last_name,first_name")
    load(path, by=manager)
    assert Registry.objects.get().columns == ["id", "last_name", "first_name"]


@pytest.mark.parametrize("column", ["npi", "last_name", "first_name"])
def test_a_required_column_is_asked_for_by_name(csv, manager, column):
    path = csv(GOOD, headings=HEADINGS.replace(column, "something"))
    with pytest.raises(RegistryError, match="no column " + column.replace("npi", "id")):
        load(path, by=manager)


BAD = {
    "no last name": ("7,,DENISE,,,,,,,,", "last_name", "The cell is empty"),
    "no id": (",OKAFOR,DENISE,,,,,,,,", "id", "The cell is empty"),
    "too few cells": ("7,OKAFOR,DENISE", "whole line", "3 cells where the headings have 11"),
    "too many cells": ("7,OKAFOR,DENISE,,,,,,,,,x", "whole line", "12 cells where the headings have 11"),
    "a huge cell": (f"7,OKAFOR,DENISE,{'x' * 5000},,,,,,,", "middle_name", "longer than 200"),
    "a cell beyond reading": (f"7,OKAFOR,DENISE,{'x' * 200_000},,,,,,,", "whole line", "quotation mark"),
    "an unprintable sign": ("7,OKAFOR\0,DENISE,,,,,,,,", "whole line", "unprintable"),
    "the id again": (GOOD, "id", "Line 2 has the same id"),
}


@pytest.mark.parametrize(("line", "column", "remedy"), BAD.values(), ids=BAD)
def test_a_row_that_cannot_be_used_is_named(csv, manager, line, column, remedy):
    told = load(csv(GOOD, line), by=manager)
    problem = Registry.objects.get().problems[0]
    assert (told["rows"], told["refused_rows"]) == (41, 1)
    assert (problem["line"], problem["column"]) == (3, column)
    assert remedy in problem["remedy"]


def test_a_value_that_is_no_year_is_named_and_the_row_kept(csv, manager):
    told = load(csv("7,OKAFOR,DENISE,,,,,,,,19994"), by=manager)
    assert (told["rows"], told["refused_rows"]) == (41, 0)
    assert told["problems"] == [
        "line 2, grad_year: “19994”. This is not a year. Four digits, such as 1994. The row was kept without it."
    ]


def test_an_open_quotation_mark_names_the_lines_it_swallowed(csv, manager):
    load(csv(GOOD, '7,"OKAFOR,DENISE,,,,,,,,', *(f"{n},A,B,,,,,,,," for n in range(500)), '"'), by=manager)
    assert "lines 3 to 504 were read as one cell" in Registry.objects.get().problems[0]["remedy"]


def test_a_line_in_another_encoding_is_named(csv, manager):
    path = csv(GOOD)
    path.write_bytes(path.read_bytes().replace(b"DENISE", b"REN\xc9E"))
    told = load(path, by=manager)
    assert (told["rows"], told["refused_rows"]) == (40, 1)
    assert "not UTF-8" in told["problems"][0]


def test_everything_left_out_stands_in_one_file(csv, manager):
    load(csv(GOOD, "7,,DENISE,,,,,,,,", "=1+1,,X,,,,,,,,"), by=manager)
    lines = Registry.objects.get().refused_path.read_text().splitlines()
    assert lines[0] == "line,column,value,remedy,row_refused"
    assert len(lines) == 3


def test_a_list_of_which_most_is_unusable_loads_nothing(csv, manager):
    with pytest.raises(RegistryError, match="nothing was loaded. The first: line 2, last_name"):
        load(csv(*(f"{n},,X,,,,,,,," for n in range(30))), by=manager)
    assert not Registry.objects.exists()


@pytest.mark.parametrize("content", [b"", HEADINGS.encode(), b"PAR1 but nothing more", b"\x89PNG\r\n\x1a\n\0\0"])
def test_a_file_that_is_no_list_is_refused(tmp_path, manager, content):
    path = tmp_path / "broken.csv"
    path.write_bytes(content)
    with pytest.raises(RegistryError):
        load(path, by=manager)
    assert not list(Registry.folder().glob("*.draft"))


@pytest.mark.parametrize("day", ["2027-01-01", "yesterday"])
def test_the_date_must_be_a_day_that_was(csv, manager, day):
    with pytest.raises(RegistryError, match=day):
        load(csv(GOOD), by=manager, as_of_on=day)


def test_one_edition_cannot_be_two_files(csv, manager, tmp_path):
    load(csv(GOOD), by=manager)
    with pytest.raises(RegistryError, match="already here, from another file"):
        load(write_csv(tmp_path / "other.csv", GOOD), by=manager)
    load(write_csv(tmp_path / "other.csv", GOOD), by=manager, as_of_on=date(2026, 11, 8))
    assert list(Registry.objects.latest_editions().values_list("as_of_on", flat=True)) == [date(2026, 11, 8)]


@pytest.mark.parametrize("step", ["Recognizing the file", "Reading the registry"])
def test_a_load_that_was_cut_off_leaves_nothing_and_is_done_again(csv, manager, step):
    with pytest.raises(Killed):
        load(csv(GOOD), by=manager, progress=CutOff(step))
    assert not Registry.objects.exists()
    assert load(csv(GOOD), by=manager)["rows"] == 41


def test_what_a_killed_process_left_behind_is_cleared_away(csv, manager):
    path = csv(GOOD)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    Registry.folder().mkdir(parents=True)
    nobody = 2**22 + 1
    (Registry.folder() / f"{digest}.{nobody}.draft").write_text("half")
    load(path, by=manager)
    left = {found.name for found in Registry.folder().iterdir()}
    assert left == {f"{digest}.parquet", f"{digest}.json", f"{digest}-refused.csv"}


def test_the_command_says_what_was_loaded(csv, db, capsys):
    call_command("load_registry", csv(GOOD), name="Providers", as_of="2026-11-01", source="Office", license="Public")
    assert "Providers, November 1, 2026: 41 rows loaded, 0 refused." in capsys.readouterr().out


def test_the_command_refuses_in_the_same_words_with_exit_2(tmp_path, db):
    with pytest.raises(CommandError, match="There is no file") as refusal:
        call_command("load_registry", tmp_path / "no.csv", name="P", as_of="2026-11-01", source="O", license="Public")
    assert refusal.value.returncode == 2
