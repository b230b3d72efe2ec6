"""What a decision about links does, and how it is taken back: one or thousands."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from bigtent.alumni.errors import LinkError
from bigtent.alumni.models import Link, LinkDecision
from bigtent.alumni.services import confirm_links, confirm_sure_links, postpone_links, refuse_links, undo_decision
from bigtent.ledger.models import AuditEntry
from tests.alumni.registries import make_alumna, make_entry, make_link
from tests.factories import make_contact_point, make_place, make_specialty


@pytest.fixture
def entry(db):
    make_place(zip="30301", city="Atlanta", state="GA", division="south-atlantic")
    make_specialty("family-medicine", taxonomy_codes=["207Q"])
    return make_entry(
        first_name="DENISE", last_name="OKAFOR-MCKAY", credential="M.D.", taxonomy="207Q00000X",
        city="ATLANTA", state="GA", zip5="30301", phone="4045550100",
    )  # fmt: skip


def facts(person):
    person.refresh_from_db()
    points = sorted(person.contact_points.values_list("kind", "value", "source", "source_detail"))
    practice = [str(a) for a in person.affiliations.all()]
    return {"name": person.name, "former": person.former_name, "specialty": str(person.specialty or ""),
            "place": str(person.place or ""), "points": points, "practice": practice}  # fmt: skip


def test_it_works(entry, manager):
    link = make_link(entry=entry)
    confirm_links(links=[link], by=manager)
    found = facts(link.person)
    detail = f"Providers, as of {entry.registry.as_of_on:%B} {entry.registry.as_of_on.day}, 2026"
    assert found["points"] == [
        ("address", "Atlanta, GA 30301", "registry", detail), ("phone", "404-555-0100", "registry", detail),
    ]  # fmt: skip
    assert found["practice"] == ["In practice, Atlanta, GA"]
    assert (found["specialty"], found["place"]) == ("Family medicine", "Atlanta, GA")


@pytest.mark.parametrize("source", ["self", "staff"])
def test_what_people_said_is_not_written_over(entry, manager, source):
    own, place = make_specialty("surgery"), make_place()
    person = make_alumna(specialty=own, specialty_source=source, place=place, place_source=source)
    make_contact_point(person=person, kind="phone", value="404-555-0100", source=source)
    confirm_links(links=[make_link(person=person, entry=entry)], by=manager)
    found = facts(person)
    assert (found["specialty"], found["place"]) == ("Surgery", "Denver, CO")
    assert ("phone", "404-555-0100", source, "") in found["points"]


def test_a_surname_changes_only_when_somebody_says_so(entry, manager):
    person = make_alumna(family_name="Whitfield", name_source="roster")
    link = make_link(person=person, entry=entry, surname_changed=True)
    decision = confirm_links(links=[link], by=manager)
    assert facts(person)["name"] == "Ada Whitfield"
    undo_decision(decision=decision, by=manager)
    confirm_links(links=[link], by=manager, take_name=True)
    assert (facts(person)["name"], person.former_name) == ("Ada Okafor-McKay", "Whitfield")


def test_a_name_she_gave_herself_stays(entry, manager):
    link = make_link(person=make_alumna(family_name="Whitfield", name_source="self"), entry=entry, surname_changed=True)
    with pytest.raises(LinkError, match="gave us this name personally"):
        confirm_links(links=[link], by=manager, take_name=True)
    link.refresh_from_db()
    assert link.state == "proposed"


@pytest.mark.parametrize("take_name", [True, False])
def test_undo_leaves_a_person_as_she_was(entry, manager, take_name):
    person = make_alumna(family_name="Whitfield", place=make_place(), place_source="roster")
    make_contact_point(person=person, value="ada@example.org")
    before = facts(person)
    decision = confirm_links(links=[make_link(person=person, entry=entry)], by=manager, take_name=take_name)
    assert facts(person) != before
    undo_decision(decision=decision, by=manager)
    assert facts(person) == before


def test_undo_keeps_what_was_changed_since(entry, manager):
    link = make_link(entry=entry)
    decision = confirm_links(links=[link], by=manager)
    link.person.contact_points.filter(kind="phone").update(source="self")
    undo_decision(decision=decision, by=manager)
    assert [kind for kind, *_rest in facts(link.person)["points"]] == ["phone"]


def test_confirming_closes_the_rivals_and_undo_opens_them_again(manager):
    link = make_link()
    same_person, same_entry = make_link(person=link.person, rank=2), make_link(entry=link.entry)
    decision = confirm_links(links=[link], by=manager)
    assert set(Link.objects.filter(state="closed")) == {same_person, same_entry}
    undo_decision(decision=decision, by=manager)
    assert Link.objects.proposed().count() == 3


def test_a_rival_that_was_overtaken_stays_closed(manager):
    link = make_link()
    rival = make_link(entry=link.entry)
    decision = confirm_links(links=[link], by=manager)
    confirm_links(links=[make_link(person=rival.person)], by=manager)
    undo_decision(decision=decision, by=manager)
    rival.refresh_from_db()
    assert rival.state == "closed"


def test_one_person_is_one_entry(manager):
    link = make_link()
    twin = make_link(person=link.person)
    with pytest.raises(LinkError, match="One person cannot be two entries"):
        confirm_links(links=[link, twin], by=manager)
    confirm_links(links=[link], by=manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.filter(pk=twin.pk).update(state="confirmed", decided_at="2026-11-22T00:00Z")


def test_a_decided_link_is_not_decided_again(manager):
    link = make_link()
    refuse_links(links=[link], by=manager)
    for verb in (confirm_links, refuse_links, postpone_links):
        with pytest.raises(LinkError, match="decided in the meantime"):
            verb(links=[link], by=manager)


def test_nothing_is_nothing_to_decide(manager):
    with pytest.raises(LinkError, match="nothing to decide"):
        confirm_sure_links(by=manager)


def test_an_earlier_decision_waits_for_the_later_one(manager):
    link = make_link()
    put_off = postpone_links(links=[link], by=manager)
    refused = refuse_links(links=[link], by=manager)
    with pytest.raises(LinkError, match="Undo the later decision first"):
        undo_decision(decision=put_off, by=manager)
    undo_decision(decision=refused, by=manager)
    undo_decision(decision=put_off, by=manager)
    with pytest.raises(LinkError, match="already undone"):
        undo_decision(decision=put_off, by=manager)
    link.refresh_from_db()
    assert (link.state, link.postponed_at) == ("proposed", None)


def test_many_are_decided_at_once_with_one_entry_in_the_audit(manager):
    links = [make_link() for _ in range(30)]
    decision = confirm_links(links=links, by=manager)
    entry = AuditEntry.objects.get(verb="confirm_links")
    assert (entry.count, decision.rows.count()) == (30, 30)
    undo_decision(decision=decision, by=manager)
    assert Link.objects.proposed().count() == 30


def test_changed_surnames_are_not_confirmed_in_bulk(manager):
    with pytest.raises(LinkError, match="In 1 of these links the surname differs"):
        confirm_links(links=[make_link(), make_link(surname_changed=True)], by=manager)
    assert Link.objects.proposed().count() == 2


def test_the_sure_ones_are_shown_first_and_then_confirmed_and_undone_as_a_whole(manager):
    sure = [make_link(probability=p) for p in (0.99, 0.995, 0.999)]
    make_link(probability=0.98)
    make_link(probability=0.999, surname_changed=True)
    page = manager.client.get(reverse("alumni:sure")).content.decode()
    assert "Confirm 3 people" in page
    assert "fewer than 1" in page
    assert not Link.objects.confirmed().exists()
    manager.client.post(reverse("alumni:sure"))
    assert set(Link.objects.confirmed()) == set(sure)
    manager.client.post(reverse("alumni:undo-decision", args=[LinkDecision.objects.get().key]))
    assert not Link.objects.confirmed().exists()


def test_two_sure_candidates_of_one_entry_are_not_sure(manager):
    link = make_link(probability=0.99)
    make_link(probability=0.99, entry=link.entry)
    assert not Link.objects.sure().exists()


def test_reviewers_undo_their_own_and_managers_anybodys(manager, reviewer):
    own, others = make_link(), make_link()
    mine = refuse_links(links=[own], by=reviewer)
    theirs = refuse_links(links=[others], by=manager)
    for account, decision in ((reviewer, mine), (reviewer, theirs), (manager, theirs)):
        account.client.post(reverse("alumni:undo-decision", args=[decision.key]))
        decision.refresh_from_db()
    assert (mine.undone_by, theirs.undone_by) == (reviewer, manager)


def test_reviewers_do_not_confirm_in_bulk(reviewer):
    make_link(probability=0.999)
    assert reviewer.client.post(reverse("alumni:sure")).status_code == 403


@pytest.mark.parametrize(("state", "count"), [("confirmed", 1), ("refused", 2), ("proposed", 3), ("", 6), ("x", 0)])
def test_the_list_shows_the_links_behind_a_figure(manager, state, count):
    links = [make_link() for _ in range(6)]
    confirm_links(links=links[:1], by=manager)
    refuse_links(links=links[1:3], by=manager)
    page = manager.client.get(reverse("alumni:links"), {"state": state}).content.decode()
    assert page.count("Providers, ") == count
