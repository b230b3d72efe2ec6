"""What is known of people: who said it decides what may replace it."""

import pytest

from bigtent.ledger.models import AuditEntry
from bigtent.people.errors import ContactError, ProfileError
from bigtent.people.models import ContactPoint, Person
from bigtent.people.services import (
    Reach,
    add_contact_points,
    clean_contact,
    edit_person,
    end_contact_points,
    enrich_people,
    set_offers,
)
from tests.factories import make_contact_point, make_person, make_place, make_specialty

pytestmark = pytest.mark.django_db


def reach(person, value="a@example.org", **more):
    return Reach(person.pk, "email", value, **more)


def test_an_edit_writes_old_and_new(manager):
    person = make_person(credential="MD")
    edit_person(person=person, by=manager, changes={"credential": "MD, MPH", "about": ""})
    assert AuditEntry.objects.get(verb="edit_person").changes == {"credential": ["MD", "MD, MPH"]}


def test_an_edit_that_changes_nothing_leaves_no_trace(manager):
    assert edit_person(person=make_person(credential="MD"), by=manager, changes={"credential": "MD"}) == {}
    assert not AuditEntry.objects.exists()


def test_a_new_name_is_found_at_once(manager):
    person = make_person()
    edit_person(person=person, by=manager, changes={"former_name": "Ibáñez"})
    assert list(Person.objects.search(words="ibanez")) == [person]


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"family_name": " "}, "needs a family name"), ({"merged_into": 1}, "cannot be edited here")],
)
def test_a_wrong_edit_is_refused(manager, changes, words):
    with pytest.raises(ProfileError, match=words):
        edit_person(person=make_person(), by=manager, changes=changes)


def test_a_register_fills_and_renews_but_never_replaces_what_was_said(manager):
    new, old = make_specialty("psychiatry"), make_specialty("radiology")
    empty = make_person()
    listed = make_person(specialty=old, specialty_source="roster")
    said = make_person(specialty=old, specialty_source="self")
    facts = {person.pk: {"specialty": new} for person in (empty, listed, said)}
    assert enrich_people(facts=facts, source="registry", by=manager) == 2
    assert [Person.objects.get(pk=p.pk).specialty for p in (empty, listed, said)] == [new, new, old]
    assert Person.objects.get(pk=empty.pk).specialty_source == "registry"


def test_a_register_never_changes_a_name(manager):
    with pytest.raises(ProfileError, match="never changed without a person's decision"):
        enrich_people(facts={make_person().pk: {"family_name": "New"}}, source="registry", by=manager)


def test_many_are_enriched_in_few_queries(manager, django_assert_max_num_queries):
    place, people = make_place(), [make_person() for _ in range(300)]
    with django_assert_max_num_queries(25):
        enrich_people(facts={p.pk: {"place": place} for p in people}, source="registry", by=manager)


def test_a_new_address_has_source_and_date(manager):
    person = make_person()
    [point] = add_contact_points(
        reaches=[reach(person, " A@Example.org", source_detail="Provider file")], source="registry", by=manager
    )
    assert (point.value, point.source, point.source_detail) == ("a@example.org", "registry", "Provider file")
    assert point.checked_on.isoformat() == "2026-11-22"


def test_the_same_address_again_is_renewed_not_doubled(manager):
    person = make_person()
    make_contact_point(person=person, value="a@example.org", source="self", checked_on="2020-01-01")
    assert add_contact_points(reaches=[reach(person)], source="registry", by=manager) == []
    point = person.contact_points.get()
    assert (point.source, point.checked_on.isoformat()) == ("self", "2026-11-22")


def test_what_the_person_confirms_becomes_hers(member):
    make_contact_point(person=member.person, value="a@example.org", source="registry", source_detail="file")
    add_contact_points(reaches=[reach(member.person)], source="self", by=member)
    point = member.person.contact_points.get()
    assert (point.source, point.source_detail) == ("self", "")


def test_no_list_brings_back_what_was_ended(manager):
    person = make_person()
    point = make_contact_point(person=person, value="a@example.org", source="roster")
    assert end_contact_points(points=[point], by=manager, reason="bounced") == 1
    add_contact_points(reaches=[reach(person)], source="registry", by=manager)
    assert not person.contact_points.in_use().exists()
    add_contact_points(reaches=[reach(person)], source="staff", by=manager)
    assert person.contact_points.in_use().exists()


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [
        ("email", " Ada@Example.ORG ", "ada@example.org"),
        ("phone", "(202) 555 0142", "202-555-0142"),
        ("phone", "+1 202.555.0142", "202-555-0142"),
        ("phone", "2025550142 ext. 7", "202-555-0142 x7"),
        ("phone", "+52 55 1234 5678", "+525512345678"),
        ("address", " 1  Main St,\n Denver ", "1 Main St, Denver"),
    ],
)
def test_one_written_form_for_each(kind, value, written):
    assert clean_contact(kind, value) == written


@pytest.mark.parametrize(
    ("kind", "value"), [("email", "ada@"), ("phone", "12"), ("phone", ""), ("address", "-"), ("pigeon", "x")]
)
def test_what_reaches_nobody_is_refused(kind, value):
    with pytest.raises(ContactError):
        clean_contact(kind, value)


def test_offers_of_many(manager):
    a, b = make_person(offers=["mentor"]), make_person()
    assert set_offers(offers={a.pk: ["speak"], b.pk: ["speak", "mentor"]}, by=manager) == 4
    assert [o.kind for o in a.offers.in_force()] == ["speak"]
    assert AuditEntry.objects.get(verb="set_offers").count == 4
    with pytest.raises(ProfileError, match="“money” is nothing one can offer"):
        set_offers(offers={a.pk: ["money"]}, by=manager)


def test_reachable_means_an_address_or_number_in_use():
    person = make_person(email="a@example.org")
    make_contact_point(person=make_person(), kind="address", value="1 Main St")
    make_person(phone="202-555-0142").contact_points.update(ended_on="2026-01-01")
    assert list(Person.objects.reachable()) == [person]
    assert ContactPoint.objects.count() == 3
