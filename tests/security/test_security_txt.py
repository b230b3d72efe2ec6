"""Where somebody who found a weakness may write: /.well-known/security.txt and the page it leads to."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from bigtent.ledger.clock import now
from tests.factories import make_network

pytestmark = pytest.mark.django_db
WHERE = "/.well-known/security.txt"


def told(**_more):
    text = Client().get(WHERE).text
    return dict(line.split(": ", 1) for line in text.splitlines())


def test_it_works(network):
    answer = Client().get(WHERE)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = told()
    assert lines["Contact"] == "mailto:security@example.org"
    assert lines["Preferred-Languages"] == "en, es"
    assert lines["Canonical"].endswith(WHERE)


def test_it_expires_within_a_year_and_not_at_once(network):
    expires = datetime.fromisoformat(told()["Expires"])
    assert now() + timedelta(days=30) < expires < now() + timedelta(days=365)


def test_its_policy_is_a_page(network):
    page = Client().get(told()["Policy"].removeprefix("http://127.0.0.1:8000"))
    assert page.status_code == 200
    assert "security@example.org" in page.text


def test_a_page_may_be_named_instead_of_an_address(network, settings):
    settings.SECURITY_CONTACT = "https://example.org/report"
    assert told()["Contact"] == "https://example.org/report"


def test_else_the_networks_own_address_is_told(settings):
    settings.SECURITY_CONTACT = ""
    make_network(contact_email="office@example.org")
    assert told()["Contact"] == "mailto:office@example.org"


def test_without_any_there_is_no_such_file(network, settings):
    settings.SECURITY_CONTACT = ""
    assert Client().get(WHERE).status_code == 404
