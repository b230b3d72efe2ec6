"""Many people at once: looked at first, carried out in one act, taken back line by line."""

import pytest
from django.urls import reverse

from bigtent.ledger.models import AuditEntry, Job
from bigtent.people.errors import BulkEditError
from bigtent.people.models import BulkEdit, BulkEditLine, Offer, Person
from bigtent.people.services import (
    apply_bulk_edit,
    bulk_edits,
    draw_up_bulk_edit,
    edit_person,
    merge_people,
    release_bulk_edit,
    set_consent,
    set_offers,
    undo_bulk_edit,
    undo_merges,
)
from tests.factories import (
    make_account,
    make_contact_point,
    make_person,
    make_place,
    make_profession,
    make_specialty,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def psychiatry():
    return make_specialty("psychiatry")


def draw_up(people, change="specialty", value="psychiatry", by=None):
    return draw_up_bulk_edit(people=[p.pk for p in people], change=change, value=value, by=by, reason="A new list")


def carry_out(people, change="specialty", value="psychiatry", by=None):
    edit = draw_up(people, change, value, by)
    apply_bulk_edit(key=edit.key, by=by)
    return edit


def left(edit):
    return {line.person_id: line.left_because for line in edit.lines.left()}


def fresh(person):
    return Person.objects.get(pk=person.pk)


def test_it_works(psychiatry):
    people = [make_person(), make_person(specialty=make_specialty("radiology"), specialty_source="roster")]
    edit = carry_out(people)
    assert [(fresh(p).specialty, fresh(p).specialty_source) for p in people] == [(psychiatry, "staff")] * 2
    undo_bulk_edit(key=edit.key, by=None)
    assert [(fresh(p).specialty_id, fresh(p).specialty_source) for p in people] == [
        (None, "staff"),
        (make_specialty("radiology").pk, "roster"),
    ]


def test_drawing_up_changes_nobody(psychiatry):
    person = make_person()
    edit = draw_up([person])
    assert fresh(person).specialty is None
    assert (edit.lines.changing().count(), edit.state) == (1, "drawn_up")


def test_what_people_said_themselves_is_left_and_said_why(psychiatry):
    said, same = make_person(specialty_source="self"), make_person(specialty=psychiatry)
    edit = carry_out([said, same, make_person()])
    assert left(edit) == {said.pk: "said by the person herself", same.pk: "says so already"}
    assert fresh(said).specialty is None


def test_a_profession_somebody_chose_herself_is_left():
    nursing, medicine = make_profession("nursing"), make_profession("medicine")
    account = make_account()
    edit_person(person=account.person, by=account, changes={"profession": nursing})
    edit = carry_out([account.person, make_person()], "profession", "medicine")
    assert left(edit) == {account.person_id: "said by the person herself"}
    assert Person.objects.filter(profession=medicine).count() == 1


def test_a_closer_place_in_the_same_state_is_kept():
    near, far, unknown = make_person(place=make_place()), make_person(place=make_place(zip="10001", state="NY")), None
    unknown = make_person()
    edit = carry_out([near, far, unknown], "state", "CO")
    assert left(edit) == {near.pk: "says so already"}
    assert [str(fresh(p).place) for p in (near, far, unknown)] == ["Denver, CO", "CO", "CO"]


def test_an_offer_is_added_and_taken_back():
    new, old = make_person(), make_person(offers=["speak"])
    edit = carry_out([new, old], "add_offer", "speak")
    assert Offer.objects.in_force().filter(kind="speak").count() == 2
    undo_bulk_edit(key=edit.key, by=None)
    assert list(Offer.objects.values_list("person", "ended_on")) == [(old.pk, None)]


def test_an_offer_is_ended_and_taken_back():
    person, other = make_person(offers=["speak"]), make_person()
    edit = carry_out([person, other], "end_offer", "speak")
    assert (Offer.objects.in_force().exists(), left(edit)) == (False, {other.pk: "has none"})
    undo_bulk_edit(key=edit.key, by=None)
    assert Offer.objects.in_force().filter(person=person).count() == 1


def test_who_ended_an_offer_herself_is_not_made_to_offer_it_again():
    account = make_account()
    for offers in (["speak"], []):
        set_offers(offers={account.person_id: offers}, by=account)
    edit = carry_out([account.person], "add_offer", "speak")
    assert left(edit) == {account.person_id: "said by the person herself"}


PAPER = {"purpose": "directory", "given": True, "basis": "paper form of May 2024"}


def test_a_yes_on_paper_never_overrides_an_own_no(manager):
    account, other = make_account(), make_person()
    set_consent(person=account.person, purpose="directory", given=False, by=account)
    edit = carry_out([account.person, other], "consent", PAPER, by=manager)
    assert left(edit) == {account.person_id: "she said no herself, and that stands"}
    assert list(Person.objects.consenting_to("directory")) == [other]
    consent = other.consents.in_force().get()
    assert (consent.basis, consent.by) == ("paper form of May 2024", manager)


def test_an_own_no_after_the_look_stands(manager):
    account = make_account()
    edit = draw_up([account.person], "consent", PAPER, by=manager)
    set_consent(person=account.person, purpose="directory", given=False, by=account)
    assert apply_bulk_edit(key=edit.key, by=manager) == {"changed": 0}
    assert left(edit) == {account.person_id: "changed since this was drawn up"}


def test_taking_an_answer_back_revives_the_one_before(manager):
    person = make_person()
    set_consent(person=person, purpose="directory", given=False, by=None, basis="telephone")
    edit = carry_out([person], "consent", PAPER, by=manager)
    undo_bulk_edit(key=edit.key, by=manager)
    assert [(c.given, c.basis) for c in person.consents.in_force()] == [(False, "telephone")]


def test_an_answer_needs_its_basis():
    with pytest.raises(BulkEditError, match="on what basis"):
        draw_up([make_person()], "consent", PAPER | {"basis": " "})


def test_the_addresses_of_one_source_end_and_come_back():
    person = make_person()
    own = make_contact_point(person=person, source="self")
    listed = make_contact_point(person=person, source="roster")
    edit = carry_out([person, make_person()], "end_contact_points", {"source": "roster", "kind": "email"})
    assert list(person.contact_points.in_use()) == [own]
    undo_bulk_edit(key=edit.key, by=None)
    assert set(person.contact_points.in_use()) == {own, listed}


def test_a_value_changed_since_stays_when_the_edit_is_taken_back(psychiatry, manager):
    changed, other = make_person(), make_person()
    edit = carry_out([changed, other])
    edit_person(person=fresh(changed), by=manager, changes={"specialty": make_specialty("radiology")})
    assert undo_bulk_edit(key=edit.key, by=manager) == {"put back": 1}
    assert left(edit) == {changed.pk: "changed since, stays as it is"}
    assert (fresh(changed).specialty.code, fresh(other).specialty) == ("radiology", None)


def test_who_was_merged_meanwhile_is_left(psychiatry):
    kept, merged = make_person(), make_person()
    edit = draw_up([kept, merged])
    merge_people(pairs=[(kept, merged)], by=None, reason="Same")
    apply_bulk_edit(key=edit.key, by=None)
    assert left(edit) == {merged.pk: "merged into another record since"}


def test_each_step_writes_one_entry_with_its_reason(psychiatry, manager):
    edit = carry_out([make_person(), make_person()], by=manager)
    undo_bulk_edit(key=edit.key, by=manager, reason="Wrong list")
    verbs = ("draw_up_bulk_edit", "apply_bulk_edit", "undo_bulk_edit")
    entries = AuditEntry.objects.filter(object_type="people.bulkedit").order_by("pk")
    assert [(entry.verb, entry.count, entry.reason) for entry in entries] == list(
        zip(verbs, (2, 2, 2), ("A new list", "A new list", "Wrong list"), strict=True)
    )


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ("shoe_size", 9),
        ("specialty", "knee"),
        ("profession", None),
        ("state", "ZZ"),
        ("add_offer", "sing"),
        ("consent", {"purpose": "records", "given": True, "basis": "x"}),
        ("end_contact_points", {"source": "self"}),
        ("end_contact_points", {"source": "roster", "kind": "pigeon"}),
    ],
)
def test_what_makes_no_sense_is_refused(change, value):
    with pytest.raises(BulkEditError):
        draw_up([make_person()], change, value)
    assert not BulkEdit.objects.exists()


def test_nobody_and_no_reason_are_refused(psychiatry):
    with pytest.raises(BulkEditError, match="Nobody fits"):
        draw_up([])
    with pytest.raises(BulkEditError, match="Say why"):
        draw_up_bulk_edit(people=[make_person().pk], change="specialty", value="psychiatry", by=None, reason=" ")


def test_an_edit_is_carried_out_and_taken_back_once(psychiatry):
    edit = carry_out([make_person()])
    with pytest.raises(BulkEditError, match="meanwhile"):
        apply_bulk_edit(key=edit.key, by=None)
    undo_bulk_edit(key=edit.key, by=None)
    with pytest.raises(BulkEditError, match="meanwhile"):
        undo_bulk_edit(key=edit.key, by=None)


class TestTwoPeople:
    @pytest.fixture(autouse=True)
    def _few(self, monkeypatch):
        monkeypatch.setattr(bulk_edits, "MOST_ALONE", 1)

    def test_a_large_edit_needs_a_second_person(self, psychiatry, manager, administrator):
        edit = draw_up([make_person(), make_person()], by=manager)
        with pytest.raises(BulkEditError, match="second person"):
            apply_bulk_edit(key=edit.key, by=manager)
        release_bulk_edit(bulk_edit=edit, by=administrator)
        assert apply_bulk_edit(key=edit.key, by=manager) == {"changed": 2}

    def test_whoever_drew_it_up_cannot_release_it(self, psychiatry, manager):
        edit = draw_up([make_person(), make_person()], by=manager)
        manager.client.post(reverse("people:release_bulk_edit", args=[edit.key]))
        edit.refresh_from_db()
        assert edit.released_by is None

    def test_the_second_person_finds_the_button_the_first_does_not(self, psychiatry, manager, administrator):
        edit = draw_up([make_person(), make_person()], by=manager)
        act = reverse("people:release_bulk_edit", args=[edit.key])
        assert act not in manager.client.get(edit.get_absolute_url()).content.decode()
        assert act in administrator.client.get(edit.get_absolute_url()).content.decode()


class TestPages:
    def test_from_a_search_to_the_change_and_back(self, manager, psychiatry):
        person, other = make_person(family_name="Okafor"), make_person(family_name="Reyes")
        new = reverse("people:new_bulk_edit")
        assert f"{new}?q=okafor" in manager.client.get("/people/?q=okafor").content.decode()
        told = {"specialty": "psychiatry", "reason": "A new list"}
        answer = manager.client.post(f"{new}?q=okafor&change=specialty", told)
        assert fresh(person).specialty is None
        manager.client.post(f"{answer.url}carry-out/")
        assert (fresh(person).specialty, fresh(other).specialty) == (psychiatry, None)
        manager.client.post(f"{answer.url}take-back/")
        assert fresh(person).specialty is None

    @pytest.mark.parametrize("change", bulk_edits.KINDS)
    def test_every_kind_has_its_form(self, manager, change):
        page = manager.client.get(reverse("people:new_bulk_edit"), {"change": change})
        assert page.status_code == 200 and page.context["form"] is not None
        bad = manager.client.post(f"{reverse('people:new_bulk_edit')}?change={change}", {})
        assert "reason" in bad.context["form"].errors

    def test_lines_say_old_and_new_and_who_is_left(self, manager, psychiatry):
        make_person(family_name="Okafor", specialty=make_specialty("radiology"))
        said = make_person(family_name="Reyes", specialty_source="self")
        edit = draw_up(Person.objects.filter(family_name__in=["Okafor", "Reyes"]), by=manager)
        [(_line, before, after)] = manager.client.get(edit.get_absolute_url()).context["rows"]
        assert (before, after) == ("Radiology", "Psychiatry")
        page = manager.client.get(edit.get_absolute_url(), {"show": "left"}).content.decode()
        assert said.name in page and "said by the person herself" in page

    def test_thousands_are_changed_by_a_job(self, manager, psychiatry, monkeypatch):
        monkeypatch.setattr("bigtent.people.views.bulk_edits.MOST_AT_ONCE", 1)
        edit = draw_up([make_person(), make_person()], by=manager)
        for _ in range(2):
            manager.client.post(reverse("people:apply_bulk_edit", args=[edit.key]))
        assert [(job.arguments, job.permission) for job in Job.objects.all()] == [
            ({"key": edit.key}, "people.bulk_edit")
        ]

    def test_a_page_of_lines_takes_a_fixed_number_of_queries(self, manager, psychiatry, django_assert_max_num_queries):
        edit = draw_up([make_person() for _ in range(60)], by=manager)
        with django_assert_max_num_queries(20):
            manager.client.get(edit.get_absolute_url())

    def test_members_and_reviewers_change_nobody(self, member, reviewer, psychiatry):
        edit = draw_up([make_person()])
        for one in (member, reviewer):
            assert one.client.post(reverse("people:apply_bulk_edit", args=[edit.key])).status_code == 403
        assert BulkEditLine.objects.get().bulk_edit.state == "drawn_up"


def test_taken_back_after_the_merge_before_it_what_she_said_is_there_again(psychiatry):
    kept, merged = make_person(specialty=make_specialty("radiology"), specialty_source="self"), make_person()
    merges = merge_people(pairs=[(kept, merged)], by=None, reason="same", choices={"specialty": "merged"})
    edit = carry_out([kept])
    undo_merges(merges=merges, by=None)
    undo_bulk_edit(key=edit.key, by=None)
    assert (fresh(kept).specialty.code, fresh(kept).specialty_source) == ("radiology", "self")
