"""What a message asks is answered by a link and a button; opening the link counts nothing."""

import pytest
from django.conf import settings as configured
from django.test import Client

from bigtent.ledger.models import AuditEntry
from bigtent.outreach.models import Answer
from bigtent.outreach.tokens import HOLDS, answer_link
from bigtent.people.takeout.gathering import gather
from tests.factories import make_account, make_person
from tests.outreach.mails import CHOICES, make_delivery, make_message

pytestmark = pytest.mark.django_db


@pytest.fixture
def delivery(network):
    return make_delivery(message=make_message(choices=CHOICES))


def path_of(delivery, choice=0):
    return answer_link(delivery, choice).removeprefix(configured.SITE_URL)


def press(delivery, **told):
    address = path_of(delivery).rsplit("/", 2)[0] + "/"
    return Client().post(address, told, follow=True)


def test_it_works(delivery):
    page = Client().get(path_of(delivery, 1))
    assert page.text.index("I cannot come") < page.text.index("I will come")
    assert "Thank you. You answered: I cannot come." in press(delivery, choice=1).text
    assert Answer.objects.get().choice == 1


def test_opening_the_link_answers_nothing(delivery):
    for choice in range(4):
        assert Client().get(path_of(delivery, choice)).status_code == 200
    assert not Answer.objects.exists() and not AuditEntry.objects.exists()


def test_the_latest_answer_stands(delivery):
    for choice in (0, 1, 1):
        press(delivery, choice=choice)
    assert Answer.objects.get().choice == 1
    assert AuditEntry.objects.filter(verb="give_answer").count() == 2


def test_the_audit_does_not_tell_what_was_answered(delivery):
    press(delivery, choice=0)
    assert AuditEntry.objects.get().changes == {"choice": []}


def test_an_answer_is_taken_back(delivery):
    press(delivery, choice=0)
    assert "Your answer was taken back" in press(delivery, take_back="1").text
    assert not Answer.objects.exists()


@pytest.mark.parametrize("choice", ["2", "-1", "", "x", "9" * 5_000, "²"])
def test_only_what_was_asked_is_an_answer(delivery, choice):
    assert "not one of the 2 answers" in press(delivery, choice=choice).text
    assert not Answer.objects.exists()


def test_in_the_language_of_the_mail(delivery):
    delivery.language = "es"
    delivery.save()
    page = Client().get(path_of(delivery))
    assert "Voy a ir" in page.text and "Una fecha para guardar" in page.text


def test_a_message_that_asks_nothing_takes_no_answer(network):
    silent = make_delivery()
    assert "This message asks nothing" in Client().get(path_of(silent)).text
    press(silent, choice=0)
    assert not Answer.objects.exists()


def test_after_its_time_a_link_answers_nothing(delivery, settings):
    settings.NOW += HOLDS
    assert press(delivery, choice=0).status_code == 404
    assert not Answer.objects.exists()


def test_what_she_answered_is_in_what_she_takes_out(network):
    account = make_account(person=make_person(consents=["outreach"]))
    delivery = make_delivery(person=account.person, message=make_message(choices=CHOICES))
    press(delivery, choice=1)
    table = next(table for table in gather(account.person).tables if table.name == "outreach.Delivery")
    assert ("A date to keep", "I cannot come") in [line[:2] for line in table.lines]
