"""Addresses and ways of asking that lead nowhere: leftovers, listings, other hosts, methods nobody needs."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_person

pytestmark = pytest.mark.django_db
ASK = "/accounts/login/code/"


@pytest.mark.parametrize(
    "address",
    ["/.git/config", "/.env", "/admin/", "/static/", "/static/project/", "/static/../settings.py", "/media/", "/debug/"]
    + ["/static/%2e%2e/settings.py", "/api/docs", "/openapi.json", "/__debug__/", "/var/secret-key", "/documents/"],
)
def test_it_leads_nowhere(administrator, address):
    assert administrator.client.get(address).status_code == 404


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PUT", "PATCH", "DELETE", "OPTIONS", "XYZ"])
@pytest.mark.parametrize("address", ["/", "/people/", "/healthz"])
def test_only_three_methods_are_known(administrator, method, address):
    answer = administrator.client.generic(method, address, headers={"x-secret": "planted"})
    assert answer.status_code == 405
    assert "planted" not in answer.text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example"])
def test_another_host_is_not_served(network, host):
    assert Client(headers={"host": host}).get("/").status_code == 400


def test_a_forged_forwarded_host_changes_no_link(network, mailoutbox):
    client = Client(headers={"x-forwarded-host": "evil.example", "forwarded": "host=evil.example"})
    assert "evil.example" not in client.get("/").text
    assert "evil.example" not in client.get("/.well-known/security.txt").text


def test_a_forged_address_of_the_internet_gives_no_new_tries(network):
    """Whoever asks too often is the same, whatever he writes into the headings."""
    last = None
    for number in range(40):
        forged = {"x-forwarded-for": f"203.0.113.{number}", "x-real-ip": f"203.0.113.{number}"}
        last = Client(headers=forged).post(ASK, {"email": f"somebody{number}@example.org"})
    assert last.status_code != 302


def test_the_same_field_twice_counts_once(manager):
    """The latest one: what is checked is what is done."""
    person = make_person(given_name="Ada", family_name="Okafor")
    told = "given_name=Ada&family_name=One&family_name=Two&reason=Told+us&reason=Wrote+us"
    manager.client.post(
        reverse("people:edit", args=[person.key]), told, content_type="application/x-www-form-urlencoded"
    )
    person.refresh_from_db()
    assert person.family_name in ("Okafor", "Two")
