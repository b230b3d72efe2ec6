"""Events as they are read: the list, who sees what, on whose clocks, what search engines find."""

import json
import re
from datetime import timedelta

import pytest
from django.conf import settings as site
from django.test import Client

from bigtent.gatherings.models import Event
from bigtent.gatherings.services.planning import Speaker, Time
from bigtent.gatherings.services.publishing import add_recording, cancel_event
from bigtent.ledger.clock import now
from bigtent.ledger.declarations import declared
from bigtent.outreach.models import Preference
from tests.factories import make_topic
from tests.gatherings.announced import announced
from tests.gatherings.planning import EVENING, FORM, JOIN, drafted, published
from tests.groups.councils import make_group, officer, sit

pytestmark = pytest.mark.django_db


def read(client, address="/events/", **asked):
    return client.get(address, asked).content.decode()


def structured(page):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])


def test_the_list_begins_with_what_comes_next(network, client):
    for days, title in ((9, "Third"), (1, "First"), (5, "Second")):
        announced(title, at=now() + timedelta(days=days))
    page = read(client)
    assert page.index("First") < page.index("Second") < page.index("Third")


def test_what_is_over_is_on_a_list_of_its_own(network, client):
    announced("Long ago", at=now() - timedelta(days=300))
    announced("Lately", at=now() - timedelta(days=3))
    assert "Lately" not in read(client)
    page = read(client, over="1")
    assert page.index("Lately") < page.index("Long ago")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "clinics"}, True),
        ({"q": "example clinics"}, True),
        ({"q": "access"}, True),
        ({"q": "alliance"}, True),
        ({"q": "hospital"}, False),
        ({"kind": "webinar"}, True),
        ({"kind": "hearing"}, False),
        ({"mode": "in_person"}, False),
        ({"topic": "access-to-care"}, True),
        ({"month": "2026-12"}, True),
        ({"month": "2027-01"}, False),
    ],
)
def test_it_is_found_by(manager, client, asked, found):
    published(manager, host="Social Mission Alliance", topics=[make_topic()], panel=[Speaker("Ada Example")])
    assert ("Saving the small clinics" in read(client, **asked)) is found


@pytest.mark.parametrize("asked", [{"month": "2026-13"}, {"kind": "x"}, {"topic": "x"}, {"page": "x"}, {"q": "\0"}])
def test_an_odd_question_is_answered_in_words(network, client, asked):
    assert client.get("/events/", asked).status_code == 200


def test_three_events_and_thirty_ask_the_database_the_same(manager, django_assert_max_num_queries):
    topic = make_topic()
    for number in range(24):
        event = announced(f"Evening {number}", slots=2)
        event.topics.add(topic)
        drafted(manager, f"Draft {number}")
    with django_assert_max_num_queries(20):
        manager.client.get("/events/")
    with django_assert_max_num_queries(12):
        Client().get("/events/")


def test_the_page_of_a_large_event_asks_little(manager, django_assert_max_num_queries):
    times = [Time(EVENING + timedelta(days=day)) for day in range(30)]
    event = published(manager, times=times, panel=[Speaker(f"Ada {n}") for n in range(30)])
    with django_assert_max_num_queries(16):
        Client().get(event.get_absolute_url())


@pytest.fixture
def group(network):
    return make_group()


def test_an_event_of_a_group_is_seen_by_who_belongs_to_it(manager, member, stranger, client, group):
    inside = published(manager, "Inside", seen_by="inside", inside=f"group:{group.pk}")
    network = published(manager, "Network", seen_by="network")
    sit(group, stranger.person)
    for account, sees_inside, sees_network in ((manager, 200, 200), (member, 404, 200), (stranger, 200, 404)):
        assert account.client.get(inside.get_absolute_url()).status_code == sees_inside
        assert account.client.get(network.get_absolute_url()).status_code == sees_network
    assert (
        client.get(inside.get_absolute_url()).status_code == client.get(network.get_absolute_url()).status_code == 404
    )


def test_an_officer_gives_a_public_event_for_the_group(group, client):
    chair = officer(group)
    form = read(chair.client, "/events/new/", inside=f"group:{group.pk}")
    assert "Council of the West" in form and "Whoever belongs to the group" in form
    address = chair.client.post(f"/events/new/?inside=group:{group.pk}", FORM | {"host": group.name}).url
    chair.client.post(f"{address}publish/")
    assert "Council of the West" in read(client, address)
    assert "Saving the small clinics" in read(client, group.get_absolute_url())


@pytest.mark.parametrize("inside", ["group:999999", "group:x", "event:1", "nothing", "group:"])
def test_nobody_plans_for_a_circle_that_is_none(manager, member, inside):
    assert manager.client.get("/events/new/", {"inside": inside}).status_code == 404
    assert member.client.get("/events/new/", {"inside": inside}).status_code in (403, 404)


def test_members_plan_nothing(member, group):
    assert member.client.get("/events/new/").status_code == 403
    assert member.client.get("/events/new/", {"inside": f"group:{group.pk}"}).status_code == 403


def test_times_are_shown_on_the_clocks_of_the_reader_as_well(manager, client):
    address = published(manager).get_absolute_url()
    client.post("/events/clocks/", {"zone": "America/Denver", "next": address})
    page = read(client, address)
    assert "8:00 PM to 9:00 PM (EST, New York)" in page and "6:00 PM to 7:00 PM (MST, Denver)" in page
    client.post("/events/clocks/", {"zone": "", "next": address})
    assert "MST" not in read(client, address)


def test_the_zone_she_chose_for_mail_counts_where_she_is_signed_in(manager, member):
    Preference.objects.create(person=member.person, zone="America/Chicago")
    assert "(CST, Chicago)" in read(member.client, published(manager).get_absolute_url())


@pytest.mark.parametrize("sent", [{"zone": "Mars/Olympus", "next": "/events/"}, {"next": "//evil.example/"}, {}])
def test_no_other_zone_is_kept_and_nobody_is_led_away(network, client, sent):
    answer = client.post("/events/clocks/", sent)
    assert answer.url == "/events/" and not answer.cookies.get(site.ZONE_COOKIE_NAME, None).value


def test_search_engines_read_what_it_is_and_never_the_link(manager, client):
    text = "</script><script>alert(1)</script> & <!--"
    panel = [Speaker("Ada Example", organization="Example School")]
    event = published(manager, text=text, host="Social Mission Alliance", panel=panel, mode="hybrid", where="Hall 1")
    page = read(client, event.get_absolute_url())
    told = structured(page)
    assert told["description"] == text and "alert(1)</script>" not in page and JOIN not in page
    assert told["startDate"] == "2026-12-03T20:00:00-05:00"
    assert told["eventAttendanceMode"].endswith("MixedEventAttendanceMode")
    assert told["organizer"] == [{"@type": "Organization", "name": "Social Mission Alliance"}]
    cancel_event(event=event, because="Ill.", by=manager)
    assert structured(read(client, event.get_absolute_url()))["eventStatus"].endswith("EventCancelled")


def test_what_is_not_for_everybody_is_not_told_to_search_engines(manager):
    event = published(manager, seen_by="network")
    assert "ld+json" not in read(manager.client, event.get_absolute_url())
    assert "ld+json" not in read(manager.client, drafted(manager).get_absolute_url())


def test_a_preview_shows_what_others_see(manager):
    event = drafted(manager)
    page = read(manager.client, f"/events/{event.key}/preview/")
    assert "You run this event" not in page and "As others see it" in page


def test_news_are_public_events_that_were_published(manager):
    published(manager, "Told")
    published(manager, "Not told", seen_by="network")
    drafted(manager, "Not yet")
    [source] = [one for one in declared("NEWS") if one.name == "events"]
    assert [news.title for news in source.items(now() - timedelta(hours=1))] == ["Told"]


def test_a_series_is_news_once_and_leads_to_all_its_events(manager):
    address = manager.client.post("/events/new/", FORM | {"repeat-count": "3"}).url
    manager.client.post(f"{address}publish/")
    [source] = [one for one in declared("NEWS") if one.name == "events"]
    assert [news.url for news in source.items(now() - timedelta(hours=1))] == [address]


def test_recordings_are_marked_on_the_list(network, manager, client):
    event = announced("Lately", at=now() - timedelta(days=3))
    assert "Recording</span>" not in read(client, over="1")
    add_recording(event=event, link="https://video.example.org/1", by=manager)
    assert "Recording</span>" in read(client, over="1") and Event.objects.get().recorded_at
