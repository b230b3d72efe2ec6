"""Workers may be killed at any moment, two may be at it at once: nobody gets a letter twice, nobody is forgotten."""

import os
import sqlite3
import subprocess
import sys
from collections import Counter

import pytest

from tests.installations import migrated
from tests.outreach.postbox import Postbox

LETTERS, KILLS, SEED = 200, 6, 3


@pytest.fixture
def taken(tmp_path):
    """What a real mail server took while two workers sent, killed six times; and what the product says of it."""
    migrated(tmp_path)
    with Postbox() as postbox:
        env = {
            **os.environ,
            "BIGTENT_DATA": str(tmp_path),
            "BIGTENT_MAIL": f"smtp://127.0.0.1:{postbox.port}",
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "bigtent.project.settings",
            "PYTHONPATH": os.pathsep.join(["src", "."]),
        }
        env.pop("BIGTENT_NOW", None)
        command = [sys.executable, "-m", "tests.outreach.killing_letters", str(LETTERS), str(KILLS), str(SEED)]
        done = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
        assert done.stdout == f'{{"killed": {KILLS}}}'
        readers = Counter(postbox.readers)
    with sqlite3.connect(tmp_path / "bigtent.sqlite3") as database:
        return readers, dict(database.execute("SELECT address, state FROM outreach_serviceletter"))


def test_killed_six_times_with_two_at_once_everybody_gets_it_once(taken):
    readers, states = taken
    assert set(readers.values()) == {1}
    counts = Counter(states.values())
    assert len(states) == counts["sent"] + counts["uncertain"] == LETTERS
    assert counts["uncertain"] <= KILLS
    assert {address for address, state in states.items() if state == "sent"} <= set(readers) <= set(states)
