"""The directory, a person, my page and accounts in a real browser: axe, 320 pixels, no JavaScript, by keyboard."""

import pytest
from django.urls import reverse

from bigtent.people.services import edit_person, merge_people, set_consent
from tests.factories import make_affiliation, make_contact_point, make_person, make_place, make_specialty

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DIRECTORY = reverse("people:directory")


@pytest.fixture
def person(manager):
    """Somebody of whom everything is known, with a merge and a history."""
    person = make_person(
        given_name="Alethea",
        family_name="Brisbane-Villarreal",
        credential="MD",
        about="I grew up where the nearest clinic was two hours away.",
        specialty=make_specialty("psychiatry"),
        place=make_place(),
        consents=["directory", "press"],
        offers=["mentor", "speak", "advocate"],
    )
    make_affiliation(person=person, class_year=1994)
    make_contact_point(person=person, value="alethea.brisbane-villarreal@long-hospital-name.example.org")
    make_contact_point(person=person, kind="phone", value="202-555-0142", source="registry", ended_on="2026-01-01")
    merge_people(pairs=[(person, make_person(given_name="Thea"))], by=manager, reason="same person")
    edit_person(person=person, by=manager, changes={"former_name": "Brisbane"}, reason="read on a diploma")
    return person


@pytest.mark.parametrize(
    "asked", ["?q=alethea&offers=mentor&region=CO", "?q=nobody", "?from_year=abc&to_year=19994&region=moon"]
)
def test_the_directory_is_without_fault(looking, member, person, asked):
    assert looking.faults(DIRECTORY + asked, member) == []


def test_a_long_directory_is_without_fault(looking, reviewer):
    for _ in range(60):
        make_person()
    assert looking.faults(DIRECTORY + "?page=2", reviewer) == []


def test_a_person_is_without_fault(looking, manager, member, person):
    assert looking.faults(person.get_absolute_url(), manager) == []
    assert looking.faults(person.get_absolute_url(), member) == []


def test_my_page_is_without_fault(looking, member, stranger):
    set_consent(person=member.person, purpose="directory", given=True, by=member)
    make_contact_point(person=member.person)
    assert looking.faults(reverse("people:me"), member) == []
    assert looking.faults(reverse("people:me"), stranger) == []


def test_a_search_without_a_script(looking, member, person):
    page = looking.open(DIRECTORY, member, javascript=False)
    page.get_by_role("searchbox", name="Name").fill("alethea")
    page.get_by_role("button", name="Search", exact=True).click()
    page.get_by_role("link", name="Alethea Brisbane-Villarreal, MD").click()
    page.get_by_role("heading", level=1, name="Alethea Brisbane-Villarreal").wait_for()


def test_agreeing_by_keyboard_alone(looking, member):
    page = looking.open(reverse("people:known"), member, javascript=False)
    page.get_by_role("group", name="Be found by other members").get_by_label("Yes").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save my choices").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Your choices hold from this moment").wait_for()
    assert member.person.consents.in_force().get().given
