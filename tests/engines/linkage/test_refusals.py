"""Bad input is refused in words that say what, where, and what to do; odd input is survived."""

import polars as pl
import pytest

from bigtent.engines.linkage import LinkageError, Model, TableError, deduplicate, link

TABLE = pl.DataFrame({"id": ["1", "2"], "first_name": ["Zora", "Langston"], "last_name": ["Hurston", "Hughes"]})


def refusal(*tables, **given):
    with pytest.raises(LinkageError) as caught:
        link(*(tables or (TABLE, TABLE)), **given)
    return caught.value


def test_a_repeated_id_is_refused_by_line_and_value():
    said = refusal(pl.concat([TABLE, TABLE.head(1)]), TABLE)
    assert (said.column, said.row, said.value) == ("id", 4, "1")
    assert "'1' again on line 4" in str(said)
    assert isinstance(said, TableError)


@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_a_missing_id_is_refused_by_line(nothing):
    said = refusal(TABLE, TABLE.with_columns(id=pl.Series(["1", nothing])))
    assert said.row == 3
    assert "right table" in str(said)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"columns": {"first_name": "Vorname"}}, "no column 'Vorname'"),
        ({"columns": {"vorname": "first_name"}}, "'vorname' is not a standard column"),
        ({"id": "npi"}, "no id column 'npi'"),
        ({"engine": "abacus"}, "Use duckdb or spark"),
        ({"engine": "spark"}, "bigtent[spark]"),
        ({"labels": pl.DataFrame({"left_id": ["1"]})}, "no column 'right_id'"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_remedy(given, words):
    assert words in str(refusal(**given))


def test_tables_without_a_column_in_common_are_refused():
    said = refusal(TABLE.select("id", "first_name"), TABLE.select("id", "last_name"))
    assert "no standard column in common" in str(said)


def test_a_table_without_an_id_column_is_refused():
    assert "looks like an id" in str(refusal(TABLE.drop("id"), TABLE))


def test_lists_in_cells_are_refused():
    said = refusal(TABLE.with_columns(last_name=pl.concat_list("last_name")), TABLE)
    assert said.column == "last_name"


@pytest.mark.parametrize("content", [b"", b"id,last_name\n1,a,b\n2,c", b"PAR1 and then nothing"])
@pytest.mark.parametrize("name", ["broken.csv", "broken.parquet"])
def test_a_broken_file_is_refused_in_words(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    assert "cannot be read" in str(refusal(path, TABLE)) or "looks like an id" in str(refusal(path, TABLE))


def test_a_missing_file_is_refused():
    assert "no file" in str(refusal("nowhere.parquet", TABLE))


def test_a_column_that_holds_nothing_is_ignored():
    empty = TABLE.with_columns(date_of_birth=pl.lit(None, pl.String), school=pl.lit(" "))
    fields = link(empty, empty).frame["evidence"].explode().struct.field("field")
    assert set(fields) == {"first_name", "last_name"}


def test_a_list_of_one_finds_its_person():
    links = link(TABLE.head(1), TABLE)
    assert links.frame.filter("is_link").select("left_id", "right_id").rows() == [("1", "1")]


def test_twin_alumni_do_not_both_become_one_entry():
    twins = pl.DataFrame({"id": ["1", "2"], "first_name": ["Zora", "Zora"], "last_name": ["Hurston"] * 2})
    twins = twins.with_columns(middle_name=pl.Series(["Neale", "Nell"]), sex=pl.lit("F"))
    links = link(twins, twins.head(1), Model.alumni_to_registry()).frame.filter("is_link")
    assert links["left_id"].to_list() == ["1"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('kind = "robots"', "no model 'robots'"),
        ("threshold = 0.9", "'threshold' is not a key"),
        ("one_to_one = 3", "not a bool"),
        ('compare = ["shoe_size"]', "no comparison 'shoe_size'"),
        ("kind = ", "not TOML"),
    ],
)
def test_a_model_file_is_refused_by_its_key(tmp_path, text, words):
    path = tmp_path / "model.toml"
    path.write_text(text)
    with pytest.raises(LinkageError, match=words.replace("(", r"\(")):
        Model.read(path)


def test_a_model_file_says_what_is_compared(tmp_path):
    path = tmp_path / "model.toml"
    path.write_text('kind = "person"\none_to_one = false\ncompare = ["last_name"]\n')
    fields = link(TABLE, TABLE, Model.read(path)).frame["evidence"].explode().struct.field("field")
    assert set(fields) == {"last_name"}


def test_tables_that_hold_little_are_compared_by_what_they_hold():
    bare = TABLE.select("id", "last_name")
    links = link(bare, bare).frame.filter("is_link")
    assert links.select("left_id", "right_id").rows() == [("1", "1"), ("2", "2")]


def test_records_without_any_key_in_common_are_all_absent():
    strangers = TABLE.with_columns(last_name=pl.Series(["Walker", "Morrison"]), first_name=pl.Series(["A", "T"]))
    links = link(TABLE, strangers)
    assert links.frame.is_empty()
    assert links.not_in_registry["probability"].to_list() == [1.0, 1.0]


def test_a_table_that_tells_nobody_apart_keeps_its_rows_apart():
    table = pl.DataFrame({"id": [str(i) for i in range(500)], "sex": ["F"] * 500})
    assert deduplicate(table).frame["cluster"].n_unique() == 500
