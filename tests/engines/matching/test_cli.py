"""`bigtent match` and `bigtent match verify`."""

import csv
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from bigtent.engines.matching.cli import app
from tests.engines.matching import instances


def toml(program):
    """A program as a coordinator would write it."""
    lines = [f'version = 1\nobjective = "{program["objective"]}"']
    for part in ("factor", "rule"):
        for one in program[part]:
            lines.append(f"[[{part}]]")
            lines += [
                f'{key} = "{value}"' if isinstance(value, str) else f"{key} = {value}" for key, value in one.items()
            ]
    return "\n".join(lines)


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with two tables of people, a program and its tables."""
    e = instances.preset("scarce", 0, m=60, n=40)
    mentees, mentors = instances.frames(e)
    mentees.write_csv(tmp_path / "mentees.csv")
    mentors.write_csv(tmp_path / "mentors.csv")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "program.toml").write_text(toml(instances.program(e)))
    for name, rows in instances.tables(e).items():
        with (tmp_path / "rules" / name).open("w", newline="") as file:
            csv.writer(file).writerows(rows)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words):
    return CliRunner().invoke(app, list(words))


PAIR = ("mentees.csv", "mentors.csv", "--program", "rules/program.toml", "--out", "out")


def test_it_works(desk):
    done = run(*PAIR)
    assert done.exit_code == 0, done.output
    assert "48 mentees placed, 12 without a mentor." in done.output
    names = {file.name for file in (desk / "out").iterdir()}
    assert {"pairings.csv", "unmatched.csv", "prices.csv", "certificate.json"} <= names
    checked = run("verify", "out")
    assert checked.exit_code == 0, checked.output
    assert "The certificate holds: 48 mentees placed" in checked.output


def test_the_result_is_checked_wherever_it_is_moved(desk):
    run(*PAIR)
    (desk / "out").rename(desk / "kept")
    (desk / "rules" / "stage.csv").unlink()
    assert run("verify", "kept").exit_code == 0


@pytest.mark.parametrize("name", ["pairings.csv", "mentors.csv", "certificate.json", "program.json"])
def test_a_changed_file_is_found_out(desk, name):
    run(*PAIR)
    file = desk / "out" / name
    file.write_text(file.read_text().replace("1", "2", 3))
    assert run("verify", "out").exit_code == 2


def test_locks_blocks_and_previous_come_from_files(desk):
    run(*PAIR)
    first = (desk / "out" / "pairings.csv").read_text().splitlines()
    (desk / "locks.csv").write_text("\n".join(first[:3]))
    (desk / "blocks.csv").write_text("\n".join([first[0], first[5]]))
    done = run(*PAIR, "--locks", "locks.csv", "--blocks", "blocks.csv", "--previous", "out/pairings.csv")
    second = (desk / "out" / "pairings.csv").read_text().splitlines()
    assert done.exit_code == 0, done.output
    assert first[1] in second
    assert first[5] not in second
    assert run("verify", "out").exit_code == 0


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("mentors.csv", "", "is empty"),
        ("mentors.csv", "mentor_id,capacity\na,1,2\n", "line 2: 3 cells, the header has 2"),
        ("mentors.csv", "mentor_id,mentor_id\na,b\n", "'mentor_id' twice"),
        ("mentors.csv", "mentor_id,capacity\na,1\n", "has no column"),
        ("rules/program.toml", "version = ", "is not valid"),
        ("rules/program.toml", "version = 1\n[[rule]]\nkind='block'\nfile='no.csv'\n", "no.csv cannot be read"),
    ],
)
def test_bad_files_are_refused_in_words(desk, file, text, words):
    (desk / file).write_text(text)
    done = run(*PAIR)
    assert done.exit_code == 2
    assert words in done.output


def test_a_file_that_is_not_text_and_one_that_is_not_there(desk):
    (desk / "mentees.csv").write_bytes(b"mentee_id\n\xff\xfe\x00")
    assert "is not CSV in UTF-8" in run(*PAIR).output
    (desk / "mentees.csv").unlink()
    assert "cannot be read: No such file" in run(*PAIR).output
    assert run("verify", "nowhere").exit_code == 2


def test_the_command_loads_nothing_heavy_until_it_runs():
    code = "import sys, bigtent.engines.matching.cli; print(sorted({'numpy', 'polars', 'scipy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
