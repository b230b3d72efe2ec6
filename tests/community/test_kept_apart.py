"""Whoever keeps somebody apart, or takes an offer back, is reached no more; and how often anybody may ask."""

from datetime import timedelta

import pytest

from bigtent.community.asking_links import introduction_path, question_path
from bigtent.community.errors import AskError
from bigtent.community.models import Asked, Introduction, SentOpportunity
from bigtent.community.services import asking, introducing
from bigtent.community.services.passing_on import send_opportunity
from bigtent.ledger.clock import now
from bigtent.ledger.models import AuditEntry
from bigtent.outreach.models import Notification, ServiceLetter
from bigtent.outreach.services import send_service_letters
from bigtent.people.models import Purpose
from bigtent.people.services import set_consents
from bigtent.people.services.profiles import set_offers
from tests.cast import signed_in
from tests.community.asking import ask, asked_people, letters_go, make_asker, make_willing
from tests.community.opportunities import make_opportunity
from tests.factories import make_account, make_consent, make_person
from tests.outreach.going import later

pytestmark = pytest.mark.django_db
WANTED = "community.introductions"


def make_wanting(name):
    person = make_person(given_name=name, email=f"{name.lower()}@example.org", consents=["directory"])
    make_consent(person=person, purpose="directory", datum=WANTED)
    return signed_in(make_account(person=person, roles=["member"], email=f"{name.lower()}@example.org"))


@pytest.fixture
def noor(network):
    return make_wanting("Noor")


@pytest.fixture
def grace(network):
    return make_wanting("Grace")


def wish(asker, other):
    return introducing.ask_introduction(other=other.person, line="Hello.", address=asker.email, by=asker)


def withdraw(physician, asker):
    """What she may say between the question and its letter."""
    whole, offer = (
        (physician.pk, Purpose.MENTORING, False),
        (physician.pk, Purpose.DIRECTORY, False, "people.offer-answer"),
    )
    return {
        "apart": lambda: asking.keep_apart(person=physician, other=asker.person),
        "offer": lambda: set_offers(offers={physician.pk: []}, by=None, reason="she said so"),
        "consent": lambda: set_consents(choices=[whole], by=None, basis="she said so"),
        "withheld": lambda: set_consents(choices=[offer], by=None, basis="she said so"),
    }


@pytest.mark.parametrize("because", ["apart", "offer", "consent", "withheld"])
def test_a_question_that_waits_goes_to_nobody_who_wants_none_since(network, postbox, settings, because):
    asker, physician = make_asker(), make_willing()
    ask(asker)
    withdraw(physician, asker)[because]()
    letters_go(settings)
    assert not postbox.mails


def test_who_passed_a_question_on_is_told_to_nobody(network, manager, settings):
    asker, account = make_asker(), signed_in(make_account(person=make_willing(), roles=["member"]))
    one = ask(asker)
    account.client.post(question_path(Asked.objects.get()), {"pass": "1"})
    later(settings, days=6)
    page = signed_in(manager).client.get(f"/community/asks/waiting/{one.key}/").content.decode()
    assert account.person.name in page and "Passed it on" not in page
    assert AuditEntry.objects.get(verb="pass_question_on").by is None


def test_what_nobody_read_takes_nobodys_turn(network):
    """Three questions in thirty days are asked of one person; asked and taken back unread they were none."""
    asker, physician = make_asker(), make_willing()
    for _time in range(3):
        asking.take_back_ask(ask=ask(asker), by=asker)
    assert asked_people(ask(asker)) == [physician]


def test_ten_questions_a_day_are_enough(network, settings):
    asker = make_asker()
    for _time in range(asking.MOST_A_DAY):
        asking.close_ask(ask=ask(asker), by=asker)
    with pytest.raises(AskError, match="10 questions in a day"):
        ask(asker)
    later(settings, days=1, seconds=1)
    assert ask(asker)


def test_a_link_sends_no_more_than_ten_answers(network, client):
    make_willing()
    ask(make_asker())
    page = question_path(Asked.objects.get())
    for number in range(12):
        said = client.post(page, {"answer": "1", "text": f"More of it, {number}"}, follow=True).content.decode()
    assert "10 times, which is the most" in said
    assert ServiceLetter.objects.filter(kind="quick-ask-answer").count() == 10


def test_no_address_goes_to_whom_she_keeps_apart_after_her_yes(noor, grace, settings):
    row = wish(noor, grace)
    introducing.agree_to_introduction(row=row, address=grace.email, by=grace)
    grace.client.post(introduction_path(row), {"apart": "1"})
    later(settings, minutes=11)
    send_service_letters()
    assert not ServiceLetter.objects.filter(kind="introduction-agreed", state="sent").exists()


def test_the_page_that_asks_looks_like_none_to_whom_is_kept_apart(noor, grace):
    page = f"/community/near/{grace.person.key}/"
    assert noor.client.get(page).status_code == 200
    asking.keep_apart(person=grace.person, other=noor.person, by=grace)
    assert noor.client.get(page).status_code == 404


def test_wishes_taken_back_once_they_were_read_count(noor, network):
    for number in range(introducing.MOST_READ):
        wish(noor, make_wanting(f"Wanting{number}"))
        read = now() - timedelta(hours=1)
        Introduction.objects.filter(state="asked").update(asked_at=read)
        introducing.withdraw_introduction(row=Introduction.objects.get(state="asked"), by=noor)
    with pytest.raises(AskError, match="ten introductions in two weeks"):
        wish(noor, make_wanting("Hana"))


def test_no_opportunity_comes_from_whom_she_keeps_apart_and_the_sender_reads_the_same(noor, grace):
    one = make_opportunity()
    asking.keep_apart(person=grace.person, other=noor.person, by=grace)
    assert send_opportunity(opportunity=one, person=grace.person, by=noor)
    assert not send_opportunity(opportunity=one, person=grace.person, by=noor)
    assert SentOpportunity.objects.filter(sender=noor.person).count() == 1
    assert not Notification.objects.exists()
    assert send_opportunity(opportunity=one, person=grace.person, by=make_wanting("Hana"))
