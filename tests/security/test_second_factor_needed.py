"""Staff without a second factor can set one up, sign out, read what explains, and decide for themselves."""

import pytest
from django.urls import reverse

from bigtent.people.models import Account
from bigtent.project.demo.signing import links
from bigtent.project.entrance import OPEN
from tests.cast import signed_in
from tests.factories import make_account, make_network, make_person
from tests.security.scene import make_scene
from tests.security.test_permission_matrix import ACTS, PAGES, table

pytestmark = pytest.mark.django_db
SET_UP = reverse("mfa_index")


def led_away(client, method, address):
    answer = getattr(client, method)(address)
    return answer.status_code == 302 and answer.url == SET_UP


@pytest.mark.parametrize(("method", "rows"), [("get", PAGES), ("post", ACTS)])
def test_every_other_address_leads_to_the_set_up(manager, administrator, method, rows):
    scene = make_scene(manager, administrator)
    client = signed_in(administrator, second_factor=False).client
    names = [name for name in table(rows) if name.partition("@")[0] not in OPEN]
    assert len(names) > 40
    assert [name for name in names if not led_away(client, method, scene.address(name))] == []


def test_what_stays_open_is_about_herself_or_tells_nothing_of_others(administrator):
    """Whoever adds an address here decides that a mailbox alone opens it."""
    about_others = ("people:person", "people:directory", "people:accounts", "monday", "network-settings", "home")
    assert OPEN.isdisjoint(about_others)
    assert not [name for name in OPEN if name.startswith(("alumni:", "mentoring:", "accountability:", "ledger:"))]


@pytest.mark.parametrize("role", ["administrator", "program_manager", "reviewer"])
def test_every_staff_role_needs_one(network, role):
    client = signed_in(make_account(roles=[role]), second_factor=False).client
    assert led_away(client, "get", reverse("people:directory"))


def test_a_member_needs_none(member):
    assert signed_in(member, second_factor=False).client.get(reverse("people:directory")).status_code == 200


def test_who_becomes_staff_is_asked_at_the_next_page(member):
    signed_in(member, second_factor=False)
    member.grants.create(role="reviewer")
    assert led_away(member.client, "get", reverse("people:directory"))


def test_one_shown_in_another_session_does_not_count(administrator):
    assert led_away(signed_in(administrator, second_factor=False).client, "get", reverse("people:accounts"))


def test_a_link_of_the_demonstration_counts(client, settings):
    settings.DEMO = True
    make_network()
    make_account(person=make_person(demonstration=True), roles=["reviewer"], demonstration=True)
    client.get(links()[0][1].removeprefix("http://127.0.0.1:8000"))
    assert client.get(reverse("people:directory")).status_code == 200
    assert Account.objects.get().demonstration
