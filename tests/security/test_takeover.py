"""Nobody takes over a sign-in, and with it what somebody says of herself."""

import pytest
from django.urls import reverse

from bigtent.identity.services import save_answer
from bigtent.people.models import Account, Merge
from bigtent.people.services import close_account, merge_people
from tests.cast import signed_in
from tests.factories import make_account
from tests.identity.making import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def teller(network):
    """Somebody who said of herself what nobody else may read."""
    account = signed_in(make_account(roles=["member"]))
    save_answer(question="gender", answer=said(words="Zebulonia"), by=account)
    return account


@pytest.fixture
def accomplice(network):
    return signed_in(make_account(roles=["member"]))


def merge(by, kept, merged, stays="kept"):
    address = f"{reverse('people:merge')}?keep={kept.person.key}&merge={merged.person.key}"
    return by.client.post(address, {"name": "kept", "account": stays, "reason": "Same diploma"})


def reads_it(account) -> bool:
    pages = [reverse("identity:question", args=["gender"]), reverse("identity:questions")]
    return any("Zebulonia" in account.client.get(page).text for page in pages)


@pytest.mark.parametrize("stays", ["kept", "merged"])
def test_a_manager_chooses_nobodys_sign_in(manager, teller, accomplice, stays):
    for kept, merged in ((teller, accomplice), (accomplice, teller)):
        assert "An administrator merges them" in merge(manager, kept, merged, stays).text
    assert not Merge.objects.exists()
    assert reads_it(teller)
    assert not reads_it(accomplice)


@pytest.mark.parametrize("stays", ["kept", "merged"])
def test_nobody_merges_a_sign_in_with_her_own(manager, administrator, teller, stays):
    for taker in (manager, administrator):
        assert "One of these sign-ins is yours" in merge(taker, taker, teller, stays).text
    assert not Merge.objects.exists()


def test_a_closed_sign_in_is_not_taken_over_either(manager, teller, accomplice):
    close_account(account=teller, by=None)
    assert "An administrator merges them" in merge(manager, accomplice, teller).text
    assert not reads_it(accomplice)


def test_a_manager_opens_no_sign_in_by_undoing(manager, administrator, teller, accomplice):
    made = merge_people(
        pairs=[(accomplice.person, teller.person)], by=administrator, reason="Same", choices={"account": "kept"}
    )[0]
    manager.client.post(reverse("people:undo_merge", args=[accomplice.person.key, made.pk]))
    assert Merge.objects.in_force().exists()
    assert not Account.objects.get(pk=teller.pk).is_active
