"""What every answer carries, and what none gives away: headers, cookies, errors, logs, people nobody may see."""

import logging
import re

import pytest
from django.test import Client
from django.urls import reverse

from bigtent.people.models import ContactPoint
from tests.factories import make_affiliation, make_organization, make_person, make_place, make_specialty
from tests.security.scene import make_scene

pytestmark = pytest.mark.django_db
PAGES = ["/", "/privacy/", "/accounts/login/code/", "/people/", "/nowhere/", "/healthz", "/plans/", "/i18n/setlang/"]
PAGES += ["/static/project/bigtent.css", "/.well-known/security.txt"]


POLICY = {"default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'"}
POLICY |= {"base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'", "object-src 'none'"}


@pytest.mark.parametrize("page", PAGES)
def test_the_headers_of_every_answer(member, page):
    answer = member.client.get(page)
    answer.close()
    headers = answer.headers
    policy = headers["Content-Security-Policy"]
    assert set(re.split(r";\s*", policy)) == POLICY
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "publickey-credentials-get=(self)" in headers["Permissions-Policy"]
    assert "Access-Control-Allow-Origin" not in headers


def test_no_script_reads_the_session(network):
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": "nobody@example.org"})
    assert client.cookies["sessionid"]["httponly"]
    assert client.cookies["sessionid"]["samesite"] == "Lax"


@pytest.mark.parametrize("page", ["/people/", "/people/me/", "/monday/"])
def test_nothing_keeps_what_a_signed_in_reader_saw(member, page):
    """Neither a cache on the way nor the back button of a computer that others use."""
    kept = member.client.get(page, follow=True).headers.get("Cache-Control", "")
    assert {"private", "no-store"} <= set(re.split(r",\s*", kept))


def test_what_everybody_may_see_may_be_kept(network):
    assert "no-store" not in Client().get("/privacy/").headers.get("Cache-Control", "")


def test_an_error_tells_nothing_of_the_inside(administrator, monkeypatch):
    def broken(*_args, **_values):
        raise RuntimeError("secret words")

    monkeypatch.setattr("bigtent.project.monday.due_items", broken)
    administrator.client.raise_request_exception = False
    answer = administrator.client.get("/monday/")
    assert answer.status_code == 500
    assert not re.search(r"secret words|Traceback|RuntimeError|\.py|Django", answer.text)


@pytest.fixture
def hidden(manager, administrator):
    """Somebody whom no member may see, with everything that is known of a person."""
    person = make_person(
        given_name="Zenobia", family_name="Quartermaine", email="zenobia@example.org", phone="202-555-0199",
        specialty=make_specialty(), place=make_place(), offers=["mentor"], about="Plays the viola",
    )  # fmt: skip
    make_affiliation(person=person, organization=make_organization(), class_year=1994)
    make_scene(manager, administrator)
    return person


LOOKS = [
    "",
    "?q=zen",
    "?q=quartermaine",
    "?specialty=family-medicine",
    "?region=CO",
    "?region=mountain",
    "?offers=mentor",
]
LOOKS += ["?from_year=1994&to_year=1994", "?profession=medicine", "?page=99", "?q=%25"]


@pytest.mark.parametrize("look", LOOKS)
def test_hidden_people_move_no_number_in_the_directory(member, hidden, look):
    before = shown(member, look)
    hidden.delete()
    assert before
    assert shown(member, look) == before


def shown(member, look):
    """The list itself; the foot of the page has forms with a token of their own."""
    return member.client.get(f"/people/{look}").text.partition("<main")[2].partition("</main>")[0]


def test_hidden_people_stand_on_no_page_of_a_member(member, hidden):
    pages = ["/", "/people/", "/people/organizations/", "/mentoring/mine/", "/work/", "/plans/", "/people/me/"]
    pages += ["/how-figures-are-made/", "/figures/alumni/", "/privacy/", hidden.get_absolute_url()]
    for page in pages:
        text = member.client.get(page, follow=True).text
        assert not re.search("Zenobia|Quartermaine|zenobia@|555-0199|viola", text), page


def test_a_listed_person_shows_no_way_to_reach_her(member):
    listed = make_person(email="zenobia@example.org", phone="202-555-0199", consents=["directory"])
    for page in (listed.get_absolute_url(), "/people/"):
        text = member.client.get(page).text
        assert listed.name in text
        assert not re.search("zenobia@|555-0199", text)


def test_nobody_changes_whom_she_is_not(member, manager):
    point = make_person(email="other@example.org").contact_points.get()
    member.client.post(reverse("people:end_my_contact_point", args=[point.pk]))
    told = {"kind": "email", "value": "evil@example.org", "person": point.person_id, "source": "staff"}
    member.client.post(reverse("people:add_my_contact_point"), told)
    assert ContactPoint.objects.get(pk=point.pk).ended_on is None
    added = ContactPoint.objects.get(value="evil@example.org")
    assert (added.person, added.source) == (member.person, "self")


def test_a_form_takes_no_field_it_does_not_show(member):
    told = {"family_name": "Tsosie", "is_staff": "on", "demonstration": "on", "merged_into": "1", "key": "aaaaaaaaaaaa"}
    key = member.person.key
    member.client.post(reverse("people:my_facts"), told | {"account": "1", "name_source": "staff"})
    member.person.refresh_from_db()
    member.refresh_from_db()
    assert (member.person.key, member.person.merged_into, member.person.name_source) == (key, None, "self")
    assert (member.is_staff, member.person.demonstration) == (False, False)


def test_no_address_stands_in_the_log(member, administrator, caplog):
    with caplog.at_level(logging.DEBUG):
        for client in (Client(), member.client, administrator.client):
            client.get("/people/nowhere/", {"q": "ada@example.org"})
            client.post(reverse("account_request_login_code"), {"email": "ada@example.org"})
            client.post(reverse("people:new_account"), {"family_name": "Okafor", "email": "ada@example.org"})
    told = [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
    assert not [line for line in told if "ada@" in line or "ada%40" in line]


@pytest.mark.parametrize("page", ["/monday/", "/work/", "/finding/", "/mentoring/"])
def test_a_reviewer_is_offered_no_act_of_a_manager(reviewer, manager, administrator, page):
    make_scene(manager, administrator)
    text = reviewer.client.get(page).text
    for address in re.findall(r'action="(/[^"?]*)', text):
        assert reviewer.client.get(address).status_code != 403, address
