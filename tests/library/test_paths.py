"""Learning paths: steps in their order, marks that only she sees, people to ask."""

import pytest
from django.urls import reverse

from bigtent.library.errors import ResourceError
from bigtent.library.models import PathStep, StepDone
from bigtent.library.services.paths import set_step
from tests.factories import make_affiliation, make_person, make_profession
from tests.library.shelving import make_path, make_resource


def helper(year=2023, given="Nia", **values):
    told = {"consents": ["directory"], "offers": ["answer"]} | values
    person = make_person(given_name=given, **told)
    make_affiliation(person=person, class_year=year)
    return person


def named(client, stage="student"):
    return [person.given_name for person in client.get(f"/library/paths/{stage}/").context["people"]]


def test_it_works(client, network, member):
    """A member reads her path and marks a step; a visitor reads the same path without marks."""
    path = make_path()
    step = path.steps.first()
    member.client.post(reverse("library:mark_step", args=[step.pk]), {"done": "1"})
    told = member.client.get(path.get_absolute_url()).content.decode()
    assert "1 of 2 steps marked" in told
    assert "marked" not in client.get(path.get_absolute_url()).content.decode()


def test_a_mark_is_taken_back_and_made_once(network, member):
    url = reverse("library:mark_step", args=[make_path().steps.first().pk])
    for _twice in range(2):
        member.client.post(url, {"done": "1"})
    assert StepDone.objects.count() == 1
    member.client.post(url, {"done": "0"})
    assert StepDone.objects.count() == 0


def test_nobody_else_sees_what_she_marked(network, member, manager):
    path = make_path()
    StepDone.objects.create(person=member.person, step=path.steps.first())
    assert "0 of 2 steps marked" in manager.client.get(path.get_absolute_url()).content.decode()


def test_people_to_ask_are_a_step_further_and_offered_it(network, member):
    make_path()
    helper(2023, "Nia")
    helper(2027, "Student")
    helper(1990, "Elder")
    helper(2023, "Silent", offers=[])
    helper(2023, "Hidden", consents=[])
    assert named(member.client) == ["Nia"]


def test_at_most_five_and_her_own_profession_first(network, member):
    make_path()
    member.person.profession = make_profession("nursing")
    member.person.save()
    for number in range(6):
        helper(given=f"Other{number}", profession=make_profession("medicine"))
    helper(given="Nurse", profession=make_profession("nursing"))
    found = named(member.client)
    assert len(found) == 5
    assert found[0] == "Nurse"


def test_a_visitor_is_told_where_names_are(client, network):
    make_path()
    helper()
    told = client.get("/library/paths/student/").content.decode()
    assert "Nia" not in told
    assert "shown to members only" in told


def test_a_step_to_what_she_may_not_open_is_no_link(client, network, member):
    path, inside = make_path(steps=()), make_resource(is_public=False)
    PathStep.objects.create(path=path, order=1, title="Inside", resource=inside)
    assert inside.get_absolute_url() not in client.get(path.get_absolute_url()).content.decode()
    assert inside.get_absolute_url() in member.client.get(path.get_absolute_url()).content.decode()


def test_staff_change_a_path(network, manager, member):
    path = make_path()
    told = {"order": "1", "title": "Begin here", "text": "Today.", "link": "/library/"}
    manager.client.post(reverse("library:new_step", args=["student"]), told)
    assert [step.title for step in path.steps.all()] == ["First", "Begin here", "Second"]
    manager.client.post(reverse("library:remove_step", args=[path.steps.first().pk]))
    shown = member.client.get(path.get_absolute_url()).content.decode()
    assert "First" not in shown
    assert "Begin here" in shown


def test_a_step_leads_to_one_thing(network, manager):
    path = make_path()
    with pytest.raises(ResourceError, match="one thing"):
        set_step(path=path, by=manager, order=1, title="Two", link="/library/", resource=make_resource())
    with pytest.raises(ResourceError, match="no address"):
        set_step(path=path, by=manager, order=1, title="Bad", link="javascript:alert(1)")


@pytest.mark.parametrize("count", [3, 30])
def test_constant_queries(network, member, django_assert_max_num_queries, count):
    path = make_path(steps=[f"Step {n}" for n in range(count)])
    for number in range(5):
        helper(given=f"N{number}")
    member.client.get(path.get_absolute_url())
    with django_assert_max_num_queries(16):
        member.client.get(path.get_absolute_url())
