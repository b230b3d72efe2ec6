"""What is known of me: each datum with its source, its readers and its switch."""

import pytest
from django.urls import reverse

from bigtent.ledger.declarations import declared
from bigtent.people.models import Person, Purpose
from tests.factories import (
    make_affiliation,
    make_consent,
    make_contact_point,
    make_person,
    make_place,
    make_specialty,
    make_topic,
)

pytestmark = pytest.mark.django_db
KNOWN = reverse("people:known")


@pytest.fixture
def her(member):
    """A member with a place, a specialty and a school, who may be found."""
    person = member.person
    person.place, person.specialty, person.specialty_source = make_place(), make_specialty(), "self"
    person.save()
    make_affiliation(person=person, class_year=2006)
    make_consent(person=person, purpose="directory")
    return member


def form_of(account):
    return account.client.get(KNOWN).context["form"]


def save(account, *off, **told):
    """Send the form as the page shows it, with some switches turned off and some fields told otherwise."""
    form = form_of(account)
    on = {name: "on" for name, switch in form.switches.items() if switch.is_on and name not in off}
    answers = {name: form[name].initial or "" for name in form.purposes}
    return account.client.post(KNOWN, {"shown": list(form.switches), **answers, **on, **told}, follow=True)


def seen(reader, person, look=""):
    return reader.client.get(f"/people/{look}", {"q": person.family_name}).text


def test_it_works(her):
    page = her.client.get(KNOWN)
    assert page.status_code == 200
    readers = "Seen by: you, staff who keep the records, other members"
    for words in ("Denver, CO", "as you told us", "Graduate", readers):
        assert words in page.text
    for purpose in Purpose.asked():
        assert str(purpose.label) in page.text


def test_one_has_to_sign_in_but_needs_no_role(client, stranger):
    assert client.get(KNOWN).url.startswith(reverse("account_login"))
    assert stranger.client.get(KNOWN).status_code == 200


def test_saving_without_a_change_records_no_more_than_the_purpose(her):
    save(her)
    save(her)
    assert list(her.person.consents.values_list("purpose", "datum")) == [("directory", "")]


def test_a_switch_takes_one_thing_away_and_gives_it_back(her):
    save(her, "directory-people.place")
    answer = her.person.consents.in_force().get(datum="people.place")
    assert (answer.purpose, answer.given, answer.by, answer.words_version) == ("directory", False, her, 1)
    assert Person.objects.consenting_to("directory", "people.place").count() == 0
    save(her, **{"directory-people.place": "on"})
    assert Person.objects.consenting_to("directory", "people.place").get() == her.person


def test_a_yes_lets_members_find_me_and_a_no_ends_it(her, manager):
    save(her, directory="no")
    assert her.person not in Person.objects.consenting_to("directory")
    save(her, directory="yes")
    assert her.person in Person.objects.consenting_to("directory")


def test_a_question_left_open_stays_unanswered(member):
    save(member, directory="yes", press="")
    assert list(member.person.consents.values_list("purpose", "given")) == [("directory", True)]


def test_what_was_not_shown_is_not_answered(her):
    her.client.post(KNOWN, {"directory": "yes"})
    assert list(her.person.consents.in_force().values_list("purpose", "datum")) == [("directory", "")]


def test_no_switch_stands_ticked_before_a_yes(her):
    make_topic()
    save(her, directory="no")
    page = her.client.get(KNOWN)
    assert page.context["form"].topics == page.context["form"].initial["shown"] == []
    assert 'type="checkbox"' not in page.text


def test_topics_are_switches_of_their_own(her):
    make_topic()
    save(her, outreach="yes")
    save(her, "outreach-topic:access-to-care")
    answers = set(her.person.consents.in_force().values_list("purpose", "datum", "given"))
    assert {("outreach", "", True), ("outreach", "topic:access-to-care", False)} <= answers


@pytest.mark.parametrize("told", [{"directory": "maybe"}, {"shown": "directory-people.soul"}])
def test_a_forged_answer_is_refused(her, told):
    answers = her.person.consents.count()
    assert "One answer needs another look" in save(her, **told).text
    assert her.person.consents.count() == answers


def test_every_answer_stays_with_its_words(her):
    save(her, "directory-people.place", directory="no")
    page = her.client.get(KNOWN).text
    assert "On November 22, 2026 no to these words" in page
    assert "City and state: other members see it in the directory and find me by it." in page
    assert "It held until November 22, 2026." in page


def test_an_answer_that_staff_recorded_says_on_what_basis(her):
    make_consent(person=her.person, purpose="press", basis="paper form of May 2024")
    assert "Recorded for you: paper form of May 2024." in her.client.get(KNOWN).text


def test_what_is_not_known_is_set_apart(member):
    page = member.client.get(KNOWN)
    assert {line.datum.name for line in page.context["unknown"]} >= {"people.place", "people.former_name"}
    assert not [line for _subject, lines in page.context["subjects"] for line in lines if not line.values]


def test_the_records_are_explained_and_not_asked(member):
    page = member.client.get(KNOWN).text
    assert "Keeping the records is not asked" in page
    assert 'name="records"' not in page


def test_my_page_as_another_member_sees_it(her):
    make_contact_point(person=her.person, value="miriam.t@example.org")
    look = reverse("people:seen_as", args=["member"])
    page = her.client.get(look).text
    assert "Your page as another member sees it" in page
    assert "Denver, CO" in page
    assert "miriam.t@" not in page.partition("<main")[2]
    save(her, "directory-people.place")
    assert "Denver, CO" not in her.client.get(look).text
    save(her, directory="no")
    assert "Another member sees nothing of you" in her.client.get(look).text


def test_it_is_the_very_page_a_member_gets(her, stranger):
    stranger.grants.create(role="member")
    save(her, "directory-people.school")
    theirs = stranger.client.get(her.person.get_absolute_url()).text.partition('<div class="head">')[2]
    mine = her.client.get(reverse("people:seen_as", args=["member"])).text.partition('<div class="head">')[2]
    assert mine.partition("</main>")[0] == theirs.partition("</main>")[0]


def test_a_stranger_sees_nothing(her):
    assert "A stranger sees nothing of you" in her.client.get(reverse("people:seen_as", args=["stranger"])).text


def test_nobody_looks_with_eyes_of_her_choice(her):
    for reader in ("administrator", "reviewer", str(her.pk)):
        assert her.client.get(reverse("people:seen_as", args=[reader])).status_code == 404


@pytest.mark.parametrize("rows", [1, 15])
def test_the_page_costs_the_same_number_of_queries(her, rows, django_assert_max_num_queries):
    for number in range(rows):
        make_contact_point(person=her.person)
        make_affiliation(person=her.person, class_year=1990 + number)
        make_topic(f"topic-{number}")
    her.client.get(KNOWN)
    with django_assert_max_num_queries(40):
        her.client.get(KNOWN)


def test_every_datum_can_be_shown_of_a_person_of_whom_nothing_is_known():
    person = make_person()
    for datum in declared("DATA"):
        assert all(len(line) == 2 for line in datum.show(person)), datum.name


def test_every_datum_of_the_directory_is_one_that_is_blanked(member):
    """Whatever is declared for the directory disappears from the page when it is withheld."""
    from bigtent.people.models.person import FIELD_OF

    named = {d.name for d in declared("DATA") if "directory" in d.purposes and d.asked and d.name.startswith("people.")}
    assert {one for one in named if not one.startswith("people.offer-")} == FIELD_OF.keys() | {"people.school"}
