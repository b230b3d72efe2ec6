"""A worker may die at any moment; the work is done all the same, and nothing twice."""

import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.installations import migrated

START = """
import django; django.setup()
from bigtent.ledger.services import start_job
start_job(verb="tests.ledger.verbs.write_numbers", title="Numbers", by=None, arguments={"upto": 300, "seconds": 0.02})
"""
KILLS = 10


@pytest.fixture
def installation(tmp_path):
    """An own database file and the environment of processes that work on it."""
    env = {
        **os.environ,
        "BIGTENT_DATA": str(tmp_path),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "bigtent.project.settings",
        "PYTHONPATH": os.pathsep.join(["src", "."]),
    }
    env.pop("BIGTENT_NOW", None)
    migrated(tmp_path)
    subprocess.run([sys.executable, "-c", START], env=env, check=True)
    return env


def worker(env):
    return subprocess.Popen([sys.executable, "-m", "django", "work", "--skip-checks", "--until-idle"], env=env)


def rows(env, query):
    with sqlite3.connect(Path(env["BIGTENT_DATA"]) / "bigtent.sqlite3") as database:
        return database.execute(query).fetchall()


def wait_until_at_work(env, process):
    while f":{process.pid}:" not in rows(env, "SELECT worker FROM ledger_job")[0][0]:
        assert process.poll() is None
        time.sleep(0.02)


def test_killed_ten_times_the_work_is_done_once(installation):
    luck = random.Random(7)
    for _ in range(KILLS):
        one = worker(installation)
        wait_until_at_work(installation, one)
        time.sleep(luck.uniform(0, 0.15))
        one.kill()
        one.wait()
        with sqlite3.connect(Path(installation["BIGTENT_DATA"]) / "bigtent.sqlite3") as database:
            database.execute("UPDATE ledger_job SET attempts = 0")

    assert worker(installation).wait(60) == 0

    numbers = [int(n) for (n,) in rows(installation, "SELECT object_id FROM ledger_auditentry WHERE verb='number'")]
    assert sorted(numbers) == list(range(300))
    assert rows(installation, "SELECT state, done FROM ledger_job") == [("done", 300)]
