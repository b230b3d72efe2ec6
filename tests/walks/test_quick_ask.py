"""A student asks, a physician answers by a reply to the letter, the student reads it and says thank you."""

import pytest

from bigtent.community.asking_links import introduction_path, question_path
from bigtent.community.models import AskAnswer, Asked, Introduction
from bigtent.outreach.services import receive_mail, send_service_letters
from tests.browsing import faults_in
from tests.cast import signed_in
from tests.community.asking import ask, letters_go, make_asker, make_willing, surgery
from tests.factories import make_account, make_consent, make_place
from tests.outreach import quoted
from tests.outreach.going import later
from tests.outreach.postbox import Postbox

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUESTION = "How did you choose between research and practice?"


@pytest.fixture
def postbox(live_server, settings):
    settings.SITE_URL = live_server.url
    with Postbox() as postbox:
        yield postbox.used_by(settings)


@pytest.fixture
def student(network):
    return make_asker()


def asked_in_the_browser(looking, student):
    page = looking.open("/community/asks/", student, width=320, javascript=False)
    page.get_by_role("link", name="Ask a question").click()
    page.get_by_label("Your question").fill(QUESTION)
    page.get_by_label("How it was for somebody who did it").check()
    page.get_by_label("Specialty").select_option(label="Surgery")
    page.get_by_role("button", name="Look at it first").click()
    page.get_by_text("Has the specialty you asked for").wait_for()
    page.get_by_role("button", name="Ask it").click()
    page.get_by_text("It goes out in a few minutes").wait_for()


def test_a_student_asks_a_physician_replies_the_student_says_thank_you(looking, postbox, student, settings):
    make_willing(given_name="Grace", family_name="Okoye", specialty=surgery())
    asked_in_the_browser(looking, student)
    letters_go(settings)
    reply = quoted.mail(f"By what I missed.\n\n{quoted.TAILS['long']}", mail_id=postbox.mails[0]["Message-ID"])
    receive_mail(raw=reply)
    send_service_letters()
    path = f"/community/asks/{Asked.objects.get().ask.key}/"
    assert settings.SITE_URL + path in postbox.mails[1].get_body(["plain"]).get_content()
    page = looking.open(path, signed_in(student), width=320, javascript=False)
    page.get_by_role("heading", name="Grace Okoye answers").wait_for()
    page.get_by_role("button", name="Say thank you Grace Okoye").click()
    page.get_by_text("Your thanks are on the way").wait_for()
    send_service_letters()
    assert postbox.mails[2]["Subject"] == "Thank you for your answer"


def test_a_physician_answers_on_a_telephone_without_signing_in(looking, student):
    make_willing()
    ask(student)
    page = looking.open(question_path(Asked.objects.get()), width=320, javascript=False)
    page.get_by_label("Your answer").fill("By what I missed.")
    page.get_by_role("button", name="Send the answer").click()
    page.get_by_text("Your answer is on the way").wait_for()
    assert AskAnswer.objects.get().text == "By what I missed."


def test_the_pages_of_questions_are_without_fault(looking, student, manager, settings):
    make_willing(specialty=surgery())
    ask(student, specialty=surgery())
    page = looking.open("/community/asks/new/", student)
    page.get_by_label("Your question").fill(QUESTION)
    page.get_by_label("How something is done").check()
    page.get_by_role("button", name="Look at it first").click()
    assert faults_in(page) == []
    one = Asked.objects.get().ask
    for path in ("/community/asks/", one.get_absolute_url(), question_path(Asked.objects.get())):
        assert looking.faults(path, student) == [], path
    later(settings, days=5, minutes=1)
    signed_in(manager)
    for path in ("/community/asks/waiting/", f"/community/asks/waiting/{one.key}/", "/messages/letters/"):
        assert looking.faults(path, manager) == [], path


def test_members_meet(looking, postbox, student, settings):
    other = make_willing(given_name="Hana", place=make_place(), consents=["directory"], specialty=surgery())
    for person in (other, student.person):
        make_consent(person=person, purpose="directory", datum="community.introductions")
    make_consent(person=student.person, purpose="directory")
    make_account(person=other, roles=["member"])
    page = looking.open("/community/near/?near=", student, width=320, javascript=False)
    page.get_by_role("link", name="Ask for an introduction Hana").click()
    page.get_by_label("One line about why").fill("I am new here.")
    page.get_by_role("button", name="Ask", exact=True).click()
    page.get_by_text("Asked. The letter goes out").wait_for()
    path = introduction_path(Introduction.objects.get())
    assert looking.faults("/community/near/?near=", student) == looking.faults(path) == []
    page = looking.open(path, width=320, javascript=False)
    page.get_by_role("button", name="Yes, introduce us").click()
    page.get_by_text("In ten minutes each of you gets").wait_for()
