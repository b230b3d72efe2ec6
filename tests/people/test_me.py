"""My page: what others see, my facts, what I offer, what I allow."""

import pytest
from django.urls import reverse

from bigtent.people.models import Person
from tests.factories import make_consent, make_contact_point, make_person, make_place, make_specialty

pytestmark = pytest.mark.django_db
ME = reverse("people:me")


def send(account, name, **told):
    return account.client.post(reverse(f"people:{name}"), told, follow=True)


def test_it_works(member):
    response = member.client.get(ME)
    assert response.status_code == 200
    assert reverse("people:known") in response.text


def test_one_has_to_sign_in(client):
    assert client.get(ME).url.startswith(reverse("account_login"))


def test_no_role_is_needed(stranger):
    assert stranger.client.get(ME).status_code == 200


def test_what_members_see_is_read_as_a_member_reads_it(member):
    assert "Nothing. You have not agreed" in member.client.get(ME).text
    make_consent(person=member.person, purpose="directory")
    member.person.credential = "MSW"
    member.person.save()
    assert "Tsosie, MSW" in member.client.get(ME).text
    make_consent(person=member.person, purpose="directory", datum="people.credential", given=False)
    assert "Tsosie, MSW" not in member.client.get(ME).text


def test_what_i_say_is_marked_as_mine(member):
    make_place(), make_specialty()
    told = {"family_name": "Tsosie-Ray", "specialty": "family-medicine", "profession": "medicine", "zip": "80202"}
    assert "Saved." in send(member, "my_facts", **told).text
    member.person.refresh_from_db()
    person = member.person
    assert (person.family_name, person.place.city, person.specialty.code) == (
        "Tsosie-Ray",
        "Denver",
        "family-medicine",
    )
    assert {person.name_source, person.place_source, person.specialty_source} == {"self"}


def test_a_place_without_a_code_is_kept(member):
    place = make_place(zip="", city="")
    Person.objects.filter(pk=member.person.pk).update(place=place)
    send(member, "my_facts", family_name="Tsosie", zip="")
    member.person.refresh_from_db()
    assert member.person.place == place


def test_an_unknown_code_is_said(member):
    assert "We do not know the ZIP code 99999" in send(member, "my_facts", family_name="Tsosie", zip="99999").text


def test_what_i_offer(member):
    send(member, "my_offers", offers=["mentor", "speak"])
    send(member, "my_offers", offers=["speak"])
    assert [offer.kind for offer in member.person.offers.in_force()] == ["speak"]
    assert member.person.offers.count() == 2


def test_my_address_is_mine_to_add_and_to_end(member):
    send(member, "add_my_contact_point", kind="phone", value="(202) 555 0142")
    point = member.person.contact_points.get()
    assert (point.value, point.source) == ("202-555-0142", "self")
    member.client.post(reverse("people:end_my_contact_point", args=[point.pk]))
    assert not member.person.contact_points.in_use().exists()


def test_nobody_ends_the_address_of_another(member):
    point = make_contact_point(person=make_person(consents=["directory"]))
    assert member.client.post(reverse("people:end_my_contact_point", args=[point.pk])).status_code == 404


def test_a_wrong_address_says_what_to_do(member):
    text = send(member, "add_my_contact_point", kind="email", value="ada at example").text
    assert "needs a name, an @ and a domain" in text
