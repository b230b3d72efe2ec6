"""Finding in a real browser: axe, 320 pixels, no JavaScript, and the keys of the desk."""

import pytest
from django.urls import reverse

from bigtent.alumni.models import FindingRun, Link, Registry
from bigtent.alumni.services import confirm_links
from tests.alumni.registries import make_alumna, make_entry, make_link

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BANDS = [{"low": 0.5, "high": 0.9, "people": 4, "expected": 3.2}, {"low": 0.9, "high": 1.0, "people": 1, "expected": 1}]


@pytest.fixture
def waiting(manager):
    """One decided, one whose surname differs and who has two candidates, one sure."""
    entry = make_entry(last_name="OKAFOR", city="ATLANTA", state="GA", zip5="30301", phone="4045550100")
    changed = make_link(person=make_alumna(name_source="roster"), entry=entry, surname_changed=True)
    make_link(person=changed.person, rank=2, probability=0.1)
    confirm_links(links=[make_link(probability=0.9)], by=manager)
    make_link(probability=0.995)
    problem = {"line": 3, "column": "id", "value": "7", "remedy": "Keep one of them.", "row_refused": True}
    Registry.objects.update(problems=[problem], columns=["id", "last_name", "first_name"])
    FindingRun.objects.update(bands=BANDS, searched=5, columns_read={"alumni": {"id": "people.Person"}, "registry": []})
    return changed


@pytest.mark.parametrize("name", ["desk", "decisions"])
def test_a_page_is_without_fault(looking, manager, waiting, name):
    assert looking.faults(reverse(f"alumni:{name}"), manager) == []


def test_a_run_and_a_registry_are_without_fault(looking, manager, waiting):
    for one in (waiting.run, waiting.entry.registry):
        assert looking.faults(one.get_absolute_url(), manager) == []


def test_an_empty_desk_is_without_fault(looking, reviewer):
    assert looking.faults(reverse("alumni:desk"), reviewer) == []


def test_a_key_decides_and_another_takes_it_back(looking, reviewer, waiting):
    page = looking.open(reverse("alumni:desk"), reviewer)
    page.get_by_label("is kept as a former name").check()
    with page.expect_navigation():
        page.keyboard.press("y")
    assert (state_of(waiting), surname_of(waiting)) == ("confirmed", "Okafor")
    with page.expect_navigation():
        page.keyboard.press("u")
    assert state_of(waiting) == "proposed"
    assert surname_of(waiting) != "Okafor"


def state_of(link):
    return Link.objects.get(pk=link.pk).state


def surname_of(link):
    return Link.objects.get(pk=link.pk).person.family_name


def test_keys_can_be_turned_off_and_stay_off(looking, reviewer, waiting):
    page = looking.open(reverse("alumni:desk"), reviewer)
    page.get_by_role("button", name="Turn them off").click()
    page.reload()
    assert page.get_by_role("button", name="Turn them on").is_visible()
    assert not page.locator("[data-key=Y] kbd").is_visible()
    page.keyboard.press("y")
    page.keyboard.press("n")
    assert page.get_by_role("heading", level=1).inner_text() == f"Is this {waiting.person}?"
    assert state_of(waiting) == "proposed"


def test_without_javascript_a_button_decides_all_the_same(looking, reviewer, waiting):
    page = looking.open(reverse("alumni:desk"), reviewer, javascript=False)
    page.get_by_role("button", name="Same person").click()
    assert state_of(waiting) == "confirmed"
    assert surname_of(waiting) != "Okafor"


def test_a_sitting_by_keyboard_alone(looking, reviewer, waiting):
    page = looking.open(reverse("alumni:desk"), reviewer)
    page.get_by_role("button", name="Not this person").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert state_of(waiting) == "refused"
