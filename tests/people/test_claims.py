"""Somebody who is in the records already opens her account by a link sent to an address of hers."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from bigtent.people.models import Account, Network, Source, Suppression
from bigtent.people.models.erasure import digest_of
from bigtent.people.services import end_contact_points
from tests.factories import make_account, make_contact_point, make_person
from tests.people.signing import link_in

pytestmark = pytest.mark.django_db
CLAIM, ME = reverse("people:claim"), reverse("people:me")


@pytest.fixture
def ada(network):
    return make_person(given_name="Ada", email="ada@example.org")


def ask(email="ada@example.org"):
    return Client().post(CLAIM, {"email": email})


def test_it_works(client, ada, mailoutbox):
    ask("Ada@Example.org")
    link = link_in(mailoutbox[0])
    assert "Open your own page" in client.get(link).text
    assert client.post(link).url == ME
    assert client.get(ME).context["user"].person == ada
    assert ada.account.roles == {"member"}


def test_it_stands_beside_the_sign_in(client, network):
    assert f'href="{CLAIM}"' in client.get(reverse("account_login")).text


def test_looking_at_the_link_changes_nothing(client, ada, mailoutbox):
    ask()
    client.get(link_in(mailoutbox[0]))
    assert not Account.objects.exists()


def test_it_shows_that_she_reads_letters_there(client, ada, mailoutbox):
    ask()
    client.post(link_in(mailoutbox[0]))
    assert ada.contact_points.get().source == Source.SELF
    assert ada.account.emailaddress_set.get().verified


def test_it_works_once_and_for_a_day(client, ada, mailoutbox, later):
    ask()
    link = link_in(mailoutbox[0])
    client.post(link)
    assert Client().post(link).status_code == 404
    other = make_person(email="bea@example.org")
    ask("bea@example.org")
    later(hours=24, minutes=1)
    assert client.post(link_in(mailoutbox[1])).status_code == 404
    assert not Account.objects.filter(person=other).exists()


def test_a_link_is_of_no_use_once_the_address_has_ended(client, ada, mailoutbox):
    ask()
    end_contact_points(points=ada.contact_points.all(), by=None)
    assert client.post(link_in(mailoutbox[0])).status_code == 404


@pytest.mark.parametrize("token", ["nonsense", "WzEsIDJd:1abc:xyz"])
def test_a_made_up_link_opens_nothing(client, ada, token):
    assert client.post(reverse("people:open_claim", args=[token])).status_code == 404


class TestNobodyIsWrittenTo:
    def test_where_nobody_is_known(self, ada, mailoutbox):
        ask("nobody@example.org")
        assert mailoutbox == []

    def test_where_two_share_the_address(self, ada, mailoutbox):
        make_contact_point(value="ada@example.org")
        ask()
        assert mailoutbox == []

    def test_where_she_has_an_account(self, ada, mailoutbox):
        make_account(person=ada, email="other@example.org")
        ask()
        assert mailoutbox == []

    def test_where_somebody_signs_in_with_the_address(self, ada, mailoutbox):
        make_account(email="ada@example.org")
        ask()
        assert mailoutbox == []

    def test_where_somebody_asked_that_the_address_be_forgotten(self, ada, mailoutbox):
        Suppression.objects.create(kind="email", digest=digest_of("email", "ada@example.org"))
        ask()
        assert mailoutbox == []

    def test_where_the_address_has_ended(self, ada, mailoutbox):
        end_contact_points(points=ada.contact_points.all(), by=None)
        ask()
        assert mailoutbox == []


def without_token(page):
    """The token of a form is another one on each page."""
    return re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1", page)


class TestNothingIsTold:
    def test_words_and_status_are_the_same(self, ada):
        known, unknown = ask(), ask("eve@example.org")
        assert known.status_code == unknown.status_code
        assert without_token(known.text).replace("ada@", "eve@") == without_token(unknown.text)
        assert sorted(known.headers) == sorted(unknown.headers)

    def test_the_address_is_looked_up_only_after_the_answer(self, ada, rf, mailoutbox, django_assert_num_queries):
        """What is done before the answer is the same for every address, so that it takes the same time."""
        from django.test.client import ClientHandler

        server = ClientHandler(enforce_csrf_checks=False)
        server.load_middleware()
        Network.current()
        for email in ("ada@example.org", "eve@example.org"):
            request = rf.post(CLAIM, {"email": email})
            request._dont_enforce_csrf_checks = True
            with django_assert_num_queries(0):
                server.get_response(request)
            assert mailoutbox == []

    def test_who_reads_no_known_address_learns_whom_to_write_to(self, client, network):
        network.contact_email = "hello@example.org"
        network.save()
        assert "mailto:hello@example.org" in client.get(CLAIM).text
        assert "mailto:hello@example.org" in ask().text


def test_nobody_keeps_her_out_by_writing_her_address_down(client, ada, member, mailoutbox):
    member.client.post(reverse("people:add_my_contact_point"), {"kind": "email", "value": "ada@example.org"})
    ask()
    client.post(link_in(mailoutbox[0]))
    assert client.get(ME).context["user"].person == ada
