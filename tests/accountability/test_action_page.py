"""One promise: its figure, its history, who answers for it, what it shall reach."""

from datetime import date

import pytest
from django.urls import reverse

from bigtent.accountability.errors import PlanError
from bigtent.accountability.services import adopt_plan, bind_measure, observe, set_owner, set_target
from bigtent.people.models import Network
from tests.factories import make_consent, make_person
from tests.mentoring.making import make_mentor, make_program

pytestmark = pytest.mark.django_db


def read(client, action):
    return client.get(action.get_absolute_url()).content.decode()


def test_it_works(client, tent):
    page = read(client, tent)
    assert "Put up a big tent" in page
    assert "Baseline only" in page
    assert "Nobody yet." in page


def test_its_history_is_a_chart_and_a_table(client, tent, manager, partners, on):
    set_target(action=tent, target=40, target_on=date(2028, 12, 31), by=manager)
    on(2027, 6, 1)
    partners(14)
    observe(by=manager)
    page = read(client, tent)
    assert "From 12 to 26: 50% of the way to the target of 40." in page
    assert "<polyline" in page
    assert page.index("June 1, 2027</th>") < page.index("November 22, 2026</th>")


def test_staff_see_what_was_changed_and_by_whom(client, tent, manager):
    set_target(action=tent, target=40, target_on=date(2028, 12, 31), by=manager)
    set_owner(action=tent, owner=manager.person, by=manager)
    page = read(manager.client, tent)
    assert "Target: – → 40" in page
    assert "Who answers for it: – → Marta Quispe" in page
    assert "What was changed" not in read(client, tent)


def test_a_second_figure_on_one_day_replaces_the_first(tent, manager, partners, client):
    partners(3)
    observe(by=manager)
    assert '<td class="n">15</td>' in read(client, tent)
    assert '<td class="n">12</td>' not in read(client, tent)


def test_the_owner_is_named_to_the_network(tent, manager, member):
    set_owner(action=tent, owner=manager.person, by=manager)
    make_consent(person=manager.person, purpose="directory")
    assert "Marta Quispe" in read(member.client, tent)


def test_her_name_is_public_only_with_her_consent(tent, manager, client):
    set_owner(action=tent, owner=manager.person, by=manager)
    assert "Marta Quispe" not in read(client, tent)
    make_consent(person=manager.person, purpose="press")
    assert "Marta Quispe" in read(client, tent)


def test_an_owner_without_account_is_refused(tent, manager):
    with pytest.raises(PlanError, match="has no account here"):
        set_owner(action=tent, owner=make_person(), by=manager)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"target": -1}, "cannot be reached"),
        ({"target": 101, "scale": "percent"}, "cannot be reached"),
        ({"target": 50, "scale": "percent"}, "count without a whole"),
        ({"target": 50, "target_on": date(2026, 11, 22)}, "before the plan begins"),
    ],
)
def test_a_target_without_sense_is_refused(tent, manager, values, words):
    with pytest.raises(PlanError, match=words):
        set_target(action=tent, by=manager, **({"target_on": date(2028, 1, 1)} | values))


def test_a_promise_without_figure_has_no_target(plan, manager):
    action = plan.approaches.get(order=2).actions.get(order=1)
    with pytest.raises(PlanError, match="Bind one first"):
        set_target(action=action, target=5, target_on=date(2028, 1, 1), by=manager)


def test_the_manager_sets_the_target_on_a_page(tent, manager, client):
    page = reverse("accountability:target", args=[tent.approach.plan.key, tent.key])
    values = {"target": "40", "scale": "number", "wanted": "at_least", "target_on": "2028-12-31"}
    assert manager.client.post(page, values).url == tent.get_absolute_url()
    assert "40 by Dec 2028" in read(client, tent)


def test_a_refusal_stands_at_its_field(tent, manager):
    page = reverse("accountability:target", args=[tent.approach.plan.key, tent.key])
    values = {"target": "40", "scale": "percent", "wanted": "at_least", "target_on": "2028-12-31"}
    assert "count without a whole" in manager.client.post(page, values).content.decode()


def test_the_manager_names_an_owner_on_a_page(tent, manager):
    page = reverse("accountability:owner", args=[tent.approach.plan.key, tent.key])
    manager.client.post(page, {"owner": manager.person.pk})
    assert "Marta Quispe" in read(manager.client, tent)


def test_another_figure_takes_the_target_away(tent, manager, client):
    set_target(action=tent, target=40, target_on=date(2028, 12, 31), by=manager)
    page = reverse("accountability:measure", args=[tent.approach.plan.key, tent.key])
    manager.client.post(page, {"measure": "promises-shown"})
    tent.refresh_from_db()
    assert (tent.measure, tent.target) == ("promises-shown", None)
    assert "Promises shown by a figure" in read(client, tent)


def test_a_figure_nobody_computes_is_refused_with_those_there_are(tent, manager):
    with pytest.raises(PlanError, match="partners"):
        bind_measure(action=tent, measure="happiness", by=manager)


@pytest.mark.parametrize("name", ["owner", "target", "measure"])
def test_members_may_change_nothing(tent, member, name):
    page = reverse(f"accountability:{name}", args=[tent.approach.plan.key, tent.key])
    assert member.client.get(page).status_code == 403


def test_a_figure_of_a_room_not_in_use_is_said_in_words(manager, client):
    network = Network.current()
    network.rooms = ["accountability"]
    network.save()
    plan = adopt_plan(template="mentorship-network", by=manager)
    page = read(client, plan.approaches.get(order=1).actions.get(order=1))
    assert "Its figure comes from a room that is not in use here." in page
    assert "Open the page that carries it out" not in page


def test_few_people_are_not_counted_before_visitors(client, manager):
    make_mentor(make_program())
    plan = adopt_plan(template="mentorship-network", by=manager)
    action = plan.approaches.get(order=2).actions.get(measure="students-paired")
    bind_measure(action=action, measure="mentors", by=manager)
    assert "fewer than 11" in read(client, action)
    assert "fewer than 11" in client.get(plan.get_absolute_url()).content.decode()
    assert "fewer than 11" not in read(manager.client, action)


def test_the_page_that_carries_it_out_is_linked_for_those_who_may_enter(client, member, manager):
    plan = adopt_plan(template="mentorship-network", by=manager)
    action = plan.approaches.get(order=2).actions.get(measure="students-paired")
    link = f'<a href="{reverse("mentoring:home")}">Open the page that carries it out</a>'
    assert link in read(member.client, action)
    assert link not in read(client, action)
