"""Whether an address has an account: neither status, words, mail servers nor the order of things tell."""

import logging
import smtplib

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.test.client import ClientHandler
from django.urls import reverse

from bigtent.people.models import Person
from bigtent.people.services import close_account, open_account

pytestmark = pytest.mark.django_db
ASK = reverse("account_request_login_code")


class Refusing(EmailBackend):
    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused({messages[0].to[0]: (550, b"no such mailbox")})


@pytest.fixture
def ada(network):
    return open_account(person=Person(family_name="Okafor"), email="ada@example.org", by=None, roles=["member"])


def asked(email):
    """The answer to asking for a code, as (status, address, headers that a reader sees, words of the next page)."""
    client = Client()
    response = client.post(ASK, {"email": email})
    page = client.get(response.url).text.replace(email, "")
    return response.status_code, response.url, sorted(response.headers), len(page)


def test_a_known_and_an_unknown_address_are_answered_alike(ada):
    assert asked("ada@example.org") == asked("bob@example.org")


def test_so_is_one_whose_account_is_closed(ada):
    close_account(account=ada, by=None)
    assert asked("ada@example.org") == asked("bob@example.org")


def test_a_mail_server_that_refuses_tells_nothing(ada, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    assert asked("ada@example.org") == asked("bob@example.org")


def test_the_fault_is_logged_without_the_address(ada, settings, caplog):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    with caplog.at_level(logging.DEBUG):
        asked("ada@example.org")
    assert "SMTPRecipientsRefused" in caplog.text
    assert "ada@" not in caplog.text


def test_the_letter_goes_out_after_the_answer(ada, rf, mailoutbox):
    """The time it takes is spent when the reader has her answer."""
    server = ClientHandler(enforce_csrf_checks=False)
    server.load_middleware()
    request = rf.post(ASK, {"email": "ada@example.org"})
    request._dont_enforce_csrf_checks = True
    answer = server.get_response(request)
    assert (answer.status_code, mailoutbox) == (302, [])
    answer.close()
    assert [letter.to for letter in mailoutbox] == [["ada@example.org"]]
