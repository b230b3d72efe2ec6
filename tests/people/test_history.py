"""What was done with a record: who, when, what and why, for staff and for the person herself."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import reverse

from bigtent.ledger.declarations import declared
from bigtent.ledger.models import AuditEntry
from bigtent.ledger.services import record
from bigtent.people.models import Person
from bigtent.people.services import (
    apply_bulk_edit,
    change_network,
    draw_up_bulk_edit,
    edit_person,
    merge_people,
    set_consent,
    set_consents,
    set_partners,
    undo_merges,
)
from tests.factories import make_organization, make_person, make_specialty
from tests.mentoring.making import make_round
from tests.security.scene import make_scene

pytestmark = pytest.mark.django_db
# What has no row of its own: the shared lists, and figures taken of all measures at once.
NO_ROW = {"people.place", "accountability.observation"}


def address(row):
    return reverse("ledger:history", args=[row._meta.label_lower, getattr(row, "key", row.pk)])


def events(client, row):
    return list(client.get(address(row)).context["events"])


def test_it_works(manager):
    person = make_person(given_name="Ada", specialty=make_specialty("radiology"))
    edit_person(person=person, by=manager, changes={"specialty": make_specialty("psychiatry")}, reason="She wrote")
    page = manager.client.get(address(person)).content.decode()
    assert "Radiology → Psychiatry" in page
    assert "Marta Quispe" in page and "She wrote" in page and "Specialty" in page


def test_the_latest_comes_first(manager):
    person = make_person()
    for credential in ("MD", "DO"):
        edit_person(person=person, by=manager, changes={"credential": credential})
    assert [event.changes[0].after for event in events(manager.client, person)] == ["DO", "MD"]


def test_values_are_words(manager, administrator):
    school = make_organization()
    set_partners(organizations=[school], partner=True, by=manager)
    change_network(by=administrator, rooms=["mentoring"])
    [event] = events(manager.client, school)
    assert [(c.label, c.before, c.after) for c in event.changes] == [("Partner", "no", "yes")]
    [event] = events(administrator.client, apps.get_model("people.Network").current())
    assert "[" not in event.changes[0].after and event.changes[0].label == "Rooms"


def test_a_sensitive_field_is_only_named(manager):
    person = make_person()
    record(by=None, verb="answer", about=person, changes={"identity.gender": []})
    [event] = events(manager.client, person)
    assert [(c.before, c.after, c.is_told) for c in event.changes] == [("", "", False)]


def test_what_was_done_to_a_merged_record_and_to_many_is_there(manager):
    kept, merged = make_person(), make_person()
    edit_person(person=merged, by=manager, changes={"credential": "MD"})
    merge_people(pairs=[(kept, merged)], by=manager, reason="Same")
    make_specialty("psychiatry")
    edit = draw_up_bulk_edit(people=[kept.pk], change="specialty", value="psychiatry", by=manager, reason="List")
    apply_bulk_edit(key=edit.key, by=manager)
    assert [event.entry.verb for event in events(manager.client, kept)] == [
        "apply_bulk_edit",
        "merge_people",
        "edit_person",
    ]


def test_acts_on_many_are_told_to_each_with_her_own_answer(manager, member):
    other, third = make_person(), make_person()
    choices = [(member.person, "directory", True), (member.person, "press", False), (other, "directory", False)]
    set_consents(choices=choices, by=manager, basis="paper form")
    [event] = events(manager.client, member.person)
    told = [(change.label, change.after) for change in event.changes]
    assert sorted(told) == [("Be found by other members", "yes"), ("Be named in public", "no")]
    assert event.entry.reason == "paper form"
    assert [change.after for change in events(manager.client, other)[0].changes] == ["no"]
    assert events(manager.client, third) == []
    page = member.client.get(reverse("people:my_history")).content.decode()
    assert "Be found by other members: yes" in page and "Program manager" in page


def test_merging_many_is_told_to_each(manager):
    pairs = [(make_person(given_name="Ada"), make_person(given_name="Mina")) for _ in range(2)]
    stranger = make_person()
    merges = merge_people(pairs=pairs, by=manager, reason="Same line")
    assert [c.after.split()[0] for e in events(manager.client, pairs[0][0]) for c in e.changes] == ["Mina"]
    undo_merges(merges=merges, by=manager)
    verbs = ["undo_merges", "merge_people"]
    for person in (*pairs[0], *pairs[1]):
        assert [event.entry.verb for event in events(manager.client, person)] == verbs
    assert events(manager.client, stranger) == []


def test_her_own_history_names_roles_and_no_names(manager, member):
    edit_person(person=member.person, by=manager, changes={"credential": "MD"}, reason="A colleague said so")
    set_consent(person=member.person, purpose="directory", given=True, by=member)
    page = member.client.get(reverse("people:my_history")).content.decode()
    assert "Program manager" in page and ", you" in page and "MD" in page
    assert "Marta" not in page and "A colleague" not in page


def test_nobody_else_is_told_of_a_history(member, stranger, reviewer, manager):
    person = make_person()
    for one in (member, stranger, reviewer):
        assert one.client.get(address(person)).status_code == 404
    assert manager.client.get(reverse("ledger:history", args=["people.account", 1])).status_code == 404


@pytest.mark.parametrize("thing", ["people.nothing", "auth.group", "people.person"])
def test_an_unknown_record_has_none(manager, thing):
    for ident in ("nobody", "9" * 40, "²"):
        assert manager.client.get(reverse("ledger:history", args=[thing, ident])).status_code == 404


def test_a_page_takes_a_fixed_number_of_queries(manager, member, django_assert_max_num_queries):
    person = make_person()
    for number in range(60):
        by = (manager, member)[number % 2]
        record(by=by, verb="edit_person", about=person, changes={"credential": ["", str(number)]})
    with django_assert_max_num_queries(12):
        page = manager.client.get(address(person))
    assert len(page.context["events"]) == 25 and page.context["page"].paginator.num_pages == 3


def test_the_round_tells_of_its_pairings(manager):
    the_round = make_round(by=manager)
    assert [event.entry.verb for event in events(manager.client, the_round)] == ["open_round"]
    assert address(the_round) in manager.client.get(the_round.get_absolute_url()).content.decode()


def test_every_record_that_a_verb_was_done_to_has_a_history(manager, administrator):
    make_scene(manager, administrator)
    done_to = set(AuditEntry.objects.values_list("object_type", flat=True))
    assert len(done_to) >= 8
    assert done_to - {one.model.lower() for one in declared("HISTORY")} - NO_ROW == set()


def test_every_history_names_a_table_that_is_there():
    for one in declared("HISTORY"):
        assert apps.get_model(one.model)


def test_everything_that_services_write_about_is_a_record_with_a_history():
    """Read from the code: `record(... about=X())` of a class names its table."""
    text = "\n".join(path.read_text() for path in Path("src/bigtent").glob("*/services/*.py"))
    named = set(re.findall(r"about=([A-Z]\w+)\(", text))
    known = {one.model.rsplit(".")[-1] for one in declared("HISTORY")} | {"Place", "Observation"}
    assert named and named - known == set()


def test_words_of_other_people_are_no_markup(manager):
    person = make_person()
    edit_person(person=person, by=manager, changes={"about": "<script>x</script>"})
    assert "<script>x" not in manager.client.get(address(person)).content.decode()
    assert Person.objects.get(pk=person.pk).about == "<script>x</script>"
