"""A member reads a mail and follows its links, on a phone and without signing in: answers, stops, chooses."""

import re

import pytest

from bigtent.outreach.models import Answer, Preference
from bigtent.outreach.services import notify
from bigtent.people.models import Person
from tests.browsing import faults_in
from tests.factories import make_consent, make_contact_point, make_topic
from tests.outreach.going import scheduled, send
from tests.outreach.mails import CHOICES
from tests.outreach.postbox import Postbox, marks_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WANTS = ("outreach", "topic:access-to-care")


@pytest.fixture
def her(member):
    make_consent(person=member.person, purpose="outreach")
    make_contact_point(person=member.person, value="miriam@example.org")
    return member


@pytest.fixture
def links(live_server, her, manager, network, settings):
    """The links of a mail that a mail server took: answers first, then stop and choose."""
    settings.SITE_URL, network.postal_address = live_server.url, "1 Lantern Way, Denver"
    network.save()
    with Postbox() as postbox:
        postbox.used_by(settings)
        send(scheduled(manager, topic=make_topic("access-to-care"), choices=CHOICES), settings)
        arrived = postbox.mails[-1]
    assert arrived["To"] == "miriam@example.org"
    found = marks_of(arrived.get_body(("html",)).get_content()).links
    return [link.removeprefix(live_server.url) for link in found if re.search("/messages/(answer|stop|mine)/", link)]


def test_she_answers_and_changes_her_mind(looking, links):
    page = looking.open(links[0], width=320, javascript=False)
    page.get_by_text("Nothing is sent yet").wait_for()
    assert not Answer.objects.exists()
    page.get_by_role("button", name="I will come").click()
    page.get_by_text("Thank you. You answered: I will come.").wait_for()
    page.get_by_role("button", name="I cannot come").click()
    page.get_by_text("You answered: I cannot come.").wait_for()
    page.get_by_role("button", name="Take my answer back").click()
    page.get_by_text("Your answer was taken back").wait_for()
    assert not Answer.objects.exists()


def test_she_stops_a_topic_and_takes_it_back(looking, links, her):
    page = looking.open(links[2], width=320, javascript=False)
    page.get_by_role("button", name="Nothing more about Access to care").click()
    page.get_by_role("heading", name="You get nothing more about Access to care").wait_for()
    assert not Person.objects.consenting_to(*WANTS).filter(pk=her.person_id).exists()
    page.get_by_role("button", name="Take it back").click()
    page.get_by_role("heading", name="Which messages do you want?").wait_for()
    assert Person.objects.consenting_to(*WANTS).filter(pk=her.person_id).exists()


def test_she_chooses_once_a_week_in_spanish(looking, links, her):
    page = looking.open(links[3], width=320, javascript=False)
    page.get_by_label("One mail a week with everything").check()
    page.get_by_label("Language").select_option("es")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved. It holds from the next message.").wait_for()
    assert Preference.objects.get(person=her.person).rhythm == "weekly"


def test_the_pages_behind_the_links_are_without_fault(looking, links):
    """Each asked by axe, wide and narrow, light and dark."""
    found = [fault for link in (links[1], links[2], links[3]) for fault in looking.faults(link)]
    assert found == []
    assert looking.faults("/messages/stop/1.guess/", status=404) == []


def test_on_her_own_page_she_sees_how_a_mail_would_begin(looking, her):
    page = looking.open("/people/me/", her)
    page.get_by_role("link", name="In which language, how often and at which hours").click()
    page.get_by_label("The name you are called by").fill("Mimi")
    page.get_by_label("not before").select_option("20")
    page.get_by_label("not after").select_option("6")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Dear Mimi,").wait_for()
    assert faults_in(page) == []


def test_what_is_new_is_counted_until_she_has_seen_it(looking, her):
    notify(people=[her.person], title="A meeting was planned", url="/people/me/", about="meeting:1", by=None)
    page = looking.open("/people/me/", her)
    page.get_by_role("banner").get_by_role("link", name="What is new (1)").click()
    page.get_by_role("link", name="A meeting was planned").wait_for()
    assert faults_in(page) == []
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("button", name="I have seen these").click()
    page.get_by_role("banner").get_by_role("link", name="What is new", exact=True).wait_for()


def test_who_wants_no_mail_reads_the_message_on_the_platform(looking, her, links):
    message = her.person.deliveries.get().message
    assert looking.faults(f"/messages/new/{message.key}/", her) == []
