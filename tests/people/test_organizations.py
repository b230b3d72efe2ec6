"""Organizations: who works with this network is said by its staff, never by a list."""

import pytest
from django.urls import reverse

from bigtent.ledger.models import AuditEntry
from bigtent.people.errors import OrganizationError
from bigtent.people.models import Organization
from bigtent.people.services import add_organizations, load_reference, set_partners
from tests.factories import make_organization

pytestmark = pytest.mark.django_db


def add(client, **given):
    return client.post(reverse("people:new_organization"), {"name": "Harbor Clinic", "kind": "care"} | given)


def test_it_works(manager):
    add(manager.client, is_partner="on")
    page = manager.client.get(reverse("people:organizations"), {"partners": "on"}).content.decode()
    assert "1 organization" in page and "Harbor Clinic" in page


def test_they_stand_in_the_order_of_the_alphabet(member):
    for name in ("AMA Ed Hub", "Albany Medical College", "aBC Clinic"):
        make_organization(name=name)
    page = member.client.get(reverse("people:organizations"))
    assert [row.name for row in page.context["page"]] == ["aBC Clinic", "Albany Medical College", "AMA Ed Hub"]


def test_a_second_one_of_the_same_name_and_kind_is_refused(manager):
    add(manager.client)
    page = add(manager.client, name=" harbor  clinic ").content.decode()
    assert "is kept already" in page
    assert Organization.objects.filter(name__iexact="harbor clinic").count() == 1


def test_real_organizations_are_nobodys_partners_until_staff_say_so(manager):
    load_reference()
    assert not Organization.objects.filter(is_partner=True).exists()

    named = Organization.objects.get(short_name="NMA")
    set_partners(organizations=[named], partner=True, by=manager)
    load_reference()

    assert list(Organization.objects.filter(is_partner=True)) == [named]
    entry = AuditEntry.objects.get(verb="set_partners")
    assert (entry.by, entry.changes) == (manager, {"is_partner": [False, True]})


def test_a_button_makes_a_partner_and_ends_it(manager):
    organization = make_organization(name="Harbor Clinic")
    address = reverse("people:partner", args=[organization.key])
    for given, expected in (("1", True), ("0", False)):
        manager.client.post(address, {"partner": given})
        organization.refresh_from_db()
        assert organization.is_partner is expected


def test_a_member_looks_but_changes_nothing(member):
    organization = make_organization(name="Harbor Clinic")
    assert "Harbor Clinic" in member.client.get(reverse("people:organizations")).content.decode()
    assert add(member.client, name="Other").status_code == 403
    assert member.client.post(reverse("people:partner", args=[organization.key])).status_code == 403


def test_nonsense_in_the_address_shows_all(member):
    make_organization(name="Harbor Clinic")
    page = member.client.get(reverse("people:organizations"), {"kind": "castle", "page": "abc"})
    assert page.status_code == 200 and "Harbor Clinic" in page.content.decode()


@pytest.mark.parametrize(("name", "kind", "words"), [("", "care", "needs a name"), ("A", "castle", "no kind")])
def test_what_is_no_organization_is_refused(administrator, name, kind, words):
    with pytest.raises(OrganizationError, match=words):
        add_organizations(organizations=[Organization(name=name, kind=kind)], by=administrator)


def test_the_list_asks_a_constant_number_of_queries(member, django_assert_max_num_queries):
    for number in range(30):
        make_organization(name=f"Clinic {number}")
    member.client.get(reverse("people:organizations"))
    with django_assert_max_num_queries(9):
        member.client.get(reverse("people:organizations"))
