"""A worker that publishes may be killed at any moment: nobody is written to twice, and nobody is forgotten."""

import os
import random
import re
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.installations import migrated

EACH = 200
KILLS = 3
START = f"""
import django; django.setup()
from bigtent.ledger.services import start_job
from bigtent.mentoring import services
from bigtent.mentoring.models import Mentee, Mentor
from bigtent.people.models import Consent, ContactPoint, Person
from tests.mentoring.making import make_program
program = make_program()
rows = [Person(family_name=f"P{{n}}", search_text=f" p{{n}}") for n in range({2 * EACH})]
people = Person.objects.bulk_create(rows)
ContactPoint.objects.bulk_create(
    [ContactPoint(person=p, kind="email", value=f"p{{p.pk}}@example.org", source="self") for p in people]
)
Consent.objects.bulk_create([Consent(person=p, purpose="mentoring", given=True) for p in people])
slots = ["weekday-noon"]
services.apply_as_mentor(mentors=[Mentor(person=p, slots=slots) for p in people[:{EACH}]], program=program, by=None)
services.ask_for_mentor(mentees=[Mentee(person=p, slots=slots) for p in people[{EACH}:]], program=program, by=None)
key = services.open_round(name="Fall", program=program, by=None).key
services.propose(match_round=key, by=None)
start_job(verb="bigtent.mentoring.services.publish_round", title="Publish", by=None, arguments={{"match_round": key}})
"""


@pytest.fixture
def installation(tmp_path):
    """An own database and mail folder, with a proposed round of two hundred pairs and the job to publish it."""
    env = {
        **os.environ,
        "BIGTENT_DATA": str(tmp_path),
        "BIGTENT_MAIL": "files",
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "bigtent.project.settings",
        "PYTHONPATH": os.pathsep.join(["src", "."]),
    }
    env.pop("BIGTENT_NOW", None)
    migrated(tmp_path)
    subprocess.run([sys.executable, "-c", START], env=env, check=True)
    return env


def rows(env, query):
    with sqlite3.connect(Path(env["BIGTENT_DATA"]) / "bigtent.sqlite3") as database:
        return database.execute(query).fetchall()


def sent_so_far(env):
    return rows(env, "SELECT count(*) FROM mentoring_notice WHERE state='sent'")[0][0]


def worker(env):
    return subprocess.Popen([sys.executable, "-m", "django", "work", "--skip-checks", "--until-idle"], env=env)


def killed_on_the_way(env, luck):
    """Start a worker and kill it some letters later."""
    before, one = sent_so_far(env), worker(env)
    while sent_so_far(env) == before:
        assert one.poll() is None
        time.sleep(0.005)
    time.sleep(luck.uniform(0, 0.1))
    one.kill()
    one.wait()


def test_killed_three_times_everybody_is_written_to_once(installation):
    luck = random.Random(11)
    for _ in range(KILLS):
        killed_on_the_way(installation, luck)

    assert worker(installation).wait(60) == 0

    states = Counter(state for (state,) in rows(installation, "SELECT state FROM mentoring_notice"))
    assert states["sent"] + states["uncertain"] == 2 * EACH and states["uncertain"] <= KILLS
    folder = Path(installation["BIGTENT_DATA"]) / "mail"
    written = Counter(re.findall(r"^Message-ID: (\S+)", "".join(f.read_text() for f in folder.iterdir()), re.M))
    assert set(written.values()) == {1}
    proven = {key for (key,) in rows(installation, "SELECT message_id FROM mentoring_notice WHERE state='sent'")}
    assert proven <= set(written)
