"""The directory: who finds whom, by what, and how much it costs."""

import pytest
from django.urls import reverse

from tests.cast import signed_in
from tests.factories import (
    make_account,
    make_affiliation,
    make_consent,
    make_organization,
    make_person,
    make_place,
    make_profession,
    make_specialty,
)

pytestmark = pytest.mark.django_db
DIRECTORY = reverse("people:directory")


def found(account, **asked):
    """The names on the first page of a search."""
    return [person.name for person in account.client.get(DIRECTORY, asked).context["people"]]


def test_a_graduate_of_an_unknown_school_is_listed_with_the_year(manager):
    affiliation = make_affiliation(class_year=1970)
    affiliation.organization = None
    affiliation.save()
    page = manager.client.get(DIRECTORY).text
    assert ">Class of 1970<" in page
    assert ", 1970" not in page


@pytest.fixture
def alethea():
    """Psychiatrist in Denver, class of 1994, agreed to be found, offers to speak."""
    psychiatry = make_specialty("psychiatry", name="Psychiatry", family="Mental health")
    person = make_person(
        given_name="Alethea",
        family_name="Brisbáne",
        profession=psychiatry.profession,
        specialty=psychiatry,
        place=make_place(),
        consents=["directory"],
        offers=["speak"],
    )
    make_affiliation(person=person, class_year=1994)
    return person


def test_it_works(member, alethea):
    assert found(member, q="alethea") == ["Alethea Brisbáne"]


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "brisbane"},
        {"q": "BRIS al"},
        {"profession": "medicine"},
        {"specialty": "psychiatry"},
        {"specialty": "family:mental-health"},
        {"region": "CO"},
        {"region": "mountain"},
        {"from_year": "1994", "to_year": "1994"},
        {"from_year": "1990"},
        {"to_year": "2000"},
        {"offers": "speak"},
        {"q": "alethea", "specialty": "psychiatry", "region": "CO", "offers": "speak", "from_year": "1990"},
    ],
)
def test_everything_she_is_finds_her(member, alethea, asked):
    assert found(member, **asked) == ["Alethea Brisbáne"]


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "thea"},
        {"q": "alethea brook"},
        {"profession": "nursing"},
        {"specialty": "radiology"},
        {"specialty": "family:diagnostics"},
        {"region": "WY"},
        {"region": "pacific"},
        {"from_year": "1995"},
        {"to_year": "1993"},
        {"offers": "mentor"},
        {"offers": ["speak", "mentor"]},
    ],
)
def test_anything_she_is_not_does_not(member, alethea, asked):
    make_profession("nursing")
    make_specialty("radiology", family="Diagnostics")
    assert found(member, **asked) == []


def test_members_find_those_who_agreed_and_themselves(member, alethea):
    make_person(given_name="Hidden")
    assert found(member) == ["Alethea Brisbáne", "Miriam Tsosie"]


def test_staff_find_everybody(reviewer):
    hidden = make_person(given_name="Hidden")
    assert hidden.name in found(reviewer)


@pytest.mark.parametrize("answer", [{"given": False}, {"purpose": "mentoring"}, {"ended_at": "2026-01-01T00:00Z"}])
def test_a_no_another_purpose_or_an_ended_yes_hides(member, answer):
    person = make_person(given_name="Hidden")
    make_consent(person=person, **({"purpose": "directory"} | answer))
    assert found(member, q="hidden") == []


WITHHELD = {
    "people.profession": {"profession": "medicine"},
    "people.specialty": {"specialty": "psychiatry"},
    "people.place": {"region": "CO"},
    "people.school": {"from_year": "1994"},
    "people.offer-speak": {"offers": "speak"},
    "people.former_name": {"q": "ivory"},
}


@pytest.mark.parametrize("datum", WITHHELD)
def test_nobody_is_found_by_what_she_withholds(member, manager, alethea, datum):
    alethea.former_name = "Ivory"
    alethea.save()
    herself = signed_in(make_account(person=alethea, roles=["member"]))
    assert found(member, **WITHHELD[datum]) == ["Alethea Brisbáne"]
    make_consent(person=alethea, purpose="directory", datum=datum, given=False)
    assert found(member, **WITHHELD[datum]) == []
    assert found(member, q="brisbane") == found(manager, **WITHHELD[datum]) == ["Alethea Brisbáne"]
    assert found(herself, **WITHHELD[datum]) == ["Alethea Brisbáne"]


@pytest.mark.parametrize("datum", WITHHELD)
def test_what_is_withheld_is_not_listed(member, alethea, datum):
    told = {"people.place": "Denver", "people.school": "1994", "people.offer-speak": "Speak at an event"}
    told |= {"people.specialty": "Psychiatry"}
    make_consent(person=alethea, purpose="directory", datum=datum, given=False)
    row = member.client.get(DIRECTORY, {"q": "alethea"}).text.partition('<li class="person">')[2].partition("</li>")[0]
    assert {name for name, words in told.items() if words not in row} == {datum} & told.keys()


def test_how_others_wrote_a_name_finds_for_staff_alone(member, manager, alethea):
    alethea.also_known_as = "Aletheia Brisbane-Ivory"
    alethea.save()
    assert found(manager, q="aletheia") == ["Alethea Brisbáne"]
    assert found(member, q="aletheia") == []
    assert found(member, q="alethea") == ["Alethea Brisbáne"]


def test_staff_of_one_school_see_its_records_and_of_others_what_members_see(network, alethea):
    lakeside = make_organization()
    inside = make_affiliation(person=make_person(given_name="Inside"), organization=lakeside).person
    make_person(given_name="Hidden")
    make_consent(person=alethea, purpose="directory", datum="people.place", given=False)
    make_consent(person=inside, purpose="directory", datum="people.school", given=False)
    roles = [("program_manager", f"school:{lakeside.pk}")]
    at_school = signed_in(make_account(roles=roles, person=make_person(given_name="Self")))
    assert found(at_school, q="inside") == found(at_school, from_year="2004") == [inside.name]
    assert found(at_school) == ["Inside " + inside.family_name, at_school.person.name]
    both = signed_in(make_account(roles=[*roles, "member"], person=make_person(given_name="Both")))
    assert found(both) == ["Alethea Brisbáne", inside.name, both.person.name]
    assert found(both, region="CO") == []
    assert found(both, from_year="2004") == [inside.name]


def test_merged_records_are_not_found(reviewer):
    kept = make_person(given_name="Twice")
    make_person(given_name="Twice", merged_into=kept)
    assert found(reviewer, q="twice") == [kept.name]


def test_who_may_enter(client, stranger):
    assert client.get(DIRECTORY).url.startswith(reverse("account_login"))
    assert stranger.client.get(DIRECTORY).status_code == 403


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"from_year": "abc"}, "This is not a year"),
        ({"from_year": "19994"}, "This is not a year"),
        ({"from_year": "2010", "to_year": "1990"}, "1990 is before 2010"),
        ({"specialty": "alchemy"}, "alchemy is not one of the available choices"),
        ({"region": "' OR 1=1"}, "is not one of the available choices"),
        ({"offers": "money"}, "money is not one of the available choices"),
        ({"profession": "x" * 500}, "Select a valid choice"),
        ({"q": "x" * 500}, "at most 100 characters"),
    ],
)
def test_nonsense_is_answered_with_words(member, asked, words):
    response = member.client.get(DIRECTORY, asked)
    assert response.status_code == 200
    assert words in response.text


@pytest.mark.parametrize("page", ["0", "-3", "99999", "zz", ""])
def test_any_page_number_shows_a_page(member, alethea, page):
    assert member.client.get(DIRECTORY, {"page": page}).status_code == 200


def test_a_percent_sign_or_underscore_is_no_wildcard(member, alethea):
    assert found(member, q="%") == found(member)
    assert found(member, q="a_e") == []


def test_each_condition_can_be_taken_away_alone(member, alethea):
    response = member.client.get(DIRECTORY, {"q": "alethea", "offers": ["speak", "mentor"], "page": "2"})
    addresses = dict(response.context["chips"])
    assert addresses["Be a mentor"] == "?q=alethea&offers=speak"
    assert addresses["“alethea”"] == "?offers=speak&offers=mentor"


def test_an_empty_list_says_what_to_do(member, reviewer, alethea):
    assert "Take away one of the conditions" in member.client.get(DIRECTORY, {"q": "nobody"}).text
    assert "may be here and not have agreed" in member.client.get(DIRECTORY, {"q": "nobody"}).text
    assert "may be here and not" not in reviewer.client.get(DIRECTORY, {"q": "nobody"}).text


def test_twenty_five_on_a_page_in_the_order_of_names(reviewer):
    for number in range(30):
        make_person(given_name="P", family_name=f"Page{number:02}")
    assert found(reviewer, q="page")[:2] == ["P Page00", "P Page01"]
    assert found(reviewer, q="page", page=2) == [f"P Page{number}" for number in range(25, 30)]


@pytest.mark.parametrize("people", [1, 40])
def test_a_page_costs_the_same_number_of_queries(member, people, django_assert_num_queries):
    place, specialty = make_place(), make_specialty()
    for _ in range(people):
        person = make_person(consents=["directory"], offers=["mentor"], place=place, specialty=specialty)
        make_affiliation(person=person)
    member.client.get(DIRECTORY)
    with django_assert_num_queries(15):
        member.client.get(DIRECTORY, {"q": "ada", "region": "CO", "offers": "mentor", "from_year": "1990"})
