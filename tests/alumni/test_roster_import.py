"""What bringing a list in does: people, awards, schools, ways to reach them; once, and not again."""

from decimal import Decimal

import pytest

from bigtent.alumni.errors import RosterError
from bigtent.alumni.models import AlumniProgram, AlumniRecord, Award, RosterFile, alumni
from bigtent.alumni.services import apply_roster, check_roster, map_columns
from bigtent.ledger.models import AuditEntry
from bigtent.people.models import Affiliation, ContactPoint, Person
from tests.alumni.rosters import ADA, HEADINGS, LUZ, REN, bring, lines, problems
from tests.factories import make_organization, make_place

pytestmark = pytest.mark.django_db


def everything():
    """All that a list can change, as values."""
    return {
        "people": sorted(
            Person.objects.values_list("given_name", "middle_name", "family_name", "former_name", "place")
        ),
        "awards": sorted(
            Award.objects.values_list("person__family_name", "program__name", "year", "kind", "amount", "told"), key=str
        ),
        "studies": sorted(
            Affiliation.objects.values_list("person__family_name", "organization_text", "class_year"), key=str
        ),
        "contacts": sorted(ContactPoint.objects.values_list("person__family_name", "kind", "value", "source_detail")),
        "programs": sorted(AlumniProgram.objects.values_list("name", flat=True)),
    }


def test_it_works():
    file = bring(lines(ADA, LUZ, REN))
    assert file.state == RosterFile.State.APPLIED
    assert alumni().count() == 3
    assert everything()["awards"][0] == ("Baptiste", "Rural Leaders", 1986, "support", Decimal(2000), "unknown")


def test_a_dry_run_changes_nothing_and_says_what_would_be():
    file = bring(lines(ADA, LUZ), apply=False)
    assert (file.counts["new"], file.counts["refused"], file.counts["rows"]) == (2, 0, 2)
    assert not Person.objects.exists()
    assert not Award.objects.exists()


def test_a_school_is_matched_by_any_of_its_names():
    meharry = make_organization(name="Meharry Medical College", other_names=["Meharry"])
    bring(lines(ADA, LUZ.replace("University of New Mexico", "Meharry Med. Coll."), REN))
    assert Affiliation.objects.filter(organization=meharry).count() == 2
    assert Affiliation.objects.get(person__family_name="Baptiste").organization_text == "Howard University"


def test_a_school_two_could_mean_stays_text():
    make_organization(name="Loyola School of Medicine", other_names=["Loyola"])
    make_organization(name="Loyola College of Nursing", other_names=["Loyola"])
    bring(lines(ADA.replace("Meharry Medical College", "Loyola")))
    assert Affiliation.objects.get().organization is None


def test_a_place_is_found_by_its_zip_code():
    place = make_place(zip="37208", city="Nashville", state="TN", division="east-south-central")
    bring(lines(ADA))
    assert Person.objects.get().place == place


def test_contact_points_name_their_list():
    bring(lines(ADA))
    found = ContactPoint.objects.values_list("kind", "value", "source", "source_detail")
    assert set(found) == {
        ("email", "ada@example.org", "roster", "Finance office"),
        ("phone", "615-555-0101", "roster", "Finance office"),
    }


def test_a_class_to_come_makes_a_student():
    bring(lines(ADA.replace("1994", "2028")))
    assert Affiliation.objects.get().role == "student"


def test_the_same_file_twice_changes_nothing():
    bring(lines(ADA, LUZ, REN))
    before = everything()
    bring(lines(ADA, LUZ, REN))
    assert everything() == before
    assert RosterFile.objects.count() == 1


def test_the_same_rows_in_another_file_are_known():
    bring(lines(ADA, LUZ))
    later = bring(lines(REN, LUZ, ADA), name="newer.csv")
    assert (later.counts["known"], later.counts["new"]) == (2, 1)
    assert alumni().count() == 3


def test_another_order_of_columns_is_the_same_row():
    bring("Last Name,First Name,Birth Date\nWhitfield,Ada,1968-05-03\n")
    later = bring("Birth Date,Last Name,First Name\n5/3/1968,WHITFIELD,Ada\n", name="newer.csv")
    assert later.counts["known"] == 1


def test_two_lists_are_two_lists():
    """Whether their people are the same is for the search for duplicates."""
    bring(lines(ADA))
    bring(lines(ADA), roster="Newsletter")
    assert Person.objects.count() == 2


def test_a_row_that_says_more_adds_to_the_person():
    bring(lines(ADA))
    later = bring(lines(ADA.replace("ada@example.org", "ada.w@example.com")), name="newer.csv")
    assert later.counts["changed"] == 1
    person = Person.objects.get()
    assert set(person.contact_points.filter(kind="email").values_list("value", flat=True)) == {
        "ada@example.org",
        "ada.w@example.com",
    }
    assert person.awards.count() == 1


def test_a_changed_name_is_not_applied():
    bring(lines(ADA))
    bring(lines(ADA.replace("Whitfield", "Okafor")), name="newer.csv")
    assert Person.objects.get().family_name == "Whitfield"
    assert AlumniRecord.objects.filter(values__last="Okafor", person__family_name="Whitfield").exists()


def test_a_corrected_amount_is_one_award():
    bring(lines(ADA))
    bring(lines(ADA.replace("5000", "5500")), name="newer.csv")
    assert Award.objects.get().amount == 5500


def test_two_payments_in_one_file_are_two_awards():
    bring(lines(ADA, ADA.replace("5000", "2500")))
    assert Person.objects.count() == 1
    assert set(Award.objects.values_list("amount", flat=True)) == {5000, 2500}


def test_a_person_on_two_lines_is_one_person():
    file = bring(lines(ADA, ADA.replace("1992", "1993")))
    assert (file.counts["new"], file.counts["further"]) == (1, 1)
    assert Person.objects.get().awards.count() == 2


def test_a_line_word_for_word_again_is_said_to_be_repeated():
    assert bring(lines(ADA, ADA)).counts["repeated"] == 1


def test_a_number_given_to_somebody_else_is_refused():
    file = bring(lines(ADA, LUZ.replace("D2", "D1")))
    assert problems(file) == [(3, "Donor ID", "D1")]


def test_namesakes_without_anything_else_stay_two_people():
    bring("First Name,Last Name,City\nAna,Lopez,Reno\nAna,Lopez,Tulsa\n")
    assert Person.objects.filter(family_name="Lopez").count() == 2


def test_without_awards_on_the_list_everybody_is_an_alumna_all_the_same():
    bring("Name,E-mail\nAda Whitfield,ada@example.org\n")
    assert alumni().count() == 1


def test_a_list_of_contacts_makes_nobody_an_alumna():
    file = bring("Name,E-mail\nAda Whitfield,ada@example.org\n", apply=False)
    map_columns(file=file, columns=file.columns, by=None, everyone_awarded=False)
    check_roster(file_key=file.key, by=None)
    apply_roster(file_key=file.key, by=None)
    assert Person.objects.count() == 1
    assert not alumni().exists()


def test_the_program_of_a_whole_list():
    bring("Name,E-mail\nAda Whitfield,ada@example.org\n", program="Summer Fellows")
    assert Award.objects.get().program.name == "Summer Fellows"


def test_programs_are_one_whatever_their_capitals():
    bring(lines(ADA, REN.replace("Rural Leaders", "RURAL LEADERS")))
    assert AlumniProgram.objects.count() == 1


def test_a_row_is_kept_as_received():
    bring(lines(ADA))
    assert AlumniRecord.objects.get().raw == ADA.split(",")


def test_columns_can_be_corrected():
    file = bring(lines(ADA), columns={"award_year": "Class Of", "class_year": "Award Year"}, apply=False)
    assert (file.columns["award_year"], file.columns["class_year"]) == ("Class Of", "Award Year")


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"shoe_size": "Zip"}, "none of our columns"),
        ({"zip": "Postleitzahl"}, "The file has no column “Postleitzahl”"),
        ({"first_name": "Zip", "zip": "Zip"}, "is matched twice"),
    ],
)
def test_a_wrong_match_is_refused_with_words(columns, words):
    with pytest.raises(RosterError, match=words):
        bring(lines(ADA), columns=columns)


def test_nothing_is_brought_in_unseen():
    file = bring(lines(ADA), apply=False)
    map_columns(file=file, columns=file.columns, by=None)
    with pytest.raises(RosterError, match="Check “awards.csv” first"):
        apply_roster(file_key=file.key, by=None)


def test_what_another_file_brought_in_since_the_check_is_not_doubled():
    early = bring(lines(ADA, LUZ), apply=False)
    bring(lines(REN, ADA), name="other.csv")
    apply_roster(file_key=early.key, by=None)
    early.refresh_from_db()
    assert (Person.objects.count(), early.counts["new"], early.counts["known"]) == (3, 1, 1)


def test_one_audit_entry_for_the_whole_file(manager):
    bring(lines(ADA, LUZ, REN), by=manager)
    entry = AuditEntry.objects.get(verb="apply_roster")
    assert (entry.by, entry.count) == (manager, 3)


def test_people_imported_are_found_by_search():
    bring(lines(REN))
    assert Person.objects.matching(["rene"]).exists()


def test_headings_of_another_file_are_remembered():
    bring(lines(ADA), columns={"kind": "Program"})
    assert bring(lines(LUZ, headings=HEADINGS), name="b.csv", apply=False).columns["kind"] == "Program"
