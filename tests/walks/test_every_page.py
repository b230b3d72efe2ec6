"""Every page of the platform, wide and narrow, light and dark: axe finds nothing, and nothing is cut off."""

import re
import urllib.error
import urllib.request
from collections import defaultdict

import pytest

from tests.browsing import faults_in
from tests.walks.doors import wait_for_work
from tests.walks.lists import people, write_list
from tests.walks.pages import ADMINISTRATOR, ELSEWHERE, FILES, PAGES, Atlas, addresses
from tests.walks.windows import Windows

pytestmark = pytest.mark.usefixtures("work_begun")


@pytest.fixture(scope="module")
def work_begun(demonstration, browser, tmp_path_factory):
    """What is under way in a living network: a list checked but not brought in, a round proposed but not published."""
    context = browser.new_context(base_url=demonstration.url)
    cookie = {"name": "sessionid", "value": demonstration.sessions["program manager"], "url": demonstration.url}
    context.add_cookies([cookie])
    page = context.new_page()
    check_a_list(page, write_list(tmp_path_factory.mktemp("lists") / "dean.csv", people(44, seed=3)))
    propose_a_round(page)
    context.close()


def check_a_list(page, path):
    page.goto("/finding/rosters/new/")
    page.get_by_label("Your list").set_input_files(path)
    page.get_by_label("Which list is this?").fill("Office of the dean")
    page.get_by_role("button", name="Read the file").click()
    page.get_by_role("button", name="Check every line").click()
    wait_for_work(page)


def propose_a_round(page):
    page.goto("/mentoring/")
    page.get_by_role("link", name="Go on with the round").click()
    page.get_by_role("button", name="Propose").click()
    wait_for_work(page)


@pytest.fixture(scope="module")
def atlases():
    return defaultdict(Atlas)


@pytest.fixture(scope="module")
def open_windows(browser):
    windows = Windows(browser)
    yield windows
    windows.close()


@pytest.fixture
def readers(demonstration, open_windows):
    """The window of a role, which stays open from page to page; each page answers for its own complaints."""
    known = open_windows.by_role
    yield lambda role: known.get(role) or known.setdefault(role, open_windows.open(demonstration, role))
    complaints, open_windows.complaints = open_windows.complaints, []
    assert complaints == []


@pytest.mark.parametrize(("name", "role", "linked_from"), PAGES)
def test_a_page_is_without_fault(readers, atlases, name, role, linked_from):
    page, atlas = readers(role), atlases[role]
    address = atlas.address(page, name, linked_from)
    answer = page.goto(address)
    atlas.remember(page, address)
    assert "<h1" in answer.text(), "no title before any JavaScript"
    assert page.get_by_role("heading", level=1).is_visible()
    assert faults_in(page) == []


def test_the_question_for_the_code_is_without_fault(demonstration, window):
    page = window(demonstration)
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill("priya@demonstration.example")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_role("heading", name="Enter your code").wait_for()
    assert faults_in(page) == []


@pytest.mark.parametrize("name", sorted(addresses().keys() - {name for name, *_ in PAGES} - {*FILES, *ELSEWHERE}))
def test_what_is_not_walked_here_only_takes_deeds(demonstration, name):
    """An address that can be visited has to stand in the table of pages."""
    path = re.sub(r"<int:\w+>", "1", addresses()[name])
    path = re.sub(r"<\w+:\w+>", "somewhere", path)
    asked = urllib.request.Request(f"{demonstration.url}/{path}")
    asked.add_header("Cookie", f"sessionid={demonstration.sessions[ADMINISTRATOR]}")
    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.urlopen(asked)
    assert answer.value.code == 405
    answer.value.close()
