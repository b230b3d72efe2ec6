"""Two records of one person become one, and can become two again."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from bigtent.ledger.models import AuditEntry
from bigtent.people.errors import MergeError
from bigtent.people.models import Account, Consent, ContactPoint, Merge, MovedRow, Offer, Person
from bigtent.people.services import (
    close_account,
    end_contact_points,
    merge_people,
    set_consent,
    set_offers,
    undo_merges,
)
from tests.factories import (
    make_account,
    make_affiliation,
    make_consent,
    make_organization,
    make_person,
    make_place,
    make_specialty,
)
from tests.people.rows import everything

pytestmark = pytest.mark.django_db


def merge(kept, merged):
    [done] = merge_people(pairs=[(kept, merged)], by=None, reason="same person")
    return done


def values(person):
    return sorted(ContactPoint.objects.filter(person=person).values_list("value", flat=True))


def test_it_works():
    kept, merged = make_person(email="a@example.org"), make_person(email="b@example.org")
    merge(kept, merged)
    assert values(kept) == ["a@example.org", "b@example.org"]
    assert list(Person.objects.current()) == [kept]


def test_undo_gives_back_every_row():
    kept, merged = make_person(email="a@example.org"), make_person(email="b@example.org", offers=["mentor"])
    before = everything()
    undo_merges(merges=[merge(kept, merged)], by=None)
    assert everything() == before
    assert not MovedRow.objects.exists()


def test_the_same_address_on_both_stays_on_the_merged_record():
    kept, merged = make_person(email="a@example.org"), make_person(email="a@example.org")
    merge(kept, merged)
    assert values(kept) == values(merged) == ["a@example.org"]


def test_the_same_school_and_year_is_not_said_twice():
    school, kept, merged = make_organization(), make_person(), make_person()
    make_affiliation(person=kept, organization=school)
    make_affiliation(person=merged, organization=school)
    make_affiliation(person=merged, organization=school, class_year=2009)
    merge(kept, merged)
    assert sorted(kept.affiliations.values_list("class_year", flat=True)) == [2004, 2009]


def test_empty_fields_are_filled_and_emptied_again():
    kept, merged = make_person(), make_person(credential="M.D.", place=make_place(), place_source="registry")
    done = merge(kept, merged)
    kept.refresh_from_db()
    assert (kept.credential, kept.place_source) == ("M.D.", "registry")
    undo_merges(merges=[done], by=None)
    kept.refresh_from_db()
    assert (kept.credential, kept.place_id) == ("", None)


def test_what_people_say_themselves_beats_the_rest():
    said, guessed = make_specialty("psychiatry"), make_specialty("radiology")
    kept = make_person(specialty=guessed, specialty_source="registry")
    merge(kept, make_person(specialty=said, specialty_source="self"))
    kept.refresh_from_db()
    assert kept.specialty == said


def test_an_edit_after_the_merge_survives_the_undo():
    kept, merged = make_person(), make_person(credential="M.D.")
    done = merge(kept, merged)
    Person.objects.filter(pk=kept.pk).update(credential="D.O.")
    undo_merges(merges=[done], by=None)
    kept.refresh_from_db()
    assert kept.credential == "D.O."


def test_both_names_find_the_kept_record():
    kept = make_person(given_name="Lucía", family_name="Ortiz")
    merge(kept, make_person(given_name="Lucia", family_name="Ortiz-Banks"))
    assert list(Person.objects.current().matching(["banks"])) == [kept]


def test_the_latest_answer_stands():
    kept, merged = make_person(), make_person()
    make_consent(person=kept, purpose="directory", given=True, at="2020-01-01T00:00Z")
    make_consent(person=merged, purpose="directory", given=False, at="2024-01-01T00:00Z")
    done = merge(kept, merged)
    assert not Person.objects.consenting_to("directory").exists()
    undo_merges(merges=[done], by=None)
    assert list(Person.objects.consenting_to("directory")) == [kept]


def test_a_no_of_her_own_is_not_outvoted_by_what_others_wrote_down(member, manager):
    other, own = make_person(), member.person
    for person, given, by, at in ((own, False, member, 1), (other, True, manager, 2)):
        make_consent(person=person, purpose="press", given=given, by=by, at=datetime(2026, 5, at, tzinfo=UTC))
    for kept, merged in ((own, other), (other, own)):
        made = merge(kept, merged)
        assert [one.given for one in Consent.objects.in_force()] == [False]
        undo_merges(merges=[made], by=None)
        assert Consent.objects.in_force().count() == 2


def test_an_answer_given_after_the_merge_is_not_overruled_by_the_undo():
    kept, merged = make_person(consents=["directory"]), make_person(consents=["directory"])
    done = merge(kept, merged)
    set_consent(person=kept, purpose="directory", given=False, by=None, basis="telephone")
    undo_merges(merges=[done], by=None)
    assert not Person.objects.consenting_to("directory").filter(pk=kept.pk).exists()


def test_chains_end_at_one_record():
    a, b, c = make_person(), make_person(), make_person(email="c@example.org")
    merge_people(pairs=[(a, b), (b, c)], by=None, reason="same person")
    assert set(Person.objects.filter(merged_into=a)) == {b, c}
    assert values(a) == ["c@example.org"]


def test_a_kept_record_can_be_merged_later():
    a, b, c = make_person(), make_person(), make_person(email="c@example.org")
    before = everything()
    first, second = merge(b, c), merge(a, b)
    assert set(Person.objects.filter(merged_into=a)) == {b, c}
    with pytest.raises(MergeError, match="Undo that first"):
        undo_merges(merges=[first], by=None)
    undo_merges(merges=[first, second], by=None)
    assert everything() == before


def test_undoing_one_of_two_merges_keeps_the_other_whole():
    a, b, c = make_person(), make_person(email="x@example.org"), make_person(email="x@example.org")
    first, _second = merge(a, b), merge(a, c)
    undo_merges(merges=[first], by=None)
    assert values(a) == values(b) == ["x@example.org"]
    assert values(c) == []


def test_the_account_comes_along():
    kept, merged = make_person(), make_person()
    account = make_account(person=merged)
    merge(kept, merged)
    account.refresh_from_db()
    assert account.person == kept


def test_two_accounts_are_refused_until_one_is_closed():
    kept, merged = make_account(), make_account()
    with pytest.raises(MergeError, match="two accounts"):
        merge(kept.person, merged.person)
    close_account(account=merged, by=None)
    merge(kept.person, merged.person)
    kept.refresh_from_db()
    assert kept.person == Person.objects.current().get()


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([(0, 0)], "with the same record"),
        ([(0, 1), (1, 0)], "in a circle"),
        ([(0, 2), (1, 2)], "would go into two records"),
        ([(0, 3)], "belongs to the demonstration"),
        ([(4, 5)], "was merged into"),
    ],
)
def test_contradictions_are_refused_and_nothing_is_written(pairs, words):
    people = [make_person(), make_person(), make_person(), make_person(demonstration=True)]
    people += [make_person(), make_person()]
    merge(make_person(), people[5])
    with pytest.raises(MergeError, match=words):
        merge_people(pairs=[(people[a], people[b]) for a, b in pairs], by=None, reason="")
    assert Merge.objects.count() == 1


def test_the_same_wish_again_changes_nothing():
    pair = (make_person(), make_person())
    merge(*pair)
    assert merge_people(pairs=[pair], by=None, reason="again") == []


def test_a_merge_is_undone_once():
    done = merge(make_person(), make_person())
    undo_merges(merges=[done], by=None)
    with pytest.raises(MergeError, match="undone already"):
        undo_merges(merges=[Merge.objects.get()], by=None)


def test_many_pairs_write_one_entry(manager):
    pairs = [(make_person(), make_person()) for _ in range(5)]
    merge_people(pairs=pairs, by=manager, reason="found by the duplicate check")
    entry = AuditEntry.objects.get(verb="merge_people")
    assert (entry.by, entry.count, entry.reason) == (manager, 5, "found by the duplicate check")


def in_use(table, person):
    return table.objects.filter(person=person, ended_on__isnull=True).exists()


def test_what_was_ended_since_does_not_come_back_by_undoing_one_of_two():
    kept, *others = (make_person(email="x@example.org", offers=["speak"]) for _ in range(3))
    first, _second = (merge(kept, other) for other in others)
    set_offers(offers={kept.pk: []}, by=None)
    end_contact_points(points=ContactPoint.objects.filter(person=kept), by=None)
    undo_merges(merges=[first], by=None)
    assert not in_use(Offer, kept) and not in_use(ContactPoint, kept)
    assert in_use(Offer, others[0]) and in_use(ContactPoint, others[0])


def test_what_had_moved_and_was_ended_does_not_come_back_either():
    kept, *others = make_person(), make_person(email="x@example.org"), make_person(email="x@example.org")
    first, second = (merge(kept, other) for other in others)
    end_contact_points(points=ContactPoint.objects.filter(person=kept), by=None)
    undo_merges(merges=[first], by=None)
    assert not in_use(ContactPoint, kept)
    undo_merges(merges=[second], by=None)
    assert not in_use(ContactPoint, others[0]) and in_use(ContactPoint, others[1])


class TestSignIns:
    """A sign-in that a merge closes ends as by closing it."""

    @pytest.fixture
    def two(self, member):
        """A record with a sign-in, and the member's, who is signed in."""
        return make_account(person=make_person()), member

    def merge(self, kept, merged, by=None):
        pairs = [(kept.person, merged.person)]
        return merge_people(pairs=pairs, by=by, reason="same person", choices={"account": "kept"})[0]

    def test_its_sessions_end_at_once(self, two):
        kept, member = two
        assert member.client.get(reverse("people:me")).status_code == 200
        done = self.merge(kept, member)
        assert member.client.get(reverse("people:me")).status_code == 302
        undo_merges(merges=[done], by=None)
        assert member.client.get(reverse("people:me")).status_code == 302

    def test_the_history_says_so(self, two, administrator):
        done = self.merge(*two, by=administrator)
        undo_merges(merges=[done], by=administrator, reason="two people")
        told = AuditEntry.objects.get(object_id=two[1].person.pk, verb="close_account")
        assert told.reason == "same person"
        assert AuditEntry.objects.get(verb="reopen_account").reason == "two people"

    def test_closed_since_it_is_not_replaced_by_another(self, two):
        kept = make_person()
        first = merge(kept, two[0].person)
        second = merge_people(pairs=[(kept, two[1].person)], by=None, reason="", choices={"account": "kept"})
        close_account(account=Account.objects.get(person=kept), by=None)
        undo_merges(merges=[first], by=None)
        assert not Account.objects.filter(is_active=True).exists()
        undo_merges(merges=Merge.objects.filter(pk=second[0].pk), by=None)
        assert list(Account.objects.filter(is_active=True)) == [two[1]]
