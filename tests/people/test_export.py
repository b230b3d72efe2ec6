"""Lists that leave: the purpose comes first, and decides who is on them and what stands there."""

import csv
import io

import pytest
from django.urls import reverse

from bigtent.ledger.models import AuditEntry
from bigtent.people.models import Purpose
from tests.factories import make_affiliation, make_consent, make_person, make_place, make_specialty

pytestmark = pytest.mark.django_db
EXPORT = reverse("people:export")
NAMES = ["Given name", "Middle name", "Family name"]


def send(account, search=None, **told):
    told = {"purpose": "records", "reason": "Yearly report", "file": "csv"} | told
    return account.client.post(f"{EXPORT}?{search or ''}", told)


def rows(account, search=None, **told):
    return list(csv.reader(io.StringIO(send(account, search, **told).getvalue().decode())))


@pytest.fixture
def ada():
    person = make_person(
        given_name="Ada", family_name="Okafor", former_name="Quill", specialty=make_specialty(), place=make_place(),
        email="ada@example.org", offers=["speak"], consents=Purpose.asked(),
    )  # fmt: skip
    make_affiliation(person=person, class_year=1994)
    return person


def test_it_works(manager, ada):
    heading, row = rows(manager, "q=okafor", purpose="outreach")
    assert heading == [*NAMES, "E-mail", "Telephone", "Postal address"]
    assert row == ["Ada", "", "Okafor", "ada@example.org", "", ""]


def test_each_purpose_has_its_columns(manager, ada):
    assert rows(manager, "q=okafor", purpose="press")[0] == [*NAMES, "Letters after the name"]
    heading, row = rows(manager, "q=okafor", purpose="research")
    assert heading == ["Profession", "Specialty", "State", "School", "Class year"]
    assert row == ["", "Family medicine", "CO", ada.affiliations.get().organization.name, "1994"]


def test_only_those_who_agreed_are_on_it_and_the_others_are_counted(manager, ada):
    make_person(given_name="Quiet", family_name="Okafor")
    page = manager.client.get(EXPORT, {"q": "okafor"}).text
    assert "The search finds 2 people." in page
    assert "Receive news and invitations: 1 people, 1 did not agree" in page
    assert [row[0] for row in rows(manager, "q=okafor", purpose="outreach")] == ["Given name", "Ada"]
    assert [row[0] for row in rows(manager, "q=okafor")] == ["Given name", "Ada", "Quiet"]


def test_what_is_withheld_stands_on_no_list_of_that_purpose(manager, ada):
    make_consent(person=ada, purpose="directory", datum="people.specialty", given=False)
    make_consent(person=ada, purpose="directory", datum="people.offer-speak", given=False)
    directory = "".join(rows(manager, "q=okafor", purpose="directory")[1])
    assert "Denver" in directory
    assert "Family medicine" not in directory
    assert "Speak" not in directory
    assert "Family medicine" in rows(manager, "q=okafor", purpose="research")[1]


def test_also_one_is_on_no_list_without_a_yes(manager):
    manager.person.specialty = make_specialty()
    manager.person.save()
    search = f"q={manager.person.family_name}"
    assert send(manager, search, purpose="press").status_code == 200
    assert "Nobody of these may be on a list" in send(manager, search, purpose="press").text
    make_consent(person=manager.person, purpose="directory")
    make_consent(person=manager.person, purpose="directory", datum="people.specialty", given=False)
    assert "Family medicine" not in "".join(rows(manager, search, purpose="directory")[1])


def test_there_is_one_entry_of_what_for_and_how_many(manager, ada):
    make_person(family_name="Okafor")
    send(manager, "q=okafor", purpose="outreach", reason="Spring meeting")
    entry = AuditEntry.objects.get(verb="export_people")
    assert (entry.by, entry.reason, entry.count) == (manager, "Spring meeting", 1)
    assert entry.changes == {"purpose": ["", "outreach"], "search": ["", "“okafor”"], "left out": [None, 1]}


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"reason": " "}, "This field is required"),
        ({"purpose": ""}, "This field is required"),
        ({"purpose": "reporting"}, "Select a valid choice"),
        ({"purpose": "fame"}, "Select a valid choice"),
        ({"file": "exe"}, "Select a valid choice"),
        ({"reason": "x" * 500}, "at most 200 characters"),
    ],
)
def test_what_is_not_said_right_is_asked_again(manager, ada, told, words):
    response = send(manager, **told)
    assert (response.status_code, words in response.text) == (200, True)
    assert not AuditEntry.objects.filter(verb="export_people").exists()


def test_who_may(client, member, stranger, reviewer):
    assert client.get(EXPORT).url.startswith(reverse("account_login"))
    assert [one.client.get(EXPORT).status_code for one in (stranger, member, reviewer)] == [403, 403, 200]


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@A1", "\t=1", '=HYPERLINK("http://x")', "a;=1"])
@pytest.mark.parametrize("file", ["csv", "xlsx"])
def test_no_cell_runs(manager, file, value):
    import fastexcel

    make_person(given_name=value, family_name="Okafor")
    if file == "csv":
        assert rows(manager, "q=okafor")[1][0] == f"'{value}"
        return
    book = fastexcel.read_excel(send(manager, "q=okafor", file=file).getvalue())
    table = book.load_sheet(0).to_polars()
    assert table["Given name"].to_list() == [f"'{value}"]


def test_a_file_is_saved_and_not_shown(manager, ada):
    for file in ("csv", "xlsx"):
        response = send(manager, "q=okafor", purpose="press", file=file)
        assert response.headers["Content-Disposition"] == f'attachment; filename="people-press-2026-11-22.{file}"'
        assert response.headers["Cache-Control"] == "private, no-store"
        assert b"".join(response)


@pytest.mark.parametrize("people", [1, 60])
def test_it_costs_the_same_number_of_queries(manager, people, django_assert_max_num_queries):
    for _ in range(people):
        make_affiliation(person=make_person(email=f"a{_}@example.org", offers=["speak"], consents=["outreach"]))
    with django_assert_max_num_queries(34):
        assert len(rows(manager, purpose="outreach")) == people + 1
