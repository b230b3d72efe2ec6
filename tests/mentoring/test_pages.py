"""The pages of mentoring: who may enter, what they say, how many questions they ask the database."""

import pytest
from django.urls import reverse

from bigtent.mentoring import services
from bigtent.mentoring.models import Mentor, Notice, Pairing
from tests.mentoring.making import make_mentee, make_mentor, make_program, make_round, proposed, published

pytestmark = pytest.mark.django_db


def read(account, name, *args, **query):
    """The words of a page."""
    response = account.client.get(reverse(f"mentoring:{name}", args=args), query)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


@pytest.fixture
def fall(manager):
    return make_round(by=manager, mentees=3, mentors=2)


def test_it_works(manager, fall):
    proposed(fall)
    page = read(manager, "round", fall.key)
    assert "Fall 2026, proposal 1" in page
    assert "No better pairing exists" in page
    assert "1 student still waits, and why" in page


@pytest.mark.parametrize("name", ["home", "rounds", "mentors", "students"])
def test_staff_read_and_others_do_not(name, reviewer, stranger, client, network):
    assert read(reviewer, name)
    assert stranger.client.get(reverse(f"mentoring:{name}")).status_code == 403
    assert client.get(reverse(f"mentoring:{name}")).status_code == 302


@pytest.mark.parametrize(
    "name", ["round", "publish", "waiting", "places", "letters", "proof", "certificate", "propose", "lock", "withdraw"]
)
def test_a_member_enters_no_page_of_a_round(name, member, manager, fall):
    proposed(fall)
    number = [1] if name in ("proof", "certificate") else []
    address = reverse(f"mentoring:{name}", args=[fall.key, *number])
    assert member.client.get(address).status_code == 403
    assert member.client.post(address).status_code == 403


def test_a_reviewer_looks_but_does_not_act(reviewer, fall):
    proposed(fall)
    assert "Propose again" not in read(reviewer, "round", fall.key)
    for name in ("publish", "propose", "lock", "withdraw", "unblock"):
        assert reviewer.client.post(reverse(f"mentoring:{name}", args=[fall.key])).status_code == 403


def test_pages_of_a_round_that_is_not_there(manager, network):
    assert manager.client.get(reverse("mentoring:round", args=["nosuchround2"])).status_code == 404
    assert manager.client.get(reverse("mentoring:publish", args=["nosuchround2"])).status_code == 404
