"""The waiting list: whoever has waited longest is asked first, and has time to answer."""

import random
from datetime import timedelta

import pytest
from django.test import Client

from bigtent.gatherings.errors import RegistrationError
from bigtent.gatherings.models import Registration
from bigtent.gatherings.own_pages import path_of
from bigtent.gatherings.services.offering import look_after_places
from bigtent.gatherings.services.registering import cancel_registration, register, take_offer
from bigtent.ledger.clock import now
from bigtent.outreach.models import ServiceLetter
from bigtent.people.services import erase_person, merge_people
from tests.factories import make_person
from tests.gatherings.announced import AT, announced

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def slot(network):
    """Two have its two places, three wait."""
    slot = announced(capacity=2, offer_hours=24).slots.get()
    for n in range(1, 6):
        come(slot, n)
    return slot


def come(slot, n):
    return register(slot=slot, name=f"P{n}", email=f"p{n}@example.org").registration


def row(slot, n):
    return slot.registrations.select_related("slot").get(email=f"p{n}@example.org")


def states(slot):
    return [(one.number, one.state) for one in slot.registrations.order_by("number")]


def kinds_to(n):
    return [one.kind for one in ServiceLetter.objects.filter(address=f"p{n}@example.org").order_by("pk")]


def test_it_works(slot):
    cancel_registration(registration=row(slot, 1))
    offered = row(slot, 3)
    assert (offered.state, offered.offered_until) == ("offered", now() + 24 * HOUR)
    assert kinds_to(3) == ["place-waited-for", "place-offered"]
    page = Client().post(path_of(offered), {"act": "take"}, follow=True).content.decode()
    assert "The place is yours." in page
    assert [state for _n, state in states(slot)] == ["cancelled", "confirmed", "confirmed", "waiting", "waiting"]


def test_no_newcomer_gets_a_place_for_which_somebody_waits(slot):
    Registration.objects.filter(pk=row(slot, 1).pk).delete()
    assert come(slot, 9).state == "waiting"
    look_after_places()
    assert row(slot, 3).state == "offered"


def test_what_is_not_taken_in_time_goes_to_the_next(slot, settings):
    cancel_registration(registration=row(slot, 1))
    settings.NOW = now() + 24 * HOUR
    with pytest.raises(RegistrationError, match="This offer is over"):
        take_offer(registration=row(slot, 3))
    look_after_places()
    assert [state for _n, state in states(slot)][2:] == ["lapsed", "offered", "waiting"]
    assert "you are welcome to register anew" in Client().get(path_of(row(slot, 3))).content.decode()
    assert come(slot, 3).number == 6


def test_who_declines_leaves_it_to_the_next(slot):
    cancel_registration(registration=row(slot, 1))
    cancel_registration(registration=row(slot, 3))
    assert row(slot, 4).state == "offered"


def test_an_offer_ends_an_hour_before_the_start(slot, settings):
    settings.NOW = AT - 5 * HOUR
    cancel_registration(registration=row(slot, 1))
    assert row(slot, 3).offered_until == AT - HOUR


def test_shortly_before_the_start_the_first_has_the_place_at_once(slot, settings):
    settings.NOW = AT - HOUR
    cancel_registration(registration=row(slot, 1))
    assert row(slot, 3).state == "confirmed"
    assert kinds_to(3)[-1] == "place-given"


def test_once_it_has_begun_nobody_is_called(slot, settings):
    settings.NOW = AT
    cancel_registration(registration=row(slot, 1))
    look_after_places()
    assert row(slot, 3).state == "waiting"


def test_more_room_calls_those_who_wait(slot):
    slot.event.capacity = 4
    slot.event.save()
    look_after_places()
    assert [state for _n, state in states(slot)] == ["confirmed"] * 2 + ["offered"] * 2 + ["waiting"]


def test_who_leaves_the_list_changes_nobodys_turn(slot):
    cancel_registration(registration=row(slot, 3))
    cancel_registration(registration=row(slot, 1))
    assert (row(slot, 4).state, row(slot, 5).state) == ("offered", "waiting")


def test_the_place_of_somebody_erased_goes_to_the_next(slot, member, administrator):
    row(slot, 1).delete()
    slot.event.capacity = 2
    Registration.objects.filter(pk=row(slot, 2).pk).update(person=member.person)
    erase_person(person=member.person, by=administrator, reason="She asked for it")
    look_after_places()
    assert [state for _n, state in states(slot)] == ["offered", "offered", "waiting"]


def test_who_is_there_under_two_merged_records_has_one_place(slot, member, administrator):
    other = make_person()
    for n, person in ((1, member.person), (2, other)):
        Registration.objects.filter(pk=row(slot, n).pk).update(person=person)
    merge_people(pairs=[(member.person, other)], by=administrator, reason="The same")
    look_after_places()
    assert [state for _n, state in states(slot)][:3] == ["confirmed", "cancelled", "offered"]
    assert member.person.registrations.get().number == 1


def test_nothing_is_done_while_nothing_is_to_be_done(slot, django_assert_num_queries):
    with django_assert_num_queries(3):
        look_after_places()


@pytest.mark.parametrize("seed", range(12))
def test_whatever_happens_nobody_is_twice_and_the_order_is_kept(network, settings, seed):
    """Random histories: at any time no more than the places are taken; after the look-around nobody waits while one is
    free; whoever is called has waited longer than all who still wait."""
    luck = random.Random(seed)
    slot = announced(capacity=luck.randint(1, 4), offer_hours=luck.randint(1, 30)).slots.get()
    while now() < AT:
        called = {one.pk for one in slot.registrations.filter(state="waiting")}
        happen(slot, luck)
        assert slot.registrations.taking_places().count() <= slot.event.capacity
        look_after_places()
        check(slot, called)
        settings.NOW = now() + luck.choice((timedelta(minutes=5), 2 * HOUR, 30 * HOUR))


def happen(slot, luck):
    """One thing that people do."""
    someone = luck.choice(list(slot.registrations.select_related("slot")) or [None])
    act = luck.choice(("come", "come", "come", "leave", "take", "erase"))
    try:
        if act == "come" or someone is None:
            come(slot, luck.randint(1, 12))
        elif act == "erase":
            someone.delete()
        else:
            {"leave": cancel_registration, "take": take_offer}[act](registration=someone)
    except RegistrationError:
        return


def check(slot, waited):
    rows = list(slot.registrations.all())
    taking = sum(one.state in ("confirmed", "offered") for one in rows)
    waiting = [one.number for one in rows if one.state == "waiting"]
    called = [one.number for one in rows if one.pk in waited and one.state in ("offered", "confirmed")]
    assert taking <= slot.event.capacity
    assert not waiting or now() >= AT or taking == slot.event.capacity
    assert max(called, default=0) < min(waiting, default=10**6)
    assert len({one.email for one in rows}) == len({one.number for one in rows}) == len(rows)
