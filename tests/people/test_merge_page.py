"""Merge by hand: both records side by side, a choice for every fact, and what undoing would do before it is done."""

import pytest
from django.urls import reverse

from bigtent.ledger.models import AuditEntry
from bigtent.people.errors import MergeError
from bigtent.people.models import Account, ContactPoint, Merge
from bigtent.people.services import edit_person, end_contact_points, merge_people, undo_merges
from tests.factories import (
    make_account,
    make_consent,
    make_contact_point,
    make_person,
    make_place,
    make_specialty,
)

pytestmark = pytest.mark.django_db


def address(kept, merged):
    return f"{reverse('people:merge')}?keep={kept.key}&merge={merged.key}"


def undo_address(merge):
    return reverse("people:undo_merge", args=[merge.kept.key, merge.pk])


@pytest.fixture
def kept():
    return make_person(given_name="Lucía", family_name="Ortiz", specialty=make_specialty("radiology"), email="a@x.org")


@pytest.fixture
def merged():
    return make_person(
        given_name="Lucia",
        family_name="Ortiz-Banks",
        specialty=make_specialty("psychiatry"),
        specialty_source="self",
        email="b@x.org",
    )


def test_it_works(manager, kept, merged):
    answer = manager.client.post(
        address(kept, merged), {"name": "merged", "specialty": "kept", "reason": "Same diploma"}
    )
    assert answer.url == kept.get_absolute_url()
    kept.refresh_from_db()
    assert (kept.name, kept.specialty.code) == ("Lucia Ortiz-Banks", "radiology")
    assert Merge.objects.get().reason == "Same diploma"
    assert "Ortiz" in kept.also_known_as or "ortiz" in kept.search_text


def test_what_people_say_themselves_is_suggested_and_said_why(manager, kept, merged):
    page = manager.client.get(address(kept, merged)).content.decode()
    assert "Suggested: said by the person herself." in page
    assert page.count(" checked>") == 2


def test_what_moves_is_counted_first(manager, kept, merged):
    make_contact_point(person=merged, value="a@x.org")
    counts = manager.client.get(address(kept, merged)).context["counts"]
    assert [(count.title, count.going, count.staying) for count in counts] == [("Contact points", 1, 1)]


def test_which_answer_stands_is_said_first(manager, kept, merged):
    make_consent(person=kept, purpose="directory", given=True, at="2020-01-01T00:00Z")
    make_consent(person=merged, purpose="directory", given=False, at="2024-01-01T00:00Z")
    [answer] = manager.client.get(address(kept, merged)).context["answers"]
    assert (answer.stands.person, answer.stands.given) == (merged, False)


def test_of_two_answers_at_one_moment_the_no_stands(kept, merged):
    make_consent(person=kept, purpose="directory", given=False, at="2024-01-01T00:00Z")
    make_consent(person=merged, purpose="directory", given=True, at="2024-01-01T00:00Z")
    merge_people(pairs=[(kept, merged)], by=None, reason="")
    assert [answer.given for answer in kept.consents.in_force()] == [False]


def test_which_record_stays_can_be_turned_round(manager, kept, merged):
    page = manager.client.get(address(kept, merged)).content.decode()
    assert address(merged, kept).replace("&", "&amp;") in page


def test_a_reason_is_needed(manager, kept, merged):
    answer = manager.client.post(address(kept, merged), {"name": "kept", "specialty": "kept"})
    assert answer.status_code == 200 and answer.context["form"].errors.keys() == {"reason"}
    assert not Merge.objects.exists()


def test_the_other_record_is_found_by_name(manager, kept, merged):
    page = manager.client.get(reverse("people:merge"), {"keep": kept.key}).content.decode()
    assert address(kept, merged).replace("&", "&amp;") in page


def test_one_of_two_sign_ins_stays_and_the_other_comes_back(administrator, kept, merged):
    ours, theirs = make_account(person=kept), make_account(person=merged)
    told = {"name": "kept", "specialty": "kept", "account": "merged", "reason": "She signs in with the second"}
    administrator.client.post(address(kept, merged), told)
    assert list(Account.objects.filter(person=kept).values_list("email", "is_active")) == [(theirs.email, True)]
    assert not Account.objects.get(pk=ours.pk).is_active
    undo_merges(merges=[Merge.objects.get()], by=administrator)
    for account, person in ((ours, kept), (theirs, merged)):
        account.refresh_from_db()
        assert (account.person, account.is_active) == (person, True)


def test_an_administrator_is_not_locked_out_by_a_merge(administrator, kept):
    make_account(person=kept)
    other = make_account(roles=["administrator"])
    told = {"name": "kept", "specialty": "kept", "account": "kept", "reason": "Same"}
    answer = administrator.client.post(address(kept, other.person), told)
    assert "is an administrator" in str(answer.context["form"].errors)
    assert Account.objects.get(pk=other.pk).is_active


def test_what_cannot_be_chosen_is_refused(kept, merged):
    for choices in ({"shoe_size": "kept"}, {"name": "both"}):
        with pytest.raises(MergeError):
            merge_people(pairs=[(kept, merged)], by=None, reason="", choices=choices)


def test_undoing_is_looked_at_first(manager, kept, merged):
    [merge] = merge_people(pairs=[(kept, merged)], by=manager, reason="Same", choices={"name": "merged"})
    kept.refresh_from_db()
    edit_person(person=kept, by=manager, changes={"specialty": None}, reason="She stopped")
    page = manager.client.get(undo_address(merge))
    facts = {fact.label: fact for fact in page.context["facts"]}
    assert facts["Name"].goes_back and facts["Name"].before == "Lucía Ortiz"
    assert not facts["Specialty"].goes_back
    assert [(count.going, count.staying) for count in page.context["counts"]] == [(1, 0)]
    assert Merge.objects.in_force().exists()


def test_undone_with_one_click_what_was_changed_since_stays(manager, kept, merged):
    [merge] = merge_people(pairs=[(kept, merged)], by=manager, reason="Same", choices={"name": "merged"})
    kept.refresh_from_db()
    edit_person(person=kept, by=manager, changes={"place": make_place()})
    end_contact_points(points=ContactPoint.objects.filter(value="b@x.org"), by=manager)
    manager.client.post(undo_address(merge), {"reason": "Two people after all"})
    kept.refresh_from_db()
    assert (kept.name, kept.place, kept.place_source) == ("Lucía Ortiz", make_place(), "staff")
    assert [(point.value, bool(point.ended_on)) for point in merged.contact_points.all()] == [("b@x.org", True)]
    assert AuditEntry.objects.filter(verb="undo_merges", reason="Two people after all").count() == 1


def test_an_edit_that_says_the_same_as_the_merge_did_stays(manager):
    kept, merged = make_person(), make_person(credential="MD")
    [merge] = merge_people(pairs=[(kept, merged)], by=None, reason="")
    for credential in ("DO", "MD"):
        edit_person(person=kept, by=manager, changes={"credential": credential})
    undo_merges(merges=[merge], by=None)
    kept.refresh_from_db()
    assert kept.credential == "MD"


def test_an_edit_survives_undoing_another_merge(manager):
    kept, first, second = make_person(), make_person(), make_person(credential="MD")
    undone, _stays = merge_people(pairs=[(kept, first), (kept, second)], by=None, reason="")
    kept.refresh_from_db()
    edit_person(person=kept, by=manager, changes={"credential": ""})
    undo_merges(merges=[undone], by=None)
    kept.refresh_from_db()
    assert kept.credential == ""


def test_a_merge_undone_or_unknown_is_not_there(manager, kept, merged):
    [merge] = merge_people(pairs=[(kept, merged)], by=manager, reason="Same")
    undo_merges(merges=[merge], by=manager)
    assert manager.client.get(undo_address(merge)).status_code == 404


@pytest.mark.parametrize("asked", ["keep=nobody", "keep=a%00b", "keep=" + "9" * 60])
def test_an_unknown_record_is_not_there(manager, asked):
    assert manager.client.get(f"{reverse('people:merge')}?{asked}").status_code == 404


def test_members_and_reviewers_merge_nothing(member, reviewer, kept, merged):
    for one in (member, reviewer):
        assert one.client.post(address(kept, merged), {"reason": "Same"}).status_code == 403
    assert not Merge.objects.exists()


def test_a_page_asks_the_database_a_fixed_number_of_times(manager, kept, merged, django_assert_max_num_queries):
    for _ in range(30):
        make_contact_point(person=merged)
    with django_assert_max_num_queries(72):
        manager.client.get(address(kept, merged))
