"""A visitor: reads what the network promises and how each number is made, and sees nobody's data."""

import re

import pytest


def test_a_visitor_reads_the_first_page_and_opens_a_figure(demonstration, window):
    page = window(demonstration)
    page.goto("/")
    page.get_by_role("heading", level=1).wait_for()
    figure = page.get_by_role("region", name="The network today").get_by_role("link").first
    shown = figure.inner_text()
    figure.click()
    made = page.get_by_role("complementary", name="How this number is made")
    assert shown in made.inner_text()
    assert "The rows behind it are open to the staff" in made.inner_text() or "Everybody sees" in made.inner_text()


def test_every_number_of_the_first_page_opens(demonstration, window):
    page = window(demonstration)
    page.goto("/")
    numbers = page.get_by_role("region", name="The network today").get_by_role("link").all()
    addresses = [number.get_attribute("href") for number in numbers]
    assert len(addresses) >= 3
    for address in addresses:
        page.goto(address)
        page.get_by_role("heading", name="How this number is made").wait_for()


def test_a_visitor_reads_a_promise_down_to_its_figure(demonstration, window):
    page = window(demonstration)
    page.goto("/")
    page.get_by_role("link", name="See our promises").click()
    page.get_by_role("main").get_by_role("link", name="A network of mentors").click()
    page.locator("a.opens").first.click()
    page.get_by_role("heading", name="How this number is made").wait_for()


def test_a_visitor_reads_how_the_network_treats_what_it_knows(demonstration, window):
    page = window(demonstration)
    page.goto("/")
    page.get_by_role("contentinfo").get_by_role("link", name="Privacy and your choices").click()
    page.get_by_role("heading", level=1).wait_for()
    assert "race" in page.get_by_role("main").inner_text().lower()


def test_the_sign_in_page_tells_a_stranger_nothing(demonstration, window):
    page = window(demonstration)
    page.goto("/")
    page.get_by_role("banner").get_by_role("link", name="Sign in").click()
    page.get_by_label("Email").fill("nobody@example.org")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_text("If we know nobody@example.org, a code is on its way").wait_for()
    assert demonstration.letters_to("nobody@example.org") == []


def test_an_unknown_address_is_answered_in_plain_words(demonstration, window):
    page = window(demonstration)
    answer = page.goto("/no/such/page/")
    assert answer.status == 404
    page.get_by_role("heading", name="There is no such page").wait_for()
    page.get_by_role("link", name="Go to the first page").click()
    assert page.url == f"{demonstration.url}/"


@pytest.mark.parametrize("path", ["/people/", "/monday/", "/finding/", "/mentoring/students/", "/work/", "/settings/"])
def test_rooms_of_people_ask_a_visitor_to_sign_in(demonstration, window, path):
    page = window(demonstration)
    page.goto(path)
    page.get_by_role("heading", name="Sign in").wait_for()
    assert re.search(rf"next={path}", page.url)
