"""What the log tells and what it does not: events with ids, and nothing that a person typed or is."""

import io
import logging
import re
import smtplib
import subprocess
import sys

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from bigtent.ledger import jobs
from bigtent.ledger.services import start_job
from bigtent.people.services import grant_role, open_account
from bigtent.project.logs import Discreet, scrubbed
from tests.factories import make_person

pytestmark = pytest.mark.django_db(transaction=True)
PLANTED = ["Zenobia", "Quartermaine", "zenobia@example.org", "zenobia%40", "202-555-0199", "2025550199", "viola"]
ASK = "/accounts/login/code/"


class Refusing(BaseEmailBackend):
    """A mail server that says an address aloud when it refuses."""

    def send_messages(self, letters):
        raise smtplib.SMTPRecipientsRefused({"zenobia@example.org": (550, b"Zenobia Quartermaine unknown")})


@pytest.fixture
def told():
    """Everything that would stand in the log, also what is said for finding faults only."""
    out = io.StringIO()
    handler, root = logging.StreamHandler(out), logging.getLogger()
    handler.setFormatter(Discreet())
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield lambda: out.getvalue()
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def zenobia(network):
    person = make_person(given_name="Zenobia", family_name="Quartermaine", about="Plays the viola")
    return open_account(person=person, email="zenobia@example.org", by=None, roles=["member"])


def events(text):
    return re.findall(r"bigtent\.security event=(\S+)", text)


def nothing_planted(text):
    return [word for word in PLANTED if word.lower() in text.lower()]


def broken(*_arguments, **_values):
    zenobia = "Zenobia Quartermaine"
    raise IntegrityError(
        f"duplicate key of {zenobia}\nDETAIL:  Key (email, phone)=(zenobia@example.org, 202-555-0199) already exists."
    )


def test_signing_in_and_failing_to(zenobia, told, mailoutbox):
    client = Client()
    client.post(ASK, {"email": "zenobia@example.org"})
    client.post(ASK, {"email": "zenobia.quartermaine@example.org"})
    client.post("/accounts/login/code/confirm/", {"code": "WRONG-1"})
    client.get("/people/", {"q": "Zenobia Quartermaine"})
    client.get("/people/zenobia@example.org/")
    assert nothing_planted(told()) == []


def test_a_letter_that_cannot_be_sent(zenobia, told, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    answer = Client().post(ASK, {"email": "zenobia@example.org"})
    answer.close()
    assert "SMTPRecipientsRefused" in told()
    assert nothing_planted(told()) == []


def test_a_page_that_breaks(administrator, told, monkeypatch):
    monkeypatch.setattr("bigtent.project.monday.due_items", broken)
    administrator.client.raise_request_exception = False
    assert administrator.client.get("/monday/?q=Zenobia").status_code == 500
    assert "IntegrityError" in told() and "monday.py:" in told()
    assert nothing_planted(told()) == []


def test_a_job_that_breaks(manager, told, monkeypatch):
    monkeypatch.setattr("bigtent.accountability.services.observe", broken)
    start_job(verb="bigtent.accountability.services.observe", title="Zenobia", by=manager)
    jobs.work(until_idle=True)
    assert "IntegrityError" in told()
    assert nothing_planted(told()) == []


def test_a_list_that_is_broken(manager, told):
    text = "Last Name,First Name,Birth Date,E-mail\nQuartermaine,Zenobia,1968-13-45,zenobia@example.org\n,,,\n"
    upload = SimpleUploadedFile("Zenobia.csv", text.encode(), "text/csv")
    manager.client.post(reverse("alumni:new-roster"), {"roster": "Zenobia's", "file": upload}, follow=True)
    manager.client.post(reverse("alumni:new-roster"), {"roster": "", "file": upload}, follow=True)
    jobs.work(until_idle=True)
    assert "receive_roster" in events(told())
    assert nothing_planted(told()) == []


def test_what_is_done_is_told_with_ids(zenobia, administrator, told):
    grant_role(account=zenobia, role="reviewer", by=administrator)
    [line] = [line for line in told().splitlines() if "event=grant_role" in line]
    assert re.search(
        rf"INFO bigtent\.security event=grant_role account={administrator.pk} object=\S+:\d+ count=1", line
    )
    assert nothing_planted(told()) == []


def test_coming_in_and_going_out_are_told(zenobia, told):
    client = Client()
    client.force_login(zenobia, backend="django.contrib.auth.backends.ModelBackend")
    client.post("/accounts/logout/")
    assert {"signed_in", "signed_out"} <= set(events(told()))
    assert f"account={zenobia.pk}" in told()


def test_a_wrong_code_is_told(zenobia, told, mailoutbox):
    client = Client()
    client.post(ASK, {"email": "zenobia@example.org"})
    client.post("/accounts/login/code/confirm/", {"code": "WRONG-1"})
    assert "failed_to_enter" in events(told())


def test_a_right_that_is_missing_and_a_thing_that_is_not_hers(member, told):
    member.client.get(reverse("people:accounts"))
    member.client.get(reverse("people:person", args=[make_person().key]))
    lines = [line for line in told().splitlines() if "refused_" in line]
    assert [re.search(r"event=(\S+) account=(\d+) page=(\S+)", line).groups() for line in lines] == [
        ("refused_right", str(member.pk), "people:accounts"),
        ("refused_thing", str(member.pk), "people:person"),
    ]


def test_too_many_tries_are_told(network, told):
    for number in range(40):
        Client().post(ASK, {"email": f"somebody{number}@example.org"})
    assert "refused_rate" in events(told())


def test_no_line_is_made_by_who_types_one(told):
    logging.getLogger("x").warning("Not Found: %s", "/a\n2026-11-22T00:00:00Z INFO bigtent.security event=signed_in")
    assert len(told().splitlines()) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Not Found: /people/?q=Zenobia%20Quartermaine",
        "Bad letter to zenobia@example.org",
        "GET /x?email=zenobia%40example.org",
        "call 202-555-0199 or (202) 555-0199",
        "DETAIL:  Failing row contains (1, Zenobia, Quartermaine).",
        "password=viola",
    ],
)
def test_what_is_left_out(text):
    assert nothing_planted(scrubbed(text)) == []


@pytest.mark.parametrize("token", ["gAAAAABpIZ" + "x" * 90, "a1b2c3d4e5f6a7b8c9d0", "Zm9vYmFyYmF6cXV4cXV1eGNvcmdl"])
def test_a_token_in_an_address_is_left_out(token):
    assert token not in scrubbed(f"Not Found: /people/invitation/{token}/")


def test_times_are_in_utc(told):
    logging.getLogger("x").warning("words")
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ WARNING x words$", told())


def test_the_process_itself_writes_this_way(tmp_path):
    code = (
        "import django, logging; django.setup()\n"
        "try: raise ValueError('Zenobia Quartermaine')\n"
        "except ValueError: logging.getLogger('django.request').exception('at /?q=viola')\n"
    )
    environment = {"BIGTENT_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "bigtent.project.settings"}
    environment["PYTHONPATH"] = "src"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert "builtins.ValueError" in done.stderr
    assert nothing_planted(done.stderr) == []
