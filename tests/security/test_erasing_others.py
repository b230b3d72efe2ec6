"""Nobody is erased by somebody below her, and nobody brings back whoever was."""

import pytest
from django.urls import reverse

from bigtent.people.errors import LeavingError
from bigtent.people.models import Account, ContactPoint, ErasureRequest, Suppression
from bigtent.people.services import ask_erasure, carry_out_erasure, erase_person
from tests.cast import signed_in
from tests.factories import make_account, make_person

pytestmark = pytest.mark.django_db


def test_two_managers_do_not_erase_an_administrator(manager, administrator, network):
    other = signed_in(make_account(roles=["administrator"]))
    page = manager.client.post(reverse("people:erase", args=[other.person.key]), {"reason": "Letter"})
    assert "An administrator does this" in page.text
    assert not ErasureRequest.objects.exists()
    asked = ask_erasure(person=other.person, by=administrator, reason="Letter")
    with pytest.raises(LeavingError, match="An administrator does this"):
        carry_out_erasure(asked=asked, by=manager)
    assert Account.objects.filter(pk=other.pk).exists()


def test_an_administrator_who_leaves_meanwhile_is_no_successor(administrator, monkeypatch):
    """Both looked before either left."""
    other = make_account(roles=["administrator"])
    from bigtent.people.services import erasure

    found = erasure.traces_of

    def traces_after_the_other_left(person):
        monkeypatch.setattr(erasure, "traces_of", found)
        erase_person(person=other.person, by=other, asked_by_herself=True)
        return found(person)

    monkeypatch.setattr(erasure, "traces_of", traces_after_the_other_left)
    with pytest.raises(LeavingError, match="Nobody else is administrator"):
        erase_person(person=administrator.person, by=administrator, asked_by_herself=True)
    assert Account.objects.filter(pk=administrator.pk).exists()


def test_writing_down_an_erased_address_does_not_let_lists_bring_it_back(manager, member):
    erase_person(person=make_person(email="gone@example.org"), by=manager, reason="Letter")
    told = {"kind": "email", "value": "gone@example.org"}
    assert member.client.post(reverse("people:add_my_contact_point"), told).status_code == 302
    assert ContactPoint.objects.filter(person=member.person, value="gone@example.org").exists()
    assert Suppression.objects.of("email", "gone@example.org").exists()
