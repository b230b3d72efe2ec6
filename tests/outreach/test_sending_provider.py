"""Messages go out through a mail provider, with its own test interface in place of the net."""

from pathlib import Path
from unittest.mock import Mock

import pytest
from anymail.exceptions import AnymailAPIError, AnymailRecipientsRefused
from django.core import mail
from django.core.mail import EmailMessage

from bigtent.outreach.errors import MessageError
from bigtent.project.environment import BadEnvironment, Environment
from tests.outreach.going import scheduled, send
from tests.outreach.making import make_reader

REPLY = Mock(reason="said no", json=Mock(return_value={}))


def provider(values):
    env = Environment(values)
    found = env.mail("BIGTENT_MAIL", Path("data"))
    found["ANYMAIL"] = found.get("ANYMAIL", {}) | env.provider("BIGTENT_ANYMAIL")
    env.check()
    return found


def test_a_provider_and_its_keys_come_from_the_environment():
    keys = "MAILGUN_API_KEY=abc, MAILGUN_SENDER_DOMAIN=example.org"
    found = provider({"BIGTENT_MAIL": "anymail:mailgun", "BIGTENT_ANYMAIL": keys})
    assert found["EMAIL_BACKEND"] == "anymail.backends.mailgun.EmailBackend"
    assert found["ANYMAIL"]["MAILGUN_API_KEY"] == "abc"
    assert found["ANYMAIL"]["SEND_DEFAULTS"] == {"track_opens": False, "track_clicks": False}


@pytest.mark.parametrize("value", ["anymail:", "anymail:nobody", "anymail:../smtp", "anymail"])
def test_a_provider_that_does_not_exist_is_refused(value):
    with pytest.raises(BadEnvironment, match="BIGTENT_MAIL"):
        provider({"BIGTENT_MAIL": value})


def test_keys_that_cannot_be_read_are_refused_without_being_repeated():
    with pytest.raises(BadEnvironment, match="BIGTENT_ANYMAIL must be NAME=VALUE") as refused:
        provider({"BIGTENT_MAIL": "anymail:test", "BIGTENT_ANYMAIL": "hunter2"})
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize("value", ["nobody", "a b@example.org", "with+plus@example.org", "@example.org"])
def test_where_mail_comes_back_to_is_an_address(value):
    env = Environment({"BIGTENT_BOUNCES": value})
    env.mailbox("BIGTENT_BOUNCES")
    with pytest.raises(BadEnvironment, match="BIGTENT_BOUNCES"):
        env.check()


@pytest.fixture
def going(network, manager, settings):
    """A message to one reader whose hour has come, through the provider."""
    network.postal_address = "1 Lantern Way"
    network.save()
    make_reader(email="reader@example.org")
    message = scheduled(manager)
    for name, value in provider({"BIGTENT_MAIL": "anymail:test"}).items():
        setattr(settings, name, value)
    settings.BOUNCES = "bounces@example.org"
    return message


@pytest.mark.django_db
def test_it_works(going, settings):
    assert send(going, settings)["sent"] == 1
    sent = mail.outbox[0]
    assert sent.to == ["reader@example.org"] and sent.extra_headers["List-Unsubscribe-Post"]
    assert sent.anymail_test_params["track_opens"] is False


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "state"),
    [
        (AnymailRecipientsRefused(), "failed"),
        (AnymailAPIError("invalid", status_code=422, response=REPLY), "failed"),
        (AnymailAPIError("slow down", status_code=429, response=REPLY), "waiting"),
        (AnymailAPIError("broken", status_code=502, response=REPLY), "uncertain"),
        (AnymailAPIError("silence"), "uncertain"),
    ],
)
def test_how_a_provider_says_no(going, settings, monkeypatch, error, state):
    monkeypatch.setattr(EmailMessage, "send", Mock(side_effect=error))
    assert send(going, settings)[state] == 1


@pytest.mark.django_db
def test_a_wrong_key_costs_nobody_her_mail(going, settings, monkeypatch):
    wrong = AnymailAPIError("who are you", status_code=401, response=REPLY)
    with monkeypatch.context() as refused:
        refused.setattr(EmailMessage, "send", Mock(side_effect=wrong))
        with pytest.raises(MessageError, match="takes nothing"):
            send(going, settings)
    assert going.deliveries.all().counts()["waiting"] == 1
