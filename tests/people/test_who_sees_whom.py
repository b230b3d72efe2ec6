"""The seam: every read of people names its reader and its purpose. The whole matrix in one table."""

import pytest
from django.contrib.auth.models import AnonymousUser

from bigtent.people.models import Person, Purpose
from bigtent.people.services import edit_person, set_consent
from tests.factories import make_account, make_affiliation, make_consent, make_organization, make_person, make_place

pytestmark = pytest.mark.django_db

NOT_ASKED, YES, NO, ENDED, OTHER = "not asked", "yes", "no", "ended", "yes to another purpose"
STATES = (NOT_ASKED, YES, NO, ENDED, OTHER)
EVERYBODY, THOSE_WHO_SAID_YES, NOBODY = set(STATES), {YES}, set()
STAFF, MEMBERS = ("administrator", "program_manager", "reviewer"), ("directory", "mentoring")
MATRIX = {
    (role, purpose): EVERYBODY if purpose == Purpose.RECORDS else THOSE_WHO_SAID_YES
    for role in STAFF
    for purpose in Purpose.values
} | {
    (role, purpose): THOSE_WHO_SAID_YES if role == "member" and purpose in MEMBERS else NOBODY
    for role in ("member", "no role")
    for purpose in Purpose.values
}


def somebody(state, purpose):
    person = make_person()
    other = Purpose.PRESS if purpose != Purpose.PRESS else Purpose.OUTREACH
    if state == OTHER:
        make_consent(person=person, purpose=other)
    elif state != NOT_ASKED and purpose != Purpose.RECORDS:
        ended = {"ended_at": "2025-01-01T00:00Z"} if state == ENDED else {}
        make_consent(person=person, purpose=purpose, given=state != NO, **ended)
    return person


def sees(reader, person, purpose):
    return Person.objects.visible_to(reader, purpose).filter(pk=person.pk).exists()


@pytest.mark.parametrize(("role", "purpose"), MATRIX)
def test_the_matrix(role, purpose):
    reader = make_account(roles=[] if role == "no role" else [role])
    people = {state: somebody(state, purpose) for state in STATES}
    assert {state for state in STATES if sees(reader, people[state], purpose)} == MATRIX[role, purpose]


@pytest.mark.parametrize("purpose", Purpose.values)
def test_everybody_reads_herself(purpose):
    for role in (*STAFF, "member", None):
        reader = make_account(roles=[role] if role else [])
        assert reader.person in Person.objects.visible_to(reader, purpose)


def test_nobody_else_sees_anybody():
    make_person(consents=Purpose.asked())
    closed = make_account(roles=["administrator"], is_active=False)
    for reader in (None, AnonymousUser(), closed):
        assert not Person.objects.visible_to(reader, Purpose.DIRECTORY).exists()


def test_a_read_names_one_of_the_purposes(manager):
    with pytest.raises(ValueError, match="fame"):
        Person.objects.visible_to(manager, "fame")


def test_a_role_counts_until_its_last_day():
    reader, person = make_account(roles=["reviewer"]), make_person()
    for until_on, may_see in (("2026-11-22", True), ("2026-11-21", False)):
        reader.grants.update(until_on=until_on)
        reader.forget_roles()
        assert sees(reader, person, "records") == may_see


@pytest.fixture
def lakeside():
    return make_organization(name="Lakeside School")


@pytest.fixture
def of_lakeside(lakeside):
    return make_account(roles=[("program_manager", f"school:{lakeside.pk}")])


def test_staff_of_one_school_keep_its_records_alone(of_lakeside, lakeside):
    inside, outside = (make_affiliation(organization=one).person for one in (lakeside, make_organization()))
    assert sees(of_lakeside, inside, "records")
    assert not sees(of_lakeside, outside, "records")


@pytest.mark.parametrize("purpose", Purpose.asked())
def test_for_what_is_asked_they_need_the_yes_too(of_lakeside, lakeside, purpose):
    inside, outside = (make_affiliation(organization=one).person for one in (lakeside, make_organization()))
    assert not sees(of_lakeside, inside, purpose)
    for person in (inside, outside):
        make_consent(person=person, purpose=purpose)
    assert sees(of_lakeside, inside, purpose)
    assert not sees(of_lakeside, outside, purpose)


@pytest.mark.parametrize("scope", ["school:99999", "school:", "school:x", "school:²", "castle:1", "school:" + "9" * 40])
def test_a_part_that_is_not_there_holds_nobody(scope):
    make_affiliation()
    reader = make_account(roles=[("program_manager", scope)])
    assert list(Person.objects.visible_to(reader, "records")) == [reader.person]


@pytest.fixture
def listed():
    return make_person(consents=["directory"], place=make_place(), former_name="Quill", offers=["mentor", "speak"])


def read(reader, person, purpose="directory"):
    return Person.objects.visible_to(reader, purpose).for_listing().get(pk=person.pk)


def withhold(person, *data, purpose="directory"):
    for datum in data:
        make_consent(person=person, purpose=purpose, datum=datum, given=False)


def test_what_is_withheld_is_not_read(member, listed):
    withhold(listed, "people.place", "people.former_name", "people.offer-mentor")
    seen = read(member, listed)
    assert (seen.place, seen.former_name, [o.kind for o in seen.offers_in_force]) == (None, "", ["speak"])


def test_what_is_not_read_for_a_purpose_is_not_there(member, listed):
    make_consent(person=listed, purpose="mentoring")
    seen = read(member, listed, "mentoring")
    assert (seen.former_name, seen.offers_in_force, seen.place) == ("", [], listed.place)


def test_withheld_from_one_purpose_is_read_for_another(member, listed):
    make_consent(person=listed, purpose="mentoring")
    withhold(listed, "people.place", purpose="mentoring")
    assert read(member, listed, "mentoring").place is None
    assert read(member, listed).place == listed.place


def test_nothing_is_withheld_from_the_records_nor_from_oneself(reviewer, listed):
    withhold(listed, "people.place")
    assert read(reviewer, listed, "records").place == listed.place
    herself = make_account(person=listed, roles=["member"])
    assert read(herself, listed).place == listed.place


def test_a_part_of_a_record_cannot_be_saved(member, manager, listed):
    part = read(member, listed)
    with pytest.raises(TypeError, match="read the record"):
        part.save()
    with pytest.raises(TypeError, match="read the record"):
        Person.objects.bulk_upsert([part])
    edit_person(person=read(manager, listed, "records"), by=manager, changes={"about": "Told"}, reason="")


def test_columns_do_not_go_around_it(member, listed):
    with pytest.raises(TypeError, match="read as persons"):
        list(Person.objects.visible_to(member, "directory").values_list("former_name"))


def test_relations_do_not_go_around_it(member, listed):
    make_affiliation(person=listed)
    withhold(listed, "people.school")
    for seen in (read(member, listed), next(Person.objects.visible_to(member, "directory").iterator())):
        assert list(seen.affiliations.all()) == []
        assert list(seen.contact_points.all()) == []


@pytest.mark.parametrize("people", [1, 30])
def test_leaving_out_costs_one_query(member, people, django_assert_num_queries):
    for _ in range(people):
        withhold(make_person(consents=["directory"]), "people.place")
    with django_assert_num_queries(3):
        list(Person.objects.visible_to(member, "directory"))


def test_an_answer_holds_from_the_next_read(member, listed):
    herself = make_account(person=listed)
    for given in (False, True, False):
        set_consent(person=listed, purpose="directory", datum="people.place", given=given, by=herself)
        assert (read(member, listed).place is not None) == given
    set_consent(person=listed, purpose="directory", given=False, by=herself)
    assert not sees(member, listed, "directory")


def test_a_sensitive_datum_needs_a_yes_of_its_own(monkeypatch):
    person = make_person(consents=["reporting"])
    monkeypatch.setattr("bigtent.people.models.person.is_sensitive", lambda datum: True)
    told = Person.objects.consenting_to("reporting", "identity.gender")
    assert person not in told.all()
    make_consent(person=person, purpose="reporting", datum="identity.gender", given=True)
    assert person in told.all()
