"""The shared lists: loaded from packaged files, again without harm, and true to their sources."""

import csv
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from bigtent.people.models import Organization, Place, Profession, Specialty, Topic
from bigtent.people.services.reference import REFERENCE

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Once for all tests here, each of which takes back what it changes."""
    out = StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference", stdout=out)
        yield out.getvalue()
        transaction.set_rollback(True)


def rows(name):
    with (REFERENCE / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_asked_to_be_quiet_it_says_nothing():
    out = StringIO()
    call_command("load_reference", stdout=out, verbosity=0)
    assert out.getvalue() == ""


def test_it_works(loaded):
    assert "29,862 place" in loaded
    denver = Place.objects.get(zip="80202")
    assert (denver.city, denver.state, denver.division) == ("Denver", "CO", "mountain")


def test_every_state_has_a_place_of_its_own(loaded):
    alone = Place.objects.filter(zip="", city="")
    assert set(alone.values_list("state", flat=True)) >= {row["state"] for row in rows("us_zip_centroids.csv")}
    assert alone.get(state="PR").division == "territory"


def test_loading_again_changes_nothing(loaded):
    tables = (Place, Profession, Specialty, Topic, Organization)
    before = [list(table.objects.order_by("pk").values()) for table in tables]
    call_command("load_reference", stdout=StringIO())
    assert [list(table.objects.order_by("pk").values()) for table in tables] == before


def test_what_was_added_by_hand_stays(loaded):
    Topic.objects.create(code="our-own", name="Our own")
    Organization.objects.filter(name="Race Forward").update(place=Place.objects.first())
    call_command("load_reference", stdout=StringIO())
    assert Topic.objects.filter(code="our-own").exists()
    assert Organization.objects.get(name="Race Forward").place


def test_real_organizations_carry_name_and_kind_alone(loaded):
    listed = {row["name"] for row in rows("partner_organizations.csv")}
    for organization in Organization.objects.filter(name__in=listed):
        assert organization.source.startswith("Named in: ") or "medical schools" in organization.source
        assert not organization.affiliations.exists()
        assert not organization.demonstration


def test_nobody_is_a_partner_until_staff_say_so(loaded):
    assert not Organization.objects.filter(is_partner=True).exists()
    Organization.objects.filter(name="Race Forward").update(is_partner=True)
    call_command("load_reference", stdout=StringIO())
    assert Organization.objects.get(is_partner=True).name == "Race Forward"


def test_schools_have_a_place_and_a_source(loaded):
    schools = Organization.objects.filter(degree__in=["MD", "DO"])
    assert schools.count() == len(rows("us_medical_schools.csv"))
    assert not schools.filter(place=None).exists()
    assert Organization.objects.get(name="Albany Medical College").place.city == "Albany"


def test_no_taxonomy_code_means_two_specialties(loaded):
    codes = [code for specialty in Specialty.objects.all() for code in specialty.taxonomy_codes]
    assert len(codes) == len(set(codes))
    assert all(len(code) == 10 and code.endswith("X") for code in codes)


@pytest.mark.parametrize("code", ["207Q00000X", "2084P0800X", "363LF0000X", "1041C0700X", "1223G0001X", "172V00000X"])
def test_frequent_codes_are_known(loaded, code):
    known = {c for s in Specialty.objects.all() for c in s.taxonomy_codes}
    assert code in known


def test_each_place_once(loaded):
    assert Place.objects.count() == len(rows("us_zip_centroids.csv")) + 56
