"""Many register for few places at once: exactly so many get one, in the order in which they came, nobody twice."""

import json
import os
import subprocess
import sys

import pytest
from django.db import connection

from tests.gatherings import rushing
from tests.installations import migrated

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, PLACES, CLIENTS = 200, 45, 20


@pytest.fixture
def told(tmp_path):
    """What became of it, on PostgreSQL in the tests' own database, on SQLite in a file of its own."""
    if connection.vendor == "postgresql":
        return rushing.through(PEOPLE, PLACES, CLIENTS)
    env = {name: value for name, value in os.environ.items() if not name.startswith(("BIGTENT_", "DATABASE_"))}
    env |= {"BIGTENT_DATA": str(migrated(tmp_path / "data")), "DJANGO_SETTINGS_MODULE": "bigtent.project.settings"}
    env |= {"PYTHONPATH": os.pathsep.join(["src", "."])}
    command = [sys.executable, "-m", "tests.gatherings.rushing", *map(str, (PEOPLE, PLACES, CLIENTS))]
    return json.loads(subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE).stdout)


def test_so_many_get_a_place_and_those_who_leave_are_followed_in_order(told):
    before, after = told["before"], told["after"]
    assert before["confirmed"] == list(range(1, PLACES + 1))
    assert before["waiting"] == list(range(PLACES + 1, PEOPLE + 1))
    assert before["addresses"] == PEOPLE and before["numbers"] and before["first_come"]
    assert after["states"] == {
        "confirmed": PLACES - CLIENTS, "cancelled": CLIENTS, "offered": CLIENTS, "waiting": PEOPLE - PLACES - CLIENTS,
    }  # fmt: skip
    assert after["offered"] == list(range(PLACES + 1, PLACES + CLIENTS + 1))
