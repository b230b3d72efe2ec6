"""The named cast: who may, who may partly, who may not; each signed in with a `client` of her own."""

from types import SimpleNamespace

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.test import Client

from tests.factories import make_account, make_network, make_person

BACKEND = "django.contrib.auth.backends.ModelBackend"


def signed_in(account, *, second_factor=True):
    """The same account with a `client` in which she is signed in, and has shown a second factor unless told not to."""
    account.refresh_from_db()
    account.forget_roles()
    account.client = Client()
    account.client.force_login(account, backend=BACKEND)
    if second_factor:
        show_second_factor(account.client, account)
    return account


def show_second_factor(client, account):
    """As if she had just typed the code of her app."""
    session = client.session
    record_authentication(SimpleNamespace(session=session), account, "mfa", type="totp", reauthenticated=True)
    session.save()


def play(given_name, family_name, *roles):
    """Somebody of the cast, signed in; for what is made outside of a test. Tests ask for the fixtures."""
    person = make_person(given_name=given_name, family_name=family_name)
    return signed_in(make_account(person=person, roles=roles, email=f"{given_name.lower()}@example.org"))


@pytest.fixture
def network(db):
    """The organization is set up."""
    return make_network()


@pytest.fixture
def administrator(network):
    return play("Amara", "Obi", "administrator")


@pytest.fixture
def manager(network):
    return play("Marta", "Quispe", "program_manager")


@pytest.fixture
def reviewer(network):
    return play("Renée", "Baptiste", "reviewer")


@pytest.fixture
def member(network):
    return play("Miriam", "Tsosie", "member")


@pytest.fixture
def stranger(network):
    """Signed in, with no role at all."""
    return play("Sam", "Nguyen")
