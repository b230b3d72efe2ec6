"""Somebody without an account registers from a link, on a phone: letters, joining, "did you go?", certificate."""

import re
from datetime import timedelta

import pytest

from bigtent.gatherings.models import Registration
from bigtent.gatherings.telling import look_after_reminders
from bigtent.ledger.clock import now
from bigtent.outreach.services import send_service_letters
from tests.browsing import faults_in
from tests.cast import signed_in
from tests.gatherings.announced import announced
from tests.outreach.postbox import Postbox

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROOM = "https://meet.example.org/abc"


@pytest.fixture
def event(network, live_server, settings):
    settings.SITE_URL = live_server.url
    return announced(
        "Eight at night", at=now() + timedelta(hours=30), join_link=ROOM, gives_certificate=True, asks_questions=True
    )


@pytest.fixture
def postbox(settings):
    with Postbox() as postbox:
        yield postbox.used_by(settings)


def latest(postbox, settings):
    """The newest mail after the worker looked around, and the way it leads to on this site."""
    look_after_reminders()
    send_service_letters()
    mail = postbox.mails[-1]
    said = mail.get_body(("plain",)).get_content()
    return mail, re.search(rf"{settings.SITE_URL}(/events/mine/\S+)", said)[1]


def test_from_the_link_to_the_certificate(looking, event, postbox, settings):
    page = looking.open(event.get_absolute_url(), width=320, javascript=False)
    page.get_by_label("Your name").fill("Ada Okafor")
    page.get_by_label("Your e-mail address").fill("ada@example.org")
    page.get_by_label("A question beforehand").fill("Is it recorded?")
    page.get_by_role("button", name="Register").click()
    page.get_by_role("heading", name="You are registered").wait_for()
    mail, own = latest(postbox, settings)
    assert mail["To"] == "ada@example.org" and [part.get_filename() for part in mail.iter_attachments()] == [
        "event.ics"
    ]
    settings.NOW = now() + timedelta(hours=29, minutes=50)
    reminder, own = latest(postbox, settings)
    assert reminder["Subject"] == "Within an hour: Eight at night"
    joins(looking, own)
    settings.NOW = now() + timedelta(hours=24)
    asked, own = latest(postbox, settings)
    assert asked["Subject"].startswith("Did you go?")
    says_so_and_takes_the_paper(looking, own)
    assert latest(postbox, settings)[0]["Subject"] == "Your certificate: Eight at night"


def joins(looking, own):
    page = looking.open(own, width=320)
    page.context.route(f"{ROOM}**", lambda route: route.fulfill(body="<h1>The room</h1>", content_type="text/html"))
    assert faults_in(page) == []
    page.get_by_role("button", name="Join now").click()
    page.get_by_role("heading", name="The room").wait_for()
    assert Registration.objects.get().joined_at


def says_so_and_takes_the_paper(looking, own):
    page = looking.open(own, width=320)
    page.get_by_role("button", name="Yes, I was there").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Save the certificate").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    page.locator("#certificate ~ p a").last.click()
    page.get_by_role("heading", name="This certificate is genuine").wait_for()
    assert "Ada" not in page.get_by_role("main").inner_text()
    assert faults_in(page) == []


def test_a_full_event_a_letter_with_an_offer_and_a_yes(looking, event, postbox, settings):
    event.capacity = 1
    event.save()
    for name in ("First", "Second"):
        page = looking.open(f"{event.get_absolute_url()}register/", width=320, javascript=False)
        page.get_by_label("Your name").fill(name)
        page.get_by_label("Your e-mail address").fill(f"{name.lower()}@example.org")
        page.get_by_role("button", name="Register").click()
    page.get_by_role("heading", name="You are on the waiting list").wait_for()
    send_service_letters()
    first = re.search(r"/events/mine/\S+", postbox.mails[0].get_body(("plain",)).get_content())[0]
    page = looking.open(first, width=320, javascript=False)
    page.get_by_role("button", name="I do not come").click()
    page.get_by_text("You left.").wait_for()
    mail, own = latest(postbox, settings)
    assert mail["To"] == "second@example.org"
    page = looking.open(own, width=320)
    assert faults_in(page) == []
    page.get_by_role("button", name="Take the place").click()
    page.get_by_text("The place is yours.").wait_for()


def test_at_the_door(looking, event, manager, settings):
    page = looking.open(event.get_absolute_url(), width=320)
    page.get_by_label("Your name").fill("Ada Okafor")
    page.get_by_label("Your e-mail address").fill("ada@example.org")
    page.get_by_role("button", name="Register").click()
    page.get_by_role("heading", name="You are registered").wait_for()
    settings.NOW = now() + timedelta(hours=31)
    signed_in(manager)
    page = looking.open(f"{event.get_absolute_url()}registered/", manager, width=320)
    page.get_by_role("link", name="Check in").click()
    page.get_by_label("The six letters of the code").fill(Registration.objects.get().code.lower())
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Ada Okafor").wait_for()
    assert faults_in(page) == []
    page.get_by_role("link", name="Who came").click()
    page.get_by_text("1 of 1 are noted as there").wait_for()
    assert faults_in(page) == []
