"""Whether an opportunity fits: by what somebody chose to state, seen by nobody else, kept by nobody else."""

import pytest
from django.db import connection
from django.urls import reverse

from bigtent.community.errors import OpportunityError
from bigtent.community.fitting import facts_of, fit_of
from bigtent.community.models import StatedFacts
from bigtent.community.services.opportunities import clauses_of
from bigtent.community.services.stating import state_facts, state_more
from bigtent.ledger.models import AuditEntry
from bigtent.people.takeout.gathering import gather
from tests.community.opportunities import COMMITTED, GROUP, MASTER, STUDENT, make_opportunity
from tests.factories import make_person, make_place, make_profession, make_specialty

pytestmark = pytest.mark.django_db

SURGEONS = {"kind": "specialty", "words": "Surgeons of any kind", "values": ["family:Surgical fields"]}
WEST = {"kind": "lives_in", "words": "Somebody of the mountain states", "values": ["mountain"]}


def shown(answer):
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def address(one, name="opportunity"):
    return reverse(f"community:{name}", args=[one.key])


def test_it_works(member):
    """She finds one, reads what is missing, states it, and sees why it fits her."""
    one = make_opportunity(clauses=[STUDENT, MASTER, COMMITTED, GROUP])
    text = shown(member.client.get(address(one)))
    assert "What is missing" in text and "Why this fits" not in text
    values = {"stage": "student", "degree1_level": "master", "degree1_field": "public-health", "degree1_year": "2025",
              "degree1_month": "5", "sentence1": "on"}  # fmt: skip
    text = shown(member.client.post(address(one, "state_for"), values, follow=True))
    assert "Why this fits" in text and "What is missing" not in text
    text = shown(member.client.get(reverse("community:for_me")))
    assert "Why you see this:" in text and one.title in text and "where you stand" in text


def test_a_visitor_checks_and_nothing_is_kept(client, network):
    one = make_opportunity(clauses=[STUDENT, WEST])
    text = shown(client.post(address(one, "check_fit"), {"stage": "student", "lives_in": "TX"}))
    assert "Checked, and nothing was kept" in text and "What does not fit" in text
    assert not StatedFacts.objects.exists() and "sessionid" not in client.cookies
    assert "Checked" not in shown(client.get(address(one)))


def test_what_is_stated_lies_encrypted_and_is_hers_alone(member, manager, administrator):
    state_facts(facts={"stage": "retired", "citizenship": "permanent_resident"}, by=member)
    with connection.cursor() as cursor:
        cursor.execute("SELECT facts FROM community_statedfacts")
        assert "retired" not in cursor.fetchone()[0]
    assert "permanent_resident" not in str(list(AuditEntry.objects.filter(verb="state_facts").values()))
    assert "stated; only you can read it" in shown(member.client.get(reverse("people:known")))
    for staff in (manager, administrator):
        for url in (member.person.get_absolute_url(), reverse("people:data_of", args=[member.person.key])):
            assert "permanent" not in staff.client.get(url).content.decode().casefold()


def test_she_takes_out_what_she_stated_in_words(member):
    state_facts(facts={"stage": "student", "languages": {"es": "fluent"}}, from_record=["lives_in"], by=member)
    (table,) = [one for one in gather(member.person).tables if one.name == "community.StatedFacts"]
    told = {label: value for label, value, _source in table.lines}
    assert table.rows == [] and set(told.values()) == {
        "Student of a health profession",
        "Spanish, fluently",
        "taken from your record",
    }
    for_others = gather(member.person, for_herself=False).tables
    assert "Student of a health" not in str([one.lines for one in for_others])


def test_leaving_a_field_empty_takes_the_fact_back_and_all_of_it_can_go(member):
    url = reverse("community:stated")
    member.client.post(url, {"stage": "student", "hours_per_week": "4", "license1": "NM"})
    assert facts_of(member).stated() == ("hours_per_week", "licensed_in", "stage")
    member.client.post(url, {"stage": "student"})
    assert facts_of(member).stated() == ("stage",)
    member.client.post(reverse("community:forget_stated"))
    assert not StatedFacts.objects.exists()


def test_the_page_shows_again_what_was_stated(member):
    url = reverse("community:stated")
    values = {
        "degree1_level": "professional",
        "degree1_field": "medicine",
        "degree1_year": "2027",
        "degree1_month": "5",
        "language1": "es",
        "language1_level": "fluent",
        "license1": "CO",
    }
    member.client.post(url, values)
    form = member.client.get(url).context["form"]
    assert {name: str(form.initial[name]) for name in values} == values


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"degree1_level": "master", "degree1_year": "2025"}, "degree1_month"),
        ({"degree1_year": "19"}, "degree1_year"),
        ({"language1": "es"}, "language1_level"),
        ({"stage": "wizard"}, "stage"),
        ({"hours_per_week": "-3"}, "hours_per_week"),
    ],
)
def test_half_a_fact_is_asked_for_again(member, values, field):
    answer = member.client.post(reverse("community:stated"), values)
    assert answer.status_code == 200 and field in answer.context["form"].errors
    assert not StatedFacts.objects.exists()


def test_her_record_is_read_only_where_she_ticks_so(network):
    from tests.factories import make_account

    surgeon = make_specialty("surgery", family="Surgical fields")
    person = make_person(specialty=surgeon, place=make_place(), profession=make_profession())
    account = make_account(person=person, roles=["member"])
    one = make_opportunity(clauses=[SURGEONS, WEST])
    assert not fit_of(one, facts_of(account)).why
    state_facts(facts={}, from_record=["specialties", "lives_in"], by=account)
    assert fit_of(one, facts_of(account)).is_whole
    person.place = make_place(zip="78701", city="Austin", state="TX", division="west-south-central")
    person.save()
    account.refresh_from_db()
    assert not fit_of(one, facts_of(account)).may_be


def test_sentences_she_confirmed_add_up_and_can_be_taken_back(member):
    state_more(facts={"statements": ["I will serve"]}, by=member)
    state_more(facts={"statements": ["I am committed"], "stage": "student"}, by=member)
    assert facts_of(member).statements == {"I will serve", "I am committed"}
    member.client.post(reverse("community:stated"), {"stage": "student", "sentence1": "on"})
    assert facts_of(member).statements == {"I am committed"}


def test_nothing_else_can_be_stated(member):
    with pytest.raises(OpportunityError, match="protected attribute"):
        state_facts(facts={"gender": "x"}, by=member)
    with pytest.raises(OpportunityError, match="cannot be taken from your record"):
        state_facts(facts={}, from_record=["about"], by=member)


def test_clauses_are_made_one_by_one_also_as_another_way(manager):
    one = make_opportunity(clauses=[STUDENT])
    url = address(one, "new_clause")
    manager.client.post(f"{url}?kind=statement", {"words": "I am an ally of students", "instead_of": "0"})
    one.refresh_from_db()
    (clause,) = clauses_of(one)
    assert clause.kind == "any_of" and "or I am an ally of students" in clause.words
    manager.client.post(f"{url}?kind=graduates_in", {"words": "2027", "from_year": "2027", "to_year": "2026"})
    manager.client.post(f"{url}?kind=statement", {"words": "I am a woman"})
    manager.client.post(f"{url}?kind=not_checked", {"words": "Women are encouraged to apply"})
    one.refresh_from_db()
    assert [clause.kind for clause in clauses_of(one)] == ["any_of", "not_checked"]
    manager.client.post(address(one, "clauses"), {"clause": "0"})
    one.refresh_from_db()
    assert [clause.kind for clause in clauses_of(one)] == ["not_checked"]
    assert manager.client.get(f"{url}?kind=race").status_code == 404


@pytest.mark.parametrize("number", ["-1", "99", "x", ""])
def test_taking_away_a_clause_that_is_not_there_changes_nothing(manager, number):
    one = make_opportunity(clauses=[STUDENT])
    manager.client.post(address(one, "clauses"), {"clause": number})
    one.refresh_from_db()
    assert len(one.clauses) == 1


def test_facts_move_with_a_merge_and_go_with_an_erasure(member, manager):
    from bigtent.people.services import merge_people
    from tests.factories import make_account

    other = make_person()
    state_facts(facts={"stage": "student"}, by=make_account(person=other, roles=["member"]))
    other.account.delete()
    merge_people(pairs=[(member.person, other)], reason="Same person", by=manager)
    assert facts_of(member).stage == "student"
    member.person.delete()
    assert not StatedFacts.objects.exists()
