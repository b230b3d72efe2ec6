"""Staff announce a webinar from the text of somebody's post, in under two minutes; a visitor and programs find it."""

import time

from tests.announced import UPDATES

TWO_MINUTES, FEW = 120, 8
TITLE = "Saving Primary Care in the United States"


class Counted:
    """A page with the number of things that were done on it."""

    def __init__(self, page):
        self.page, self.done = page, 0

    def click(self, role, name):
        self.done += 1
        self.page.get_by_role(role, name=name, exact=True).first.click()

    def fill(self, label, words):
        self.done += 1
        self.page.get_by_label(label).first.fill(words)


def announce(staff):
    staff.click("link", "Paste a post")
    staff.fill("The text of the announcement", UPDATES["webinar"].text)
    staff.fill("Who posted it", "Social Mission Alliance")
    staff.click("button", "Read it")
    assert "Inferred from “November 12, 8-9pm Eastern”" in staff.page.get_by_role("main").inner_text()
    staff.click("button", "Keep it as a draft")
    staff.click("button", "Publish")
    staff.page.get_by_text("Published. It can be a draft again").wait_for()


def test_a_webinar_is_announced_from_its_text_in_two_minutes(demonstration, window):
    page = window(demonstration, "program manager")
    page.goto("/community/")
    began, staff = time.monotonic(), Counted(page)
    announce(staff)
    assert time.monotonic() - began < TWO_MINUTES and staff.done <= FEW
    visitor = window(demonstration)
    visitor.goto("/events/")
    visitor.get_by_role("link", name=TITLE).click()
    said = visitor.get_by_role("main").inner_text()
    assert "8:00 PM to 9:00 PM" in said and "Kiara Marmolejos" in said and "Social Mission Alliance" in said
    for feed in ("/events/feed.atom", "/events/calendar.ics"):
        assert TITLE in visitor.request.get(feed).text().replace("\r\n ", "")
    visitor.goto("/community/search/?q=primary+care+united")
    assert visitor.get_by_role("main").get_by_role("link", name=TITLE).count() == 1
