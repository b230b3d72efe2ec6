"""Workers may be killed at any moment, two may be at it at once: nobody gets a mail twice, nobody is forgotten."""

import os
import sqlite3
import subprocess
import sys
from collections import Counter

import pytest

from tests.installations import migrated
from tests.outreach.postbox import Postbox

READERS, KILLS, SEED = 600, 10, 4


@pytest.fixture
def taken(tmp_path):
    """What a real mail server took while two workers sent, killed ten times; and what the product says of it."""
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
        command = [sys.executable, "-m", "tests.outreach.killing", str(READERS), str(KILLS), str(SEED)]
        done = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
        assert done.stdout == f'{{"killed": {KILLS}}}'
        readers = Counter(postbox.readers)
    del readers["writer@example.org"]
    with sqlite3.connect(tmp_path / "bigtent.sqlite3") as database:
        states = dict(database.execute("SELECT address, state FROM outreach_delivery WHERE state != 'left_out'"))
        assert database.execute("SELECT state FROM outreach_message").fetchall() == [("sent",)]
    return readers, states


def test_killed_ten_times_with_two_at_once_everybody_gets_it_once(taken):
    readers, states = taken
    assert set(readers.values()) == {1}
    counts = Counter(states.values())
    assert len(states) == counts["sent"] + counts["uncertain"] == READERS
    assert counts["uncertain"] <= KILLS
    assert {address for address, state in states.items() if state == "sent"} <= set(readers) <= set(states)
