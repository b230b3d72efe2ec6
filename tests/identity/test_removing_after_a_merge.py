"""What she removed, or left with, stays gone when a merge is undone: the records merged into hers say it no more."""

import pytest

from bigtent.identity.models import Answer
from bigtent.identity.services import remove_answers
from bigtent.people.models import Consent
from bigtent.people.services import erase_person, merge_people, undo_merges
from tests.factories import make_account, make_person
from tests.identity.making import make_answer, said

pytestmark = pytest.mark.django_db
NAMES = ("gender", "disability")


@pytest.fixture
def two(member):
    """The member answered; so did another record of hers, before or after."""
    other = make_account(person=make_person())
    for name in NAMES:
        make_answer(name, {"declined": True}, account=member)
        make_answer(name, {"declined": True}, account=other)
    return member, other.person


def merged(account, person):
    merges = merge_people(pairs=[(account.person, person)], by=None, reason="same", choices={"account": "kept"})
    account.refresh_from_db()
    return merges


def held(*people):
    return sorted(Answer.objects.filter(person__in=people).values_list("person", "question"))


def yes(person):
    return Consent.objects.in_force().filter(person=person, given=True).exclude(datum="")


def test_one_answer_does_not_come_back(two):
    member, other = two
    merges = merged(*two)
    remove_answers(by=member, questions=["gender"])
    undo_merges(merges=merges, by=None)
    assert held(member.person, other) == sorted([(member.person.pk, "disability"), (other.pk, "disability")])
    assert {consent.datum for consent in yes(other)} <= {"identity.disability"}


def test_none_of_all_comes_back(two):
    member, other = two
    merges = merged(*two)
    assert remove_answers(by=member) == 2
    undo_merges(merges=merges, by=None)
    assert held(member.person, other) == [] and not yes(member.person) and not yes(other)


def test_without_removing_each_record_has_its_own_again(two):
    member, other = two
    undo_merges(merges=merged(*two), by=None)
    assert len(held(member.person, other)) == 4 and yes(other)


def test_a_record_that_is_not_hers_keeps_its_answers(two):
    member, other = two
    remove_answers(by=member)
    assert len(held(other)) == 2


def test_erasing_takes_the_answers_of_every_record(two):
    member, _other = two
    make_answer("gender", said("woman"), account=make_account())
    merged(*two)
    erase_person(person=member.person, by=None, asked_by_herself=True)
    assert Answer.objects.count() == 1
