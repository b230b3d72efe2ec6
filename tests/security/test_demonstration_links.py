"""Sign-in links of the demonstration: once, at the machine itself, for invented people, and only where asked for."""

import pytest
from django.test import Client

from bigtent.people.models import Account
from bigtent.project.demo.signing import links
from tests.factories import make_account, make_network, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demonstration(settings):
    settings.DEMO = True
    make_network()


def make_invented(**values):
    return make_account(person=make_person(demonstration=True), roles=["member"], demonstration=True, **values)


def link():
    [(_role, address)] = links()
    return address.removeprefix("http://127.0.0.1:8000")


def signs_in(address, **headers):
    client = Client()
    client.get(address, **headers)
    return "_auth_user_id" in client.session


def test_it_works():
    make_invented()
    assert signs_in(link())


def test_each_works_once():
    make_invented()
    address = link()
    assert [signs_in(address), signs_in(address)] == [True, False]


@pytest.mark.parametrize(
    "headers",
    [
        {"REMOTE_ADDR": "203.0.113.9"},
        {"HTTP_X_FORWARDED_FOR": "203.0.113.9"},
        {"HTTP_FORWARDED": "for=203.0.113.9"},
        {"HTTP_X_REAL_IP": "203.0.113.9"},
        {"HTTP_HOST": "evil.example"},
    ],
)
def test_nobody_comes_in_from_outside(headers):
    make_invented()
    assert not signs_in(link(), **headers)


def test_nobody_comes_in_where_the_site_has_a_name(settings):
    make_invented()
    address = link()
    settings.SITE_URL = "https://network.example.org"
    assert not signs_in(address)


def test_real_people_have_none():
    make_account(roles=["administrator"])
    assert links() == []


def test_a_link_stops_with_the_demonstration(settings):
    make_invented()
    address = link()
    settings.DEMO = False
    assert not signs_in(address)


def test_a_link_is_of_one_account_only():
    make_invented()
    address = link()
    other = make_invented()
    assert not signs_in(address.replace(f"/{Account.objects.first().pk}/", f"/{other.pk}/"))
