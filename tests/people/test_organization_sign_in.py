"""Signing in by the organization's own provider: for accounts that are open, by an address it has proven."""

from urllib.parse import urlsplit

import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from bigtent.people.models import Account, Person
from bigtent.people.services import close_account, grant_role, open_account
from tests.people.provider import CLIENT, KEY, OTHER_KEY, SECRET, running
from tests.people.signing import set_up_app

pytestmark = pytest.mark.django_db(transaction=True)
START, ME = reverse("openid_connect_login", args=["organization"]), reverse("people:me")


@pytest.fixture
def provider(settings):
    with running() as provider:
        app = {"provider_id": "organization", "name": "Lakeside", "client_id": CLIENT, "secret": SECRET}
        app["settings"] = {"server_url": provider.url}
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        settings.OIDC_URL, settings.OIDC_NAME = provider.url, "Lakeside"
        yield provider


@pytest.fixture
def ada(network):
    return open_account(person=Person(family_name="Okafor"), email="ada@example.org", by=None, roles=["member"])


def come_back(client, path=START):
    """Press the button, prove to the provider who one is, and be led back; the answer to that."""
    there = client.post(path)
    back = requests.get(there.url, allow_redirects=False, timeout=5).headers["Location"]
    return client.get(urlsplit(back)._replace(scheme="", netloc="").geturl())


def test_it_works(client, ada, provider):
    assert "Sign in with Lakeside" in client.get(reverse("account_login")).text
    come_back(client)
    assert client.get(ME).context["user"] == ada
    assert not SocialAccount.objects.exists()


def test_she_comes_where_she_wanted(client, ada, provider):
    assert come_back(client, f"{START}?next=/people/").url == "/people/"


def test_without_the_setting_there_is_no_button_and_no_address(client, network):
    assert "Sign in with " not in client.get(reverse("account_login")).text.replace("Sign in with a passkey", "")
    assert client.post(START).status_code == 404


@pytest.mark.parametrize(
    "somebody",
    [
        {"email_verified": False},
        {"email_verified": "false"},
        {"email_verified": None},
        {"email": "nobody@example.org"},
        {"email": ""},
    ],
)
def test_nobody_else_comes_in_and_no_account_is_opened(client, ada, provider, somebody):
    provider.somebody |= somebody
    assert "Accounts are opened by invitation" in come_back(client).text
    assert client.get(ME).status_code == 302
    assert Account.objects.count() == 1


class TestToken:
    """What the provider signs is taken only from it, for us, now, and about the same person."""

    def comes_in(self, client):
        answer = come_back(client)
        assert answer.status_code < 500
        return client.get(ME).status_code == 200

    @pytest.mark.parametrize(
        "told",
        [
            {"sub": "u-2"},
            {"aud": "another"},
            {"iss": "https://elsewhere.example.org"},
            {"exp": 1_700_000_000},
        ],
        ids=["of another person", "for another", "by another", "too old"],
    )
    def test_what_it_says_has_to_fit(self, client, ada, provider, told):
        provider.in_token = told
        assert not self.comes_in(client)

    @pytest.mark.parametrize(
        "signed",
        [
            {"key": OTHER_KEY, "algorithm": "RS256", "headers": {"kid": "k"}},
            {"key": KEY, "algorithm": "RS256", "headers": {"kid": "unknown"}},
            {"key": KEY, "algorithm": "RS256"},
            {"key": SECRET * 2, "algorithm": "HS256", "headers": {"kid": "k"}},
            {"key": None, "algorithm": "none", "headers": {"kid": "k"}},
        ],
        ids=["another key", "a key nobody published", "no name of a key", "a shared secret", "not signed"],
    )
    def test_only_its_own_signature_counts(self, client, ada, provider, signed):
        provider.sign_with = signed
        assert not self.comes_in(client)


def test_a_closed_account_stays_closed(client, ada, provider):
    close_account(account=ada, by=None)
    come_back(client)
    assert client.get(ME).status_code == 302


def test_an_answer_that_was_not_asked_for_is_refused(client, ada, provider):
    answer = client.get(reverse("openid_connect_callback", args=["organization"]), {"code": "x", "state": "y"})
    assert "That did not work" in answer.text
    assert client.get(ME).status_code == 302


def test_no_account_is_bound_to_another_identity(client, ada, provider):
    """Not even by whoever is signed in."""
    client.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
    come_back(client, f"{START}?process=connect")
    assert not SocialAccount.objects.exists()


class TestSecondFactor:
    @pytest.fixture
    def staff(self, ada, client):
        grant_role(account=ada, role="reviewer", by=None)
        client.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
        set_up_app(client)
        client.post(reverse("account_logout"))
        return ada

    def test_it_is_asked_of_staff_all_the_same(self, client, staff, provider):
        assert come_back(client).url == reverse("mfa_authenticate")

    def test_unless_the_provider_says_that_it_was_shown_there(self, client, staff, provider):
        provider.methods = ["pwd", "mfa"]
        come_back(client)
        assert client.get(reverse("people:directory")).status_code == 200

    def test_then_none_has_to_be_set_up_here(self, client, ada, provider):
        grant_role(account=ada, role="reviewer", by=None)
        provider.methods = ["mfa"]
        come_back(client)
        assert client.get(reverse("people:directory")).status_code == 200
        assert not Authenticator.objects.exists()
