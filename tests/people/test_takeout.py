"""Taking out what is held: everything, over all rooms, for herself; nothing of anybody else."""

import json

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bigtent.ledger.models import AuditEntry
from bigtent.people.services import edit_person, merge_people
from tests.alumni.rosters import ADA, bring, lines
from tests.alumni.test_duplicates import pair_of
from tests.engines.charts.reading import information, words_of
from tests.factories import (
    make_affiliation,
    make_consent,
    make_contact_point,
    make_organization,
    make_person,
    make_topic,
)
from tests.mentoring.making import make_mentor, make_program

pytestmark = pytest.mark.django_db
JSON, PDF = reverse("people:my_data"), reverse("people:my_data_pdf")


def held(account):
    return json.loads(account.client.post(JSON).content)


def rows(held, table):
    return next((one["rows"] for one in held["tables"] if one["table"] == table), [])


def test_it_works(member):
    response = member.client.post(JSON)
    assert response.headers["Content-Type"].startswith("application/json")
    told = json.loads(response.content)
    assert (told["format"], told["version"]) == ("bigtent takeout", 1)
    assert told["person"] == {"key": member.person.key, "name": "Miriam Tsosie"}


def test_the_file_is_a_download_that_no_cache_keeps(member):
    for address in (JSON, PDF):
        response = member.client.post(address)
        assert response.headers["Content-Disposition"].startswith("attachment; filename=")
        assert "Tsosie" not in response.headers["Content-Disposition"]
        assert "no-store" in response.headers["Cache-Control"]


def test_every_room_is_in_it(member, manager):
    make_contact_point(person=member.person, kind="phone", value="615-555-0101")
    make_affiliation(person=member.person, organization=make_organization(name="Drumlin College"), class_year=1987)
    make_consent(person=member.person, purpose="mentoring")
    make_mentor(make_program(), person=member.person, text="I listen well")
    told = held(member)
    assert rows(told, "people.ContactPoint")[0]["value"] == {"label": "Value", "value": "615-555-0101"}
    assert rows(told, "people.Affiliation")[0]["organization"]["value"] == "Drumlin College"
    assert rows(told, "mentoring.Mentor")[0]["text"]["value"] == "I listen well"
    assert "I may be proposed as a mentor" in told["consents"][0]["words"]


def test_records_merged_into_hers_are_in_it(member, manager):
    other = make_person(given_name="Miriam", family_name="Tsosie-Begay", email="old@example.org")
    merge_people(pairs=[(member.person, other)], by=manager, reason="Same person")
    told = held(member)
    assert {row["family_name"]["value"] for row in rows(told, "people.Person")} == {"Tsosie", "Tsosie-Begay"}
    assert "old@example.org" in json.dumps(told)


def test_lines_of_lists_are_in_it_as_they_came(member, manager):
    bring(lines(ADA), by=manager)
    record = make_person().__class__.objects.get(family_name="Whitfield").alumni_records.get()
    record.person = member.person
    record.save()
    assert "37208" in rows(held(member), "alumni.AlumniRecord")[0]["raw"]["value"]


def test_what_was_done_and_by_whom_is_in_it(member, manager):
    edit_person(person=member.person, by=manager, changes={"credential": "MD"}, reason="Asked by telephone")
    act = held(member)["acts"][-1]
    assert (act["who"], act["fields"], act["reason"]) == ("Marta Quispe", ["credential"], "Asked by telephone")


def test_nothing_of_anybody_else_is_in_it(member, manager):
    other = make_person(given_name="Orsolya", family_name="Nightjar", email="orsolya@example.org")
    pair = pair_of()
    pair.first, pair.second, pair.evidence = member.person, other, [{"left": "Miriam", "right": "Nightjar"}]
    pair.save()
    told = held(member)
    assert rows(told, "alumni.DuplicatePair")
    assert "Nightjar" not in json.dumps(told) and "orsolya" not in json.dumps(told)


@pytest.mark.parametrize("secret", ["password", "digest", "data", "session_key"])
def test_no_secret_by_which_one_signs_in_is_in_it(member, secret):
    assert f'"{secret}":' not in member.client.post(JSON).content.decode()


def test_the_document_reads_from_the_first_page_to_the_last(member):
    make_contact_point(person=member.person, kind="phone", value="615-555-0101")
    pdf = member.client.post(PDF).content
    words = words_of(pdf)
    assert information(pdf)["title"] == "What Lantern Fellows Foundation holds of Miriam Tsosie"
    assert b"pdfuaid:part" in pdf and b"/Lang(en)" in pdf
    for said in ("Miriam", "615-555-0101", "What you were asked", "What was done with it"):
        assert said in words


def test_a_hostile_name_is_set_as_it_is(member, manager):
    edit_person(person=member.person, by=member, changes={"family_name": '#panic("x") ] *'})
    assert "#panic" in words_of(member.client.post(PDF).content)


def test_each_file_is_written_down(member):
    member.client.post(PDF)
    entry = AuditEntry.objects.get(verb="take_data_out")
    assert (entry.by, entry.object_id, entry.changes) == (member, str(member.person.pk), {"form": ["", "pdf"]})


def test_ten_files_an_hour_are_enough(member):
    cache.clear()
    codes = [member.client.post(JSON).status_code for _ in range(11)]
    assert codes == [200] * 10 + [429]


def test_one_has_to_sign_in(client):
    assert client.post(JSON).status_code == client.post(PDF).status_code == 302


def test_a_look_makes_no_file(member):
    page = member.client.get(JSON)
    assert page.headers["Content-Type"].startswith("text/html") and PDF in page.text
    assert not AuditEntry.objects.filter(verb="take_data_out").exists()


def test_staff_make_it_for_somebody_who_asked_by_letter(manager):
    person = make_person(given_name="Odile", family_name="Brandt", email="odile@example.org")
    page = reverse("people:data_of", args=[person.key])
    assert manager.client.get(page).status_code == 200
    refused = manager.client.post(page, {"form": "json", "reason": ""})
    assert "This field is required" in refused.text
    made = manager.client.post(page, {"form": "json", "reason": "Asked by letter of May 3"})
    assert "odile@example.org" in made.content.decode()
    assert AuditEntry.objects.get(verb="take_data_out").reason == "Asked by letter of May 3"


def test_members_make_it_for_nobody_else(member):
    hidden = reverse("people:data_of", args=[make_person().key])
    listed = reverse("people:data_of", args=[make_person(consents=["directory"]).key])
    assert {member.client.get(page).status_code for page in (hidden, listed)} <= {403, 404}


def test_more_answers_cost_no_more_queries(member, django_assert_max_num_queries):
    def answer(code):
        make_consent(person=member.person, purpose="outreach", datum=f"topic:{make_topic(code).code}")

    answer("one")
    held(member)
    with CaptureQueriesContext(connection) as few:
        held(member)
    for number in range(20):
        answer(f"topic-{number}")
    with django_assert_max_num_queries(len(few)):
        assert len(held(member)["consents"]) == 21
