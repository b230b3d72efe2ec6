"""Who may sign in: opening, closing, roles."""

from datetime import date

import pytest
from django.urls import reverse

from bigtent.ledger.models import AuditEntry
from bigtent.people.errors import AccountError
from bigtent.people.models import Account, Person
from bigtent.people.services import close_account, end_role, grant_role, merge_people, open_account, reopen_account
from tests.cast import signed_in
from tests.factories import make_account, make_person

pytestmark = pytest.mark.django_db
NEW, ACCOUNTS = reverse("people:new_account"), reverse("people:accounts")


def test_it_works(administrator):
    account = open_account(person=make_person(), email=" Ada@Example.org ", by=administrator, roles=["member"])
    assert account.email == "ada@example.org"
    assert account.roles == {"member"}
    assert AuditEntry.objects.get(verb="open_account").by == administrator


def test_no_password_is_ever_set(administrator):
    assert not open_account(person=make_person(), email="a@example.org", by=administrator).has_usable_password()


def test_somebody_new_is_kept_with_the_account(administrator):
    open_account(person=Person(family_name="Okafor"), email="a@example.org", by=administrator)
    assert Person.objects.get(family_name="Okafor").account.email == "a@example.org"


def test_letters_reach_the_address_of_the_account(administrator):
    account = open_account(person=make_person(), email="a@example.org", by=administrator)
    assert [point.value for point in account.person.contact_points.in_use()] == ["a@example.org"]


@pytest.mark.parametrize(
    ("email", "roles", "words"),
    [
        ("nonsense", [], "is not an e-mail address"),
        ("AMARA@example.org", [], "Somebody signs in with amara@example.org already"),
        ("a@example.org", ["queen"], "“queen” is not a role"),
    ],
)
def test_a_wrong_wish_is_refused_and_nothing_is_kept(administrator, email, roles, words):
    before = Person.objects.count()
    with pytest.raises(AccountError, match=words):
        open_account(person=Person(family_name="Okafor"), email=email, by=administrator, roles=roles)
    assert Person.objects.count() == before


def test_one_person_one_account(administrator, member):
    with pytest.raises(AccountError, match="has an account already"):
        open_account(person=member.person, email="second@example.org", by=administrator)


def test_a_merged_record_opens_no_account(administrator):
    kept, merged = make_person(), make_person()
    merge_people(pairs=[(kept, merged)], by=None, reason="")
    merged.refresh_from_db()
    with pytest.raises(AccountError, match="Open the account there"):
        open_account(person=merged, email="a@example.org", by=administrator)


def test_a_role_is_granted_until_a_day_and_ended(administrator, member):
    grant_role(account=member, role="reviewer", by=administrator, until_on=date(2026, 12, 31))
    assert member.roles == {"member", "reviewer"}
    end_role(account=member, role="reviewer", by=administrator)
    assert member.roles == {"member"}
    assert grant_role(account=member, role="reviewer", by=administrator).until_on is None


def test_a_day_in_the_past_is_refused(administrator, member):
    with pytest.raises(AccountError, match="is in the past"):
        grant_role(account=member, role="reviewer", by=administrator, until_on=date(2026, 11, 21))


def test_the_latest_administrator_stays(administrator):
    for verb in (lambda: end_role(account=administrator, role="administrator", by=administrator),
                 lambda: close_account(account=administrator, by=administrator)):  # fmt: skip
        with pytest.raises(AccountError, match="Nobody else is administrator"):
            verb()
    make_account(roles=["administrator"])
    close_account(account=administrator, by=administrator)


def test_who_holds_no_such_role_loses_none(administrator, member):
    with pytest.raises(AccountError, match="does not hold this role"):
        end_role(account=member, role="reviewer", by=administrator)


def test_a_closed_account_is_out_at_once_and_can_come_back(administrator, member):
    close_account(account=member, by=administrator)
    assert member.client.get(reverse("people:directory")).status_code == 302
    with pytest.raises(AccountError, match="closed already"):
        close_account(account=member, by=administrator)
    with pytest.raises(AccountError, match="Open it again first"):
        grant_role(account=member, role="reviewer", by=administrator)
    reopen_account(account=member, by=administrator)
    with pytest.raises(AccountError, match="is open"):
        reopen_account(account=member, by=administrator)
    assert signed_in(member).client.get(reverse("people:directory")).status_code == 200


def test_only_administrators_enter(manager, reviewer, member, stranger, client):
    pages = [ACCOUNTS, NEW, reverse("people:account", args=[member.person.key])]
    for address in pages:
        assert client.get(address).status_code == 302
        assert [a.client.get(address).status_code for a in (manager, reviewer, member, stranger)] == [403] * 4


def test_an_account_is_opened_from_a_profile(administrator, mailoutbox, django_capture_on_commit_callbacks):
    person = make_person(email="known@example.org")
    address = f"{NEW}?person={person.key}"
    assert "known@example.org" in administrator.client.get(address).text
    told = {"email": "known@example.org", "roles": ["member"], "invite": "on"}
    with django_capture_on_commit_callbacks(execute=True):
        response = administrator.client.post(address, told, follow=True)
    assert "can sign in now" in response.text
    assert mailoutbox[0].to == ["known@example.org"]
    assert reverse("people:invitation", args=["x"]).rpartition("x")[0] in mailoutbox[0].body


def test_a_taken_address_is_said_at_its_field(administrator, member):
    told = {"family_name": "Okafor", "email": "miriam@example.org"}
    response = administrator.client.post(NEW, told)
    assert response.context["form"].errors["email"] == ["Somebody signs in with miriam@example.org already."]


def test_roles_are_granted_and_ended_on_the_page(administrator, member):
    key = member.person.key
    post = administrator.client.post
    post(reverse("people:grant_role", args=[key]), {"role": "reviewer", "until_on": "2027-01-31"})
    assert Account.objects.get(pk=member.pk).roles == {"member", "reviewer"}
    past = post(reverse("people:grant_role", args=[key]), {"role": "reviewer", "until_on": "2020-01-31"})
    assert "is in the past" in past.text
    post(reverse("people:end_role", args=[key]), {"role": "reviewer"})
    assert Account.objects.get(pk=member.pk).roles == {"member"}
    assert "not a role" in post(reverse("people:end_role", args=[key]), {"role": "x"}, follow=True).text


def test_an_account_is_closed_and_opened_on_the_page(administrator, member):
    key = member.person.key
    administrator.client.post(reverse("people:close_account", args=[key]))
    assert "This account is closed" in administrator.client.get(reverse("people:account", args=[key])).text
    administrator.client.post(reverse("people:reopen_account", args=[key]))
    assert Account.objects.get(pk=member.pk).is_active


@pytest.mark.parametrize("words", ["miriam", "tsosie mir", "MIRIAM@ex"])
def test_accounts_are_found_by_name_or_address(administrator, member, words):
    page = administrator.client.get(ACCOUNTS, {"q": words}).context["page"]
    assert list(page.object_list) == [member]


def test_nonsense_finds_nobody(administrator):
    assert "No account fits" in administrator.client.get(ACCOUNTS, {"q": "zzz\0"}).text
