"""Every number opens: what it counts, when, by which version, and who may see more."""

import pytest
from django.urls import reverse

from bigtent.accountability.services import adopt_plan
from bigtent.people.models import Network
from tests.factories import make_organization
from tests.mentoring.making import make_mentor, make_program

pytestmark = pytest.mark.django_db
PARTNERS = reverse("figure", args=["partners"])
MENTORS = reverse("figure", args=["mentors"])


def read(client, address):
    return client.get(address).content.decode()


def test_it_works(client, network):
    for _number in range(14):
        make_organization(is_partner=True)
    page = read(client, PARTNERS)
    assert "Organizations that are marked as partners" in page
    assert "<dd>14" in page
    assert "partners, version 1" in page


def test_it_says_which_promises_it_shows_and_how_it_was_before(client, manager):
    adopt_plan(template="policy-partnerships", by=manager)
    page = read(client, PARTNERS)
    assert "Put up a big tent" in page
    assert "As it was taken for the plan" in page


def test_promises_of_a_hidden_plan_stay_hidden(client, manager):
    adopt_plan(template="policy-partnerships", by=manager, public=False)
    assert "Put up a big tent" not in read(client, PARTNERS)
    assert "Put up a big tent" in read(manager.client, PARTNERS)


def test_rows_are_linked_only_for_those_who_may_see_them(client, member, manager):
    assert "See what is counted" not in read(client, MENTORS)
    assert "See what is counted" not in read(member.client, MENTORS)
    assert "See what is counted" in read(manager.client, MENTORS)


def test_few_people_are_not_counted_before_others(client, member, reviewer):
    make_mentor(make_program())
    assert "<dd>fewer than 11" in read(client, MENTORS)
    assert "<dd>fewer than 11" in read(member.client, MENTORS)
    assert "<dd>1" in read(reviewer.client, MENTORS)


def test_an_unknown_figure_is_not_there(client, network):
    assert client.get(reverse("figure", args=["happiness"])).status_code == 404


def test_a_figure_of_a_room_not_in_use_is_not_there(client, network):
    assert client.get(MENTORS).status_code == 200
    network = Network.current()
    network.rooms = ["accountability"]
    network.save()
    assert client.get(MENTORS).status_code == 404


def test_the_number_of_queries_is_constant(client, network, django_assert_max_num_queries):
    for _number in range(40):
        make_organization(is_partner=True)
    with django_assert_max_num_queries(8):
        client.get(PARTNERS)
