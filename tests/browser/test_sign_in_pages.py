"""The pages of the second factor, as those see them who have one: wide and narrow, light and dark."""

from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from tests.browser.passkey import CREDENTIAL
from tests.cast import signed_in
from tests.people.signing import ASK, CONFIRM, code_in, set_up_app

pytestmark = pytest.mark.browser


@pytest.fixture
def keeper(member):
    """A member with an app and a passkey."""
    set_up_app(member.client)
    data = {"name": "my telephone", "credential": CREDENTIAL}
    member.passkey = Authenticator.objects.create(user=member, type="webauthn", data=data)
    return member


@pytest.mark.parametrize("name", ["mfa_index", "mfa_view_recovery_codes", "mfa_deactivate_totp"])
def test_a_page_of_somebody_who_has_one_is_without_fault(looking, keeper, name):
    assert looking.faults(reverse(name), keeper) == []


def test_so_is_that_which_takes_a_passkey_away(looking, keeper):
    assert looking.faults(reverse("mfa_remove_webauthn", args=[keeper.passkey.pk]), keeper) == []


@pytest.mark.parametrize("name", ["mfa_reauthenticate", "mfa_reauthenticate_webauthn"])
def test_so_is_that_which_asks_again(looking, keeper, name):
    assert looking.faults(reverse(name), signed_in(keeper, second_factor=False)) == []


def test_so_is_that_which_asks_at_the_sign_in(looking, keeper, mailoutbox):
    client = Client()
    client.post(ASK, {"email": keeper.email})
    client.post(CONFIRM, {"code": code_in(mailoutbox[-1])})
    assert looking.faults(reverse("mfa_authenticate"), SimpleNamespace(client=client)) == []


def test_so_is_that_of_an_administrator_who_takes_it_away(looking, keeper, administrator):
    assert looking.faults(reverse("people:account", args=[keeper.person.key]), administrator) == []
