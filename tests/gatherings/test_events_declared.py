"""What events offer to other rooms: what is due, numbers, whom one can write to, what is known of who speaks."""

from datetime import timedelta

import pytest

from bigtent.gatherings.due import events_due
from bigtent.gatherings.models import Panelist, Registration
from bigtent.gatherings.services.planning import Speaker, change_event
from bigtent.ledger.clock import now, today
from bigtent.ledger.declarations import declared
from bigtent.people.services import merge_people
from tests.factories import make_person
from tests.gatherings.announced import announced, registered
from tests.gatherings.planning import as_planned, drafted, published
from tests.groups.councils import make_group, officer, sit

pytestmark = pytest.mark.django_db


def titles(account):
    return [due.title for due in events_due(account)]


def value(name):
    [measure] = [one for one in declared("MEASURES") if one.name == name]
    return measure.compute(today()).value


def test_a_draft_is_due_after_a_week(manager, settings):
    drafted(manager)
    assert titles(manager) == []
    settings.NOW = now() + timedelta(days=8)
    assert titles(manager) == ["“Saving the small clinics” is still a draft"]


def test_a_missing_link_is_due_a_day_before(network, manager):
    announced("Soon", at=now() + timedelta(hours=20))
    announced("With a link", at=now() + timedelta(hours=20), join_link="https://meet.example.org/1")
    announced("In a hall", at=now() + timedelta(hours=20), mode="in_person", where="Hall 1")
    announced("Later", at=now() + timedelta(hours=30))
    assert titles(manager) == ["Nobody can join “Soon” yet"]


def test_who_came_is_due_until_it_is_noted_of_anybody(network, manager, member):
    event = announced("Lately", at=now() - timedelta(days=2))
    announced("Nobody registered", at=now() - timedelta(days=2))
    row = registered(event, member.person)
    [due] = events_due(manager)
    assert due.title == "Who came to “Lately”?" and manager.client.get(due.url).status_code == 200
    Registration.objects.filter(pk=row.pk).update(came="no")
    assert titles(manager) == []


def test_officers_are_told_of_the_events_of_their_group_only(network, member, django_assert_max_num_queries):
    group = make_group()
    chair = officer(group)
    sit(group, member.person)
    for inside in (f"group:{group.pk}", ""):
        announced(f"Soon {inside}", at=now() + timedelta(hours=20), inside=inside, seen_by="everybody")
    with django_assert_max_num_queries(10):
        assert titles(chair) == [f"Nobody can join “Soon group:{group.pk}” yet"]
    assert titles(member) == []


def test_events_held_and_people_who_came_are_counted(network):
    event = announced("Lately", at=now() - timedelta(days=30), slots=2)
    announced("To come")
    announced("Meeting of a group", at=now() - timedelta(days=3), belongs_at="/groups/meetings/x/")
    for came in ("yes", "yes", "no", ""):
        row = registered(event, make_person())
        Registration.objects.filter(pk=row.pk).update(came=came)
    assert (value("events-held"), value("people-who-came")) == (1, 2)


def test_whoever_registered_can_be_named_to_write_to(network, manager, member):
    event = announced()
    registered(event, member.person)
    gone = registered(event, make_person(), state="cancelled")
    [source] = [one for one in declared("AUDIENCES") if one.name == "event"]
    assert source.choices(manager) == [(str(event.pk), event.title)] and source.choices(member) == []
    people = {row["person"] for row in source.people(str(event.pk))}
    assert people == {member.person_id} and gone.person_id not in people
    assert not source.people("x").exists()


def test_who_speaks_stays_linked_through_changes_and_merges(manager):
    person, other = make_person(), make_person()
    event = published(manager, panel=[Speaker("Ada Example", person=other)])
    change_event(event=event, by=manager, **as_planned(event, panel=[Speaker("Ada Example"), Speaker("Bea Example")]))
    merge_people(pairs=[(person, other)], by=manager, reason="Same person")
    assert dict(Panelist.objects.values_list("name", "person")) == {"Ada Example": person.pk, "Bea Example": None}


def test_an_event_leads_to_its_group_where_the_reader_may_open_that(network, client, manager):
    public, closed = make_group(), make_group("Circle of the East", is_public=False)
    for group, reader, is_linked in ((public, client, True), (closed, client, False), (closed, manager.client, True)):
        event = announced(inside=f"group:{group.pk}", seen_by="everybody")
        page = reader.get(event.get_absolute_url()).content.decode()
        assert (f'href="{group.get_absolute_url()}"' in page) is is_linked
