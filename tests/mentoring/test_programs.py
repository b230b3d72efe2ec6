"""The program page: what counts, in words, and its points."""

import pytest
from django.urls import reverse

from bigtent.mentoring import services
from bigtent.mentoring.models import MentoringProgram
from tests.mentoring.making import make_program

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(network):
    return make_program()


def points(program, **values):
    """The form as it stands, with some numbers changed."""
    fields = ("points", "family_points", "no_wish")
    form = {f"{one['name']}.{key}": one[key] for one in program.factors for key in fields if key in one}
    return {"objective": program.objective, **form, **values}


def test_it_works(reviewer, program):
    page = reviewer.client.get(program.get_absolute_url()).content.decode()
    assert "3,000 for the same specialty, 1,500 for one of its family." in page
    assert "Not of the same institution." in page
    assert "Race, ethnicity and other protected attributes." in page
    assert "Change the points" not in page


def test_points_are_changed_on_the_page(manager, program):
    manager.client.post(program.get_absolute_url(), points(program, **{"topics.points": 700, "objective": "worst_off"}))
    program.refresh_from_db()
    (topics,) = [one for one in program.factors if one["name"] == "topics"]
    assert (topics["points"], program.objective, program.version) == (700, "worst_off", 2)


def test_the_same_again_is_no_new_version(manager, program):
    manager.client.post(program.get_absolute_url(), points(program))
    program.refresh_from_db()
    assert program.version == 1


@pytest.mark.parametrize("value", ["-1", "many", "10001", ""])
def test_numbers_that_are_none_are_said(manager, program, value):
    page = manager.client.post(program.get_absolute_url(), points(program, **{"topics.points": value}))
    assert 'data-is="error"' in page.content.decode()
    program.refresh_from_db()
    assert program.version == 1


def test_a_reviewer_changes_nothing(reviewer, program):
    assert reviewer.client.post(program.get_absolute_url(), points(program)).status_code == 403
    assert reviewer.client.post(reverse("mentoring:set-up-program")).status_code == 403


def test_the_first_program_is_set_up_with_one_button(manager, network):
    assert "Start with the standard program" in manager.client.get(reverse("mentoring:home")).content.decode()
    manager.client.post(reverse("mentoring:set-up-program"))
    manager.client.post(reverse("mentoring:set-up-program"))
    assert MentoringProgram.objects.get().factors


def test_the_standard_program_gives_ten_thousand_points_at_most(reviewer, program):
    assert "10,000 points at most" in reviewer.client.get(program.get_absolute_url()).content.decode()


def test_setting_up_twice_keeps_what_was_changed(manager, program):
    services.change_program(program=program, by=manager, points={"topics": {"points": 1}})
    assert services.set_up_standard_program(by=manager).version == 2
