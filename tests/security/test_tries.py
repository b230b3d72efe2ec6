"""How often something may be tried, from one address and for one account; the next try is refused in words."""

import pytest
from django.test import Client
from django.urls import reverse

from bigtent.people.models import Person
from bigtent.people.services import open_account
from tests.cast import signed_in
from tests.people.signing import ASK, CONFIRM, set_up_app, sign_in_by_mail

pytestmark = pytest.mark.django_db(transaction=True)
CLAIM, SECOND = reverse("people:claim"), reverse("mfa_authenticate")
LINK = reverse("people:invitation", args=["nonsense"])


@pytest.fixture
def ada(network):
    return open_account(person=Person(family_name="Okafor"), email="ada@example.org", by=None, roles=["member"])


def tries(count, attempt):
    """The status of each of `count` tries and one more; the answer to the latest."""
    answers = [attempt(number) for number in range(count + 1)]
    return [answer.status_code for answer in answers], answers[-1]


def refused(statuses, answer):
    return 429 not in statuses[:-1] and statuses[-1] == 429 and "Too many tries" in answer.text


def from_somewhere(number):
    return {"REMOTE_ADDR": f"198.51.100.{number}"}


def test_codes_for_one_account_from_many_places(ada):
    ask = lambda n: Client().post(ASK, {"email": "ada@example.org"}, **from_somewhere(n))  # noqa: E731
    assert refused(*tries(3, ask))


def test_codes_for_many_accounts_from_one_place(ada):
    assert refused(*tries(20, lambda n: Client().post(ASK, {"email": f"eve{n}@example.org"})))


def test_an_unknown_address_is_refused_as_a_known_one(ada):
    assert refused(*tries(3, lambda n: Client().post(ASK, {"email": "eve@example.org"})))


def test_a_code_is_guessed_three_times_at_most(ada, client, mailoutbox):
    client.post(ASK, {"email": "ada@example.org"})
    answers = [client.post(CONFIRM, {"code": f"WRONG{n}"}).status_code for n in range(4)]
    assert answers == [200, 200, 302, 302]
    assert "_auth_user_id" not in client.session


def test_codes_of_an_app(ada, mailoutbox):
    """For one account, whatever browser and place they come from."""
    set_up_app(signed_in(ada, second_factor=False).client)
    eve = Client()
    sign_in_by_mail(eve, "ada@example.org", mailoutbox)
    assert refused(*tries(5, lambda n: eve.post(SECOND, {"code": f"00000{n}"}, **from_somewhere(n))))


def test_claims_for_one_address_from_many_places(network):
    assert refused(*tries(3, lambda n: Client().post(CLAIM, {"email": "ada@example.org"}, **from_somewhere(n))))


def test_claims_for_many_addresses_from_one_place(network):
    assert refused(*tries(20, lambda n: Client().post(CLAIM, {"email": f"eve{n}@example.org"})))


def test_links_of_invitations(network):
    assert refused(*tries(20, lambda n: Client().post(LINK)))


class TestProxies:
    """Who asks is told by the connection, and by so many proxies as were named."""

    def statuses(self, **headers):
        return tries(20, lambda n: Client().post(LINK, HTTP_X_FORWARDED_FOR=headers["told"] % n))[0]

    def test_without_one_what_a_browser_says_of_itself_counts_for_nothing(self, network):
        assert self.statuses(told="198.51.100.%d")[-1] == 429

    def test_behind_one_its_word_counts(self, network, settings):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        assert self.statuses(told="198.51.100.%d")[-1] == 404

    def test_and_what_was_said_before_it_does_not(self, network, settings):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        assert self.statuses(told="198.51.100.%d, 203.0.113.9")[-1] == 429

    def test_with_fewer_entries_than_proxies_the_connection_counts(self, network, settings):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
        assert self.statuses(told="198.51.100.%d")[-1] == 429
