"""A student plans her month: finds what fits, states a fact, saves it, registers for a webinar, sees both together."""

from datetime import UTC, date, datetime

import pytest

from bigtent.gatherings.calendars import feed
from tests.browsing import faults_in
from tests.community.opportunities import COMMITTED, GROUP, STUDENT, make_opportunity
from tests.gatherings.announced import announced

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = {"title": "Lantern fellowship", "deadline_on": date(2026, 12, 11), "zone": "America/New_York"}


@pytest.fixture
def month(network, live_server, settings):
    """An opportunity and a webinar of December, and one that is for others."""
    settings.SITE_URL = live_server.url
    make_opportunity(clauses=[STUDENT, COMMITTED, GROUP], **WORDS)
    make_opportunity(title="For the retired", clauses=[{"kind": "stage", "words": "Retired", "values": ["retired"]}])
    announced("Paying for school", at=datetime(2026, 12, 3, 1, 0, tzinfo=UTC))


def states(page):
    page.get_by_role("link", name="State something").click()
    page.get_by_label("Where you stand").select_option("student")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Nobody but you sees it").wait_for()


def saves(page):
    """She reads why it is shown and what is missing, confirms the sentence, and saves it."""
    page.get_by_role("navigation", name="Opportunities").get_by_role("link", name="For you").click()
    said = page.get_by_role("main").inner_text()
    assert "Why you see this: Open to students" in said and "What is missing: I am committed" in said
    assert "For the retired" not in said
    page.get_by_role("link", name="Lantern fellowship").click()
    page.get_by_text("State what it asks for").click()
    page.get_by_label("I am committed to advancing health equity").check()
    page.get_by_role("button", name="State it").click()
    page.get_by_text("You can change it or take it back").wait_for()
    said = page.get_by_role("main").inner_text()
    assert "What is missing" not in said and "Bigtent does not ask or use this" in said
    page.get_by_role("button", name="Save it").click()
    page.get_by_text("On your list").wait_for()


def registers(page):
    page.get_by_role("link", name="See my month").click()
    page.get_by_role("link", name="Find events").click()
    page.get_by_role("link", name="Paying for school").click()
    page.get_by_role("button", name="Register").click()
    page.wait_for_url("**/events/mine/**")


def test_a_student_plans_her_month(month, looking, live_server, member):
    page = looking.open("/community/opportunities/for-you/", member, width=320)
    states(page)
    saves(page)
    registers(page)
    page.goto(f"{live_server.url}/community/me/month/?month=2026-12")
    said = page.get_by_role("main").inner_text()
    assert "December 11, 2026: Deadline: Lantern fellowship" in said
    assert "December 2, 2026, 8:00 PM (EST, New York): Paying for school" in said
    assert faults_in(page) == []
    written = feed(member, "Mine").decode()
    assert "SUMMARY:Deadline: Lantern fellowship" in written and "SUMMARY:Paying for school" in written


@pytest.mark.parametrize("path", ["/community/me/stated/", "/community/opportunities/", "one"])
def test_pages_of_opportunities_have_no_faults(month, looking, member, path):
    from bigtent.community.models import Opportunity

    address = Opportunity.objects.get(title="Lantern fellowship").get_absolute_url() if path == "one" else path
    page = looking.open(address, member)
    assert faults_in(page) == [] and page.complaints == []
