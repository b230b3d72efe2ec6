"""At the doors of other rooms: her own page and her own copy hold what she said, nobody else's page does."""

import pytest
from django.urls import reverse

from tests.identity.making import make_answer, said
from tests.security.test_answers_are_read_in_one_place import watching

pytestmark = pytest.mark.django_db
PLANTED = "planted-words"


@pytest.fixture
def teller(member):
    make_answer("gender", said("woman", words=PLANTED), account=member)
    return make_answer("pronouns", said("she"), account=member, purposes=["directory"])


def text(response):
    return b"".join(response).decode()


def test_her_own_copy_holds_what_she_said(teller):
    with watching() as strays:
        assert PLANTED in text(teller.client.post(reverse("people:my_data")))
    assert strays == []


def test_the_page_of_what_is_known_says_that_it_was_answered(teller):
    page = text(teller.client.get(reverse("people:known")))
    assert "answered; only you can read it" in page and PLANTED not in page
    assert reverse("identity:question", args=["gender"]) in page


@pytest.mark.parametrize("page", ["people:person", "people:edit", "people:who"])
def test_no_page_of_staff_holds_it(teller, administrator, page):
    response = administrator.client.get(reverse(page, args=[teller.person.key]))
    assert response.status_code == 200 and PLANTED not in text(response)


def test_staff_read_pronouns_by_the_same_yes_as_members(teller, administrator):
    assert "she / her" in text(administrator.client.get(teller.person.get_absolute_url()))
