"""What was learned as xAPI 1.0.3 statements."""

import uuid
from datetime import datetime
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from bigtent.ledger.models import AuditEntry
from tests.cast import play
from tests.library.teaching import RIGHT, WRONG, answers, complete, make_course

pytestmark = pytest.mark.django_db
OWN, ALL = reverse("library:my_statements"), reverse("library:all_statements")


@pytest.fixture
def course(manager):
    return make_course(manager)


def is_iri(text):
    return bool(urlsplit(text).scheme and urlsplit(text).netloc)


def check(statement):
    """The properties that version 1.0.3 requires, and the form of those that are given."""
    assert statement.keys() <= {"id", "version", "actor", "verb", "object", "result", "timestamp"}
    assert uuid.UUID(statement["id"]) and statement["version"] == "1.0.3"
    assert is_iri(statement["actor"]["account"]["homePage"]) and statement["actor"]["account"]["name"]
    assert is_iri(statement["verb"]["id"]) and statement["verb"]["display"]["en-US"]
    assert statement["object"]["objectType"] == "Activity" and is_iri(statement["object"]["id"])
    assert datetime.fromisoformat(statement["timestamp"]).utcoffset() is not None
    if score := statement.get("result", {}).get("score"):
        assert -1 <= score["scaled"] <= 1 and score["min"] <= score["raw"] <= score["max"]


def test_it_works(member, course):
    from bigtent.library.services.learning import answer_after

    row = complete(course, member, given=WRONG)
    answer_after(learning=row, answers=answers(course, RIGHT), by=member)
    found = member.client.get(OWN).json()
    for statement in found:
        check(statement)
    assert [one["verb"]["display"]["en-US"] for one in found] == ["initialized", "failed", "passed", "completed"]
    assert [one["result"]["score"]["scaled"] for one in found[1:3]] == [0, 1]
    assert found[3]["result"] == {"completion": True}
    assert found[0]["object"]["id"].endswith(course.get_absolute_url())


def test_every_statement_has_an_id_of_its_own_and_keeps_it(member, course):
    complete(course, member)
    first, again = member.client.get(OWN).json(), member.client.get(OWN).json()
    assert first == again and len({one["id"] for one in first}) == len(first)


def test_her_own_are_hers_alone(member, manager, course):
    complete(course, play("Ben", "Other", "member"))
    assert member.client.get(OWN).json() == []
    assert Client().get(OWN).status_code == 302


def test_staff_take_all_of_them_out_without_a_name(member, manager, course):
    complete(course, member)
    complete(course, play("Ben", "Other", "member"))
    answer = manager.client.post(ALL)
    for statement in answer.json():
        check(statement)
    assert len({one["actor"]["account"]["name"] for one in answer.json()}) == 2
    words = answer.content.decode()
    assert member.email not in words and member.person.key not in words and "Tsosie" not in words
    assert AuditEntry.objects.get(verb="export_statements").by == manager


def test_members_take_out_only_their_own(member):
    assert member.client.post(ALL).status_code == 403
