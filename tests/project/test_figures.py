"""Every number opens: what it counts, when, by which version, and who may see more."""

import pytest
from django.urls import reverse

from bigtent.accountability.models import Action, Plan
from bigtent.accountability.services import adopt_plan
from bigtent.alumni.services import confirm_links
from bigtent.people.models import Network
from bigtent.people.services import set_partners
from tests.alumni.registries import make_alumna, make_link
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


def test_rows_that_are_linked_open(member):
    for measure in Network.current().offered("MEASURES"):
        page = member.client.get(reverse("figure", args=[measure.name]))
        if page.status_code == 200 and page.context["rows"]:
            assert member.client.get(page.context["rows"]).status_code == 200, measure.name


def test_few_people_are_not_counted_before_others(client, member, reviewer):
    make_mentor(make_program())
    assert "<dd>fewer than 11" in read(client, MENTORS)
    assert "<dd>fewer than 11" in read(member.client, MENTORS)
    assert "<dd>1" in read(reviewer.client, MENTORS)


@pytest.fixture
def nearly_all_found(manager):
    """Of 45 alumni 30 are within reach, 25 of them by a registry: five from which nobody may draw a conclusion."""
    for number in range(45):
        person = make_alumna(email=f"a{number}@example.org" if number < 30 else None)
        if number < 25:
            confirm_links(links=[make_link(person=person)], by=manager)


def test_what_is_left_of_another_figure_is_protected_too(client, nearly_all_found, manager):
    found, reachable = (reverse("figure", args=[name]) for name in ("alumni-found", "alumni-reachable"))
    assert "<dd>30 <small>of 45" in read(client, reachable)
    assert "25" not in read(client, found)
    assert "<dd>25 <small>of 45" in read(manager.client, found)


def test_nor_does_the_history_tell_it(client, nearly_all_found, manager):
    adopt_plan(template="mentorship-network", by=manager)
    page = read(client, reverse("figure", args=["alumni-found"]))
    assert "25" not in page.partition("<main")[2].partition("</main>")[0]
    plan = Plan.objects.get()
    for action in Action.objects.bound():
        assert "25 of 45" not in read(client, action.get_absolute_url())
    assert "25 of 45" not in read(client, plan.get_absolute_url())


def test_figures_of_the_daily_work_are_for_staff(client, network, reviewer):
    waiting = reverse("figure", args=["links-waiting"])
    assert client.get(waiting).status_code == 404
    assert reviewer.client.get(waiting).status_code == 200
    assert waiting not in read(client, reverse("how-figures-are-made"))


def test_a_figure_is_never_older_than_the_latest_deed(manager):
    assert "<dd>0" in read(manager.client, PARTNERS)
    set_partners(organizations=[make_organization()], partner=True, by=manager)
    assert "<dd>1" in read(manager.client, PARTNERS)


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
