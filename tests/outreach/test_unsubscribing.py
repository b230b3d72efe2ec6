"""The link at the end of each mail: one click stops the messages, and nothing but a click does."""

import pytest
from django.conf import settings as configured
from django.test import Client

from bigtent.ledger.models import AuditEntry
from bigtent.outreach.models import Preference
from bigtent.outreach.tokens import HOLDS, preferences_link, stop_link, token_of
from bigtent.people.models import Person
from bigtent.people.services import merge_people
from tests.factories import make_person, make_topic
from tests.outreach.mails import make_delivery, make_message

pytestmark = pytest.mark.django_db
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def delivery(network):
    return make_delivery(message=make_message(topic=make_topic("access-to-care")))


def path_of(link):
    return link.removeprefix(configured.SITE_URL)


def wants(delivery, topic="topic:access-to-care"):
    return Person.objects.consenting_to("outreach", topic).filter(pk=delivery.person_id).exists()


def press(delivery, act):
    return Client().post(path_of(stop_link(delivery)), {"act": act}, follow=True)


def test_it_works(delivery):
    """As a mail service does it: one POST, no cookies, no token of a page (RFC 8058)."""
    answer = Client(enforce_csrf_checks=True).post(path_of(stop_link(delivery)), ONE_CLICK)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert "no more of these" in answer.text and not answer.cookies
    assert not wants(delivery)
    assert Person.objects.consenting_to("outreach").filter(pk=delivery.person_id).exists()


def test_the_consent_says_on_what_it_rests(delivery):
    Client().post(path_of(stop_link(delivery)), ONE_CLICK)
    said = delivery.person.consents.in_force().get(datum="topic:access-to-care")
    assert (said.given, said.by, delivery.message.key in said.basis) == (False, None, True)


def test_twice_is_as_once(delivery):
    for _ in range(2):
        Client().post(path_of(stop_link(delivery)), ONE_CLICK)
    assert AuditEntry.objects.filter(verb="set_consents").count() == 1


def test_without_a_topic_it_is_news_as_a_whole(network):
    delivery = make_delivery()
    Client().post(path_of(stop_link(delivery)), ONE_CLICK)
    assert not Person.objects.consenting_to("outreach").exists()


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_the_link_changes_nothing(delivery, method):
    for link in (stop_link(delivery), preferences_link(delivery)):
        assert getattr(Client(), method)(path_of(link)).status_code == 200
    assert wants(delivery) and not AuditEntry.objects.exists()


def test_the_page_offers_the_topic_everything_and_once_a_week(delivery):
    page = Client().get(path_of(stop_link(delivery)))
    for words in ("Nothing more about Access to care", "No news at all", "One mail a week instead"):
        assert words in page.text
    assert page["Cache-Control"].count("no-store") == 1


@pytest.mark.parametrize("act", ["topic", "everything"])
def test_a_slip_is_taken_back_at_once(delivery, act):
    assert "Take it back" in press(delivery, act).text
    assert not wants(delivery)
    press(delivery, "undo")
    assert wants(delivery)


def test_after_a_day_the_link_takes_nothing_back(delivery, settings):
    press(delivery, "topic")
    settings.NOW = settings.NOW.replace(day=settings.NOW.day + 2)
    assert "Take it back" not in Client().get(path_of(stop_link(delivery))).text
    assert "nothing here to take back" in press(delivery, "undo").text
    assert not wants(delivery)


def test_a_no_said_elsewhere_is_not_taken_back_by_a_link(delivery):
    delivery.person.consents.in_force().update(given=False)
    press(delivery, "undo")
    assert not Person.objects.consenting_to("outreach").exists()


def test_a_link_gives_no_yes_that_was_not_there(delivery):
    delivery.person.consents.all().delete()
    press(delivery, "everything")
    assert "nothing here to take back" in press(delivery, "undo").text
    assert not Person.objects.consenting_to("outreach").exists()


def test_once_a_week_instead(delivery):
    assert "one mail a week with everything" in press(delivery, "weekly").text
    assert Preference.objects.get(person=delivery.person).rhythm == "weekly"
    assert wants(delivery)


def test_the_page_tells_nothing_of_the_person(delivery):
    pages = Client().get(path_of(stop_link(delivery))).text + Client().get(path_of(preferences_link(delivery))).text
    for told in (delivery.person.family_name, delivery.address, delivery.person.key):
        assert told not in pages and told not in stop_link(delivery)


def test_it_speaks_the_language_of_the_mail(delivery):
    delivery.language = "es"
    delivery.save()
    assert '<html lang="es">' in Client().get(path_of(stop_link(delivery))).text


@pytest.mark.parametrize("broken", ["{}x", "x{}", "1.guess", "", "²", "9" * 200])
def test_a_changed_link_gets_words_and_a_way_out(delivery, broken):
    token = broken.format(token_of(delivery)) or "."
    answer = Client().post(f"/messages/stop/{token}/", ONE_CLICK)
    assert answer.status_code == 404 and "Nothing was changed" in answer.text
    assert wants(delivery)


def test_guessing_is_refused_after_some_tries_and_who_has_a_link_never(delivery):
    client = Client()
    answers = [client.post("/messages/stop/1.guess/", ONE_CLICK).status_code for _ in range(25)]
    assert (answers[0], answers[-1]) == (404, 429)
    assert client.post(path_of(stop_link(delivery)), ONE_CLICK).status_code == 200


def test_stopping_has_no_end_and_choosing_has(delivery, settings):
    settings.NOW += HOLDS
    assert Client().get(path_of(preferences_link(delivery))).status_code == 404
    Client().post(path_of(stop_link(delivery)), ONE_CLICK)
    assert not wants(delivery)


def test_where_her_record_was_merged_the_kept_one_is_meant(delivery, manager):
    kept = make_person(consents=["outreach"])
    merge_people(pairs=[(kept, delivery.person)], by=manager, reason="Same person")
    delivery.refresh_from_db()
    Client().post(path_of(stop_link(delivery)), ONE_CLICK)
    assert not Person.objects.consenting_to("outreach", "topic:access-to-care").filter(pk=kept.pk).exists()


def test_an_erased_person_has_no_link(delivery):
    link = stop_link(delivery)
    delivery.delete()
    assert Client().post(path_of(link), ONE_CLICK).status_code == 404
