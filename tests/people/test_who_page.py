"""Who can read this, and why: what the page says is what the scope does, for every account."""

import random

import pytest
from django.urls import reverse

from bigtent.people.models import Account, Person, Purpose
from bigtent.people.who import who_reads
from tests.factories import make_account, make_affiliation, make_consent, make_organization, make_person

pytestmark = pytest.mark.django_db


def who(reader, person):
    return reader.client.get(reverse("people:who", args=[person.key]))


def test_it_works(member, manager, reviewer):
    make_consent(person=member.person, purpose="directory")
    make_consent(person=member.person, purpose="directory", datum="people.place", given=False)
    page = who(member, member.person).text
    for words in ("Said yes on November 22, 2026.", manager.person.name, "the whole network", "Reviewer"):
        assert words in page
    assert "City and state (no of November 22, 2026)" in page
    assert "Not answered, which counts as no: nobody reads for this." in page


def test_who_may_ask(client, member, stranger, reviewer, manager):
    assert client.get(reverse("people:who", args=[member.person.key])).url.startswith(reverse("account_login"))
    assert who(member, member.person).status_code == who(manager, member.person).status_code == 200
    assert who(stranger, member.person).status_code == 404
    assert who(reviewer, member.person).status_code == 403


def a_network(chance):
    """A few schools, people with random answers, accounts of every kind."""
    schools = [make_organization() for _ in range(3)]
    scopes = ["", *(f"school:{school.pk}" for school in schools), "school:999", "castle:1"]
    roles = ["administrator", "program_manager", "reviewer", "member"]
    for _ in range(25):
        person = make_person()
        for school in chance.sample(schools, chance.randint(0, 2)):
            make_affiliation(person=person, organization=school)
        for purpose in chance.sample(Purpose.asked(), 3):
            make_consent(person=person, purpose=purpose, given=chance.random() < 0.7)
        make_consent(person=person, purpose="directory", datum="people.place", given=chance.random() < 0.5)
        if chance.random() < 0.7:
            grants = {(chance.choice(roles), chance.choice(scopes)) for _ in range(chance.randint(0, 3))}
            account = make_account(person=person, roles=grants, is_active=chance.random() < 0.9)
            account.grants.filter(role="reviewer").update(until_on=chance.choice(["2026-11-21", "2026-11-22", None]))


@pytest.mark.parametrize("seed", range(8))
def test_the_page_says_what_the_scope_does(network, seed):
    a_network(random.Random(seed))
    accounts = list(Account.objects.all())
    reads = {
        (account.pk, purpose): set(Person.objects.visible_to(account, purpose).values_list("pk", flat=True))
        for account in accounts
        for purpose in Purpose
    }
    for person in Person.objects.all()[:10]:
        for access in who_reads(person):
            readers = {
                account.pk
                for account in accounts
                if account.person_id != person.pk and person.pk in reads[account.pk, access.purpose]
            }
            named = {reader.account.pk for reader in access.staff}
            assert named <= readers
            assert len(readers) - len(named) == access.members, (person, access.purpose)
            for one in access.data if readers and access.purpose != Purpose.RECORDS else ():
                account = next(account for account in accounts if account.pk in readers)
                shown = Person.objects.visible_to(account, access.purpose).showing(one.datum.name)
                assert shown.filter(pk=person.pk).exists() == one.is_read


@pytest.mark.parametrize("accounts", [1, 30])
def test_it_costs_the_same_number_of_queries(member, accounts, django_assert_max_num_queries):
    for _ in range(accounts):
        make_account(roles=["reviewer", ("program_manager", f"school:{make_organization().pk}")])
    who(member, member.person)
    with django_assert_max_num_queries(16):
        who(member, member.person)
