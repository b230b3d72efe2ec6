"""docs/security.md: every requirement of level 1 and 2 stands there once, and what it says is so."""

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs/security.md").read_text(encoding="utf-8")
ASKED = (Path(__file__).parent / "asvs_5_0_0_level_2.txt").read_text(encoding="utf-8").split()
LINES = [
    [cell.strip() for cell in line.strip("|").split("|")] for line in TEXT.splitlines() if re.match(r"\| V\d", line)
]
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
CHAPTERS = (
    "What may be typed",
    "Files that come",
    "Signing in",
    "Sessions",
    "Rights",
    "Keys and algorithms",
    "Connections",
    "What is sensitive",
    "Parts from elsewhere",
    "Long work",
    "The log",
)


def state(line):
    """One of three: shown by tests, not shown, does not apply."""
    for words in ("not shown: ", "does not apply: "):
        if line[2].startswith(words):
            return words.strip(": ")
    return "shown" if TEST.fullmatch(line[2].split(", ")[0]) else line[2]


def test_every_requirement_stands_there_once():
    assert len(ASKED) == 253
    assert [line[0] for line in LINES] == ASKED


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[0])
def test_each_line_is_one_of_three(line):
    assert len(line) == 3 and line[1], line
    assert state(line) in ("shown", "not shown", "does not apply")
    if state(line) != "shown":
        assert len(line[2].partition(": ")[2]) > 15, "say why"


@pytest.mark.parametrize("line", [line for line in LINES if state(line) == "shown"], ids=lambda line: line[0])
def test_every_test_it_names_exists(line):
    named = line[2].split(", ")
    for one in named:
        path, name = TEST.fullmatch(one).groups()
        assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), one


def test_the_counts_at_the_top_are_true():
    counts = Counter(state(line) for line in LINES)
    told = re.search(r"(\d+) of (\d+) are shown by a test, (\d+) are not shown, (\d+) do not apply", TEXT)
    assert [int(number) for number in told.groups()] == [
        counts["shown"], len(LINES), counts["not shown"], counts["does not apply"],
    ]  # fmt: skip


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_chapters_that_are_asked_for_are_there(chapter):
    _before, found, after = TEXT.partition(f"\n## {chapter}\n")
    assert found
    assert len(after.partition("\n## ")[0]) > 300
