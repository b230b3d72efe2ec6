"""A code of a letter opens one door once, soon after it was asked for; a session that ended stays ended."""

import time

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from bigtent.people.models import Person
from bigtent.people.services import close_account, open_account
from tests.people.signing import ASK, CONFIRM, code_in, sign_in_by_mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(network):
    return open_account(person=Person(family_name="Okafor"), email="ada@example.org", by=None, roles=["member"])


def asked(client, mailoutbox):
    client.post(ASK, {"email": "ada@example.org"})
    return code_in(mailoutbox[-1])


def is_in(client):
    return "_auth_user_id" in client.session


def test_it_works(ada, mailoutbox):
    client = Client()
    sign_in_by_mail(client, "ada@example.org", mailoutbox)
    assert is_in(client)


def test_a_code_is_of_the_browser_that_asked(ada, mailoutbox):
    code, other = asked(Client(), mailoutbox), Client()
    asked(other, mailoutbox)
    other.post(CONFIRM, {"code": code})
    assert not is_in(other)


def test_a_code_ends_after_ten_minutes_at_most(ada, mailoutbox, monkeypatch):
    client = Client()
    code, began = asked(client, mailoutbox), time.time()
    monkeypatch.setattr(time, "time", lambda: began + 601)
    client.post(CONFIRM, {"code": code})
    assert not is_in(client)


def test_a_code_works_once(ada, mailoutbox):
    client = Client()
    code = asked(client, mailoutbox)
    client.post(CONFIRM, {"code": code})
    client.post(reverse("account_logout"))
    client.post(CONFIRM, {"code": code})
    assert not is_in(client)


def test_codes_are_long_enough_and_never_the_same(ada, mailoutbox):
    """Eight letters of twenty or more are 34 bits; 20 are asked for."""
    codes = {asked(Client(), mailoutbox) for _ in range(3)}
    assert len(codes) == 3
    assert {len(code.replace("-", "")) for code in codes} == {8}


def test_a_session_is_dead_once_signed_out(member):
    kept = member.client.cookies["sessionid"].value
    member.client.post(reverse("account_logout"))
    thief = Client()
    thief.cookies["sessionid"] = kept
    assert thief.get(reverse("people:me")).status_code == 302
    assert not Session.objects.filter(session_key=kept).exists()


def test_a_made_up_session_is_none(network):
    guess = Client()
    guess.cookies["sessionid"] = "a" * 32
    assert guess.get(reverse("people:me")).status_code == 302


def test_keys_of_sessions_are_long_and_different(ada):
    keys = set()
    for _ in range(20):
        client = Client()
        client.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
        keys.add(client.cookies["sessionid"].value)
    assert len(keys) == 20
    assert {len(key) for key in keys} == {32}


def test_all_sessions_end_with_the_account(member, administrator):
    second = Client()
    second.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    close_account(account=member, by=administrator)
    assert [client.get(reverse("people:me")).status_code for client in (member.client, second)] == [302, 302]
