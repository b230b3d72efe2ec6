"""A file that was brought in can be taken back: exactly what it added, and never what was used since."""

import pytest

from bigtent.alumni.errors import RosterError
from bigtent.alumni.models import AlumniRecord, Award, RosterFile, alumni
from bigtent.alumni.services import apply_roster, undo_roster
from bigtent.alumni.services.undoing import what_leaves
from bigtent.people.models import Affiliation, ContactPoint, Person
from bigtent.people.services import merge_people, undo_merges
from tests.alumni.rosters import ADA, LUZ, REN, bring, lines
from tests.alumni.test_roster_import import everything
from tests.factories import make_account, make_contact_point, make_person

pytestmark = pytest.mark.django_db


def back(file):
    return undo_roster(file_key=file.key, by=None)


def test_it_works():
    file = bring(lines(ADA, LUZ, REN))
    assert back(file) == {"removed": 3, "stayed": 0}
    for model in (Person, Award, Affiliation, ContactPoint, AlumniRecord):
        assert not model.objects.exists()


def test_what_was_there_before_is_as_it_was():
    make_person(family_name="Ali", email="ali@example.org")
    bring(lines(ADA, LUZ), roster="Newsletter")
    before = everything()
    file = bring(lines(ADA, LUZ, REN))
    back(file)
    assert everything() | {"programs": 0} == before | {"programs": 0}


def test_additions_to_people_of_an_earlier_file_go_too():
    bring(lines(ADA))
    before = everything()
    changed = ADA.replace("ada@example.org", "new@example.org").replace("5000", "7000")
    back(bring(lines(changed, LUZ), name="newer.csv"))
    assert everything() | {"programs": 0} == before | {"programs": 0}


def test_the_file_can_be_brought_in_again():
    back(bring(lines(ADA, LUZ)))
    assert bring(lines(ADA, LUZ)).state == RosterFile.State.APPLIED
    assert alumni().count() == 2


def test_taking_back_twice_changes_nothing():
    file = bring(lines(ADA))
    back(file)
    assert back(file) == {"removed": 1, "stayed": 0}


def test_a_file_taken_back_is_not_brought_in_by_its_old_page():
    file = bring(lines(ADA))
    back(file)
    with pytest.raises(RosterError, match="was taken back"):
        apply_roster(file_key=file.key, by=None)


def test_what_was_never_brought_in_cannot_be_taken_back():
    with pytest.raises(RosterError, match="was not brought in"):
        back(bring(lines(ADA), apply=False))


USES = {
    "an account": lambda ada: make_account(person=ada),
    "her own words": lambda ada: make_contact_point(person=ada, source="self"),
    "an edit": lambda ada: Person.objects.filter(pk=ada.pk).update(name_source="self"),
    "an end by staff": lambda ada: ada.contact_points.update(ended_on="2026-11-01"),
    "another award": lambda ada: Award.objects.create(person=ada, year=2001),
}


@pytest.mark.parametrize("use", USES)
def test_whoever_was_used_since_stays(use):
    file = bring(lines(ADA, LUZ))
    USES[use](Person.objects.get(family_name="Whitfield"))
    assert back(file) == {"removed": 1, "stayed": 1}
    assert Person.objects.filter(family_name="Whitfield", awards__year=1992).exists()
    assert not Person.objects.filter(given_name="Luz").exists()


def test_merged_people_stay_until_the_merge_is_undone():
    ours, theirs = bring(lines(ADA)), bring(lines(ADA), roster="Newsletter")
    kept, merged = Person.objects.order_by("pk")
    made = merge_people(pairs=[(kept, merged)], by=None, reason="test")
    assert set(what_leaves(ours).reasons.values()) == {1}
    with pytest.raises(RosterError, match="in use by now"):
        back(theirs)
    undo_merges(merges=made, by=None)
    assert back(theirs) == {"removed": 1, "stayed": 0}
    assert Person.objects.get() == kept


def test_a_person_another_file_adds_to_stays():
    first = bring(lines(ADA, LUZ))
    bring(lines(ADA.replace("5000", "7000")), name="newer.csv")
    assert back(first) == {"removed": 1, "stayed": 1}
