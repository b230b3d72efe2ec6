"""An empty installation is set up on its first page, by somebody at the machine or with the printed code."""

import pytest
from django.urls import reverse

from bigtent.people.models import Account, Network
from bigtent.project.setup import invitation, setup_code
from tests.cast import show_second_factor

pytestmark = pytest.mark.django_db
SETUP = reverse("setup")
ANSWERS = {
    "network-name": "Harbor Scholars",
    "network-mission": "We help first-generation nurses.",
    "network-contact_email": "hello@harbor.example",
    "network-word_alumni": "fellows",
    "network-word_scholars": "scholars",
    "network-word_members": "neighbors",
    "network-word_schools": "colleges",
    "network-rooms": ["alumni", "mentoring"],
    "administrator-given_name": "Ines",
    "administrator-family_name": "Okafor",
    "administrator-email": "ines@harbor.example",
}
FROM_OUTSIDE = {"REMOTE_ADDR": "203.0.113.9"}


def test_it_works(client):
    assert client.get("/").url == SETUP
    assert "Your organization" in client.get(SETUP).content.decode()
    page = client.post(SETUP, ANSWERS, follow=True).content.decode()
    assert "Your network is set up. You are its administrator." in page
    assert "Harbor Scholars" in page


def test_the_answers_are_kept(client):
    client.post(SETUP, ANSWERS)
    network = Network.objects.get()
    assert (network.name, network.word_alumni, network.rooms) == ("Harbor Scholars", "fellows", ["alumni", "mentoring"])
    assert network.set_up_at is not None


def test_the_pages_use_its_words(client):
    client.post(SETUP, ANSWERS | {"network-mission": ""})
    show_second_factor(client, Account.objects.get())
    assert "Fellows, scholars, colleges and partners meet here" in client.get("/").content.decode()
    assert "<dt>Fellows within reach" in client.get(reverse("monday")).content.decode()
    assert "Neighbors see those who agreed" in client.get(reverse("people:directory")).content.decode()
    assert "<h1>Fellows found in a registry" in client.get(reverse("figure", args=["alumni-found"])).content.decode()


def test_who_sets_it_up_is_its_administrator_and_signed_in(client):
    client.post(SETUP, ANSWERS)
    account = Account.objects.get()
    assert (account.email, account.roles) == ("ines@harbor.example", {"administrator"})
    assert client.get("/privacy/").context["user"] == account


def test_what_she_does_first_is_to_set_up_a_second_factor(client):
    client.post(SETUP, ANSWERS)
    assert client.get(reverse("people:accounts")).url == reverse("mfa_index")


def test_rooms_not_in_use_leave_no_link_behind(client):
    client.post(SETUP, ANSWERS)
    show_second_factor(client, Account.objects.get())
    page = client.get("/").content.decode()
    assert reverse("mentoring:home") in page
    assert "/plans/" not in page
    assert client.get("/plans/").status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("network-name", "", "required"),
        ("network-word_schools", "", "required"),
        ("administrator-email", "ines", "valid email"),
        ("administrator-family_name", "", "required"),
        ("network-rooms", ["cellar"], "cellar is not one of the available choices"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(client, field, value, words):
    page = client.post(SETUP, ANSWERS | {field: value})
    assert page.status_code == 200
    assert words in page.content.decode()
    assert not Network.objects.exists()
    assert not Account.objects.exists()


def test_it_happens_once(client, administrator, member):
    assert client.get(SETUP).status_code == 404
    assert client.post(SETUP, ANSWERS).status_code == 404
    assert member.client.get(SETUP).status_code == 404
    assert administrator.client.get(SETUP).url == reverse("network-settings")


class TestStrangers:
    def test_they_are_asked_for_the_code(self, client):
        page = client.get(SETUP, **FROM_OUTSIDE)
        assert page.status_code == 403
        assert "Your organization" not in page.content.decode()

    def test_they_can_take_nothing(self, client):
        assert client.post(SETUP, ANSWERS, **FROM_OUTSIDE).status_code == 403
        assert not Network.objects.exists()

    def test_a_wrong_code_is_refused_with_words(self, client):
        page = client.get(SETUP, {"code": "guess"}, **FROM_OUTSIDE)
        assert page.status_code == 403
        assert "not the code of this installation" in page.content.decode()

    def test_the_printed_address_lets_in(self, client):
        address = invitation().rpartition(" ")[2].removeprefix("http://127.0.0.1:8000")
        client.post(address, ANSWERS, **FROM_OUTSIDE)
        assert Network.objects.get().name == "Harbor Scholars"

    @pytest.mark.parametrize("header", ["HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP"])
    def test_a_proxy_on_the_machine_is_a_stranger(self, client, header):
        assert client.get(SETUP, **{header: "203.0.113.9"}).status_code == 403

    def test_so_is_everybody_where_the_site_has_a_name(self, client, settings):
        settings.SITE_URL = "https://network.example.org"
        assert client.get(SETUP).status_code == 403

    def test_the_code_is_spent_by_the_set_up(self, client):
        before = setup_code()
        client.post(SETUP, ANSWERS)
        assert setup_code() != before


class TestSettings:
    page = reverse("network-settings")

    def test_the_administrator_changes_what_was_said(self, administrator):
        answers = {name: value for name, value in ANSWERS.items() if name.startswith("network-")}
        administrator.client.post(self.page, answers | {"network-word_alumni": "graduates"})
        network = Network.objects.get()
        assert (network.name, network.word_alumni) == ("Harbor Scholars", "graduates")

    def test_a_room_can_be_put_out_of_use_and_back(self, administrator, client):
        answers = {name: value for name, value in ANSWERS.items() if name.startswith("network-")}
        administrator.client.post(self.page, answers | {"network-rooms": []})
        assert client.get("/plans/").status_code == 404
        administrator.client.post(self.page, answers | {"network-rooms": ["accountability"]})
        assert client.get("/plans/").status_code == 200

    @pytest.mark.parametrize("name", ["manager", "reviewer", "member", "stranger"])
    def test_nobody_else_may(self, name, request):
        assert request.getfixturevalue(name).client.get(self.page).status_code == 403

    def test_visitors_are_asked_to_sign_in(self, client, network):
        assert client.get(self.page).url.startswith(reverse("account_login"))
