"""An import killed at any moment leaves nothing or everything, and the same command then finishes it."""

import os
import random

import pytest

from tests.alumni.killing import Installation, write_roster

# BIGTENT_KILLS=20 tries more moments; benchmarks/roster_import.py --kills does so with 32,000 rows.
ROWS, KILLS = 2_000, int(os.environ.get("BIGTENT_KILLS", "5"))
LUCK = random.Random(22)
# Spread over the whole run: one moment in each part of it.
MOMENTS = [(number + LUCK.random()) / KILLS for number in range(KILLS)]


@pytest.fixture(scope="session")
def unkilled(tmp_path_factory):
    """An empty installation, the list, and what an import nobody disturbed writes, with the time it took."""
    folder = tmp_path_factory.mktemp("unkilled")
    empty = Installation(folder / "empty").prepare()
    roster = write_roster(folder / "awards.csv", ROWS)
    whole = empty.copy(folder / "whole")
    seconds = whole.bring(roster)
    return empty, roster, whole.written(), seconds


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: f"at {moment:.0%}")
def test_killed_anywhere(unkilled, tmp_path, moment):
    empty, roster, whole, seconds = unkilled
    installation = empty.copy(tmp_path / "killed")
    installation.bring(roster, kill_after=moment * seconds)
    assert installation.written() in (dict.fromkeys(whole, []), whole)
    installation.bring(roster)
    assert installation.written() == whole
    assert len(whole["people"]) == ROWS
