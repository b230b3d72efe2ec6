"""Values from outside: read in one place, refused by name."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bigtent.project.environment import BadEnvironment, Environment

DATA = Path("data")


def test_it_works():
    env = Environment({"BIGTENT_HOSTS": "a.example, b.example", "BIGTENT_DEBUG": "1"})
    assert env.words("BIGTENT_HOSTS") == ["a.example", "b.example"]
    assert env.flag("BIGTENT_DEBUG")
    assert env.database("DATABASE_URL", DATA)["NAME"] == DATA / "bigtent.sqlite3"
    env.check()


def test_every_bad_value_is_named_at_once():
    env = Environment({"BIGTENT_DEBUG": "yes", "BIGTENT_START": "full", "BIGTENT_TIME_ZONE": "Mars/Olympus"})
    env.flag("BIGTENT_DEBUG")
    env.choice("BIGTENT_START", "demo", ("demo", "empty"))
    env.zone("BIGTENT_TIME_ZONE", "UTC")
    with pytest.raises(BadEnvironment) as refusal:
        env.check()
    words = str(refusal.value)
    assert "BIGTENT_DEBUG is 'yes'; it must be one of 0, 1." in words
    assert "BIGTENT_START is 'full'; it must be one of demo, empty." in words
    assert "BIGTENT_TIME_ZONE is 'Mars/Olympus'" in words


@pytest.mark.parametrize("value", ["mysql://host/name", "postgres://host", "nonsense", "postgres://host:port/name"])
def test_an_address_of_no_database_is_refused(value):
    env = Environment({"DATABASE_URL": value})
    env.database("DATABASE_URL", DATA)
    with pytest.raises(BadEnvironment, match="DATABASE_URL"):
        env.check()


def test_an_address_of_postgresql_is_taken_apart():
    found = Environment({"DATABASE_URL": "postgres://ada:s%40fe@db.example:5433/net"}).database("DATABASE_URL", DATA)
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "ada",
        "s@fe",
        "db.example",
        5433,
        "net",
    )


@pytest.mark.parametrize("value", ["ftp://host", "smtp://", "letters"])
def test_an_address_of_no_mail_server_is_refused(value):
    env = Environment({"BIGTENT_MAIL": value})
    env.mail("BIGTENT_MAIL", DATA)
    with pytest.raises(BadEnvironment, match="BIGTENT_MAIL"):
        env.check()


def test_a_mail_server_is_taken_apart():
    found = Environment({"BIGTENT_MAIL": "smtp://ada:safe@mail.example"}).mail("BIGTENT_MAIL", DATA)
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_USE_TLS"]) == ("mail.example", 587, True)


def test_a_date_alone_is_that_day_in_new_york_and_in_honolulu():
    moment = Environment({"BIGTENT_NOW": "2026-11-22"}).moment("BIGTENT_NOW")
    zones = ("America/New_York", "Pacific/Honolulu", "America/Puerto_Rico")
    assert {moment.astimezone(ZoneInfo(zone)).date().isoformat() for zone in zones} == {"2026-11-22"}


@pytest.mark.parametrize("value", ["tomorrow", "2026-13-01"])
def test_no_moment_is_refused(value):
    env = Environment({"BIGTENT_NOW": value})
    env.moment("BIGTENT_NOW")
    with pytest.raises(BadEnvironment, match="BIGTENT_NOW"):
        env.check()


@pytest.mark.parametrize("value", ["-1", "many", "1.5"])
def test_what_is_no_number_is_refused(value):
    env = Environment({"BIGTENT_PROXIES": value})
    env.number("BIGTENT_PROXIES", 0)
    with pytest.raises(BadEnvironment, match="BIGTENT_PROXIES is .*; it must be a whole number, 0 or more"):
        env.check()


@pytest.mark.parametrize("value", ["http://id.example.org", "id.example.org", "ftp://id.example.org", "https://"])
def test_an_address_that_others_could_answer_for_is_refused(value):
    env = Environment({"BIGTENT_OIDC_URL": value})
    assert env.secure_address("BIGTENT_OIDC_URL") == ""
    with pytest.raises(BadEnvironment, match="BIGTENT_OIDC_URL"):
        env.check()


def test_what_belongs_together_is_asked_for_together():
    env = Environment({"BIGTENT_OIDC_URL": "https://id.example.org/", "BIGTENT_OIDC_CLIENT": "bigtent"})
    assert env.secure_address("BIGTENT_OIDC_URL") == "https://id.example.org"
    env.together("BIGTENT_OIDC_URL", "BIGTENT_OIDC_CLIENT", "BIGTENT_OIDC_SECRET")
    with pytest.raises(BadEnvironment, match="BIGTENT_OIDC_SECRET is empty; it is needed where BIGTENT_OIDC_URL"):
        env.check()
