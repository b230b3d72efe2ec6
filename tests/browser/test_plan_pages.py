"""The plan, its figures, Monday and the set-up in a real browser: axe, 320 pixels, no JavaScript, by keyboard."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from bigtent.accountability.models import Action
from bigtent.accountability.services import adopt_plan, observe, set_target
from bigtent.ledger.services import start_job
from bigtent.people.models import Network
from tests.factories import make_organization

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tent(manager, settings):
    """A promise with a target and two figures half a year apart."""
    adopt_plan(template="policy-partnerships", by=manager)
    tent = Action.objects.get(measure="partners")
    set_target(action=tent, target=20, target_on=date(2028, 12, 31), by=manager)
    settings.NOW = datetime(2027, 6, 1, 15, tzinfo=UTC)
    for _number in range(14):
        make_organization(is_partner=True)
    observe(by=manager)
    return tent


def test_a_plan_is_without_fault(looking, manager, tent):
    assert looking.faults(tent.approach.plan.get_absolute_url(), manager) == []


def test_a_promise_is_without_fault(looking, manager, tent):
    assert looking.faults(tent.get_absolute_url(), manager) == []


def test_a_figure_is_without_fault(looking, network, tent):
    assert looking.faults(reverse("figure", args=["partners"])) == []


def test_monday_is_without_fault(looking, manager, tent):
    start_job(verb="x", title="Comparing", by=manager)
    assert looking.faults(reverse("monday"), manager) == []


def test_the_set_up_is_without_fault(looking, db):
    assert looking.faults(reverse("setup")) == []


def test_the_question_for_the_code_is_without_fault(looking, db, settings):
    settings.SITE_URL = "https://network.example.org"
    assert looking.faults(reverse("setup") + "?code=guess", status=403) == []


def test_a_network_is_set_up_without_a_script(looking, db):
    page = looking.open("/", javascript=False)
    page.get_by_label("Name of your organization").fill("Harbor Scholars")
    page.get_by_label("Your given name").fill("Ines")
    page.get_by_label("Your family name").fill("Okafor")
    page.get_by_label("Your e-mail address").fill("ines@harbor.example")
    page.get_by_role("button", name="Set up the network").click()
    page.get_by_text("You are its administrator").wait_for()
    assert Network.objects.get().name == "Harbor Scholars"


def test_a_plan_is_adopted_by_keyboard_alone(looking, manager):
    page = looking.open(reverse("accountability:plans"), manager, javascript=False)
    page.get_by_role("button", name="Adopt this plan A network of mentors").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="A network of mentors").wait_for()
