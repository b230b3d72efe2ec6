"""How a person wants to be reached: on her own page, and by the link of a mail."""

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse

from bigtent.ledger.models import AuditEntry
from bigtent.outreach.models import Preference, Suppression
from bigtent.outreach.services.suppressing import suppress_address
from bigtent.outreach.tokens import preferences_link
from bigtent.people.models import Person
from tests.factories import make_consent, make_contact_point, make_person, make_topic
from tests.outreach.mails import make_delivery

pytestmark = pytest.mark.django_db
PAGE = reverse("outreach:preferences")
USUAL = {"rhythm": "each", "channel": "email"}


def save(account, **told):
    return account.client.post(PAGE, USUAL | told, follow=True)


@pytest.fixture
def her(member):
    make_topic("access-to-care"), make_topic("maternal-mortality")
    make_consent(person=member.person, purpose="outreach")
    make_contact_point(person=member.person, value="miriam@example.org")
    return member


def test_it_works(her):
    topics = ["access-to-care", "maternal-mortality"]
    page = save(her, rhythm="weekly", language="es", called="Mimi", from_hour="20", to_hour="6", topics=topics)
    assert "Saved" in page.text and "Estimada" not in page.text
    kept = Preference.objects.get(person=her.person)
    assert (kept.rhythm, kept.channel, kept.called, kept.from_hour, kept.to_hour) == ("weekly", "email", "Mimi", 20, 6)
    assert Person.objects.get(pk=her.person_id).language == "es"


def test_the_page_shows_how_a_mail_to_her_would_begin(her):
    page = save(her, called="Mimi", from_hour="9", to_hour="17", zone="America/Denver")
    assert "Dear Mimi," in page.text and "Only between 9:00 AM and 5:00 PM, Denver time." in page.text
    assert "Dear Miriam," in save(her).text


def test_a_topic_is_one_answer_wherever_it_is_given(her):
    """What is switched off here is off on the page of what is known of her, and is not asked again."""
    save(her, topics=["access-to-care"])
    assert not Person.objects.consenting_to("outreach", "topic:maternal-mortality").exists()
    form = her.client.get(reverse("people:known")).context["form"]
    assert form["outreach-topic:maternal-mortality"].initial is False
    save(her, topics=["access-to-care", "maternal-mortality"])
    assert Person.objects.consenting_to("outreach", "topic:maternal-mortality").get() == her.person


def test_without_a_yes_to_news_no_topic_stands_ticked(member):
    make_topic("access-to-care")
    page = member.client.get(PAGE)
    assert "You get no news" in page.text and "Access to care" not in page.text


def test_the_history_keeps_neither_the_name_nor_the_hours(her):
    save(her, rhythm="weekly", called="Mimi", from_hour="20", to_hour="6")
    entry = AuditEntry.objects.get(verb="set_preferences")
    assert entry.changes == {"rhythm": ["each", "weekly"], "called": [], "from_hour": [], "to_hour": []}


def test_saving_without_a_change_leaves_no_trace(her):
    save(her, topics=["access-to-care", "maternal-mortality"])
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"from_hour": "9"}, "Say both hours"),
        ({"from_hour": "9", "to_hour": "9"}, "the same hour"),
        ({"from_hour": "99", "to_hour": "9"}, "Select a valid choice"),
        ({"zone": "Mars/Base"}, "Select a valid choice"),
        ({"rhythm": "hourly"}, "Select a valid choice"),
        ({"language": "xx"}, "Select a valid choice"),
    ],
)
def test_what_makes_no_sense_is_said(her, told, words):
    assert words in save(her, **told).text
    assert not AuditEntry.objects.exists()


def test_what_she_chose_stands_on_the_page_of_what_is_known(her):
    save(her, called="Mimi")
    assert "Dear Mimi," in her.client.get(reverse("people:known")).text


def test_by_the_link_of_a_mail_without_signing_in(her):
    delivery = make_delivery(person=her.person)
    path = preferences_link(delivery).removeprefix(configured.SITE_URL)
    page = Client().get(path)
    assert set(page.context["form"].fields) == {"language", "rhythm", "topics"}
    Client().post(path, {"language": "es", "rhythm": "weekly", "topics": ["access-to-care"]})
    assert Preference.objects.get(person=her.person).rhythm == "weekly"
    assert not Person.objects.consenting_to("outreach", "topic:maternal-mortality").exists()
    assert AuditEntry.objects.get(verb="set_preferences").by is None


def test_a_link_switches_no_topic_on_and_changes_nothing_else(her):
    save(her, topics=["access-to-care"], called="Mimi", from_hour="20", to_hour="6")
    path = preferences_link(make_delivery(person=her.person)).removeprefix(configured.SITE_URL)
    page = Client().get(path)
    assert "Maternal mortality" not in page.text and "Mimi" not in page.text
    both = ["access-to-care", "maternal-mortality"]
    Client().post(path, {"rhythm": "each", "topics": both, "called": "X", "from_hour": "1", "channel": "platform"})
    assert not Person.objects.consenting_to("outreach", "topic:maternal-mortality").exists()
    kept = Preference.objects.get(person=her.person)
    assert (kept.called, kept.from_hour, kept.channel) == ("Mimi", 20, "email")


def test_an_address_that_came_back_is_written_to_again_when_she_says_so(her):
    suppress_address(delivery=make_delivery(person=her.person), because="bounce")
    page = her.client.get(PAGE)
    assert "Mail to you came back" in page.text and "miriam@example.org" in page.text
    her.client.post(reverse("outreach:write_again"))
    assert not Suppression.objects.exists()
    assert "came back" not in her.client.get(PAGE).text


def test_where_staff_were_asked_not_to_write_that_stands(her):
    suppress_address(delivery=make_delivery(person=her.person), because="staff")
    assert her.client.post(reverse("outreach:write_again")).status_code == 409
    assert Suppression.objects.exists()


def test_what_somebody_else_reported_stands_and_is_not_told_to_whoever_writes_down_her_address(her):
    reported = make_delivery(person=make_person(email="other@example.org"))
    suppress_address(delivery=reported, because="complaint")
    make_contact_point(person=her.person, value="other@example.org")
    assert "came back" not in her.client.get(PAGE).text
    assert her.client.post(reverse("outreach:write_again")).status_code == 409
    assert Suppression.objects.exists()


def test_what_she_reported_herself_she_takes_back(her):
    suppress_address(delivery=make_delivery(person=her.person, state="complained"), because="complaint")
    her.client.post(reverse("outreach:write_again"))
    assert not Suppression.objects.exists()
