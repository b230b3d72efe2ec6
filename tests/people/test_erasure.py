"""Leaving, and erasing for those who ask by letter: pages, rules, what stays, and who is not kept again."""

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse

from bigtent.accountability.models import Action
from bigtent.accountability.services import adopt_plan
from bigtent.alumni.models import Award
from bigtent.ledger.clock import now
from bigtent.ledger.declarations import declared
from bigtent.ledger.encryption import EncryptedField
from bigtent.ledger.models import AuditEntry
from bigtent.people.errors import ContactError, LeavingError
from bigtent.people.models import Account, ContactPoint, Erasure, ErasureRequest, Person, Source, Suppression
from bigtent.people.services import (
    Reach,
    add_contact_points,
    ask_erasure,
    carry_out_erasure,
    erase_person,
    keep_again,
    merge_people,
)
from bigtent.people.sessions import SIGNED_IN
from tests.alumni.rosters import ADA, LUZ, bring, lines, problems
from tests.cast import signed_in
from tests.factories import make_account, make_contact_point, make_person
from tests.people.expected_columns import GOES_WITH_NOBODY

pytestmark = pytest.mark.django_db
LEAVE = reverse("people:leave")


def gone(person, by=None, **told):
    return erase_person(person=person, by=by, **({"asked_by_herself": True} | told))


def ada(manager):
    bring(lines(ADA), by=manager)
    return Person.objects.get(family_name="Whitfield")


# Her own door.


def test_it_works(member):
    assert member.client.get(LEAVE).status_code == 200
    answer = member.client.post(LEAVE, {"word": "leave"})
    assert answer.url == reverse("people:left")
    assert not Person.objects.filter(pk=member.person_id).exists()
    assert not Account.objects.filter(pk=member.pk).exists()
    assert member.client.get(answer.url).status_code == 200


@pytest.mark.parametrize("word", ["", "no", "leave me", "l e a v e"])
def test_nobody_leaves_by_a_slip(member, word):
    assert member.client.post(LEAVE, {"word": word}).status_code == 200
    assert Person.objects.filter(pk=member.person_id).exists()


@pytest.mark.parametrize("word", ["leave", "Leave", " leave ", "“leave”"])
def test_the_word_may_be_written_as_people_write(member, word):
    assert member.client.post(LEAVE, {"word": word}).status_code == 302


def test_a_session_older_than_a_quarter_of_an_hour_signs_in_again(member):
    session = member.client.session
    session[SIGNED_IN] = now().timestamp() - 16 * 60
    session.save()
    assert "Sign in again first" in member.client.get(LEAVE).text
    answer = member.client.post(LEAVE, {"word": "leave"})
    assert answer.url.startswith(reverse("account_login")) and "next=" in answer.url
    assert Person.objects.filter(pk=member.person_id).exists()


def test_every_other_session_ends_too(member):
    elsewhere = signed_in(Account.objects.get(pk=member.pk))
    gone(member.person, by=member)
    assert elsewhere.client.get(reverse("people:me")).status_code == 302


def test_records_merged_are_counted_without_her_own(member, manager):
    assert "Records merged into this one" not in member.client.get(LEAVE).text
    merge_people(pairs=[(member.person, make_person())], by=manager, reason="The same")
    assert "Records merged into this one" in member.client.get(LEAVE).text


def test_the_page_says_what_goes_and_what_stays(member):
    make_contact_point(person=member.person)
    Award.objects.create(person=member.person, year=1992, amount=5000)
    page = member.client.get(LEAVE).text
    assert "Contact points" in page and "The books must show what was paid" in page
    assert page.index("Perhaps less is enough") < page.index("What is erased") < page.index("Erase what is held of me")


@pytest.mark.parametrize(
    "way, purpose", [("messages", "outreach"), ("directory", "directory"), ("pairing", "mentoring")]
)
def test_less_may_be_enough(member, way, purpose):
    member.person.consents.create(purpose=purpose, given=True)
    member.client.post(reverse("people:leave_instead"), {"way": way})
    assert not member.person.consents.in_force().get(purpose=purpose, datum="").given


def test_the_account_alone_may_be_closed(member):
    member.client.post(reverse("people:leave_instead"), {"way": "account"})
    member.refresh_from_db()
    assert not member.is_active and member.client.get(reverse("people:me")).status_code == 302


def test_the_latest_administrator_first_makes_somebody_else_one(administrator):
    answer = administrator.client.post(LEAVE, {"word": "leave"})
    assert "Make somebody else administrator" in answer.text
    assert Account.objects.filter(pk=administrator.pk).exists()


# By letter, with two managers.


def test_one_manager_writes_down_and_another_carries_out(manager, administrator):
    person = make_person()
    page = reverse("people:erase", args=[person.key])
    manager.client.post(page, {"reason": "Asked by letter of May 3"})
    act = reverse("people:carry_out_erasure", args=[person.key])
    manager.client.post(act)
    assert Person.objects.filter(pk=person.pk).exists()
    assert "Erase for good" not in manager.client.get(page).text
    assert "Erase for good" in administrator.client.get(page).text
    administrator.client.post(act)
    assert not Person.objects.filter(pk=person.pk).exists()
    assert Erasure.objects.get().by == administrator


def test_the_second_manager_finds_it_on_monday(manager, administrator):
    ask_erasure(person=make_person(family_name="Nightjar"), by=manager, reason="Letter")
    assert "Nightjar asked to be erased" in administrator.client.get(reverse("monday")).text
    assert "Nightjar asked to be erased" not in manager.client.get(reverse("monday")).text


def test_a_wish_can_be_withdrawn(manager):
    person = make_person()
    ask_erasure(person=person, by=manager, reason="Letter")
    manager.client.post(reverse("people:withdraw_erasure", args=[person.key]))
    assert not ErasureRequest.objects.exists() and Person.objects.filter(pk=person.pk).exists()


def test_a_wish_needs_a_reason_and_is_written_down_once(manager):
    person = make_person()
    with pytest.raises(LeavingError, match="Say why"):
        ask_erasure(person=person, by=manager, reason=" ")
    asked = ask_erasure(person=person, by=manager, reason="Letter")
    with pytest.raises(LeavingError, match="already"):
        ask_erasure(person=person, by=manager, reason="Letter")
    with pytest.raises(LeavingError, match="Another manager"):
        carry_out_erasure(asked=asked, by=manager)


def test_a_merged_record_is_not_erased_by_itself(manager):
    kept = make_person()
    with pytest.raises(LeavingError, match="merged into"):
        gone(make_person(merged_into=kept))


# What stays.


def test_the_books_keep_what_was_paid_without_her(manager):
    award = ada(manager).awards.get()
    gone(award.person)
    award.refresh_from_db()
    assert (award.person, award.record, award.paid_through_text) == (None, None, "")
    assert (str(award.program), award.year, int(award.amount)) == ("Rural Leaders", 1992, 5000)


def test_a_promise_waits_for_somebody_else(member, manager):
    adopt_plan(template="policy-partnerships", by=manager)
    Action.objects.filter(pk=Action.objects.first().pk).update(owner=member.person)
    count = Action.objects.count()
    gone(member.person)
    assert Action.objects.count() == count and not Action.objects.filter(owner__isnull=False).exists()


def test_the_deeds_stay_without_her_name(member, manager):
    make_account(person=make_person())
    member.client.post(reverse("people:add_my_contact_point"), {"kind": "phone", "value": "615-555-0101"})
    gone(member.person)
    entry = AuditEntry.objects.get(verb="add_contact_points")
    assert (entry.object_label, entry.changes, entry.by) == ("an erased person", {"phone": []}, None)


def test_an_erasure_names_nobody(member):
    erasure = gone(member.person)
    told = str(Erasure.objects.values().get()) + str(list(Suppression.objects.values()))
    assert not any(word in told for word in ("Miriam", "Tsosie", "miriam@example.org"))
    assert erasure.erased["people.Person"] == 1


def test_somebody_of_the_same_name_keeps_hers(manager):
    ours, other = (make_person(given_name="Ada", family_name="Whitfield") for _ in range(2))
    entry = AuditEntry.objects.create(verb="edit_person", object_type="people.person", object_id=str(other.pk),
                                      object_label="Ada Whitfield", reason="Ada Whitfield called")  # fmt: skip
    gone(ours)
    entry.refresh_from_db()
    assert (entry.object_label, entry.reason) == ("Ada Whitfield", "Ada Whitfield called")


def test_neighbors_keep_their_lines(manager):
    """Others of her town, of her house and of her family name stay in the received file."""
    rows = [
        "D1,Ada,Whitfield,,ada@example.org,615-555-0101,12 Heron Lane,Nashville,TN,37208",
        "D2,Bo,Whitfield,,,,12 Heron Lane,Nashville,TN,37208",
        "D3,Cy,Tsosie,,cy@example.org,615-555-0102,,Nashville,TN,37208",
        "D4,Ada,Nightjar,,,,,Nashville,TN,37208",
    ]
    file = bring(
        lines(*rows, headings="ID,First Name,Last Name,Birth Date,E-mail,Phone,Street,City,State,Zip"), by=manager
    )
    gone(Person.objects.get(given_name="Ada", family_name="Whitfield"))
    file.refresh_from_db()
    kept = file.document.path.read_text().splitlines()
    assert kept[1] == "" and kept[2:] == rows[1:]


# Not kept again.


def test_a_list_does_not_bring_her_back(manager):
    gone(ada(manager))
    again = bring(lines(ADA, LUZ), by=manager, name="again.csv", roster="Dean")
    assert problems(again) == [(2, "Donor ID", "")] and again.counts["new"] == 1
    problem = again.problems.get()
    assert "asked not to be kept" in problem.problem and problem.remedy
    assert "Whitfield" not in again.document.path.read_text() + str(again.sample)
    assert not Person.objects.filter(family_name="Whitfield").exists()


@pytest.mark.parametrize("cells", [
    "X1,Ann,Other,,ada@example.org,,,,,,,,",
    "X1,Ann,Other,,,1-615-555-0101,,,,,,,",
    "X1,ADA,Whitfield,1968-05-03,,,,,,,,,",
    "X1,Ada,whitfield,,,,,,Meharry Medical College,1994,,,",
])  # fmt: skip
def test_she_is_known_again_by_address_number_or_name_with_more(manager, cells):
    gone(ada(manager))
    assert bring(lines(cells), by=manager, name="again.csv").refused == 1


@pytest.mark.parametrize("cells", [
    "X1,Ada,Whitfield,1970-01-01,,,,,,,,,",
    "X1,Ada,Whitfield,,,,,,Meharry Medical College,1995,,,",
    "X1,Ada,Whitfield,,,,,,,,,,",
])  # fmt: skip
def test_somebody_else_of_her_name_is_kept(manager, cells):
    gone(ada(manager))
    assert bring(lines(cells), by=manager, name="again.csv").refused == 0


def test_a_number_that_somebody_else_has_too_is_not_kept_out(manager):
    other = make_person(phone="615-555-0101")
    gone(ada(manager))
    assert other.contact_points.get().value == "615-555-0101"
    assert bring(lines("X1,Ann,Other,,,615-555-0101,,,,,,,"), by=manager, name="again.csv").refused == 0


def test_staff_are_refused_lists_passed_over_and_the_owner_herself_let_in(manager):
    gone(make_person(email="ada@example.org"))
    other = make_person()
    reach = [Reach(other.pk, "email", "ADA@example.org")]
    with pytest.raises(ContactError, match="asked not to be kept"):
        add_contact_points(reaches=reach, source=Source.STAFF, by=manager)
    assert add_contact_points(reaches=reach, source=Source.REGISTRY, by=manager) == []
    assert len(add_contact_points(reaches=reach, source=Source.SELF, by=manager)) == 1
    assert Suppression.objects.filter(kind="email").exists()
    add_contact_points(reaches=reach, source=Source.SELF, by=manager, proven=True)
    assert not Suppression.objects.filter(kind="email").exists()


def test_who_wants_to_come_back_can(manager):
    gone(ada(manager))
    page = reverse("people:erasures")
    manager.client.post(page, {"value": "Ada@example.org", "reason": "Wrote to us on May 3"})
    bring(lines(ADA.replace("(615) 555-0101", "")), by=manager, name="again.csv")
    assert ContactPoint.objects.filter(value="ada@example.org").exists()
    with pytest.raises(LeavingError, match="Nobody asked"):
        keep_again(value="never@example.org", by=manager, reason="Letter")


def test_who_came_back_with_an_old_backup_is_named(manager):
    gone(make_person(email="ada@example.org"))
    page = reverse("people:erasures")
    assert "here again" not in manager.client.get(page).text
    make_person(given_name="Ada", family_name="Restored", email="ada@example.org")
    assert "Ada Restored" in manager.client.get(page).text


def test_a_digest_tells_nothing_without_the_key(member, settings):
    gone(member.person)
    kept = Suppression.objects.filter(kind="email").get().digest
    assert Suppression.objects.of("email", "miriam@example.org").get().digest == kept
    settings.SUPPRESSION_KEY = "another"
    assert not Suppression.objects.of("email", "miriam@example.org").exists()


# Nothing is forgotten when a table or column is added.


def person_bound():
    """Tables whose rows are deleted with a person, directly or by way of others."""
    found, latest = {Person}, {Person}
    while latest:
        latest = {
            model for model in apps.get_models() for field in model._meta.concrete_fields
            if isinstance(field, models.ForeignKey) and field.related_model in latest
            and field.remote_field.on_delete is models.CASCADE
        } - found  # fmt: skip
        found |= latest
    return found


def test_every_table_with_a_person_is_known_or_goes_with_one_that_is():
    known = {(known.model, known.field) for known in declared("KNOWN")} | {
        ("people.Merge", "kept"),
        ("people.Merge", "merged"),
    }
    pointing = {
        (model._meta.label, field.name) for model in apps.get_models() for field in model._meta.concrete_fields
        if field.related_model is Person
    }  # fmt: skip
    assert pointing - known == set()


def test_rows_that_stay_can_be_without_her_and_say_why():
    kept = [known for known in declared("KNOWN") if known.kept_because]
    assert {known.model for known in kept} >= {"alumni.Award", "accountability.Action"}
    for known in kept:
        model = apps.get_model(known.model)
        assert model._meta.get_field(known.field).null
        for name in known.cleared:
            field = model._meta.get_field(name)
            assert field.null or field.has_default() or field.blank


def test_what_only_says_who_acted_does_not_go_with_her():
    """Otherwise the work of a manager who leaves would go with her."""
    bound = person_bound()
    for model in set(apps.get_models()) - bound:
        for field in model._meta.concrete_fields:
            if field.related_model in bound and isinstance(field, models.ForeignKey):
                assert field.remote_field.on_delete is models.SET_NULL, (model._meta.label, field.name)


def test_every_column_of_words_is_swept_or_holds_nothing_of_anybody():
    """A new column of words fails here until somebody decides: does it go with its person, is it in SWEPT of its
    room, or does it hold nothing of anybody (tests/people/expected_columns.py, with the reason)?"""
    swept, bound = set(declared("SWEPT")), person_bound()
    kept = {apps.get_model(known.model): known for known in declared("KNOWN") if known.kept_because}
    undecided = set()
    for model in set(apps.get_models()) - (bound - kept.keys()):
        for field in model._meta.concrete_fields:
            name = f"{model._meta.label}.{field.name}"
            is_words = isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices
            cleared = model in kept and field.name in kept[model].cleared
            if is_words and not cleared and name not in swept and not isinstance(field, EncryptedField):
                undecided.add(name)
    assert undecided - GOES_WITH_NOBODY.keys() == set()
    assert GOES_WITH_NOBODY.keys() - undecided == set()
    for name in swept:
        label, _dot, column = name.rpartition(".")
        assert apps.get_model(label)._meta.get_field(column)
