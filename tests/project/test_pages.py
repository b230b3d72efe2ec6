"""Pages that belong to no room: the front page, the errors, privacy, the frame of every page."""

import re
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client
from django.urls import reverse
from django.views import defaults

import bigtent
from bigtent.ledger.declarations import Figure, Measure, declared
from bigtent.people.models import Network
from tests.factories import make_network, make_organization

pytestmark = pytest.mark.django_db
TEMPLATES = sorted(Path(bigtent.__file__).parent.rglob("templates/**/*.html"))
PEOPLE = ("alumni", "alumni-reachable", "alumni-found")


def counts(monkeypatch, **values):
    """The network counts exactly this."""
    measures = [
        Measure(name, name, "people", "Counted.", lambda day, value=value: Figure(value))
        for name, value in values.items()
    ]
    monkeypatch.setattr(Network, "offered", lambda self, kind: measures if kind == "MEASURES" else [])


def crowd(monkeypatch, alumni, reachable, found):
    counts(monkeypatch, **dict(zip(PEOPLE, (alumni, reachable, found), strict=True)))


def front(client):
    return client.get("/").content.decode()


def test_it_works(client, network, monkeypatch):
    crowd(monkeypatch, 32_000, 24_410, 9_410)
    page = front(client)
    assert "We supported 32,000 people in health care" in page
    assert "15,000 in reach" in page and "9,410 found in" in page and "7,590 we still look for" in page
    assert f'<a class="opens" href="{reverse("figure", args=["alumni-reachable"])}">24,410</a>' in page


@pytest.mark.parametrize(("alumni", "reachable", "found"), [(500, 495, 100), (500, 400, 7), (500, 107, 100), (9, 5, 2)])
def test_no_part_of_the_crowd_is_shown_when_one_is_small(client, network, monkeypatch, alumni, reachable, found):
    crowd(monkeypatch, alumni, reachable, found)
    page = front(client)
    assert "A tent made of dots" not in page
    assert f">{reachable}<" not in page and f">{found}<" not in page


def test_a_network_without_figures_still_says_what_it_is(client):
    make_network(name="Lantern Fellows Foundation", mission="We stay with those we supported.")
    page = front(client)
    assert "We stay with those we supported." in page and "<dl" not in page


def test_partners_are_counted_exactly_because_they_are_not_people(client, network):
    make_organization(is_partner=True)
    assert re.search(r"organizations work with us</dt><dd><a[^>]*>1</a>", front(client))


def test_a_room_that_is_not_in_use_leaves_no_link_and_no_word(client):
    make_network(rooms=[], mission="We meet once a year.")
    page = front(client)
    assert "/plans/" not in page
    assert "student" not in page and "supported you" not in page


def test_every_address_on_the_front_page_answers(client, network):
    links = set(re.findall(r'href="(/[^"#]*)"', front(client))) - {"/static/"}
    pages = [link for link in links if not link.startswith("/static/")]
    assert len(pages) >= 6
    assert [link for link in pages if client.get(link, follow=True).status_code != 200] == []


@pytest.mark.parametrize("room", declared("ROOMS"), ids=lambda room: room.name)
def test_every_room_in_the_header_has_a_page(room):
    assert not room.url or reverse(room.url)


def test_the_room_one_is_in_is_marked(manager):
    page = manager.client.get(reverse("monday")).content.decode()
    assert re.search(r'href="/monday/" aria-current="page"', page)


def test_signing_out_is_a_button_and_not_a_link(member):
    page = member.client.get("/").content.decode()
    assert 'method="post" action="/accounts/logout/"' in page and "Miriam Tsosie" in page
    assert member.client.post("/accounts/logout/").status_code == 302
    page = member.client.get("/").content.decode()
    assert "Miriam Tsosie" not in page and '<p class="title">You are signed out.' in page


def test_every_page_says_that_the_network_is_a_demonstration(client):
    make_network(demonstration=True)
    assert "The people are invented" in front(client)


def test_privacy_says_what_we_never_do(client, network):
    page = client.get(reverse("privacy")).content.decode()
    assert "Race is never a criterion" in page and "Be found by other members" in page


def test_figures_are_listed_with_what_they_count(client, network):
    page = client.get(reverse("how-figures-are-made")).content.decode()
    assert reverse("figure", args=["partners"]) in page


def test_a_machine_can_ask_whether_we_are_well(client):
    assert client.get("/healthz").json() == {"status": "ok", "jobs_waiting": 0}


def test_a_missing_page_does_not_say_whether_something_is_there(client, network):
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404 and "There is no such page" in answer.content.decode()


def test_a_page_for_others_names_who_is_signed_in(rf, member):
    request = rf.get("/")
    request.user = member
    answer = defaults.permission_denied(request, PermissionDenied())
    assert answer.status_code == 403 and "You are signed in as Miriam Tsosie" in answer.content.decode()


def test_an_unreadable_request_is_answered_in_plain_words(rf):
    answer = defaults.bad_request(rf.get("/"), SuspiciousOperation())
    assert answer.status_code == 400 and "Nothing was changed" in answer.content.decode()


def test_our_own_failure_is_told_without_asking_the_database(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = defaults.server_error(rf.get("/"))
    assert answer.status_code == 500 and "Something broke on our side" in answer.content.decode()


def test_a_form_that_became_too_old_is_sent_back_with_a_word(network):
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a@example.org"})
    assert answer.status_code == 403 and "Please send it once more" in answer.content.decode()


def test_accounts_are_opened_by_invitation(client, network):
    assert "opened by invitation" in client.get("/accounts/signup/").content.decode()


@pytest.mark.parametrize("path", ["password/reset/", "password/change/", "email/", "reauthenticate/"])
def test_pages_of_passwords_are_not_there(client, network, path):
    assert client.get(f"/accounts/{path}").status_code == 404


def test_a_code_comes_by_mail_and_opens_the_door(client, member, mailoutbox):
    client.post("/accounts/login/", {"login": member.email})
    code = re.search(r"^    (\S+)$", mailoutbox[0].body, re.M)[1]
    assert mailoutbox[0].subject == f"{code} is your code to sign in"
    client.post("/accounts/login/code/confirm/", {"code": code})
    assert "Miriam Tsosie" in front(client)


def test_an_unknown_address_is_answered_like_a_known_one(client, member, mailoutbox):
    known = client.post("/accounts/login/", {"login": member.email}, follow=True)
    unknown = Client().post("/accounts/login/", {"login": "nobody@example.org"}, follow=True)
    assert len(mailoutbox) == 1
    assert known.status_code == unknown.status_code == 200
    assert _words(known, member.email) == _words(unknown, "nobody@example.org")


def _words(answer, address):
    text = re.sub(r'value="[^"]{64}"', "", answer.content.decode())
    return text.replace(address, "ADDRESS")


def test_the_front_page_asks_the_database_a_fixed_number_of_times(client, network, django_assert_max_num_queries):
    front(client)
    with django_assert_max_num_queries(3):
        front(client)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: "/".join(path.parts[-2:]))
def test_no_template_carries_style_or_script(path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\sstyle=|<style|<script(?![^>]*\bsrc=)|\son[a-z]+=|javascript:|data:", text) == []


def test_the_stylesheet_names_no_picture_but_its_own():
    text = (Path(bigtent.__file__).parent / "project/static/project/bigtent.css").read_text()
    assert re.findall(r"url\(([^)]+)\)", text) == ['"valance.svg"']
