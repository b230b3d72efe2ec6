"""What everybody sees of a plan."""

import pytest
from django.urls import reverse

from bigtent.accountability.services import observe, set_public, set_target
from bigtent.people.models import Network
from tests.factories import make_organization

pytestmark = pytest.mark.django_db


def test_it_works(client, plan):
    page = client.get(plan.get_absolute_url()).content.decode()
    assert "Partners who change policy, 2026–2029" in page
    assert "After National Medical Fellowships" in page
    assert page.count('class="promise"') == 9


def test_what_nothing_shows_is_said_so(client, plan):
    page = client.get(plan.get_absolute_url()).content.decode()
    assert page.count("Nothing here shows this yet.") == 8


def test_a_figure_opens_to_how_it_is_made(client, plan):
    page = client.get(plan.get_absolute_url()).content.decode()
    assert f'href="{reverse("figure", args=["partners"])}">12</a>' in page


def test_a_plan_of_the_network_only_is_not_there_for_visitors(client, plan, member, manager):
    set_public(plan=plan, public=False, by=manager)
    assert client.get(plan.get_absolute_url()).status_code == 404
    assert member.client.get(plan.get_absolute_url()).status_code == 200
    assert plan.name not in client.get(reverse("accountability:plans")).content.decode()


def test_the_manager_hides_and_shows_it(manager, client, plan):
    show = reverse("accountability:show", args=[plan.key])
    manager.client.post(show, {"public": "0"})
    assert client.get(plan.get_absolute_url()).status_code == 404
    manager.client.post(show, {"public": "1"})
    assert client.get(plan.get_absolute_url()).status_code == 200


def test_a_room_not_in_use_is_not_there(client, plan):
    network = Network.current()
    network.rooms = ["alumni"]
    network.save()
    assert client.get(plan.get_absolute_url()).status_code == 404


def test_the_number_of_queries_does_not_grow(client, plan, manager, tent, on, django_assert_max_num_queries):
    for day in range(1, 20):
        on(2026, 12, day)
        make_organization(is_partner=True)
        observe(by=manager)
    with django_assert_max_num_queries(8):
        client.get(plan.get_absolute_url())


@pytest.mark.parametrize(
    ("now", "target", "words"),
    [(20, 22, "Improving"), (12, 40, "Little or no change"), (22, 22, "Met")],
)
def test_status_follows_the_figures(client, plan, tent, manager, partners, on, now, target, words):
    set_target(action=tent, target=target, target_on=plan.ends_on, by=manager)
    on(2027, 6, 1)
    partners(now - 12)
    observe(by=manager)
    assert words in client.get(plan.get_absolute_url()).content.decode()
