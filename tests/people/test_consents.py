"""A yes or no is dated, one is in force, and nobody answers for another without a basis."""

import pytest

from bigtent.ledger.models import AuditEntry
from bigtent.people import consent_words
from bigtent.people.errors import ConsentError
from bigtent.people.models import Consent, Purpose
from bigtent.people.services import merge_people, set_consent, set_consents
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def test_it_works(member):
    assert set_consent(person=member.person, purpose="directory", given=True, by=member)
    consent = member.person.consents.get()
    assert (consent.given, consent.by, consent.at.date().isoformat()) == (True, member, "2026-11-22")


def test_a_new_answer_ends_the_earlier_one(member):
    for given in (True, False, True):
        set_consent(person=member.person, purpose="directory", given=given, by=member)
    assert list(member.person.consents.in_force().values_list("given", flat=True)) == [True]
    assert member.person.consents.count() == 3


def test_the_same_answer_again_changes_nothing(member):
    set_consent(person=member.person, purpose="directory", given=True, by=member)
    assert not set_consent(person=member.person, purpose="directory", given=True, by=member)
    assert AuditEntry.objects.filter(verb="set_consents").count() == 1


def test_the_same_answer_to_new_words_is_a_new_consent(member, monkeypatch):
    set_consent(person=member.person, purpose="directory", given=True, by=member)
    monkeypatch.setitem(consent_words.WORDS, Purpose.DIRECTORY, ("old words", "new words"))
    assert set_consent(person=member.person, purpose="directory", given=True, by=member)
    assert member.person.consents.in_force().get().words_version == 2


def test_who_answers_for_another_says_on_what_basis(manager):
    person = make_person()
    with pytest.raises(ConsentError, match="on what basis"):
        set_consent(person=person, purpose="directory", given=True, by=manager)
    set_consent(person=person, purpose="directory", given=True, by=manager, basis="paper form of May 2024")
    assert person.consents.get().basis == "paper form of May 2024"


def test_many_answers_are_one_entry(manager):
    people = [make_person() for _ in range(5)]
    choices = [(person.pk, purpose, True) for person in people for purpose in ("directory", "outreach")]
    assert set_consents(choices=choices, by=manager, basis="paper forms") == 10
    entry = AuditEntry.objects.get(verb="set_consents")
    assert (entry.count, entry.changes["directory"]) == (10, {"no": 0, "yes": 5})


def test_many_answers_cost_few_queries(manager, django_assert_max_num_queries):
    people = [make_person() for _ in range(300)]
    with django_assert_max_num_queries(12):
        set_consents(choices=[(p, "directory", True) for p in people], by=manager, basis="paper forms")


def test_an_unknown_purpose_is_refused(member):
    with pytest.raises(ConsentError, match="“fame” is not a purpose"):
        set_consent(person=member.person, purpose="fame", given=True, by=member)


def test_a_merged_record_is_not_asked(manager):
    kept, merged = make_person(), make_person()
    merge_people(pairs=[(kept, merged)], by=None, reason="")
    with pytest.raises(ConsentError, match="Record the answer there"):
        set_consent(person=merged, purpose="directory", given=True, by=manager, basis="form")
    assert not Consent.objects.exists()


def test_every_purpose_has_words():
    assert all(str(consent_words.words(purpose)) for purpose in Purpose.asked())
