"""The page of a person: what each reader sees of it."""

import pytest
from django.urls import reverse

from bigtent.people.services import edit_person, merge_people
from tests.factories import make_affiliation, make_consent, make_contact_point, make_person, make_specialty

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed():
    person = make_person(given_name="Tomás", family_name="Villarreal", consents=["directory"], offers=["mentor"])
    make_contact_point(
        person=person, value="t@example.org", source="registry", source_detail="Provider file", checked_on="2026-03-01"
    )
    make_affiliation(person=person, class_year=2006)
    return person


def page(reader, person):
    return reader.client.get(person.get_absolute_url())


def test_it_works(member, listed):
    response = page(member, listed)
    assert response.status_code == 200
    for words in ("Tomás Villarreal", "2006", "Be a mentor"):
        assert words in response.text


def test_contact_data_are_for_staff_and_the_person_alone(member, reviewer, listed):
    assert "t@example.org" not in page(member, listed).text
    assert "What was agreed" not in page(member, listed).text
    staff = page(reviewer, listed).text
    assert "t@example.org" in staff
    assert "Provider file" in staff
    assert "March 1, 2026" in staff


def test_who_did_not_agree_is_not_there(member, reviewer, stranger):
    hidden = make_person()
    assert page(member, hidden).status_code == 404
    assert page(stranger, hidden).status_code == 404
    assert page(reviewer, hidden).status_code == 200


def test_a_withdrawal_holds_at_once(member, listed):
    consent = listed.consents.get()
    consent.ended_at = consent.at
    consent.save()
    make_consent(person=listed, purpose="directory", given=False)
    assert page(member, listed).status_code == 404


def test_a_stranger_sees_her_own_page_only(client, stranger, listed):
    assert page(stranger, listed).status_code == 404
    assert page(stranger, stranger.person).status_code == 200
    assert client.get(listed.get_absolute_url()).url.startswith(reverse("account_login"))


def test_a_merged_record_leads_to_the_kept_one(reviewer, member, listed):
    old, hidden, gone = make_person(), make_person(), make_person()
    merge_people(pairs=[(listed, old), (hidden, gone)], by=None, reason="")
    assert page(reviewer, old).url == listed.get_absolute_url()
    assert page(member, old).url == listed.get_absolute_url()
    assert page(member, gone).status_code == 404


def test_managers_see_the_history_in_words(manager, reviewer, listed):
    edit_person(person=listed, by=manager, changes={"credential": "MD"}, reason="read on a letter")
    assert "The profile of Tomás Villarreal was changed" in page(manager, listed).text
    assert "read on a letter" in page(manager, listed).text
    assert "read on a letter" not in page(reviewer, listed).text


def test_a_merge_is_undone_from_the_page(manager, reviewer, listed):
    old = make_person(given_name="Tom")
    [merge] = merge_people(pairs=[(listed, old)], by=manager, reason="same person")
    address = reverse("people:undo_merge", args=[listed.key, merge.pk])
    assert address in page(manager, listed).text
    assert reviewer.client.post(address).status_code == 403
    assert "separate again" in manager.client.post(address, follow=True).text
    old.refresh_from_db()
    assert old.merged_into is None
    assert manager.client.post(address).status_code == 404


def test_staff_edit_with_a_reason(manager, reviewer, listed):
    address = reverse("people:edit", args=[listed.key])
    assert reviewer.client.get(address).status_code == 403
    listed.name_source = "self"
    listed.save()
    told = {"given_name": "Tom", "family_name": "Villarreal"}
    assert "Say why you change it" in manager.client.post(address, told).text
    assert manager.client.post(address, told | {"reason": "asked by telephone"}).status_code == 302
    listed.refresh_from_db()
    assert (listed.given_name, listed.name_source) == ("Tom", "staff")


def test_a_wrong_edit_says_what_to_do(manager, listed):
    make_specialty()
    told = {"family_name": "", "zip": "8020", "specialty": "alchemy", "profession": "king"}
    text = manager.client.post(reverse("people:edit", args=[listed.key]), told).text
    assert "Five digits, such as 80202" in text
    assert "4 answers need another look" in text


@pytest.mark.parametrize("rows", [1, 20])
def test_a_page_costs_the_same_number_of_queries(manager, listed, rows, django_assert_max_num_queries):
    for number in range(rows):
        make_contact_point(person=listed)
        make_affiliation(person=listed, class_year=1990 + number)
        edit_person(person=listed, by=manager, changes={"about": f"Text {number}"})
        merge_people(pairs=[(listed, make_person())], by=manager, reason="")
    page(manager, listed)
    with django_assert_max_num_queries(32):
        page(manager, listed)
